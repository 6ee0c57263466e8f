import type { Decline } from './model/orders'

/** A card of Dodo's test mode. `saves only` can be left for later, and every charge to it is declined. */
export type TestCard = {
  number: string
  network: 'VISA' | 'MASTERCARD'
  brand: string
  behaviour: 'pays' | 'declines' | 'saves only'
}

/** The documented test cards, the one the form is filled with first. Any later expiry and any CVC will do. */
export const TEST_CARDS: readonly [TestCard, ...TestCard[]] = [
  { number: '4242424242424242', network: 'VISA', brand: 'Visa', behaviour: 'pays' },
  { number: '5555555555554444', network: 'MASTERCARD', brand: 'Mastercard', behaviour: 'pays' },
  { number: '4000000000000002', network: 'VISA', brand: 'Visa', behaviour: 'declines' },
  { number: '4000000000009995', network: 'MASTERCARD', brand: 'Mastercard', behaviour: 'declines' },
  { number: '4000000000000341', network: 'VISA', brand: 'Visa', behaviour: 'saves only' },
]

/** What Dodo reports for a payment made with a card that the bank refuses. */
export const DECLINE: Decline = {
  code: 'CARD_DECLINED',
  message: 'The card was declined by the issuing bank.',
}

/** Answers of a bank that no second try will change. */
const HARD_DECLINES = new Set([
  'DO_NOT_HONOR',
  'STOLEN_CARD',
  'LOST_CARD',
  'PICKUP_CARD',
  'FRAUDULENT',
  'AUTHENTICATION_FAILURE',
])

/** Whether trying the same card again later may help. */
export function isSoftDecline(code: string): boolean {
  return !HARD_DECLINES.has(code)
}

/** What the bank says to this card when it is asked for `amount` minor units; null when it pays. */
export function declineOf(card: TestCard, amount: number): Decline | null {
  const declines = card.behaviour === 'declines' || (card.behaviour === 'saves only' && amount > 0)
  return declines ? DECLINE : null
}

/** The test card with these digits, spaces allowed. */
export function findTestCard(number: string): TestCard | undefined {
  const digits = number.replace(/\D/g, '')
  return TEST_CARDS.find((card) => card.number === digits)
}

/** Digits in groups of four, as printed on a card. */
export function formatCardNumber(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, '$1 ')
}

/** Month and year of an expiry written `MM/YY` or `MM/YYYY`, or null when it is no month that is still to come. */
export function readExpiry(expiry: string, now: Date): { month: string; year: string } | null {
  const match = /^(0?[1-9]|1[0-2])\s*\/\s*(\d{4}|\d{2})$/.exec(expiry.trim())
  if (!match) return null
  const [month, year] = [Number(match[1]), Number(match[2])]
  const fullYear = year < 100 ? 2000 + year : year
  if (Date.UTC(fullYear, month) <= now.getTime()) return null
  return { month: String(month).padStart(2, '0'), year: String(fullYear) }
}
