import type { Metadata } from 'next'
import { Suspense } from 'react'
import { LedgerHealth } from '@/components/admin/ledger-health'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { checkLedgerHealth } from '@/lib/admin/ledger-health'
import { requireAdmin } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Ledger health' }

// The heading too waits for the check: to anyone else this page does not exist.
async function Health() {
  await requireAdmin('/admin/ledger')
  return (
    <>
      <PageHeader
        title="Ledger health"
        description="Every account, grant, hold and transaction checked against the rules, as of now."
      />
      <LedgerHealth {...(await checkLedgerHealth())} />
    </>
  )
}

export default function LedgerPage() {
  return (
    <div className="grid max-w-reading gap-8">
      <Suspense fallback={<Skeleton className="h-32 rounded-xl" />}>
        <Health />
      </Suspense>
    </div>
  )
}
