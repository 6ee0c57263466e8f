import type { Metadata } from 'next'
import { Suspense } from 'react'
import { CheckButton } from '@/components/admin/ledger/check-button'
import { LedgerHealth } from '@/components/admin/ledger/ledger-health'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { readLedgerHealth } from '@/lib/admin/ledger-health'
import { requireAdmin } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Ledger health' }

async function Health() {
  const admin = await requireAdmin('/admin/ledger')
  const { last, runningSince, overdueSince } = await readLedgerHealth(admin.id)
  return (
    <>
      <PageHeader
        title="Ledger health"
        description="Accounts, grants, holds, transactions and payments, checked daily and when you ask."
        actions={<CheckButton runningSince={runningSince} />}
      />
      <LedgerHealth last={last} overdueSince={overdueSince} />
    </>
  )
}

function HealthSkeleton() {
  return (
    <>
      <Skeleton className="h-14 max-w-reading" />
      <Skeleton className="h-16 rounded-xl" />
      <Skeleton className="h-28 rounded-xl" />
    </>
  )
}

export default function LedgerPage() {
  return (
    <div className="grid gap-6">
      <Suspense fallback={<HealthSkeleton />}>
        <Health />
      </Suspense>
    </div>
  )
}
