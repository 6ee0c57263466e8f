import type { Metadata } from 'next'
import { Suspense } from 'react'
import { HistoryFilters } from '@/components/history/filters/history-filters'
import { TransactionList, TransactionListSkeleton } from '@/components/history/transaction-list'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { Skeleton } from '@/components/ui/skeleton'
import { requireUser } from '@/lib/auth/session'
import { getFeaturePrices } from '@/lib/catalogue/feature-prices'
import { historyHref } from '@/lib/history/href'
import { HistoryFilter, HistoryQuery } from '@/lib/history/query'
import { readHistory } from '@/lib/history/read-history'
import { loadBalance } from '../viewer'
import { TransactionDrawer } from './transaction-drawer'

export const metadata: Metadata = { title: 'History' }

type Props = Pick<PageProps<'/history'>, 'searchParams'>

async function History({ searchParams }: Props) {
  const query = HistoryQuery.parse(await searchParams)
  const filter = HistoryFilter.parse(query)
  const user = await requireUser(historyHref(query))
  const [{ rows, nextBefore, sum }, prices, { held }] = await Promise.all([
    readHistory(user.id, query),
    getFeaturePrices(),
    loadBalance(user.id),
  ])
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  const older = nextBefore ? historyHref({ ...filter, before: nextBefore }) : null
  return (
    <>
      <HistoryFilters filter={filter} features={[...new Set(prices.map(({ feature }) => feature))]} />
      <TransactionList
        rows={rows}
        sum={sum}
        query={query}
        isFiltered={isFiltered}
        hasHeld={held > 0}
        older={older}
      />
      <PageLinks newest={query.before ? historyHref(filter) : null} older={rows.length > 0 ? older : null} />
    </>
  )
}

function HistorySkeleton() {
  return (
    <>
      <div className="grid gap-4">
        <Skeleton className="h-10 rounded-lg" />
        <Skeleton className="h-16 rounded-lg max-md:hidden" />
      </div>
      <TransactionListSkeleton />
    </>
  )
}

export default function HistoryPage({ searchParams }: PageProps<'/history'>) {
  return (
    <div className="grid gap-8">
      <PageHeader
        title="History"
        description="Credits added and spent, and why. Open a transaction to see its details."
      />
      <div className="grid gap-6">
        <Suspense fallback={<HistorySkeleton />}>
          <History searchParams={searchParams} />
        </Suspense>
      </div>
      <Suspense fallback={null}>
        <TransactionDrawer searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
