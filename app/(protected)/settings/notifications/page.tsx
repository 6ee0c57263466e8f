import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PreferenceList } from '@/components/notifications/preference-list'
import { PageHeader } from '@/components/ui/page-header'
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
    <div className="grid max-w-reading gap-8">
      <PageHeader
        title="Notification settings"
        description="What we tell you, and how. Mails about payments are always sent."
      />
      <Suspense fallback={<Skeleton className="h-96 rounded-xl" />}>
        <Preferences />
      </Suspense>
    </div>
  )
}
