import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { requireAdmin } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Admin' }

// The heading too waits for the check: to anyone else this page does not exist.
async function Overview() {
  await requireAdmin('/admin')
  return <PageHeader title="Overview" description="People, money, operations and the ledger." />
}

export default function AdminPage() {
  return (
    <div className="grid gap-8">
      <Suspense fallback={<Skeleton className="h-16 max-w-reading rounded-xl" />}>
        <Overview />
      </Suspense>
    </div>
  )
}
