import type { Route } from 'next'
import Link from 'next/link'
import { cn } from '@/lib/cn'

export const USER_VIEWS = {
  balance: 'Balance',
  transactions: 'Transactions',
  grants: 'Grants',
  payments: 'Payments',
  usage: 'Usage',
  mail: 'Mail',
  notes: 'Notes',
  audit: 'Audit',
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

/** The views of one person; the row scrolls on a narrow screen. */
export function UserTabs({ userId, view }: { userId: string; view: UserView }) {
  return (
    <nav aria-label="About this person" className="-mx-1 flex gap-1 overflow-x-auto border-b px-1">
      {Object.entries(USER_VIEWS).map(([key, label]) => (
        <Link
          key={key}
          href={userPath(userId, key as UserView)}
          aria-current={key === view ? 'page' : undefined}
          className={cn(
            '-mb-px shrink-0 border-b-2 px-2.5 py-2 text-sm transition-colors hover:text-foreground',
            key === view
              ? 'border-brand font-medium text-foreground'
              : 'border-transparent text-muted-foreground',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
