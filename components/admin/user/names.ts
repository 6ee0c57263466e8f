import type { Route } from 'next'
import type { AccountKind } from '@/lib/credits/transaction'

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

/** Whose account it is when it is nobody's who could be named. */
export function nameAccount(kind: AccountKind, id: number): string {
  return `${kind === 'lead' ? 'A visitor' : kind === 'pool' ? 'A pool' : 'A deleted user'}, account ${id}`
}
