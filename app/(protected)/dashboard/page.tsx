import type { Metadata } from 'next'
import { Suspense } from 'react'
import { BalanceCard } from '@/components/credits/balance-card'
import { NextSteps } from '@/components/dashboard/next-steps'
import { RecentActivity, RecentActivitySkeleton } from '@/components/dashboard/recent-activity'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { CreditService } from '@/lib/credits'
import { loadViewer } from '../viewer'

export const metadata: Metadata = { title: 'Dashboard' }

const ROWS = 8

async function Overview() {
  const { user, balance } = await loadViewer('/dashboard')
  const transactions = await CreditService.getTransactions(user.id, { limit: ROWS })
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
      <div className="grid gap-6">
        <BalanceCard userId={user.id} balance={balance} />
        <RecentActivity transactions={transactions} />
      </div>
      <NextSteps hasSpent={transactions.some((row) => row.type === 'deduction')} />
    </div>
  )
}

export default function DashboardPage() {
  return (
    <div className="grid gap-8">
      <PageHeader title="Dashboard" description="Your credits and where they went." />
      <Suspense
        fallback={
          <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
            <div className="grid gap-6">
              <Skeleton className="h-44 rounded-xl" />
              <RecentActivitySkeleton rows={ROWS} />
            </div>
            <Skeleton className="h-64 rounded-xl" />
          </div>
        }
      >
        <Overview />
      </Suspense>
    </div>
  )
}
