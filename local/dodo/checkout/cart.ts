import { z } from 'zod'
import type { Dodo } from '../context'
import { ApiError } from '../http'
import type { Product } from '../model/catalogue'
import type { CheckoutSession, OrderLine, SubscriptionOrder } from '../model/orders'
import { MAX_AMOUNT, sumLines, taxedLine } from '../money'
import { int32 } from '../resources/fields'
import { findProduct } from '../resources/products'
import { isPlan, type Plan, unitPrice } from '../subscriptions/find'

export const cartItem = z.object({
  product_id: z.string(),
  quantity: int32.min(1),
  amount: int32.min(0).nullish(),
  addons: z.array(z.unknown()).max(0, 'add-ons are not played by the local stand-in').nullish(),
})

export const subscriptionData = z.object({
  trial_period_days: int32.min(0).max(10_000).nullish(),
  on_demand: z
    .object({
      mandate_only: z.boolean(),
      product_price: int32.min(0).nullish(),
      product_currency: z.string().nullish(),
      product_description: z.string().nullish(),
    })
    .nullish(),
})

type CartItem = z.output<typeof cartItem>
type SubscriptionData = z.output<typeof subscriptionData> | null | undefined

/**
 * Prices a cart: what is due today, and the subscription that paying it starts. 422 for an empty cart, an unknown
 * product, mixed currencies, a total that is too large, or more than one subscription.
 */
export function priceCart(
  dodo: Dodo,
  cart: CartItem[],
  data: SubscriptionData,
): Pick<CheckoutSession, 'lines' | 'currency' | 'subscription'> {
  if (cart.length === 0) {
    // The misspelt code is Dodo's own.
    throw new ApiError(422, 'PRODUCT_CART_EMTPY', 'The product cart is empty')
  }
  const items = cart.map((item) => ({ item, product: requireProduct(dodo, item.product_id) }))
  const currency = items[0]?.product.price.currency ?? 'USD'
  if (items.some(({ product }) => product.price.currency !== currency)) {
    throw new ApiError(422, 'CURRENCY_MISMATCH', 'All products of a cart must have the same currency')
  }
  const plans = items.filter(({ product }) => isPlan(product))
  if (plans.length > 1) {
    throw refuse('product_cart: more than one subscription is not played by the local stand-in')
  }
  if (plans.length === 0 && (data?.on_demand || data?.trial_period_days)) {
    throw refuse('subscription_data: the cart has no subscription')
  }
  const lines = items.map(({ item, product }) =>
    isPlan(product) ? pricePlan(dodo, product, item, data) : priceProduct(dodo, product, item),
  )
  if (sumLines(lines).total > MAX_AMOUNT) throw refuse('product_cart: the total is too large')
  const [sold] = plans
  const subscription = sold && isPlan(sold.product) ? toOrder(sold.product, sold.item, data) : null
  return { lines, currency, subscription }
}

function requireProduct(dodo: Dodo, productId: string): Product {
  const product = findProduct(dodo, productId)
  if (!product) throw new ApiError(422, 'PRODUCT_NOT_FOUND', `Product ${productId} does not exist`)
  return product
}

function refuse(message: string): ApiError {
  return new ApiError(422, 'INVALID_REQUEST_BODY', message)
}

function toOrder(plan: Plan, item: CartItem, data: SubscriptionData): SubscriptionOrder {
  const onDemand = Boolean(data?.on_demand)
  return {
    product_id: plan.product_id,
    quantity: item.quantity,
    trial_period_days: onDemand ? 0 : (data?.trial_period_days ?? plan.price.trial_period_days),
    on_demand: onDemand,
  }
}

function pricePlan(dodo: Dodo, plan: Plan, item: CartItem, data: SubscriptionData): OrderLine {
  const { price } = plan
  const demand = data?.on_demand
  if (demand?.product_currency && demand.product_currency !== price.currency) {
    throw new ApiError(422, 'CURRENCY_MISMATCH', `The product is sold in ${price.currency}`)
  }
  const { trial_period_days, on_demand } = toOrder(plan, item, data)
  const full = (demand?.product_price ?? unitPrice(plan)) * item.quantity
  const isFree = on_demand ? demand?.mandate_only : trial_period_days > 0
  const line = {
    product_id: plan.product_id,
    name: plan.name,
    description: demand?.product_description ?? plan.description,
    quantity: item.quantity,
    amount: isFree ? 0 : full,
    recurring: true,
  }
  return taxedLine(line, { percent: dodo.settings.taxPercent, inclusive: price.tax_inclusive })
}

function priceProduct(dodo: Dodo, product: Product, item: CartItem): OrderLine {
  const { price } = product
  // With pay-what-you-want the price is the least that may be paid.
  const isOpen = price.type === 'one_time_price' && price.pay_what_you_want
  const chosen = isOpen ? (item.amount ?? price.suggested_price ?? price.price) : price.price
  if (chosen < price.price) throw refuse(`product_cart: ${product.product_id} costs at least ${price.price}`)
  const line = {
    product_id: product.product_id,
    name: product.name,
    description: product.description,
    quantity: item.quantity,
    amount: Math.round((chosen * item.quantity * (100 - price.discount)) / 100),
  }
  return taxedLine(line, { percent: dodo.settings.taxPercent, inclusive: price.tax_inclusive })
}
