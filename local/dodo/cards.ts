/** A card of Dodo's test mode and what paying with it does. */
export type TestCard = { number: string; network: 'VISA' | 'MASTERCARD'; brand: string; declined: boolean }

/** The documented test cards, the one the form is filled with first. Any later expiry and any CVC will do. */
export const TEST_CARDS: readonly [TestCard, ...TestCard[]] = [
  { number: '4242424242424242', network: 'VISA', brand: 'Visa', declined: false },
  { number: '5555555555554444', network: 'MASTERCARD', brand: 'Mastercard', declined: false },
  { number: '4000000000000002', network: 'VISA', brand: 'Visa', declined: true },
  { number: '4000000000009995', network: 'MASTERCARD', brand: 'Mastercard', declined: true },
]

/** What Dodo reports for a payment made with a card that the bank refuses. */
export const DECLINE = { code: 'CARD_DECLINED', message: 'The card was declined by the issuing bank.' }

/** The test card with these digits, spaces allowed. */
export function findTestCard(number: string): TestCard | undefined {
  const digits = number.replace(/\D/g, '')
  return TEST_CARDS.find((card) => card.number === digits)
}

/** Digits in groups of four, as printed on a card. */
export function formatCardNumber(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, '$1 ')
}

/** Whether an expiry written `MM/YY` or `MM/YYYY` is a month that has not passed. */
export function isExpiryValid(expiry: string, now: Date): boolean {
  const match = /^(0?[1-9]|1[0-2])\s*\/\s*(\d{4}|\d{2})$/.exec(expiry.trim())
  if (!match) return false
  const [month, year] = [Number(match[1]), Number(match[2])]
  return Date.UTC(year < 100 ? 2000 + year : year, month) > now.getTime()
}
