import { BUSINESS } from '../context'
import type { Subscription } from '../model/subscriptions'
import { customerDetails, type Source } from './known'

/** A subscription as `GET /subscriptions/{id}` and webhooks show it. */
export function subscriptionPayload(dodo: Source, subscription: Subscription) {
  return {
    ...subscriptionSummary(dodo, subscription),
    brand_id: BUSINESS.id,
    addons: [],
    cancellation_comment: subscription.cancellation_comment,
    cancellation_feedback: subscription.cancellation_feedback,
    credit_entitlement_cart: [],
    custom_field_responses: null,
    discount_id: null,
    discounts: null,
    expires_at: subscription.expires_at,
    meter_credit_entitlement_cart: [],
    meters: [],
  }
}

/** A subscription as `GET /subscriptions` lists it. */
export function subscriptionListItem(dodo: Source, subscription: Subscription) {
  return {
    ...subscriptionSummary(dodo, subscription),
    discounts: [],
    product_name: findProduct(dodo, subscription.product_id)?.name ?? null,
  }
}

function subscriptionSummary(dodo: Source, subscription: Subscription) {
  const { frequency, period } = subscription
  return {
    subscription_id: subscription.subscription_id,
    product_id: subscription.product_id,
    quantity: subscription.quantity,
    status: subscription.status,
    customer: customerDetails(dodo, subscription.customer_id),
    metadata: subscription.metadata,
    billing: subscription.billing,
    currency: subscription.currency,
    recurring_pre_tax_amount: subscription.unit_price * subscription.quantity,
    tax_inclusive: subscription.tax_inclusive,
    created_at: subscription.created_at,
    previous_billing_date: subscription.previous_billing_date,
    next_billing_date: subscription.next_billing_date,
    cancel_at_next_billing_date: subscription.cancel_at_next_billing_date,
    cancelled_at: subscription.cancelled_at,
    paused_at: subscription.paused_at,
    on_demand: subscription.on_demand,
    trial_period_days: subscription.trial_period_days,
    trial_amount: null,
    payment_method_id: subscription.payment_method_id,
    payment_frequency_count: frequency.count,
    payment_frequency_interval: frequency.interval,
    subscription_period_count: period.count,
    subscription_period_interval: period.interval,
    scheduled_change: scheduledChange(dodo, subscription),
    discount_cycles_remaining: null,
    tax_id: subscription.tax_id,
    customer_business_name: subscription.customer_business_name,
  }
}

function scheduledChange(dodo: Source, subscription: Subscription) {
  const change = subscription.scheduled_change
  if (!change) return null
  const product = findProduct(dodo, change.product_id)
  return {
    ...change,
    effective_at: subscription.next_billing_date,
    product_name: product?.name ?? null,
    product_description: product?.description ?? null,
    addons: [],
  }
}

function findProduct(dodo: Source, productId: string) {
  return dodo.store.state.products.find((product) => product.product_id === productId)
}
