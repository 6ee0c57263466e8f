import type { Route } from 'next'

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
