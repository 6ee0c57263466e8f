import type { WebhookEvent } from '../model/events'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Dodo's waits before the first delivery and before each retry. */
export const RETRY_SCHEDULE_MS = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  10 * HOUR,
]

/** Whether the queue is to send this event by itself, now or later. */
export function isWaiting(event: WebhookEvent): boolean {
  return event.status === 'pending' && event.next_attempt_at !== null && !event.held
}

/** Milliseconds until the event is due; 0 or less when it is. */
export function msUntil(event: WebhookEvent): number {
  return event.next_attempt_at === null
    ? Number.POSITIVE_INFINITY
    : Date.parse(event.next_attempt_at) - Date.now()
}

/** Notes in the event how an attempt ended and when the next one is due. */
export function settle(event: WebhookEvent, ok: boolean, scheduleMs: number[]): void {
  event.step += 1
  const wait = scheduleMs[event.step]
  event.status = ok ? 'delivered' : wait === undefined ? 'failed' : 'pending'
  event.next_attempt_at = ok || wait === undefined ? null : new Date(Date.now() + wait).toISOString()
}

/** The events in the order in which they are to be sent, given oldest first. */
export function arrange(events: WebhookEvent[], order: 'in-order' | 'reversed' | 'shuffled'): WebhookEvent[] {
  if (order !== 'shuffled') return order === 'reversed' ? events.toReversed() : events
  return events
    .map((event) => ({ event, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ event }) => event)
}
