import { BUSINESS, type Dodo } from '../context'
import type { Answer } from '../http'
import type { CardUpdate, Payment } from '../model/orders'
import type { Subscription } from '../model/subscriptions'
import { sumLines } from '../money'
import { owedLines } from '../subscriptions/new-card'
import {
  CARD_FORM_SCRIPT,
  type CardForm,
  type CardFormErrors,
  cardForm,
  declinedNotice,
  invalidNotice,
} from './card-form'
import { everySpan, formatAmount, formatTime, type Html, html, page } from './html'
import { STATUS_TEXT, statusTag } from './parts'

type CardView = {
  update: CardUpdate
  subscription: Subscription
  form: CardForm
  errors: CardFormErrors
  token: string
  declined: Payment | null
}

/** The page on which a customer enters another card for a subscription, and pays what it owes. */
export function cardPage(dodo: Dodo, view: CardView): Answer {
  const { update, subscription } = view
  const { total } = sumLines(owedLines(dodo, subscription))
  const money = formatAmount(total, subscription.currency)
  const back = update.return_url
  const main = html`<main class="checkout">
${summary(dodo, subscription, money, total)}
<section class="card" aria-labelledby="pay-title">
<h2 id="pay-title">New card</h2>
${view.declined?.status === 'failed' && declinedNotice(view.declined, null)}
${invalidNotice(view.errors)}
${cardForm({
  ...view,
  action: `/card/${update.payment_id}/pay`,
  emailFixed: true,
  payLabel: total > 0 ? `Pay ${money}` : 'Save card',
  recurring: true,
  other: back === null ? null : html`<a class="button" href="${back}">Go back</a>`,
})}
</section>
<footer>Subscription <code>${subscription.subscription_id}</code>, link valid until ${formatTime(update.expires_at)}</footer>
</main>`
  const title = `New card · ${BUSINESS.name}`
  const invalid = Object.keys(view.errors).length > 0
  return page({ title, main, script: CARD_FORM_SCRIPT }, invalid ? 422 : 200)
}

function summary(dodo: Dodo, subscription: Subscription, money: string, total: number): Html {
  const { state } = dodo.store
  const plan = state.products.find((product) => product.product_id === subscription.product_id)
  const method = state.payment_methods.find(
    (entry) => entry.payment_method_id === subscription.payment_method_id,
  )
  const price = formatAmount(subscription.unit_price * subscription.quantity, subscription.currency)
  const rhythm = subscription.on_demand
    ? 'charged on demand'
    : `${price} ${everySpan(subscription.frequency)}`
  return html`<section class="summary" aria-labelledby="order-title">
<p class="merchant"><span class="logo" aria-hidden="true">${BUSINESS.name.charAt(0)}</span>${BUSINESS.name}</p>
<h1 id="order-title">${total > 0 ? 'Pay what is due' : 'Change the card'}</h1>
<p class="total">${money}<small>${subscription.currency}, due now</small></p>
<ul class="lines">
<li><div><strong>${plan?.name ?? subscription.product_id}</strong><span class="quiet">${rhythm}</span></div>
<div>${statusTag(STATUS_TEXT[subscription.status], subscription.status)}</div></li>
${method && html`<li><div><strong>Card until now</strong></div><span class="amount">•••• ${method.card.last_four}</span></li>`}
</ul>
<p class="quiet terms">${
    total > 0
      ? 'The new card is charged at once. The subscription goes on when it pays.'
      : 'The new card is checked and not charged. Later payments are taken from it.'
  }</p>
</section>`
}
