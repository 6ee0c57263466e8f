'use client'

import { BellOff, Settings2 } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { askAs } from '@/lib/ask-as'
import { type Notice, NotificationList } from './notification-list'

type BellPanelProps = {
  userId: string
  /** Grows when the list may have changed. */
  revision: number
  unread: number
  markRead: (id: number, withOlder?: boolean) => Promise<void>
  onLeave: () => void
}

const SHOWN = 8

/** The newest notifications, read from the server whenever there is news. */
export function BellPanel({ userId, revision, unread, markRead, onLeave }: BellPanelProps) {
  const [notices, setNotices] = useState<Notice[] | 'failed' | undefined>()
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let isCurrent = true
    // The numbers are there to ask again; the server has no use for them.
    const path = `/api/notifications?limit=${SHOWN}&revision=${revision}&attempt=${attempt}`
    askAs<{ notifications: Notice[] }>(userId, path).then((answer) => {
      if (isCurrent) setNotices((before) => answer?.notifications ?? before ?? 'failed')
    })
    return () => {
      isCurrent = false
    }
  }, [userId, revision, attempt])

  function tryAgain() {
    setNotices(undefined)
    setAttempt(attempt + 1)
  }

  const mark = (id: number, withOlder: boolean) =>
    markRead(id, withOlder).catch(() => toast.error('That could not be saved. Try again.'))
  const newest = Array.isArray(notices) ? notices[0] : undefined
  return (
    <>
      <div className="flex h-12 shrink-0 items-center justify-between gap-2 border-b pr-1 pl-4">
        <h2 className="font-medium text-sm">Notifications</h2>
        {newest && unread > 0 ? (
          <Button variant="ghost" size="sm" onClick={() => mark(newest.id, true)}>
            Mark all as read
          </Button>
        ) : null}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <PanelBody
          notices={notices}
          onTryAgain={tryAgain}
          onFollow={({ id, isRead }) => {
            onLeave()
            if (!isRead) void mark(id, false)
          }}
        />
      </div>
      <div className="flex h-12 shrink-0 items-center justify-between gap-2 border-t pr-2 pl-1">
        <Button asChild variant="ghost" size="sm">
          <Link href="/notifications" onClick={onLeave}>
            See all
          </Link>
        </Button>
        <Button asChild variant="ghost" size="icon-sm">
          <Link href="/settings/notifications" aria-label="Notification settings" onClick={onLeave}>
            <Settings2 aria-hidden />
          </Link>
        </Button>
      </div>
    </>
  )
}

type PanelBodyProps = {
  notices: Notice[] | 'failed' | undefined
  onTryAgain: () => void
  onFollow: (notice: Notice) => void
}

function PanelBody({ notices, onTryAgain, onFollow }: PanelBodyProps) {
  if (notices === 'failed') {
    return (
      <div className="grid justify-items-center gap-3 px-4 py-8">
        <p role="alert" className="text-center text-muted-foreground text-sm">
          Your notifications could not be loaded.
        </p>
        <Button variant="outline" size="sm" onClick={onTryAgain}>
          Try again
        </Button>
      </div>
    )
  }
  if (!notices) {
    return (
      <div className="grid gap-4 p-4" aria-hidden>
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </div>
    )
  }
  if (notices.length > 0) return <NotificationList notices={notices} onFollow={onFollow} />
  return (
    <EmptyState
      icon={<BellOff />}
      title="Nothing yet"
      description="Receipts, low balances and the like will show here."
    />
  )
}
