import type { Dodo } from '../../context'
import type { Dispute, Payment, Refund } from '../../model/orders'
import { knownPayment } from '../../payloads/known'
import { paymentListItem } from '../../payloads/payments'
import { refundListItem } from '../../payloads/refunds'
import { nextStatuses } from '../../resources/disputes'
import { formatAmount, formatTime, type Html, html } from '../html'
import { button, statusTag, tag } from '../parts'

/** A payment, with the ways in which its money can go back. */
export function paymentRow(dodo: Dodo, payment: Payment): Html {
  const shown = paymentListItem(dodo, payment)
  const isPaid = shown.status === 'succeeded' && shown.total_amount > 0
  return html`<li>
<div class="bar"><div><strong>${formatAmount(shown.total_amount, shown.currency)}</strong>${tag(payment.status)}
${shown.refund_status && tag(`${shown.refund_status} refund`, 'wait')}
${shown.dispute_status && statusTag(shown.dispute_status.replace('_', ' '), shown.dispute_status.slice('dispute_'.length))}
${payment.is_update_payment_method && tag('new card')}
${payment.retry_attempt > 0 && tag(`retry ${payment.retry_attempt}`)}
<code>${payment.payment_id}</code></div></div>
<p class="quiet">${formatTime(payment.created_at)} · ${payment.lines.map((line) => `${line.quantity} × ${line.name}`).join(', ')} · ${shown.customer.email} · •••• ${payment.card.last_four}${payment.subscription_id && html` · <code>${payment.subscription_id}</code>`}${shown.invoice_url && html` · <a href="${shown.invoice_url}">Invoice</a>`}</p>
${isPaid && moneyBack(payment, shown.refund_status !== 'full')}
</li>`
}

function moneyBack(payment: Payment, refundable: boolean): Html {
  const url = `/__local/payments/${payment.payment_id}`
  const id = `amount-${payment.payment_id}`
  return html`<form class="buttons" method="post" action="${url}/refund">
<label class="quiet" for="${id}">Minor units</label>
<input class="small-input" id="${id}" name="amount" type="number" min="1" placeholder="all">
${
  refundable &&
  html`<button class="button small" type="submit">Refund</button>
<button class="button small" type="submit" name="outcome" value="failed">Failing refund</button>`
}
<button class="button small" type="submit" formaction="${url}/dispute">Dispute</button>
</form>`
}

/** A refund, to be settled while it is under way. */
export function refundRow(dodo: Dodo, refund: Refund): Html {
  const shown = refundListItem(dodo, refund)
  const url = `/__local/refunds/${refund.refund_id}/settle`
  return html`<li>
<div class="bar"><div><strong>${formatAmount(shown.amount, shown.currency)}</strong>${tag(refund.status)}
${refund.is_partial && tag('partial')}<code>${refund.refund_id}</code></div>
${refund.status === 'pending' && html`<div>${button(url, 'Succeeds', { outcome: 'succeeded' })}${button(url, 'Fails', { outcome: 'failed' })}</div>`}</div>
<p class="quiet">${formatTime(refund.created_at)} · <code>${refund.payment_id}</code>${refund.reason && ` · ${refund.reason}`}</p>
</li>`
}

/** A dispute, with every way in which it can go on. */
export function disputeRow(dodo: Dodo, dispute: Dispute): Html {
  const { currency } = knownPayment(dodo, dispute.payment_id)
  const url = `/__local/disputes/${dispute.dispute_id}/settle`
  return html`<li>
<div class="bar"><div><strong>${formatAmount(dispute.amount, currency)}</strong>${tag(dispute.status)}<code>${dispute.dispute_id}</code></div>
<div>${nextStatuses(dispute).map((outcome) => button(url, capitalize(outcome), { outcome }))}</div></div>
<p class="quiet">${formatTime(dispute.created_at)} · ${dispute.reason} · <code>${dispute.payment_id}</code></p>
</li>`
}

function capitalize(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}
