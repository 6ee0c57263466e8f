import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PasswordForm } from '@/components/settings/password-form'
import { SessionList } from '@/components/settings/session-list'
import { SettingsCard } from '@/components/settings/settings-card'
import { Skeleton } from '@/components/ui/skeleton'
import { changePassword } from '@/lib/auth/actions/change-password'
import { endOtherSessions } from '@/lib/auth/actions/end-other-sessions'
import { BLANK_FORM } from '@/lib/auth/form/form-state'
import { readAnswer } from '@/lib/auth/form/native-answer'
import { requireUser } from '@/lib/auth/session'
import { listSessions } from '@/lib/auth/sessions'

export const metadata: Metadata = { title: 'Security' }

const PAGE = '/settings/security'

async function Security({ searchParams }: Pick<PageProps<'/settings/security'>, 'searchParams'>) {
  const user = await requireUser(PAGE)
  const query = await searchParams
  return (
    <>
      <SettingsCard title="Password" description="Changing it signs you out everywhere else.">
        <PasswordForm
          page={PAGE}
          email={user.email}
          action={changePassword}
          initial={(await readAnswer(PAGE, query)) ?? BLANK_FORM}
        />
      </SettingsCard>
      <SettingsCard title="Sessions" description="Where you are signed in.">
        <SessionList
          sessions={await listSessions(user.id)}
          hasFailed={query.sessions === 'failed'}
          endOthers={endOtherSessions}
        />
      </SettingsCard>
    </>
  )
}

export default function SecurityPage({ searchParams }: PageProps<'/settings/security'>) {
  return (
    <Suspense
      fallback={
        <>
          <Skeleton className="h-80 rounded-xl" />
          <Skeleton className="h-64 rounded-xl" />
        </>
      }
    >
      <Security searchParams={searchParams} />
    </Suspense>
  )
}
