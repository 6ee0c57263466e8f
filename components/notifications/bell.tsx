'use client'

import { lazy, Suspense, useState } from 'react'
import { formatUnread, useNotificationFeed } from '@/lib/notification-feed'
import { BellButton } from './bell-button'

const loadPopover = () => import('./bell-popover')
const BellPopover = lazy(loadPopover)

type BellProps = {
  userId: string
  /** Unread notifications when the page was rendered, counted up to 100. */
  unread: number
}

/** The bell of every signed-in page: how much is unread, live, and the newest of it in a panel. */
export function Bell({ userId, unread: initial }: BellProps) {
  const [isWanted, setIsWanted] = useState(false)
  const { unread, revision, markRead } = useNotificationFeed(userId, initial)
  return (
    <>
      {isWanted ? (
        <Suspense fallback={<BellButton unread={unread} />}>
          <BellPopover userId={userId} revision={revision} unread={unread} markRead={markRead} />
        </Suspense>
      ) : (
        <BellButton
          unread={unread}
          aria-haspopup="dialog"
          aria-expanded={false}
          onClick={() => setIsWanted(true)}
          onPointerEnter={loadPopover}
          onFocus={loadPopover}
        />
      )}
      <span role="status" className="sr-only">
        {unread > 0
          ? `${formatUnread(unread)} unread ${unread === 1 ? 'notification' : 'notifications'}`
          : ''}
      </span>
    </>
  )
}
