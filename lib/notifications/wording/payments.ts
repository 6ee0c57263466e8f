import { z } from 'zod'
import { formatCredits, formatNumber } from '@/lib/format-number'
import { formatPrice } from '@/lib/pricing-plans'
import { Currency, Name, Whole, worded } from './message'

const INVOICE = 'The invoice, with taxes, comes from our payment provider.'

const Receipt = z.object({
  purchase_id: z.string(),
  name: Name,
  credits: Whole,
  quantity: z.int().positive(),
  paid_cents: Whole,
  currency: Currency,
})
const Refund = z.object({ credits: Whole, refunded_cents: Whole, currency: Currency, debt: Whole })
const TopUp = z.object({ name: Name, credits: Whole, paid_cents: Whole, currency: Currency })
/** Without a name nothing was to be bought: it was stopped for another reason. */
const FailedTopUp = z.object({ name: Name.nullable(), reason: z.string(), stopped: z.boolean() })

/** A provider's reason as a sentence: it may come with or without a capital and a full stop. */
const asSentence = (text: string) => {
  const words = text.trim().replace(/[.\s]+$/, '')
  return words === '' ? '' : ` ${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

export const PAYMENT_WORDING = {
  purchase_receipt: worded(Receipt, ({ purchase_id, name, credits, quantity, paid_cents, currency }) => {
    const paid = formatPrice(paid_cents, currency)
    return {
      title: `Your receipt for ${formatCredits(credits)}`,
      text: `Thank you. We received ${paid}, and the credits are in your account.`,
      href: `/payment-success?purchase=${encodeURIComponent(purchase_id)}`,
      action: 'See your purchase',
      facts: [
        ['Package', quantity === 1 ? name : `${name} × ${formatNumber(quantity)}`],
        ['Credits', formatNumber(credits)],
        ['Purchase', purchase_id],
      ],
      total: ['Paid', paid],
      note: INVOICE,
    }
  }),
  refund: worded(Refund, ({ credits, refunded_cents, currency, debt }) => {
    const amount = formatPrice(refunded_cents, currency)
    const taken = credits > 0 ? ` The ${formatCredits(credits)} it paid for left your account.` : ''
    const owed = debt > 0 ? ` Your account owes ${formatCredits(debt)}, which the next ones pay first.` : ''
    return {
      title: `We refunded ${amount}`,
      text: `It goes back to where you paid from; banks may take up to ten days.${taken}${owed}`,
      href: '/dashboard',
      action: 'See your credits',
      facts: [
        ...(credits > 0 ? [['Credits taken back', formatNumber(credits)] as const] : []),
        ...(debt > 0 ? [['Credits owed', formatNumber(debt)] as const] : []),
      ],
      total: ['Refunded', amount],
    }
  }),
  top_up_succeeded: worded(TopUp, ({ name, credits, paid_cents, currency }) => {
    const paid = formatPrice(paid_cents, currency)
    return {
      title: `Topped up with ${formatCredits(credits)}`,
      text: `Your balance ran low, so we bought ${name} for ${paid}, as you had set up.`,
      href: '/billing',
      action: 'Change automatic top-up',
      facts: [
        ['Package', name],
        ['Credits', formatNumber(credits)],
      ],
      total: ['Paid', paid],
      note: INVOICE,
    }
  }),
  top_up_failed: worded(FailedTopUp, ({ name, reason, stopped }) => ({
    title: name === null ? 'Your automatic top-up was stopped' : 'Your automatic top-up failed',
    text: `${name === null ? '' : `Your balance ran low, but ${name} could not be bought.`}${asSentence(reason)} ${
      stopped
        ? 'Automatic top-up is off until you switch it on again.'
        : 'Nothing was charged; it will be tried again.'
    }`.trim(),
    href: '/billing',
    action: 'See automatic top-up',
  })),
}
