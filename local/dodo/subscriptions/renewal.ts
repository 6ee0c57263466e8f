import { isSoftDecline } from '../cards'
import type { Dodo } from '../context'
import type { Decline } from '../model/orders'
import type { Dues, Subscription } from '../model/subscriptions'
import { applyCredit, chargeSubscription, toDues } from './charge'
import { announce, subscriptionLine } from './find'
import { applyPlan } from './plan/apply'
import { addSpans, advanceCycle } from './time/cycle'

/** Days after a declined renewal on which it is tried again, as far as the recovery window reaches: eight at most. */
const RETRY_DAYS = [1, 3, 5, 7, 10, 13, 20, 27]

const DAY = { count: 1, interval: 'Day' } as const

/** Bills the next cycle: it begins when the card pays, and the subscription goes on hold when it does not. */
export function renew(dodo: Dodo, subscription: Subscription): void {
  const change = subscription.scheduled_change
  if (change) {
    applyPlan(dodo, subscription, change)
    announce(dodo, subscription, 'plan_changed')
  }
  subscription.pending_change = null
  const credit = applyCredit(subscription, subscription.unit_price * subscription.quantity)
  const lines = [subscriptionLine(dodo, subscription, credit.due)]
  const { decline } = chargeSubscription(dodo, subscription, { lines })
  if (!decline) {
    beginCycle(dodo, subscription, credit.used)
    return
  }
  const dues = toDues(dodo, { reason: 'renewal', lines, credit_used: credit.used })
  dues.retry_at = nextRetry(dodo, dues, decline)
  hold(dodo, subscription, dues)
}

/** Puts a subscription on hold until what it owes is paid. */
export function hold(dodo: Dodo, subscription: Subscription, dues: Dues): void {
  subscription.status = 'on_hold'
  subscription.dues = dues
  announce(dodo, subscription, 'on_hold')
}

/** Tries the same card again for a cycle that it did not pay. */
export function retryRenewal(dodo: Dodo, subscription: Subscription, dues: Dues): void {
  dues.retries += 1
  const { decline } = chargeSubscription(dodo, subscription, { lines: dues.lines, retry: dues.retries })
  if (decline) dues.retry_at = nextRetry(dodo, dues, decline)
  else settleDues(dodo, subscription, dues)
}

/** Takes a subscription off hold, its dues paid. */
export function settleDues(dodo: Dodo, subscription: Subscription, dues: Dues): void {
  subscription.dues = null
  subscription.status = 'active'
  announce(dodo, subscription, 'active')
  if (dues.reason === 'renewal') beginCycle(dodo, subscription, dues.credit_used)
}

/** Ends a subscription for good. */
export function end(dodo: Dodo, subscription: Subscription, status: 'cancelled' | 'expired'): void {
  subscription.status = status
  if (status === 'cancelled') subscription.cancelled_at = dodo.now().toISOString()
  Object.assign(subscription, { scheduled_change: null, pending_change: null, dues: null, paused_at: null })
  announce(dodo, subscription, status)
}

function beginCycle(dodo: Dodo, subscription: Subscription, creditUsed: number): void {
  subscription.credit -= creditUsed
  subscription.in_trial = false
  advanceCycle(subscription, dodo.now())
  announce(dodo, subscription, 'renewed')
}

function nextRetry(dodo: Dodo, dues: Dues, decline: Decline): string | null {
  if (dues.reason !== 'renewal' || !isSoftDecline(decline.code)) return null
  const now = dodo.now()
  const day = RETRY_DAYS.filter((days) => days <= dodo.settings.retryWindowDays)
    .map((days) => addSpans(new Date(dues.since), DAY, days))
    .find((date) => date > now)
  return day?.toISOString() ?? null
}
