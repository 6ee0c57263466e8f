import type { Dodo } from '../../context'
import type { WebhookEvent } from '../../model/events'
import { isWaiting, msUntil } from '../../webhooks/retry'
import { formatTime, type Html, html } from '../html'
import { button, list, tag } from '../parts'

/** The events with their deliveries, and buttons to send them again, once more, under another id, or not at all. */
export function webhookSection({ store, settings }: Dodo): Html {
  const { webhooks } = store.state
  const waiting = webhooks.filter(isWaiting).length
  return html`${
    waiting > 0 &&
    html`<div class="bar notice-bar"><p>${waiting} ${waiting === 1 ? 'webhook waits' : 'webhooks wait'}${settings.paused && ', deliveries are held'}.</p>
${button('/__local/webhooks/flush', 'Send all now')}</div>`
  }${list('Webhooks', webhooks, webhookRow)}`
}

function webhookRow(event: WebhookEvent): Html {
  const url = `/__local/webhooks/${event.id}`
  const count = event.attempts.length
  return html`<li>
<div class="bar"><div><strong>${event.type}</strong>${event.held ? tag('held') : tag(event.status)}<code>${event.id}</code></div>
<div>${button(`${url}/resend`, 'Resend')}${button(`${url}/duplicate`, 'Send duplicate')}${button(`${url}/reissue`, 'Send under a new id')}
${event.held ? button(`${url}/release`, 'Release') : event.status === 'pending' && button(`${url}/hold`, 'Hold back')}</div></div>
<p class="quiet">${formatTime(event.occurred_at)} · <code>${event.resource.id}</code>${nextAttempt(event)}</p>
${
  count > 0 &&
  html`<details><summary>${count} ${count === 1 ? 'attempt' : 'attempts'}</summary>
<ol class="attempts">${event.attempts.map((attempt) => html`<li>${formatTime(attempt.at)} · ${attempt.trigger} · ${attempt.error ?? `HTTP ${attempt.http_status}`} · ${attempt.duration_ms} ms</li>`)}</ol></details>`
}
</li>`
}

function nextAttempt(event: WebhookEvent): string | false {
  if (!isWaiting(event) || event.next_attempt_at === null) return false
  // Deliveries keep to real time, which is behind the clock above once that was moved.
  return msUntil(event) <= 0 ? ' · due' : ` · next attempt ${formatTime(event.next_attempt_at)} by real time`
}
