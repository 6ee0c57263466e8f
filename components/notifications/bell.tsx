'use client'

import { Bell as BellIcon } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { formatUnread, useNotificationFeed } from '@/lib/notification-feed'
import { BellPanel } from './bell-panel'

type BellProps = {
  userId: string
  /** Unread notifications when the page was rendered, counted up to 100. */
  unread: number
}

/** The bell of every signed-in page: how much is unread, live, and the newest of it in a panel. */
export function Bell({ userId, unread: initial }: BellProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { unread, revision, markRead } = useNotificationFeed(userId, initial)
  const count = formatUnread(unread)
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          className="rounded-full"
          aria-label={unread > 0 ? `Notifications, ${count} unread` : 'Notifications'}
        >
          <BellIcon aria-hidden />
          {unread > 0 ? (
            <span
              data-testid="unread-count"
              aria-hidden
              className="absolute -top-0.5 -right-1 inline-flex h-4.5 min-w-4.5 animate-tick items-center justify-center rounded-full border-2 border-background bg-brand px-1 font-medium text-[0.625rem] text-brand-foreground tabular-nums leading-none"
            >
              {count}
            </span>
          ) : null}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Notifications">
        <BellPanel revision={revision} unread={unread} markRead={markRead} onLeave={() => setIsOpen(false)} />
      </PopoverContent>
      <span role="status" className="sr-only">
        {unread > 0 ? `${count} unread ${unread === 1 ? 'notification' : 'notifications'}` : ''}
      </span>
    </Popover>
  )
}
