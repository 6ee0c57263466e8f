import { BUSINESS, type Dodo } from '../context'
import type { Answer } from '../http'
import { paymentListItem } from '../payloads'
import type { Customer, Payment, PortalSession } from '../store'
import { formatAmount, formatTime, html, page } from './html'

/** The customer portal: what this customer bought, with invoices, and the way back to the app. */
export function portalPage(
  dodo: Dodo,
  portal: PortalSession,
  customer: Customer,
  payments: Payment[],
): Answer {
  const main = html`<main class="board">
<div class="bar">
<div><h1>${BUSINESS.name} customer portal</h1><p class="quiet">${customer.name} · ${customer.email}</p></div>
${portal.return_url && html`<a class="button" href="${portal.return_url}">Back to ${BUSINESS.name}</a>`}
</div>
<section aria-labelledby="payments">
<h2 id="payments">Payments</h2>
${
  payments.length === 0
    ? html`<p class="empty">Nothing bought yet.</p>`
    : html`<ul class="rows">${payments.toReversed().map((payment) => paymentRow(dodo, payment))}</ul>`
}
</section>
</main>`
  return page({ title: `Customer portal · ${BUSINESS.name}`, main })
}

function paymentRow(dodo: Dodo, payment: Payment) {
  const shown = paymentListItem(dodo, payment)
  const refunded = shown.refund_status === 'full' ? 'refunded' : 'partly refunded'
  return html`<li><div class="bar">
<div><strong>${payment.lines.map((line) => line.name).join(', ')}</strong>
<p class="quiet">${formatTime(payment.created_at)} · card ending in ${payment.card.last_four}</p></div>
<div>
<span class="tag ${shown.status === 'succeeded' ? 'good' : 'bad'}">${shown.status}</span>
${shown.refund_status && html`<span class="tag wait">${refunded}</span>`}
<span class="amount">${formatAmount(shown.total_amount, shown.currency)}</span>
${shown.invoice_url && html`<a href="${shown.invoice_url}">Invoice (PDF)</a>`}
</div>
</div></li>`
}
