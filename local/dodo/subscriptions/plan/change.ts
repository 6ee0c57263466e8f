import { z } from 'zod'
import { createId, type Dodo } from '../../context'
import { ApiError, empty, json, parseInput, pathParam, type Route } from '../../http'
import type { PlanOrder, Subscription } from '../../model/subscriptions'
import { subscriptionPayload } from '../../payloads/subscriptions'
import { int32, metadata } from '../../resources/fields'
import { chargeSubscription, toDues } from '../charge'
import { announce, findPlan, findSubscription } from '../find'
import { hold } from '../renewal'
import { applyPlan } from './apply'
import { PRORATION_MODES, type Quote, quoteChange, quotePayload } from './proration'

const changeBody = z.object({
  product_id: z.string(),
  quantity: int32.min(1),
  proration_billing_mode: z.enum(PRORATION_MODES),
  effective_at: z.enum(['immediately', 'next_billing_date']).default('immediately'),
  on_payment_failure: z.enum(['prevent_change', 'apply_change']).nullish(),
  metadata: metadata.nullish(),
  addons: z.array(z.unknown()).max(0, 'add-ons are not played by the local stand-in').nullish(),
  discount_code: z.null('no discount has this code').optional(),
  discount_codes: z.array(z.string()).max(0, 'no discount has this code').nullish(),
})

type Change = z.output<typeof changeBody>

const NOTHING: Quote = { parts: [], lines: [], credit_used: 0, credit_added: 0, restarts_cycle: false }

export const changePlanRoutes: Route[] = [
  {
    method: 'POST',
    path: '/subscriptions/:subscription_id/change-plan',
    access: 'api',
    handle(dodo, incoming) {
      const subscription = findSubscription(dodo, pathParam(incoming, 'subscription_id'))
      const change = parseChange(dodo, subscription, incoming.body)
      if (subscription.scheduled_change || subscription.pending_change) {
        throw new ApiError(409, 'PENDING_PLAN_CHANGE_EXISTS', 'A plan change is waiting already')
      }
      if (change.effective_at === 'next_billing_date') schedule(dodo, subscription, change)
      else changeNow(dodo, subscription, change)
      return empty(200)
    },
  },
  {
    method: 'POST',
    path: '/subscriptions/:subscription_id/change-plan/preview',
    access: 'api',
    handle(dodo, incoming) {
      const subscription = findSubscription(dodo, pathParam(incoming, 'subscription_id'))
      const change = parseChange(dodo, subscription, incoming.body)
      const later = change.effective_at === 'next_billing_date'
      const quote = later ? NOTHING : quoteChange(dodo, subscription, change, change.proration_billing_mode)
      const changed = structuredClone(subscription)
      applyPlan(dodo, changed, change, quote.restarts_cycle)
      const effectiveAt = later ? subscription.next_billing_date : dodo.now().toISOString()
      return json({
        immediate_charge: quotePayload(dodo, subscription, quote, effectiveAt),
        new_plan: subscriptionPayload(dodo, changed),
      })
    },
  },
  {
    method: 'DELETE',
    path: '/subscriptions/:subscription_id/change-plan/scheduled',
    access: 'api',
    handle(dodo, incoming) {
      const subscription = findSubscription(dodo, pathParam(incoming, 'subscription_id'))
      if (!subscription.scheduled_change) {
        throw new ApiError(404, 'SCHEDULED_CHANGE_NOT_FOUND', 'No plan change is scheduled')
      }
      subscription.scheduled_change = null
      announce(dodo, subscription, 'updated')
      return empty(204)
    },
  },
]

/** Puts the plan of a change that waited for its payment into force, now that it is paid. */
export function applyPendingChange(dodo: Dodo, subscription: Subscription): void {
  const change = subscription.pending_change
  if (!change) return
  subscription.credit -= change.credit_used
  applyPlan(dodo, subscription, change, change.restarts_cycle)
  announce(dodo, subscription, 'plan_changed')
}

function parseChange(dodo: Dodo, subscription: Subscription, body: unknown): Change {
  const change = parseInput(changeBody, body)
  const plan = findPlan(dodo, change.product_id)
  if (subscription.status !== 'active' || subscription.on_demand) {
    const what = subscription.on_demand ? 'on-demand' : subscription.status
    throw new ApiError(422, 'PLAN_CHANGE_NOT_SUPPORTED', `A subscription that is ${what} keeps its plan`)
  }
  if (plan.price.currency !== subscription.currency) {
    throw new ApiError(422, 'CURRENCY_MISMATCH', `The subscription is paid in ${subscription.currency}`)
  }
  if (change.product_id === subscription.product_id && change.quantity === subscription.quantity) {
    throw new ApiError(422, 'INVALID_REQUEST_BODY', 'This is the plan that the subscription has')
  }
  return change
}

function schedule(dodo: Dodo, subscription: Subscription, { product_id, quantity }: PlanOrder): void {
  const created_at = dodo.now().toISOString()
  subscription.scheduled_change = { id: createId('spc'), product_id, quantity, created_at }
  announce(dodo, subscription, 'updated')
}

function changeNow(dodo: Dodo, subscription: Subscription, change: Change): void {
  const { product_id, quantity } = change
  const quote = quoteChange(dodo, subscription, change, change.proration_billing_mode)
  const { lines, credit_used, restarts_cycle } = quote
  const decline =
    lines.length > 0
      ? chargeSubscription(dodo, subscription, { lines, metadata: change.metadata }).decline
      : null
  if (decline && change.on_payment_failure === 'prevent_change') {
    const metadata = change.metadata ?? null
    subscription.pending_change = { product_id, quantity, lines, metadata, credit_used, restarts_cycle }
    announce(dodo, subscription, 'updated')
    return
  }
  subscription.credit += quote.credit_added - credit_used
  applyPlan(dodo, subscription, change, restarts_cycle)
  announce(dodo, subscription, 'plan_changed')
  if (decline) hold(dodo, subscription, toDues(dodo, { reason: 'plan_change', lines }))
}
