import { Settings2 } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { z } from 'zod'
import { NotificationPage } from '@/components/notifications/notification-page'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { requireUser } from '@/lib/auth/session'
import { countUnread, listNotifications } from '@/lib/notifications/notifications'

export const metadata: Metadata = { title: 'Notifications' }

const ROWS = 20
const Before = z.coerce.number().int().positive().optional().catch(undefined)

async function Notifications({ searchParams }: Pick<PageProps<'/notifications'>, 'searchParams'>) {
  const before = Before.parse((await searchParams).before)
  const user = await requireUser('/notifications')
  const [{ notifications, nextBefore }, unread] = await Promise.all([
    listNotifications(user.id, { before, limit: ROWS }),
    countUnread(user.id),
  ])
  return (
    <NotificationPage
      userId={user.id}
      unread={unread}
      notices={notifications}
      nextBefore={nextBefore}
      isFirst={before === undefined}
    />
  )
}

export default function NotificationsPage({ searchParams }: PageProps<'/notifications'>) {
  return (
    <div className="grid gap-8">
      <PageHeader
        title="Notifications"
        description="What happened to your credits, payments and plan."
        actions={
          <Button asChild variant="outline">
            <Link href="/settings/notifications">
              <Settings2 aria-hidden />
              Settings
            </Link>
          </Button>
        }
      />
      <Suspense fallback={<Skeleton className="h-96 rounded-xl" />}>
        <Notifications searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
