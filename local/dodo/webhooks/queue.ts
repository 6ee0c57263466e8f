import { Webhook } from 'standardwebhooks'
import { createId, type Dodo } from '../context'
import type { DeliveryAttempt, EventResource, WebhookEvent } from '../model/events'
import { webhookPayload } from '../payloads/webhooks'
import { deliver } from './delivery'
import { arrange, isWaiting, msUntil, settle } from './retry'
import { createWaitingRoom } from './waiting-room'

/** The wait after a fault of the stand-in itself, such as a full disk. */
const FAULT_PAUSE_MS = 5_000

/** How many deliveries run at once when the order does not matter. */
const SHUFFLED_DELIVERIES = 4

export type WebhookQueue = {
  /** Queues an event about a resource; returns it as it will be kept. */
  enqueue(type: string, resource: EventResource): WebhookEvent
  /** Starts an event's schedule over and sends it now, paused or not; resolves after that attempt. */
  resend(event: WebhookEvent): Promise<void>
  /** Sends one more copy under the same webhook-id, whatever became of the first; resolves after it. */
  duplicate(event: WebhookEvent): Promise<void>
  /** Sends every event that waits, due or not, paused or not, in the order set; resolves when each had an attempt. */
  flush(): Promise<WebhookEvent[]>
  /** Resolves when the event had an attempt, or after `timeoutMs`. */
  waitForAttempt(event: WebhookEvent, timeoutMs: number): Promise<void>
  /** Looks for due events; to be called when the settings change. */
  wake(): void
  /** Stops sending. What was under way stays pending and goes out after a restart. */
  close(): Promise<void>
}

/**
 * Delivers events to `url`, signed as Standard Webhooks with `key` (`whsec_` and base64). Anything but 2xx within
 * `timeoutMs` is tried again on `scheduleMs`; after the last step the event has failed. Waits are those of the machine's
 * clock, not of the stand-in's, which may be moved. Throws when the key is unusable.
 */
export function createWebhookQueue(
  dodo: Omit<Dodo, 'webhooks'>,
  options: { url: string; key: string; scheduleMs: number[]; timeoutMs: number },
): WebhookQueue {
  const { store, settings } = dodo
  const signer = new Webhook(options.key)
  const closing = new AbortController()
  const inFlight = new Map<string, Promise<void>>()
  const waitingRoom = createWaitingRoom()
  let timer: NodeJS.Timeout | undefined

  function wake(): void {
    clearTimeout(timer)
    if (closing.signal.aborted || settings.paused) return
    const waiting = store.state.webhooks.filter((event) => isWaiting(event) && !inFlight.has(event.id))
    const limit = settings.order === 'shuffled' ? SHUFFLED_DELIVERIES : 1
    const due = arrange(
      waiting.filter((event) => msUntil(event) <= 0),
      settings.order,
    )
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
        waitingRoom.call(event.id)
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
    if (trigger !== 'schedule' || !result.ok) return
    for (let copy = 0; copy < settings.duplicates; copy++) await attempt(event, 'duplicate')
  }

  async function sendNow(event: WebhookEvent): Promise<void> {
    const sending = inFlight.get(event.id)
    if (sending) await sending
    else if (isWaiting(event)) await track(event, attempt(event, 'schedule'))
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
    async flush() {
      const waiting = arrange(store.state.webhooks.filter(isWaiting), settings.order)
      const left = waiting.values()
      const sendOneByOne = async () => {
        for (const event of left) await sendNow(event)
      }
      const senders = settings.order === 'shuffled' ? SHUFFLED_DELIVERIES : 1
      await Promise.all(Array.from({ length: senders }, sendOneByOne))
      return waiting
    },
    async waitForAttempt(event, timeoutMs) {
      if (event.attempts.length === 0) await waitingRoom.wait(event.id, timeoutMs)
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
