import type { Span } from '../../model/catalogue'
import type { Subscription } from '../../model/subscriptions'

const DAY_MS = 86_400_000

/**
 * The moment `times` spans after `start`, in UTC. A day that the month lacks becomes its last, so count from the same
 * start every time: one month after January 31 is February 28, two are March 31.
 */
export function addSpans(start: Date, span: Span, times: number): Date {
  const count = span.count * times
  if (span.interval === 'Day') return new Date(start.getTime() + count * DAY_MS)
  if (span.interval === 'Week') return new Date(start.getTime() + count * 7 * DAY_MS)
  const months = span.interval === 'Year' ? count * 12 : count
  const moved = new Date(start)
  moved.setUTCDate(1)
  moved.setUTCMonth(moved.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(start.getUTCDate(), lastDay))
  return moved
}

/** The billing dates of a cycle that begins at `start`. */
export function firstCycle(
  start: Date,
  frequency: Span,
): Pick<Subscription, 'previous_billing_date' | 'next_billing_date' | 'anchor'> {
  return {
    previous_billing_date: start.toISOString(),
    next_billing_date: addSpans(start, frequency, 1).toISOString(),
    anchor: { date: start.toISOString(), cycle: 1 },
  }
}

/** Moves the next billing date, and all after it, to another day. */
export function setNextBilling(subscription: Subscription, date: string): void {
  subscription.next_billing_date = date
  subscription.anchor = { date, cycle: 0 }
}

/**
 * Goes on to the cycle that was paid for. When even that is over (the money came late) the cycle begins `now`:
 * nobody pays for months without service.
 */
export function advanceCycle(subscription: Subscription, now: Date): void {
  const { anchor, frequency } = subscription
  const cycle = anchor.cycle + 1
  const next = addSpans(new Date(anchor.date), frequency, cycle)
  if (next <= now) {
    Object.assign(subscription, firstCycle(now, frequency))
    return
  }
  subscription.previous_billing_date = subscription.next_billing_date
  subscription.next_billing_date = next.toISOString()
  subscription.anchor = { date: anchor.date, cycle }
}
