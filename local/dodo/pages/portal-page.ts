import { BUSINESS, type Dodo } from '../context'
import type { Answer } from '../http'
import type { Payment, PortalSession } from '../model/orders'
import type { Subscription } from '../model/subscriptions'
import { paymentListItem } from '../payloads/payments'
import { findCustomer } from '../resources/customers'
import { everySpan, formatAmount, formatDay, formatTime, type Html, html, page } from './html'
import { button, list, STATUS_TEXT, statusTag, tag } from './parts'

/** The customer portal: what this customer subscribed to and bought, with invoices, and the way back to the app. */
export function portalPage(dodo: Dodo, portal: PortalSession): Answer {
  const customer = findCustomer(dodo, portal.customer_id)
  const { state } = dodo.store
  const isOwn = (entry: { customer_id: string }) => entry.customer_id === portal.customer_id
  const subscriptions = state.subscriptions.filter((entry) => isOwn(entry) && entry.status !== 'failed')
  const main = html`<main class="board">
<div class="bar">
<div><h1>${BUSINESS.name} customer portal</h1><p class="quiet">${customer.name} · ${customer.email}</p></div>
${portal.return_url && html`<a class="button" href="${portal.return_url}">Back to ${BUSINESS.name}</a>`}
</div>
${list('Subscriptions', subscriptions, (entry) => subscriptionRow(dodo, portal, entry))}
${list('Payments', state.payments.filter(isOwn), (payment) => paymentRow(dodo, payment))}
</main>`
  return page({ title: `Customer portal · ${BUSINESS.name}`, main })
}

function subscriptionRow(dodo: Dodo, portal: PortalSession, subscription: Subscription): Html {
  const { products, payment_methods } = dodo.store.state
  const plan = products.find((product) => product.product_id === subscription.product_id)
  const method = payment_methods.find((entry) => entry.payment_method_id === subscription.payment_method_id)
  const price = formatAmount(subscription.unit_price * subscription.quantity, subscription.currency)
  const rhythm = subscription.on_demand
    ? 'charged on demand'
    : `${price} ${everySpan(subscription.frequency)}`
  return html`<li><div class="bar">
<div><strong>${plan?.name ?? subscription.product_id}</strong>${statusTag(STATUS_TEXT[subscription.status], subscription.status)}
${subscription.cancel_at_next_billing_date && isLiving(subscription) && tag('ends soon', 'wait')}
<p class="quiet">${rhythm}${method && ` · card ending in ${method.card.last_four}`} · ${outlook(subscription)}</p></div>
${isLiving(subscription) && html`<div>${buttons(portal, subscription)}</div>`}
</div></li>`
}

function buttons(portal: PortalSession, subscription: Subscription): Html[] {
  const url = `/portal/${portal.token}/subscriptions/${subscription.subscription_id}`
  const isDue = subscription.dues !== null || subscription.pending_change !== null
  const leave = subscription.cancel_at_next_billing_date
    ? button(`${url}/resume`, 'Keep subscription')
    : button(`${url}/cancel`, 'Cancel at period end')
  return [
    button(`${url}/card`, isDue ? 'Pay with a new card' : 'New card'),
    leave,
    button(`${url}/cancel-now`, 'Cancel now'),
  ]
}

function isLiving({ status }: Subscription): boolean {
  return status !== 'cancelled' && status !== 'expired' && status !== 'failed'
}

function outlook(subscription: Subscription): string {
  const next = formatDay(subscription.next_billing_date)
  const { dues, currency } = subscription
  switch (subscription.status) {
    case 'on_hold':
    case 'past_due': {
      const owed = dues?.lines.reduce((sum, line) => sum + line.amount + line.tax, 0) ?? 0
      return `the card was declined, ${formatAmount(owed, currency)} is due`
    }
    case 'paused':
      return 'nothing is charged while it is paused'
    case 'cancelled':
      return `cancelled on ${formatDay(subscription.cancelled_at ?? subscription.next_billing_date)}`
    case 'expired':
      return 'has come to its end'
    default:
      if (subscription.cancel_at_next_billing_date) return `ends on ${next}`
      if (subscription.on_demand) return 'no charge is planned'
      return subscription.in_trial ? `trial until ${next}` : `next payment on ${next}`
  }
}

function paymentRow(dodo: Dodo, payment: Payment): Html {
  const shown = paymentListItem(dodo, payment)
  const refunded = shown.refund_status === 'full' ? 'refunded' : 'partly refunded'
  return html`<li><div class="bar">
<div><strong>${payment.lines.map((line) => line.name).join(', ')}</strong>
<p class="quiet">${formatTime(payment.created_at)} · card ending in ${payment.card.last_four}</p></div>
<div>
${tag(shown.status)}
${shown.refund_status && tag(refunded, 'wait')}
<span class="amount">${formatAmount(shown.total_amount, shown.currency)}</span>
${shown.invoice_url && html`<a href="${shown.invoice_url}">Invoice (PDF)</a>`}
</div>
</div></li>`
}
