import { formatCardNumber, TEST_CARDS } from '../cards'
import { BUSINESS } from '../context'
import type { Answer } from '../http'
import { sumLines } from '../payloads'
import type { CheckoutSession, Payment } from '../store'
import { formatAmount, formatTime, type Html, html, page } from './html'

/** What the card form holds, and the complaint about a field where there is one. */
export type CardForm = { email: string; name: string; number: string; expiry: string; cvc: string }
export type CardFormErrors = Partial<Record<keyof CardForm, string>>

type CheckoutView = {
  session: CheckoutSession
  form: CardForm
  errors: CardFormErrors
  /** The address comes from the app and can't be edited here. */
  emailFixed: boolean
  /** Marks this copy of the form, so that pressing Pay twice is one payment. */
  token: string
  /** The declined payment of the attempt before, and where the customer may go instead of trying again. */
  declined: { payment: Payment; backUrl: string | null } | null
  cancellable: boolean
}

/** The hosted checkout page. Everything works without its script, which only saves a reload and a second click. */
export function checkoutPage(view: CheckoutView): Answer {
  const { session } = view
  const invalid = Object.keys(view.errors).length > 0
  const main = html`<main class="checkout">
${orderSummary(session)}
<section class="card" aria-labelledby="pay-title">
<h2 id="pay-title">Pay with card</h2>
${view.declined && declinedNotice(view.declined)}
${invalid && html`<p class="alert" role="alert">Please correct the marked fields.</p>`}
${cardForm(view)}
</section>
<footer>Session <code>${session.session_id}</code>, valid until ${formatTime(session.expires_at)}</footer>
</main>`
  const title = `Checkout · ${BUSINESS.name}`
  return page({ title, main, theme: session.theme, script: SCRIPT }, invalid ? 422 : 200)
}

function orderSummary(session: CheckoutSession): Html {
  const { total, tax } = sumLines(session.lines)
  const money = (amount: number) => formatAmount(amount, session.currency)
  return html`<section class="summary" aria-labelledby="order-title">
<p class="merchant"><span class="logo" aria-hidden="true">${BUSINESS.name.charAt(0)}</span>${BUSINESS.name}</p>
<h1 id="order-title">Order summary</h1>
<p class="total">${money(total)}<small>${session.currency}, paid once</small></p>
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
</section>`
}

function declinedNotice(declined: NonNullable<CheckoutView['declined']>): Html {
  return html`<div class="alert" role="alert">
<strong>Your card was declined.</strong>
<p>The card ending in ${declined.payment.card.last_four} was refused by the bank. Nothing was charged. Try again with another card.</p>
${declined.backUrl && html`<a href="${declined.backUrl}">Go back without paying</a>`}
</div>`
}

function cardForm(view: CheckoutView): Html {
  const { form, session } = view
  const { total } = sumLines(session.lines)
  const action = `/checkout/${session.session_id}`
  return html`<p class="quiet" id="cards-title">Test cards, one click fills the form</p>
<nav class="chips" aria-labelledby="cards-title">
${TEST_CARDS.map(
  (card) => html`<a class="chip ${card.declined ? 'bad' : 'good'}" href="?card=${card.number}"
 data-card="${formatCardNumber(card.number)}" ${card.number === form.number.replace(/\D/g, '') && html`aria-current="true"`}>
<span>${card.declined ? 'Decline' : 'Success'}</span> <code>${card.brand} ${card.number.slice(-4)}</code></a>`,
)}
</nav>
<form method="post" action="${action}/pay" novalidate>
<input type="hidden" name="token" value="${view.token}">
${field(view, 'email', 'Email', html`type="email" autocomplete="email" inputmode="email" ${view.emailFixed && html`readonly`}`)}
${field(view, 'number', 'Card number', html`autocomplete="cc-number" inputmode="numeric" maxlength="23"`)}
<div class="pair">
${field(view, 'expiry', 'Expiry (MM/YY)', html`autocomplete="cc-exp" maxlength="7"`)}
${field(view, 'cvc', 'CVC', html`autocomplete="cc-csc" inputmode="numeric" maxlength="4"`)}
</div>
${field(view, 'name', 'Name on card', html`autocomplete="cc-name"`)}
<div class="actions">
<button class="button primary" type="submit" data-busy="Processing…">Pay ${formatAmount(total, session.currency)}</button>
${view.cancellable && html`<button class="button" type="submit" formaction="${action}/cancel">Cancel</button>`}
</div>
</form>`
}

function field(view: CheckoutView, name: keyof CardForm, label: string, hints: Html): Html {
  const error = view.errors[name]
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" value="${view.form[name]}" ${hints} required
 ${error && html`aria-invalid="true" aria-describedby="${name}-error" autofocus`}>
${error && html`<p class="error" id="${name}-error">${error}</p>`}
</div>`
}

const SCRIPT = `
const number = document.getElementById('number')
const chips = [...document.querySelectorAll('[data-card]')]
for (const chip of chips) chip.addEventListener('click', (event) => {
  event.preventDefault()
  number.value = chip.dataset.card
  mark()
})
function mark() {
  for (const chip of chips) {
    if (chip.dataset.card.replaceAll(' ', '') === number.value.replaceAll(' ', '')) chip.setAttribute('aria-current', 'true')
    else chip.removeAttribute('aria-current')
  }
}
number.addEventListener('input', mark)
document.querySelector('form').addEventListener('submit', (event) => {
  if (event.target.dataset.sent) return event.preventDefault()
  event.target.dataset.sent = 'yes'
  const busy = event.submitter && event.submitter.dataset.busy
  if (busy) event.submitter.textContent = busy
})
window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload() })
`
