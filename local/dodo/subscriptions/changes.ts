import { z } from 'zod'
import type { Dodo } from '../context'
import { ApiError, parseInput } from '../http'
import type { Subscription } from '../model/subscriptions'
import { findCustomer } from '../resources/customers'
import { billingAddress, int32, isoMoment, metadata } from '../resources/fields'
import { announce } from './find'
import { end } from './renewal'
import { addSpans, setNextBilling } from './time/cycle'

const patchBody = z.object({
  status: z.literal('cancelled', 'only cancelled can be asked for').nullish(),
  cancel_at_next_billing_date: z.boolean().nullish(),
  cancellation_comment: z.string().nullish(),
  cancellation_feedback: z
    .enum([
      'too_expensive',
      'missing_features',
      'switched_service',
      'unused',
      'customer_service',
      'low_quality',
      'too_complex',
      'other',
    ])
    .nullish(),
  pause: z.boolean().nullish(),
  metadata: metadata.nullish(),
  billing: billingAddress.nullish(),
  customer_name: z.string().min(1).nullish(),
  customer_business_name: z.string().nullish(),
  tax_id: z.string().nullish(),
  next_billing_date: isoMoment.nullish(),
  disable_on_demand: z.object({ next_billing_date: isoMoment }).nullish(),
  subscription_period_count: int32.min(1).nullish(),
  subscription_period_interval: z.enum(['Day', 'Week', 'Month', 'Year']).nullish(),
  credit_entitlement_cart: z.null('credit entitlements are not played by the local stand-in').optional(),
})

type Patch = z.output<typeof patchBody>

/** Changes a subscription as `PATCH /subscriptions/{id}` is asked to, and queues the webhook that says so. */
export function patchSubscription(dodo: Dodo, subscription: Subscription, body: unknown): void {
  const patch = parseInput(patchBody, body)
  if (typeof patch.pause === 'boolean') {
    if (Object.values(patch).filter((value) => value !== undefined).length > 1) {
      throw new ApiError(422, 'INVALID_REQUEST_BODY', 'pause: comes alone')
    }
    if (patch.pause) pause(dodo, subscription)
    else unpause(dodo, subscription)
    return
  }
  const leaves = patch.status === 'cancelled' || patch.cancel_at_next_billing_date === true
  if ((patch.cancellation_comment || patch.cancellation_feedback) && !leaves) {
    throw new ApiError(422, 'INVALID_REQUEST_BODY', 'cancellation_feedback: only when cancelling')
  }
  if (typeof patch.cancel_at_next_billing_date === 'boolean' || patch.status) requireCancellable(subscription)
  changeFields(dodo, subscription, patch)
  changeDates(subscription, patch)
  if (patch.status === 'cancelled') end(dodo, subscription, 'cancelled')
  else announce(dodo, subscription, 'updated')
}

/** Stops billing from now on. 422 unless the subscription is active. */
export function pause(dodo: Dodo, subscription: Subscription): void {
  if (subscription.status !== 'active') {
    throw new ApiError(
      422,
      'SUBSCRIPTION_INACTIVE',
      `A subscription that is ${subscription.status} can't pause`,
    )
  }
  subscription.status = 'paused'
  subscription.paused_at = dodo.now().toISOString()
  announce(dodo, subscription, 'paused')
}

/** Takes billing up again; the rest of the cycle that was paid for begins now. 422 unless paused. */
export function unpause(dodo: Dodo, subscription: Subscription): void {
  if (subscription.status !== 'paused' || subscription.paused_at === null) {
    throw new ApiError(422, 'SUBSCRIPTION_NOT_PAUSED', 'The subscription is not paused')
  }
  const rest = Date.parse(subscription.next_billing_date) - Date.parse(subscription.paused_at)
  setNextBilling(subscription, new Date(dodo.now().getTime() + Math.max(0, rest)).toISOString())
  subscription.status = 'active'
  subscription.paused_at = null
  announce(dodo, subscription, 'unpaused')
}

function requireCancellable({ status }: Subscription): void {
  if (status === 'cancelled' || status === 'expired' || status === 'failed') {
    throw new ApiError(422, 'SUBSCRIPTION_INACTIVE', `The subscription is ${status}`)
  }
}

function changeFields(dodo: Dodo, subscription: Subscription, patch: Patch): void {
  if (patch.metadata) subscription.metadata = patch.metadata
  if (patch.billing) subscription.billing = patch.billing
  if (patch.tax_id !== undefined) subscription.tax_id = patch.tax_id
  if (patch.customer_business_name !== undefined) {
    subscription.customer_business_name = patch.customer_business_name
  }
  if (patch.customer_name) findCustomer(dodo, subscription.customer_id).name = patch.customer_name
  if (typeof patch.cancel_at_next_billing_date === 'boolean') {
    subscription.cancel_at_next_billing_date = patch.cancel_at_next_billing_date
    subscription.cancellation_comment = null
    subscription.cancellation_feedback = null
  }
  if (patch.cancellation_comment) subscription.cancellation_comment = patch.cancellation_comment
  if (patch.cancellation_feedback) subscription.cancellation_feedback = patch.cancellation_feedback
}

function changeDates(subscription: Subscription, patch: Patch): void {
  const nextBilling = patch.disable_on_demand?.next_billing_date ?? patch.next_billing_date
  if (patch.disable_on_demand) subscription.on_demand = false
  if (nextBilling) {
    if (nextBilling <= subscription.previous_billing_date) {
      throw new ApiError(422, 'INVALID_REQUEST_BODY', 'next_billing_date: lies before the last one')
    }
    setNextBilling(subscription, nextBilling)
  }
  if (!patch.subscription_period_count && !patch.subscription_period_interval) return
  const period = {
    count: patch.subscription_period_count ?? subscription.period.count,
    interval: patch.subscription_period_interval ?? subscription.period.interval,
  }
  const expires = addSpans(new Date(subscription.created_at), period, 1).toISOString()
  if (expires < subscription.expires_at) {
    throw new ApiError(422, 'INVALID_REQUEST_BODY', 'subscription_period_count: can only be made longer')
  }
  Object.assign(subscription, { period, expires_at: expires })
}
