import { BUSINESS } from '../context'
import type { Product } from '../model/catalogue'
import { OWNER } from './known'

/** A product as `GET /products/{id}` shows it. */
export function productPayload(product: Product) {
  return {
    ...product,
    ...OWNER,
    is_recurring: product.price.type === 'recurring_price',
    license_key_enabled: false,
    credit_entitlements: [],
    entitlements: [],
    addons: null,
    image: null,
  }
}

/** A product as `GET /products` lists it, its price flattened. */
export function productListItem(product: Product) {
  const { price, ...rest } = product
  return {
    ...rest,
    business_id: BUSINESS.id,
    is_recurring: price.type === 'recurring_price',
    entitlements: [],
    image: null,
    price: price.price,
    currency: price.currency,
    tax_inclusive: price.tax_inclusive,
    price_detail: price,
  }
}
