import { SearchX } from 'lucide-react'
import { Suspense } from 'react'
import { TransactionDetails } from '@/components/history/transaction-details'
import { TransactionSheet } from '@/components/history/transaction-sheet'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { requireUser } from '@/lib/auth/session'
import { historyHref } from '@/lib/history/href'
import { HistoryQuery } from '@/lib/history/query'
import { findTransaction } from '@/lib/history/read-history'

async function Details({ query, id }: { query: HistoryQuery; id: number }) {
  const user = await requireUser(historyHref(query))
  const details = await findTransaction(user.id, id)
  if (details) return <TransactionDetails details={details} query={query} />
  return (
    <EmptyState
      icon={<SearchX />}
      title="Not found"
      description="There is no such transaction in your history."
    />
  )
}

/** The transaction that the address names, beside the list. It need not be on the page that the list shows. */
export async function TransactionDrawer({ searchParams }: Pick<PageProps<'/history'>, 'searchParams'>) {
  const query = HistoryQuery.parse(await searchParams)
  const { transaction: id, ...list } = query
  if (!id) return null
  await requireUser(historyHref(query))
  return (
    <TransactionSheet key={id} id={id} closeHref={historyHref(list)}>
      <Suspense
        fallback={
          <div className="grid gap-5 p-5 sm:p-6">
            <Skeleton className="h-24" />
            <Skeleton className="h-40" />
            <Skeleton className="h-32" />
          </div>
        }
      >
        <Details query={query} id={id} />
      </Suspense>
    </TransactionSheet>
  )
}
