import { Webhook } from 'standardwebhooks'
import { createId, type Dodo } from './context'
import { deliver } from './delivery'
import { webhookPayload } from './payloads'
import type { DeliveryAttempt, WebhookEvent } from './store'

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

/** The wait after a fault of the stand-in itself, such as a full disk. */
const FAULT_PAUSE_MS = 5 * SECOND

/** How many deliveries run at once when the order does not matter. */
const SHUFFLED_DELIVERIES = 4

export type WebhookQueue = {
  /** Queues an event about a resource; returns it as it will be kept. */
  enqueue(type: WebhookEvent['type'], resource: WebhookEvent['resource']): WebhookEvent
  /** Starts an event's schedule over and sends it now, paused or not; resolves after that attempt. */
  resend(event: WebhookEvent): Promise<void>
  /** Sends one more copy under the same webhook-id, whatever became of the first; resolves after it. */
  duplicate(event: WebhookEvent): Promise<void>
  /** Resolves when the event had an attempt, or after `timeoutMs`. */
  waitForAttempt(event: WebhookEvent, timeoutMs: number): Promise<void>
  /** Looks for due events; to be called when the settings change. */
  wake(): void
  /** Stops sending. What was under way stays pending and goes out after a restart. */
  close(): Promise<void>
}

/**
 * Delivers events to `url`, signed as Standard Webhooks with `key` (`whsec_` and base64). Anything but 2xx within
 * `timeoutMs` is tried again on `scheduleMs`; after the last step the event has failed. Throws when the key is unusable.
 */
export function createWebhookQueue(
  dodo: Omit<Dodo, 'webhooks'>,
  options: { url: string; key: string; scheduleMs: number[]; timeoutMs: number },
): WebhookQueue {
  const { store, settings } = dodo
  const signer = new Webhook(options.key)
  const closing = new AbortController()
  const inFlight = new Map<string, Promise<void>>()
  const waiters = new Map<string, Set<() => void>>()
  let timer: NodeJS.Timeout | undefined

  function wake(): void {
    clearTimeout(timer)
    if (closing.signal.aborted || settings.paused) return
    const waiting = store.state.webhooks.filter((event) => isWaiting(event) && !inFlight.has(event.id))
    const limit = settings.order === 'shuffled' ? SHUFFLED_DELIVERIES : 1
    const due = waiting.filter((event) => msUntil(event) <= 0)
    if (settings.order === 'shuffled') shuffle(due)
    for (const event of due.slice(0, Math.max(0, limit - inFlight.size)))
      track(event, attempt(event, 'schedule'))
    if (due.length > 0 || waiting.length === 0) return
    timer = setTimeout(wake, Math.min(...waiting.map(msUntil)))
  }

  function track(event: WebhookEvent, sending: Promise<void>): Promise<void> {
    const tracked = sending
      .catch((error: unknown) => {
        console.error(`DodoPayments stand-in: webhook ${event.id}:`, error)
        event.next_attempt_at = new Date(Date.now() + FAULT_PAUSE_MS).toISOString()
      })
      .finally(() => {
        if (inFlight.get(event.id) === tracked) inFlight.delete(event.id)
        for (const resolve of waiters.get(event.id) ?? []) resolve()
        wake()
      })
    inFlight.set(event.id, tracked)
    return tracked
  }

  async function attempt(event: WebhookEvent, trigger: DeliveryAttempt['trigger']): Promise<void> {
    await store.save()
    const message = { url: options.url, id: event.id, body: JSON.stringify(webhookPayload(dodo, event)) }
    const result = await deliver(message, signer, options.timeoutMs, closing.signal)
    if (!result) return
    event.attempts.push({ ...result, trigger })
    if (trigger !== 'duplicate') settle(event, result.ok, options.scheduleMs)
    await store.save()
  }

  return {
    enqueue(type, resource) {
      const due = Date.now() + settings.webhookDelayMs + (options.scheduleMs[0] ?? 0)
      const event: WebhookEvent = {
        id: createId('msg'),
        type,
        resource,
        occurred_at: dodo.now().toISOString(),
        status: 'pending',
        step: 0,
        next_attempt_at: new Date(due).toISOString(),
        attempts: [],
      }
      store.state.webhooks.push(event)
      // Events of one moment must be in the queue together before a random one is picked.
      setImmediate(wake)
      return event
    },
    async resend(event) {
      await inFlight.get(event.id)
      Object.assign(event, { status: 'pending', step: 0, next_attempt_at: new Date().toISOString() })
      await track(event, attempt(event, 'resend'))
    },
    async duplicate(event) {
      await attempt(event, 'duplicate')
    },
    async waitForAttempt(event, timeoutMs) {
      if (event.attempts.length > 0) return
      const mine = waiters.get(event.id) ?? new Set()
      waiters.set(event.id, mine)
      let finish = () => {}
      await new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, timeoutMs)
        finish = () => {
          clearTimeout(timeout)
          resolve()
        }
        mine.add(finish)
      })
      mine.delete(finish)
      if (mine.size === 0) waiters.delete(event.id)
    },
    wake,
    async close() {
      closing.abort()
      clearTimeout(timer)
      await Promise.all(inFlight.values())
      await store.save()
    },
  }
}

function isWaiting(event: WebhookEvent): boolean {
  return event.status === 'pending' && event.next_attempt_at !== null
}

function msUntil(event: WebhookEvent): number {
  return event.next_attempt_at === null
    ? Number.POSITIVE_INFINITY
    : Date.parse(event.next_attempt_at) - Date.now()
}

function settle(event: WebhookEvent, ok: boolean, scheduleMs: number[]): void {
  event.step += 1
  const wait = scheduleMs[event.step]
  event.status = ok ? 'delivered' : wait === undefined ? 'failed' : 'pending'
  event.next_attempt_at = ok || wait === undefined ? null : new Date(Date.now() + wait).toISOString()
}

function shuffle(events: WebhookEvent[]): void {
  for (let last = events.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1))
    const [a, b] = [events[last], events[other]]
    if (a && b) [events[last], events[other]] = [b, a]
  }
}
