import type { Dodo } from '../context'
import type { WebhookEvent } from '../model/events'

/** The longest that a hosted page waits for its webhooks before it sends the browser back. */
const WEBHOOK_WAIT_MS = 20_000

/** Waits for the first attempt of each webhook, unless deliveries are held back or delayed on purpose. */
export async function waitForWebhooks(dodo: Dodo, events: WebhookEvent[]): Promise<void> {
  const { paused, webhookDelayMs } = dodo.settings
  if (paused || webhookDelayMs > 0) return
  await Promise.all(events.map((event) => dodo.webhooks.waitForAttempt(event, WEBHOOK_WAIT_MS)))
}
