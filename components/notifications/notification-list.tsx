'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { LocalTime } from '@/components/ui/local-time'
import { cn } from '@/lib/cn'

export type Notice = {
  id: number
  title: string
  text: string
  href: string
  createdAt: string
  isRead: boolean
}

type NotificationListProps = {
  notices: readonly Notice[]
  /** Somebody follows one. */
  onFollow: (notice: Notice) => void
  className?: string
}

/** Notifications, newest first; each leads to where it goes on. Unread ones have a dot. */
export function NotificationList({ notices, onFollow, className }: NotificationListProps) {
  return (
    <ul className={cn('@container divide-y', className)}>
      {notices.map((notice) => (
        <li key={notice.id}>
          <Link
            href={notice.href as Route}
            // What is hidden in a list need not be loaded for everyone who opens it.
            prefetch={false}
            onClick={() => onFollow(notice)}
            className="grid grid-cols-[0.5rem_1fr] gap-x-3 px-4 py-3 transition-colors @2xl:py-3.5 @2xl:pr-6 hover:bg-accent focus-visible:-outline-offset-2"
          >
            <span
              aria-hidden
              className={cn('mt-1.5 size-2 rounded-full', notice.isRead ? 'bg-transparent' : 'bg-brand')}
            />
            <span className="grid min-w-0 gap-x-6 gap-y-0.5 @2xl:grid-cols-[1fr_auto] @2xl:items-baseline">
              <span className={cn('text-sm', notice.isRead ? 'text-foreground' : 'font-medium')}>
                {notice.title}
                {notice.isRead ? null : <span className="sr-only"> (unread)</span>}
              </span>
              {notice.text ? (
                <span className="line-clamp-3 text-pretty text-muted-foreground text-sm @2xl:col-span-2 @2xl:row-start-2">
                  {notice.text}
                </span>
              ) : null}
              <span className="text-muted-foreground text-xs">
                <LocalTime iso={notice.createdAt} />
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
