import { Download, History, SearchX } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { Transaction } from '@/lib/credits/transaction'
import { historyFileHref, historyHref } from '@/lib/history/href'
import type { HistoryQuery } from '@/lib/history/query'
import { TransactionRow } from './transaction-row'

type Sum = {
  count: number
  creditsIn: number
  creditsOut: number
  isCapped: boolean
  lookedThrough: number | null
}

type TransactionListProps = {
  rows: Transaction[]
  sum: Sum
  query: HistoryQuery
  isFiltered: boolean
  /** Whether credits are on hold, which the rows' balances count and the figure in the header does not. */
  hasHeld: boolean
  /** Where the list goes on; null at its end. */
  older: Route | null
}

/** One page of a history under what all of its pages come to. */
export function TransactionList({ rows, sum, query, isFiltered, hasHeld, older }: TransactionListProps) {
  if (rows.length === 0 && older) return <NothingSoFar older={older} />
  if (rows.length === 0) return <NothingFound isFiltered={isFiltered} />
  return (
    <Card>
      <div className="flex items-center justify-between gap-4 border-b px-5 py-3 sm:px-6">
        <p className="text-balance text-muted-foreground text-sm" data-testid="history-sum">
          {sum.isCapped ? 'The newest ' : ''}
          <Amount value={sum.count} className="font-medium text-foreground" />{' '}
          {sum.lookedThrough ? (
            <>
              of the newest <Amount value={sum.lookedThrough} />{' '}
            </>
          ) : null}
          {sum.count === 1 && !sum.lookedThrough ? 'transaction' : 'transactions'}:{' '}
          <Amount value={sum.creditsIn} sign /> in, <Amount value={-sum.creditsOut} sign /> out
          {query.source || query.grant ? ', counting only these credits' : ''}
          {hasHeld ? '. Balances include credits on hold' : ''}
        </p>
        <Button asChild variant="outline" size="sm">
          <a href={historyFileHref(query)} download>
            <Download aria-hidden />
            Export CSV
          </a>
        </Button>
      </div>
      <ul className="divide-y" aria-label="Transactions">
        {rows.map((row) => (
          <TransactionRow key={row.id} row={row} href={historyHref({ ...query, transaction: row.id })} />
        ))}
      </ul>
    </Card>
  )
}

function NothingSoFar({ older }: { older: Route }) {
  return (
    <Card>
      <EmptyState
        icon={<SearchX />}
        title="Nothing found so far"
        description="There are many older transactions, which have not been looked through yet."
        action={
          <Button asChild variant="outline">
            <Link href={older}>Look further back</Link>
          </Button>
        }
      />
    </Card>
  )
}

function NothingFound({ isFiltered }: { isFiltered: boolean }) {
  return (
    <Card>
      {isFiltered ? (
        <EmptyState
          icon={<SearchX />}
          title="Nothing matches"
          description="No transaction passes all of these filters."
          action={
            <Button asChild variant="outline">
              <Link href="/history">Clear filters</Link>
            </Button>
          }
        />
      ) : (
        <EmptyState
          icon={<History />}
          title="Nothing yet"
          description="Every credit that comes in or goes out will be listed here."
          action={
            <Button asChild>
              <Link href="/tools">Use a tool</Link>
            </Button>
          }
        />
      )}
    </Card>
  )
}

const KEYS = Array.from({ length: 10 }, (_, row) => `row-${row}`)

export function TransactionListSkeleton() {
  return (
    <Card>
      <div className="flex items-center justify-between border-b px-5 py-3 sm:px-6">
        <Skeleton className="h-4 w-56" />
        <Skeleton className="h-8 w-28" />
      </div>
      <div className="divide-y">
        {KEYS.map((key) => (
          <div key={key} className="flex h-16 items-center justify-between px-5 sm:px-6">
            <span className="grid gap-2">
              <Skeleton className="h-3.5 w-36" />
              <Skeleton className="h-3 w-52" />
            </span>
            <Skeleton className="h-4 w-12" />
          </div>
        ))}
      </div>
    </Card>
  )
}
