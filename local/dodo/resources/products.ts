import { z } from 'zod'
import { createId, type Dodo } from '../context'
import { ApiError, json, pageOf, pageQuery, parseInput, pathParam, queryObject, type Route } from '../http'
import { productListItem, productPayload } from '../payloads'
import type { Product } from '../store'
import { currencyCode, int32, metadata } from './fields'

/** A product that the caller of `startDodo` wants to exist, sold once for a fixed price in minor units. */
export type SeedProduct = {
  product_id: string
  name: string
  description?: string
  price_cents: number
  currency: string
}

const oneTimePrice = z.object({
  type: z.literal('one_time_price', 'only one-time prices are played by the local stand-in'),
  price: int32.min(0),
  currency: currencyCode,
  discount: z.number().int().min(0).max(100),
  purchasing_power_parity: z.boolean(),
  pay_what_you_want: z.boolean().default(false),
  suggested_price: int32.min(0).nullish(),
  tax_inclusive: z.boolean().nullish(),
})

const createBody = z.object({
  name: z.string().min(1).max(100),
  description: z.string().max(1000).nullish(),
  tax_category: z.enum(['digital_products', 'saas', 'e_book', 'edtech', 'live_tutoring']),
  price: oneTimePrice,
  metadata: metadata.optional(),
})

const listQuery = z.object({
  ...pageQuery,
  archived: z.stringbool().optional(),
  recurring: z.stringbool().optional(),
})

/** Creates each product, or brings the one with that id up to date. */
export function seedProducts(dodo: Dodo, seeds: SeedProduct[]): void {
  for (const seed of seeds) {
    const price = parseInput(oneTimePrice, {
      type: 'one_time_price',
      price: seed.price_cents,
      currency: seed.currency,
      discount: 0,
      purchasing_power_parity: false,
    })
    const details = { name: seed.name, description: seed.description ?? null, price }
    const known = dodo.store.state.products.find((product) => product.product_id === seed.product_id)
    if (known)
      Object.assign(known, toProduct(dodo, known.product_id, { ...known, ...details }, known.created_at))
    else
      dodo.store.state.products.push(toProduct(dodo, seed.product_id, { ...details, tax_category: 'saas' }))
  }
}

function toProduct(
  dodo: Dodo,
  productId: string,
  details: z.output<typeof createBody>,
  createdAt = dodo.now().toISOString(),
): Product {
  const { suggested_price = null, tax_inclusive = null, ...price } = details.price
  return {
    product_id: productId,
    name: details.name,
    description: details.description ?? null,
    tax_category: details.tax_category,
    metadata: details.metadata ?? {},
    price: { ...price, suggested_price, tax_inclusive },
    created_at: createdAt,
    updated_at: dodo.now().toISOString(),
  }
}

export const productRoutes: Route[] = [
  {
    method: 'POST',
    path: '/products',
    access: 'api',
    handle(dodo, incoming) {
      const product = toProduct(dodo, createId('pdt'), parseInput(createBody, incoming.body))
      dodo.store.state.products.push(product)
      return json(productPayload(product))
    },
  },
  {
    method: 'GET',
    path: '/products',
    access: 'api',
    handle(dodo, incoming) {
      const query = parseInput(listQuery, queryObject(incoming))
      const none = query.archived === true || query.recurring === true
      return json({ items: pageOf(none ? [] : dodo.store.state.products, query).map(productListItem) })
    },
  },
  {
    method: 'GET',
    path: '/products/:id',
    access: 'api',
    handle(dodo, incoming) {
      const id = pathParam(incoming, 'id')
      const product = dodo.store.state.products.find((entry) => entry.product_id === id)
      if (!product) throw new ApiError(404, 'PRODUCT_NOT_FOUND', `Product ${id} not found`)
      return json(productPayload(product))
    },
  },
]
