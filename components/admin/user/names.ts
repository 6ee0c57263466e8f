import type { Route } from 'next'
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

export const USER_VIEWS = {
  balance: 'Balance',
  transactions: 'Transactions',
  grants: 'Grants',
  payments: 'Payments',
  usage: 'Usage',
  mail: 'Mail',
  notes: 'Notes',
  audit: 'Audit',
  account: 'Account',
} as const
export type UserView = keyof typeof USER_VIEWS

/** Where a view of somebody is, from the row `before` on. */
export function userPath(userId: string, view: UserView, before?: string): Route {
  const query = new URLSearchParams({
    ...(view !== 'balance' && { view }),
    ...(before && { before }),
  }).toString()
  return `/admin/users/${userId}${query ? `?${query}` : ''}` as Route
}
