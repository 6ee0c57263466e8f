import type { Dodo } from '../../context'
import type { WebhookEvent } from '../../model/events'
import type { Subscription } from '../../model/subscriptions'
import { end, renew, retryRenewal } from '../renewal'

/** How long a move of the clock waits for the webhooks of one step before it goes on. */
const STEP_WAIT_MS = 20_000

const YEAR_MS = 366 * 86_400_000

type Due = { at: number; subscription: Subscription }

/** One thing that the passing of time brought about. */
export type Step = {
  at: string
  subscription_id: string
  /** The types of the webhooks that it queued, in order. */
  events: string[]
}

/** What happens next by itself, and when. Undefined when nothing ever will. */
export function nextDue(dodo: Dodo): Due | undefined {
  let first: Due | undefined
  for (const subscription of dodo.store.state.subscriptions) {
    const at = dueTime(subscription)
    if (at !== null && (!first || at < first.at)) first = { at, subscription }
  }
  return first
}

/** What happens next by itself within a year: the far end of a subscription is nothing to jump to by mistake. */
export function soonDue(dodo: Dodo): Due | undefined {
  const next = nextDue(dodo)
  return next && next.at <= dodo.now().getTime() + YEAR_MS ? next : undefined
}

/** Does everything that is due by now, each as of the moment it was due. Tells whether there was anything. */
export function runDue(dodo: Dodo): boolean {
  // A move of the clock takes the same steps, and lists them.
  if (dodo.clock.moving) return false
  const now = dodo.now().getTime()
  let ran = false
  for (let due = nextDue(dodo); due && due.at <= now; due = nextDue(dodo)) {
    takeStep(dodo, due)
    ran = true
  }
  return ran
}

/**
 * Moves the clock forward to `target` (milliseconds since 1970), one due step after the other. Unless deliveries are held
 * or delayed, or `wait` is false, the webhooks of a step have had their first attempt before the next one.
 */
export async function moveClock(dodo: Dodo, target: number, wait: boolean): Promise<Step[]> {
  const steps: Step[] = []
  const { settings, webhooks } = dodo
  dodo.clock.moving = true
  try {
    for (let due = nextDue(dodo); due && due.at <= target; due = nextDue(dodo)) {
      if (due.at > dodo.now().getTime()) dodo.clock.moveTo(due.at)
      const { step, queued } = takeStep(dodo, due)
      steps.push(step)
      if (!wait || settings.paused || settings.webhookDelayMs > 0) continue
      await Promise.all(queued.map((event) => webhooks.waitForAttempt(event, STEP_WAIT_MS)))
    }
    if (target > dodo.now().getTime()) dodo.clock.moveTo(target)
  } finally {
    dodo.clock.moving = false
  }
  return steps
}

function takeStep(dodo: Dodo, due: Due): { step: Step; queued: WebhookEvent[] } {
  const { webhooks } = dodo.store.state
  const before = webhooks.length
  dodo.clock.at(due.at, () => settle(dodo, due.subscription, new Date(due.at)))
  const queued = webhooks.slice(before)
  const { subscription_id } = due.subscription
  const events = queued.map((event) => event.type)
  return { step: { at: new Date(due.at).toISOString(), subscription_id, events }, queued }
}

function settle(dodo: Dodo, subscription: Subscription, now: Date): void {
  const { dues } = subscription
  const isOver = (date: string) => Date.parse(date) <= now.getTime()
  if (isOver(subscription.expires_at)) end(dodo, subscription, 'expired')
  else if (subscription.cancel_at_next_billing_date && isOver(subscription.next_billing_date))
    end(dodo, subscription, dodo.settings.periodEndStatus)
  else if (dues) retryRenewal(dodo, subscription, dues)
  else renew(dodo, subscription)
}

function dueTime(subscription: Subscription): number | null {
  const { status, dues } = subscription
  if (status !== 'active' && status !== 'on_hold') return null
  const dates = [subscription.expires_at]
  const isBilled = status === 'active' && !subscription.on_demand
  if (isBilled || subscription.cancel_at_next_billing_date) dates.push(subscription.next_billing_date)
  if (status === 'on_hold' && dues?.retry_at) dates.push(dues.retry_at)
  return Math.min(...dates.map((date) => Date.parse(date)))
}
