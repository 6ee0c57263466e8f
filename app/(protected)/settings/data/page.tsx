import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DeleteAccount } from '@/components/settings/delete-account'
import { DeletionFacts } from '@/components/settings/deletion-facts'
import { SettingsCard } from '@/components/settings/settings-card'
import { buttonVariants } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { supportEmail } from '@/lib/env/support-email'
import { getCurrentPlan } from '@/lib/subscriptions/current-plan'
import { getTopUp } from '@/lib/top-ups/manage'
import { loadViewer } from '../../viewer'

export const metadata: Metadata = { title: 'Your data' }

/** The file has what people may read of their own; the rest is for whoever they write to. */
const MORE = supportEmail
  ? ` For anything else we keep about you, such as the mails we sent, write to ${supportEmail}.`
  : ''

async function Data() {
  const { user, balance } = await loadViewer('/settings/data')
  const [plan, topUp] = await Promise.all([getCurrentPlan(user.id), getTopUp(user.id)])
  return (
    <>
      <SettingsCard
        title="Download your data"
        description={`One JSON file with your profile, credits and their whole ledger, purchases, plans, usage, notifications, projects with their files, models and links to your pictures.${MORE}`}
      >
        <a href="/api/account/export" download className={buttonVariants({ variant: 'outline' })}>
          Download JSON
        </a>
      </SettingsCard>
      <SettingsCard title="Delete your account" description="For good. This is what happens:">
        <div className="grid gap-6">
          <DeletionFacts
            available={balance.available}
            plan={plan.subscriptionId ? plan.planName : null}
            hasTopUp={topUp?.card === 'usable'}
          />
          <DeleteAccount email={user.email} />
        </div>
      </SettingsCard>
    </>
  )
}

export default function DataPage() {
  return (
    <Suspense
      fallback={
        <>
          <Skeleton className="h-44 rounded-xl" />
          <Skeleton className="h-[34rem] rounded-xl" />
        </>
      }
    >
      <Data />
    </Suspense>
  )
}
