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
