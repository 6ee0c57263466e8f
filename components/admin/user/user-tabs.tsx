'use client'

import Link from 'next/link'
import { useOpenLinkInView } from '@/components/ui/use-open-link-in-view'
import { cn } from '@/lib/cn'
import { USER_VIEWS, type UserView, userPath } from './names'

/** The views of one person; on a phone the row scrolls, with the open view in sight. */
export function UserTabs({ userId, view }: { userId: string; view: UserView }) {
  const row = useOpenLinkInView(view)
  return (
    <nav
      aria-label="About this person"
      ref={row}
      // The line is a shadow within: a border could not lie under those of the links.
      className="max-sm:scroll-row relative flex gap-1 shadow-[inset_0_-1px_var(--border)]"
    >
      {Object.entries(USER_VIEWS).map(([key, label]) => (
        <Link
          key={key}
          href={userPath(userId, key as UserView)}
          aria-current={key === view ? 'page' : undefined}
          className={cn(
            'shrink-0 border-b-2 px-2.5 py-2 text-sm transition-colors hover:text-foreground focus-visible:-outline-offset-2',
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
