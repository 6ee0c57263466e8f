import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PreferenceList } from '@/components/notifications/preference-list'
import { Skeleton } from '@/components/ui/skeleton'
import { requireUser } from '@/lib/auth/session'
import { getNotificationSettings } from '@/lib/notifications/settings'

export const metadata: Metadata = { title: 'Notification settings' }

async function Preferences() {
  const user = await requireUser('/settings/notifications')
  return <PreferenceList settings={await getNotificationSettings(user.id)} />
}

export default function NotificationSettingsPage() {
  return (
    <>
      <p className="text-muted-foreground text-sm">
        What we tell you, and how. Mails about payments are always sent.
      </p>
      <Suspense fallback={<Skeleton className="h-[40rem] rounded-xl" />}>
        <Preferences />
      </Suspense>
    </>
  )
}
