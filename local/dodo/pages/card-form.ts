import { formatCardNumber, TEST_CARDS, type TestCard } from '../cards'
import type { Payment } from '../model/orders'
import { type Html, html } from './html'

/** What the card form holds, and the complaint about a field where there is one. */
export type CardForm = { email: string; name: string; number: string; expiry: string; cvc: string }
export type CardFormErrors = Partial<Record<keyof CardForm, string>>

type CardFormView = {
  /** The address that the form is sent to. */
  action: string
  form: CardForm
  errors: CardFormErrors
  /** The address comes from the app and can't be edited here. */
  emailFixed: boolean
  /** Marks this copy of the form, so that pressing Pay twice is one payment. */
  token: string
  payLabel: string
  /** Whether cards that are refused later are of use here. */
  recurring: boolean
  /** A second way out of the form: a button that sends it elsewhere, or a link. */
  other: Html | null
}

const CHIP_TEXT = { pays: 'Success', declines: 'Decline', 'saves only': 'Decline later' } as const
const CHIP_TONE = { pays: 'good', declines: 'bad', 'saves only': 'wait' } as const

/** The chips with test cards and the form below them. Works without its script. */
export function cardForm(view: CardFormView): Html {
  const cards = TEST_CARDS.filter((card) => view.recurring || card.behaviour !== 'saves only')
  return html`<p class="quiet" id="cards-title">Test cards, one click fills the form</p>
<nav class="chips" aria-labelledby="cards-title">
${cards.map((card) => chip(card, view.form))}
</nav>
<form method="post" action="${view.action}" novalidate>
<input type="hidden" name="token" value="${view.token}">
${field(view, 'email', 'Email', html`type="email" autocomplete="email" inputmode="email" ${view.emailFixed && html`readonly`}`)}
${field(view, 'number', 'Card number', html`autocomplete="cc-number" inputmode="numeric" maxlength="23"`)}
<div class="pair">
${field(view, 'expiry', 'Expiry (MM/YY)', html`autocomplete="cc-exp" maxlength="7"`)}
${field(view, 'cvc', 'CVC', html`autocomplete="cc-csc" inputmode="numeric" maxlength="4"`)}
</div>
${field(view, 'name', 'Name on card', html`autocomplete="cc-name"`)}
<div class="actions">
<button class="button primary" type="submit" data-busy="Processing…">${view.payLabel}</button>
${view.other}
</div>
</form>`
}

/** Says that the try before was declined, and offers a way out. */
export function declinedNotice(declined: Payment, backUrl: string | null): Html {
  return html`<div class="alert" role="alert">
<strong>Your card was declined.</strong>
<p>The card ending in ${declined.card.last_four} was refused by the bank. Nothing was charged. Try again with another card.</p>
${backUrl && html`<a href="${backUrl}">Go back without paying</a>`}
</div>`
}

/** Says that fields of the form are wrong; nothing when none is. */
export function invalidNotice(errors: CardFormErrors): Html | false {
  return (
    Object.keys(errors).length > 0 &&
    html`<p class="alert" role="alert">Please correct the marked fields.</p>`
  )
}

function chip(card: TestCard, form: CardForm): Html {
  const chosen = card.number === form.number.replace(/\D/g, '')
  return html`<a class="chip ${CHIP_TONE[card.behaviour]}" href="?card=${card.number}"
 data-card="${formatCardNumber(card.number)}" ${chosen && html`aria-current="true"`}>
<span>${CHIP_TEXT[card.behaviour]}</span> <code>${card.brand} ${card.number.slice(-4)}</code></a>`
}

function field(view: CardFormView, name: keyof CardForm, label: string, hints: Html): Html {
  const error = view.errors[name]
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" value="${view.form[name]}" ${hints} required
 ${error && html`aria-invalid="true" aria-describedby="${name}-error" autofocus`}>
${error && html`<p class="error" id="${name}-error">${error}</p>`}
</div>`
}

/** Saves a reload when a chip is clicked, and a second click on Pay. */
export const CARD_FORM_SCRIPT = `
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
