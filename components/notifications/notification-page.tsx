'use client'

import { BellOff } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageLinks } from '@/components/ui/page-links'
import { useRefresh } from '@/components/ui/use-refresh'
import { formatUnread, useNotificationFeed } from '@/lib/notification-feed'
import { type Notice, NotificationList } from './notification-list'

type NotificationPageProps = {
  userId: string
  unread: number
  notices: readonly Notice[]
  /** Of the next page; null at the end. */
  nextBefore: number | null
  isFirst: boolean
}

/** A page of somebody's notifications, read anew whenever there is news, with the way to older and newer ones. */
export function NotificationPage({
  userId,
  unread: initial,
  notices,
  nextBefore,
  isFirst,
}: NotificationPageProps) {
  const [isMarking, startMarking] = useTransition()
  const [readHere, setReadHere] = useState<ReadonlySet<number>>(new Set())
  const { unread, revision, markRead } = useNotificationFeed(userId, initial)
  const refresh = useRefresh()
  const shown = useRef(revision)
  useEffect(() => {
    // What the browser kept of an earlier visit may be older than the count.
    if (revision === shown.current && unread === initial) return
    shown.current = revision
    refresh()
  }, [refresh, revision, unread, initial])
  const mark = (id: number, withOlder: boolean) =>
    startMarking(async () => {
      try {
        await markRead(id, withOlder)
        setReadHere((before) => new Set([...before, ...(withOlder ? notices.map((one) => one.id) : [id])]))
      } catch {
        toast.error('That could not be saved. Try again.')
      }
    })
  const [newest] = notices
  if (!newest) {
    return (
      <Card>
        <EmptyState
          icon={<BellOff />}
          title={isFirst ? 'Nothing yet' : 'Nothing older'}
          description="Receipts, low balances and the like will show here."
          action={
            isFirst ? null : (
              <Button asChild variant="outline">
                <Link href="/notifications">Newest</Link>
              </Button>
            )
          }
        />
      </Card>
    )
  }
  return (
    <div className="grid gap-6">
      {isFirst && unread > 0 ? (
        <div className="flex items-center justify-between gap-4">
          <p className="text-muted-foreground text-sm">{formatUnread(unread)} unread</p>
          <Button
            variant="ghost"
            size="sm"
            className="-my-1 -mr-3"
            pending={isMarking}
            onClick={() => mark(newest.id, true)}
          >
            Mark all as read
          </Button>
        </div>
      ) : null}
      <Card className="overflow-hidden">
        <NotificationList
          notices={notices.map((one) => ({ ...one, isRead: one.isRead || readHere.has(one.id) }))}
          onFollow={({ id, isRead }) => {
            if (!isRead) mark(id, false)
          }}
        />
      </Card>
      <PageLinks
        newest={isFirst ? null : '/notifications'}
        older={nextBefore === null ? null : `/notifications?before=${nextBefore}`}
      />
    </div>
  )
}
