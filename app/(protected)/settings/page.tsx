import type { Metadata } from 'next'
import { Suspense } from 'react'
import { EmailForm } from '@/components/settings/email-form'
import { ProfileForm } from '@/components/settings/profile-form'
import { SettingsCard } from '@/components/settings/settings-card'
import { ThemeSwitch } from '@/components/theme/theme-switch'
import { Skeleton } from '@/components/ui/skeleton'
import { changeEmail } from '@/lib/auth/actions/change-email'
import { saveProfile } from '@/lib/auth/actions/save-profile'
import { BLANK_FORM } from '@/lib/auth/form/form-state'
import { readAnswer } from '@/lib/auth/form/native-answer'
import { requireUser } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Settings' }

const PROFILE_FORM = '/settings?form=profile'
const EMAIL_FORM = '/settings?form=email'

async function Profile({ searchParams }: Pick<PageProps<'/settings'>, 'searchParams'>) {
  const user = await requireUser('/settings')
  const query = await searchParams
  const values = { name: user.name ?? '', email: '' }
  return (
    <>
      <SettingsCard title="Profile" description="Your name, as the header and receipts show it.">
        <ProfileForm
          page={PROFILE_FORM}
          action={saveProfile}
          initial={(await readAnswer(PROFILE_FORM, query)) ?? { ...BLANK_FORM, values }}
        />
      </SettingsCard>
      <SettingsCard
        title="Email address"
        description={
          <>
            Your address for signing in and for mail:{' '}
            <strong className="wrap-anywhere block text-foreground">{user.email}</strong>
          </>
        }
      >
        <EmailForm
          page={EMAIL_FORM}
          email={user.email}
          action={changeEmail}
          initial={(await readAnswer(EMAIL_FORM, query)) ?? BLANK_FORM}
        />
      </SettingsCard>
    </>
  )
}

export default function SettingsPage({ searchParams }: PageProps<'/settings'>) {
  return (
    <>
      <Suspense
        fallback={
          <>
            <Skeleton className="h-60 rounded-xl" />
            <Skeleton className="h-60 rounded-xl" />
          </>
        }
      >
        <Profile searchParams={searchParams} />
      </Suspense>
      <SettingsCard
        title="Appearance"
        description="Kept in this browser. Times are shown in your device’s time zone."
      >
        <div className="[&_label]:w-auto [&_label]:gap-2 [&_label]:px-3 [&_label_span]:not-sr-only [&_label_span]:text-sm">
          <ThemeSwitch />
        </div>
      </SettingsCard>
    </>
  )
}
