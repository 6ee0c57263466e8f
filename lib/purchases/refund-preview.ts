import { minorDigits } from '@/lib/pricing-plans'

/** What a refund is reckoned from: see search_purchases. Amounts in cents of the payment's currency, the rest in credits. */
export type Refundable = {
  credits: number
  cents: number
  returnedCents: number
  refundableCents: number
  clawedBack: number
  /** Of these very credits. */
  unspent: number
  /** Of the buyer's account altogether, these included. */
  available: number
  /** False when no credits came of the payment, or their owner is gone. */
  isGranted: boolean
}

/**
 * The credits that giving back `amountCents` takes, and where they come from: those of the purchase first, then the buyer's others;
 * what neither has is owed. As `settle_returns` will take them if nothing moves until then.
 */
export function previewMoneyRefund(purchase: Refundable, amountCents: number) {
  const { credits, cents, returnedCents, clawedBack, unspent, available, isGranted } = purchase
  if (!isGranted || cents === 0) return { takenBack: 0, fromPurchase: 0, fromOthers: 0, owed: 0 }
  const returned = Math.min(cents, returnedCents + amountCents)
  const takenBack = Math.max(0, Math.round((credits * returned) / cents) - clawedBack)
  const fromPurchase = Math.min(unspent, takenBack)
  const fromOthers = Math.min(Math.max(0, available - unspent), takenBack - fromPurchase)
  return { takenBack, fromPurchase, fromOthers, owed: takenBack - fromPurchase - fromOthers }
}

/**
 * Cents of an amount as somebody types it: "12.5" and "12,50" are 1250 for a currency with cents. Null for anything that is no
 * amount above 0, or has more decimals than the currency.
 */
export function parseAmount(text: string, currency: string): number | null {
  const digits = minorDigits(currency)
  const [, whole, decimals = ''] = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim()) ?? []
  if (whole === undefined || decimals.length > digits) return null
  const cents = Number(whole + decimals.padEnd(digits, '0'))
  return cents > 0 && Number.isSafeInteger(cents) ? cents : null
}
