import type { Dodo } from '../context'
import { ApiError } from '../http'
import type { Product, RecurringPrice } from '../model/catalogue'
import type { SubscriptionEvent, WebhookEvent } from '../model/events'
import type { OrderLine } from '../model/orders'
import type { Subscription } from '../model/subscriptions'
import { taxedLine } from '../money'
import { findProduct } from '../resources/products'

export type Plan = Product & { price: RecurringPrice }

/** The subscription with this id, or 404. */
export function findSubscription(dodo: Dodo, subscriptionId: string): Subscription {
  const found = dodo.store.state.subscriptions.find((entry) => entry.subscription_id === subscriptionId)
  if (!found) throw new ApiError(404, 'SUBSCRIPTION_NOT_FOUND', `Subscription ${subscriptionId} not found`)
  return found
}

/** Whether a product is sold by subscription. */
export function isPlan(product: Product): product is Plan {
  return product.price.type === 'recurring_price'
}

/** The product of a subscription, or 422 when there is none with this id or it is sold once. */
export function findPlan(dodo: Dodo, productId: string): Plan {
  const product = findProduct(dodo, productId)
  if (!product) throw new ApiError(422, 'PRODUCT_NOT_FOUND', `Product ${productId} does not exist`)
  if (!isPlan(product)) {
    throw new ApiError(422, 'PRODUCT_NOT_RECURRING', `Product ${productId} is not a subscription product`)
  }
  return product
}

/** What one unit of a plan costs in a cycle, in minor units. */
export function unitPrice({ price }: Plan): number {
  return Math.round((price.price * (100 - price.discount)) / 100)
}

/** The order line for a charge of `amount` minor units to a subscription. */
export function subscriptionLine(
  dodo: Dodo,
  subscription: Pick<Subscription, 'product_id' | 'quantity' | 'tax_inclusive'>,
  amount: number,
  text: { name?: string; description?: string | null } = {},
): OrderLine {
  const { product_id, quantity, tax_inclusive } = subscription
  const product = findProduct(dodo, product_id)
  const line = {
    product_id,
    name: text.name ?? product?.name ?? product_id,
    description: text.description ?? product?.description ?? null,
    quantity,
    amount,
    recurring: true,
  }
  return taxedLine(line, { percent: dodo.settings.taxPercent, inclusive: tax_inclusive })
}

/** Queues a webhook about a subscription. */
export function announce(dodo: Dodo, subscription: Subscription, event: SubscriptionEvent): WebhookEvent {
  const resource = { kind: 'subscription', id: subscription.subscription_id } as const
  const queued = dodo.webhooks.enqueue(`subscription.${event}`, resource)
  if (dodo.settings.updatedOnEveryChange && event !== 'updated') {
    dodo.webhooks.enqueue('subscription.updated', resource)
  }
  return queued
}
