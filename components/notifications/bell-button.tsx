import { Bell as BellIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Button } from '@/components/ui/button'
import { formatUnread } from '@/lib/notification-feed'

/** The bell itself, with how much is unread. */
export function BellButton({ unread, ...props }: ComponentProps<typeof Button> & { unread: number }) {
  const count = formatUnread(unread)
  return (
    <Button
      variant="ghost"
      size="icon"
      className="rounded-full"
      aria-label={unread > 0 ? `Notifications, ${count} unread` : 'Notifications'}
      {...props}
    >
      <BellIcon aria-hidden />
      {unread > 0 ? (
        <span
          data-testid="unread-count"
          aria-hidden
          className="absolute top-0 left-4 inline-flex h-4.5 min-w-4.5 animate-tick items-center justify-center rounded-full border-2 border-background bg-brand px-1 font-medium text-[0.625rem] text-brand-foreground tabular-nums leading-none"
        >
          {count}
        </span>
      ) : null}
    </Button>
  )
}
