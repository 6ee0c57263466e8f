import type { GrantSource } from '@/lib/credits/movement'
import type { Transaction } from '@/lib/credits/transaction'

/** What admins read for where a grant came from. */
export const SOURCE_LABELS: Record<GrantSource, string> = {
  signup: 'Sign-up bonus',
  lead: 'Trial',
  free: 'Free plan',
  plan: 'Plan',
  rollover: 'Rolled over',
  purchase: 'Purchase',
  gift: 'Gift',
  referral: 'Referral',
  bonus: 'Bonus',
  admin: 'Adjustment',
  transfer: 'Transfer',
  grace: 'Given back after expiry',
}

export const TYPE_LABELS: Record<Transaction['type'], string> = {
  grant: 'Granted',
  deduction: 'Spent',
  refund: 'Given back',
  expiry: 'Expired',
  transfer_in: 'Received',
  transfer_out: 'Sent',
  clawback: 'Taken back',
  debt_payment: 'Debt paid',
}

/** `text-generation` and `low_balance` read "Text generation" and "Low balance". */
export function toWords(name: string): string {
  const words = name.replaceAll(/[-_]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
