import { z } from 'zod'
import { findTestCard, formatCardNumber, readExpiry, TEST_CARDS } from '../cards'
import type { CardForm, CardFormErrors } from '../pages/card-form'
import type { EnteredCard } from '../resources/payment-methods'

/** What the card form of the hosted pages sends. */
export const cardFormBody = z.object({
  token: z.string().min(1),
  email: z.string().default(''),
  name: z.string().trim().default(''),
  number: z.string().default(''),
  expiry: z.string().default(''),
  cvc: z.string().trim().default(''),
})

/** The form as it is shown first, with a test card typed in. */
export function blankForm(
  customer: { email: string; name: string } | null,
  wantedCard: string | null,
): CardForm {
  const card = findTestCard(wantedCard ?? '') ?? TEST_CARDS[0]
  return {
    email: customer?.email ?? '',
    name: customer?.name || 'Test Customer',
    number: formatCardNumber(card.number),
    expiry: '06/32',
    cvc: '123',
  }
}

/** The card that a form describes, or a complaint for each field that is wrong. */
export function checkForm(form: CardForm, now: Date): { entered?: EnteredCard; errors: CardFormErrors } {
  const card = findTestCard(form.number)
  const expiry = readExpiry(form.expiry, now)
  const errors: CardFormErrors = {}
  if (!z.email().safeParse(form.email).success) errors.email = 'Enter an email address.'
  if (!card) errors.number = 'Only the test cards above work here. Never enter a real card.'
  if (!expiry) errors.expiry = 'Enter a month that has not passed.'
  if (!/^\d{3,4}$/.test(form.cvc)) errors.cvc = 'Enter 3 or 4 digits.'
  if (form.name === '') errors.name = 'Enter the name on the card.'
  const isGood = Object.keys(errors).length === 0 && card && expiry
  return isGood ? { entered: { card, expiry, holder: form.name }, errors } : { errors }
}

/** An address with values added to its query. */
export function withQuery(address: string, values: Record<string, string | null>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(values)) if (value !== null) url.searchParams.set(name, value)
  return url.toString()
}
