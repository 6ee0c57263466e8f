import type { Dodo } from '../context'
import type { Answer } from '../http'
import { paymentListItem, sumLines } from '../payloads'
import { latestPayment, sessionStatus } from '../resources/checkouts'
import type { CheckoutSession, Payment, WebhookEvent } from '../store'
import { formatAmount, formatTime, type Html, html, page } from './html'

const SHOWN = 50

const TONES: Record<string, 'good' | 'bad' | 'wait'> = {
  completed: 'good',
  succeeded: 'good',
  delivered: 'good',
  failed: 'bad',
  expired: 'bad',
  pending: 'wait',
}

/** The stand-in's own page: what happened, and buttons to repeat, hold or undo it. */
export function controlPage(dodo: Dodo): Answer {
  const { sessions, payments, webhooks } = dodo.store.state
  const main = html`<main class="board">
<div class="bar"><h1>DodoPayments stand-in</h1><a class="button small" href="/">Refresh</a></div>
${settingsForm(dodo)}
${list('Webhooks', webhooks, webhookRow)}
${list('Payments', payments, (payment) => paymentRow(dodo, payment))}
${list('Checkout sessions', sessions, (session) => sessionRow(dodo, session))}
</main>`
  return page({ title: 'DodoPayments stand-in', main })
}

function settingsForm({ settings }: Dodo): Html {
  return html`<section aria-labelledby="settings">
<h2 id="settings">Webhook delivery ${tag(settings.paused ? 'paused' : 'running', settings.paused ? 'wait' : 'good')}</h2>
<div class="settings">
${button('/__local/settings', settings.paused ? 'Resume deliveries' : 'Hold deliveries', { paused: String(!settings.paused) })}
<form class="settings" method="post" action="/__local/settings">
<div class="field"><label for="delay">Delay in ms</label>
<input id="delay" name="webhookDelayMs" type="number" min="0" value="${settings.webhookDelayMs}"></div>
<div class="field"><label for="order">Order</label>
<select id="order" name="order">
<option value="in-order" ${settings.order === 'in-order' && html`selected`}>in order</option>
<option value="shuffled" ${settings.order === 'shuffled' && html`selected`}>shuffled</option>
</select></div>
<div class="field"><label for="tax">Tax in %</label>
<input id="tax" name="taxPercent" type="number" min="0" max="100" step="any" value="${settings.taxPercent}"></div>
<button class="button small" type="submit">Apply</button>
</form>
</div>
</section>`
}

function list<Item>(title: string, items: Item[], row: (item: Item) => Html): Html {
  const shown = items.slice(-SHOWN).toReversed()
  const count = items.length > SHOWN ? `newest ${SHOWN} of ${items.length}` : items.length
  const id = title.toLowerCase().replaceAll(' ', '-')
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title} <span>(${count})</span></h2>
${shown.length === 0 ? html`<p class="empty">None yet.</p>` : html`<ul class="rows">${shown.map(row)}</ul>`}
</section>`
}

function webhookRow(event: WebhookEvent): Html {
  const url = `/__local/webhooks/${event.id}`
  const count = event.attempts.length
  return html`<li>
<div class="bar"><div><strong>${event.type}</strong>${tag(event.status)}<code>${event.id}</code></div>
<div>${button(`${url}/resend`, 'Resend')}${button(`${url}/duplicate`, 'Send duplicate')}${button(`${url}/reissue`, 'Send under a new id')}</div></div>
<p class="quiet">${formatTime(event.occurred_at)} · <code>${event.resource.id}</code>${event.next_attempt_at && html` · next attempt ${formatTime(event.next_attempt_at)}`}</p>
${
  count > 0 &&
  html`<details><summary>${count} ${count === 1 ? 'attempt' : 'attempts'}</summary>
<ol class="attempts">${event.attempts.map((attempt) => html`<li>${formatTime(attempt.at)} · ${attempt.trigger} · ${attempt.error ?? `HTTP ${attempt.http_status}`} · ${attempt.duration_ms} ms</li>`)}</ol></details>`
}
</li>`
}

function paymentRow(dodo: Dodo, payment: Payment): Html {
  const shown = paymentListItem(dodo, payment)
  const refundable = shown.status === 'succeeded' && shown.refund_status !== 'full'
  const url = `/__local/payments/${payment.payment_id}/refund`
  return html`<li>
<div class="bar"><div><strong>${formatAmount(shown.total_amount, shown.currency)}</strong>${tag(payment.status)}
${shown.refund_status && tag(`${shown.refund_status} refund`, 'wait')}<code>${payment.payment_id}</code></div>
${refundable && html`<div>${button(url, 'Refund')}${button(url, 'Failing refund', { outcome: 'failed' })}</div>`}</div>
<p class="quiet">${formatTime(payment.created_at)} · ${payment.lines.map((line) => `${line.quantity} × ${line.name}`).join(', ')} · ${shown.customer.email} · •••• ${payment.card.last_four}</p>
</li>`
}

function sessionRow(dodo: Dodo, session: CheckoutSession): Html {
  const status = sessionStatus(dodo, session)
  const left = status === 'open' && session.cancelled_at !== null
  return html`<li>
<div class="bar"><div><a href="/checkout/${session.session_id}"><code>${session.session_id}</code></a>${tag(status)}${left && tag('cancelled', 'wait')}
${latestPayment(dodo, session)?.status === 'failed' && tag('declined', 'bad')}</div></div>
<p class="quiet">${formatTime(session.created_at)} · ${formatAmount(sumLines(session.lines).total, session.currency)}</p>
</li>`
}

function tag(text: string, tone = TONES[text]): Html {
  return html`<span class="tag ${tone}">${text}</span>`
}

function button(action: string, label: string, values: Record<string, string> = {}): Html {
  return html`<form method="post" action="${action}">
${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="button small" type="submit">${label}</button></form>`
}
