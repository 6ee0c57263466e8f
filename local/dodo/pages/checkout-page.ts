import { BUSINESS, type Dodo } from '../context'
import type { Answer } from '../http'
import type { CheckoutSession, Payment, SubscriptionOrder } from '../model/orders'
import { sumLines } from '../money'
import { findPlan, unitPrice } from '../subscriptions/find'
import { addSpans } from '../subscriptions/time/cycle'
import {
  CARD_FORM_SCRIPT,
  type CardForm,
  type CardFormErrors,
  cardForm,
  declinedNotice,
  invalidNotice,
} from './card-form'
import { everySpan, formatAmount, formatDay, formatTime, type Html, html, page } from './html'

type CheckoutView = {
  session: CheckoutSession
  form: CardForm
  errors: CardFormErrors
  emailFixed: boolean
  token: string
  /** The declined payment of the attempt before, and where the customer may go instead of trying again. */
  declined: { payment: Payment; backUrl: string | null } | null
  cancellable: boolean
}

/** The hosted checkout page. Everything works without its script, which only saves a reload and a second click. */
export function checkoutPage(dodo: Dodo, view: CheckoutView): Answer {
  const { session } = view
  const action = `/checkout/${session.session_id}`
  const main = html`<main class="checkout">
${orderSummary(dodo, session)}
<section class="card" aria-labelledby="pay-title">
<h2 id="pay-title">Pay with card</h2>
${view.declined && declinedNotice(view.declined.payment, view.declined.backUrl)}
${invalidNotice(view.errors)}
${cardForm({
  ...view,
  action: `${action}/pay`,
  payLabel: payLabel(session),
  recurring: session.subscription !== null,
  other: view.cancellable
    ? html`<button class="button" type="submit" formaction="${action}/cancel">Cancel</button>`
    : null,
})}
</section>
<footer>Session <code>${session.session_id}</code>, valid until ${formatTime(session.expires_at)}</footer>
</main>`
  const invalid = Object.keys(view.errors).length > 0
  const title = `Checkout · ${BUSINESS.name}`
  return page({ title, main, theme: session.theme, script: CARD_FORM_SCRIPT }, invalid ? 422 : 200)
}

function payLabel(session: CheckoutSession): string {
  const { total } = sumLines(session.lines)
  if (total > 0 || !session.subscription) return `Pay ${formatAmount(total, session.currency)}`
  return session.subscription.on_demand ? 'Save card' : 'Start trial'
}

function orderSummary(dodo: Dodo, session: CheckoutSession): Html {
  const { total, tax } = sumLines(session.lines)
  const money = (amount: number) => formatAmount(amount, session.currency)
  return html`<section class="summary" aria-labelledby="order-title">
<p class="merchant"><span class="logo" aria-hidden="true">${BUSINESS.name.charAt(0)}</span>${BUSINESS.name}</p>
<h1 id="order-title">Order summary</h1>
<p class="total">${money(total)}<small>${session.currency}, ${rhythm(session)}</small></p>
<ul class="lines">
${session.lines.map(
  (line) => html`<li>
<div><strong>${line.name}</strong>${line.description && html`<span class="quiet">${line.description}</span>`}
<span class="quiet">Quantity ${line.quantity}</span></div>
<span class="amount">${money(line.amount)}</span>
</li>`,
)}
</ul>
<dl class="sums">
<div><dt>Subtotal</dt><dd>${money(total - tax)}</dd></div>
<div><dt>Tax</dt><dd>${money(tax)}</dd></div>
<div class="due"><dt>Total due today</dt><dd>${money(total)}</dd></div>
</dl>
${session.subscription && html`<p class="quiet terms">${terms(dodo, session, session.subscription)}</p>`}
</section>`
}

function rhythm({ subscription }: CheckoutSession): string {
  if (!subscription) return 'paid once'
  if (subscription.on_demand) return 'due today'
  return subscription.trial_period_days > 0 ? 'during the trial' : 'paid today and from then on'
}

function terms(dodo: Dodo, session: CheckoutSession, order: SubscriptionOrder): string {
  if (order.on_demand) {
    return `You allow ${BUSINESS.name} to charge this card later, for amounts that vary. You can end this at any time.`
  }
  const plan = findPlan(dodo, order.product_id)
  const { payment_frequency_count: count, payment_frequency_interval: interval } = plan.price
  const price = formatAmount(unitPrice(plan) * order.quantity, session.currency)
  const trialEnd = addSpans(dodo.now(), { count: 1, interval: 'Day' }, order.trial_period_days)
  const start =
    order.trial_period_days > 0
      ? `Free for ${order.trial_period_days} days. From ${formatDay(trialEnd.toISOString())} on`
      : 'Then'
  const tax = dodo.settings.taxPercent > 0 && !plan.price.tax_inclusive ? ' plus tax' : ''
  return `${start} ${price}${tax} ${everySpan({ count, interval })}, until you cancel.`
}
