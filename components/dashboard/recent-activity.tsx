import { ArrowRight, History } from 'lucide-react'
import { TransactionRow } from '@/components/history/transaction-row'
import { Button } from '@/components/ui/button'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { QuietLink } from '@/components/ui/quiet-link'
import { Skeleton } from '@/components/ui/skeleton'
import type { Transaction } from '@/lib/credits/transaction'
import { historyHref } from '@/lib/history/href'

type RecentActivityProps = {
  transactions: Transaction[]
  /** Whether credits are on hold, which the balances of the rows count and the figure above does not. */
  hasHeld: boolean
}

/** The newest movements with the balance each left behind. */
export function RecentActivity({ transactions, hasHeld }: RecentActivityProps) {
  return (
    <Card>
      <CardHeader>
        <div className="flex items-center justify-between gap-4">
          <CardTitle>Recent activity</CardTitle>
          <Button asChild variant="ghost" size="sm" className="-my-1 -mr-3">
            <QuietLink href="/history">
              History
              <ArrowRight aria-hidden />
            </QuietLink>
          </Button>
        </div>
        <CardDescription>
          Credits added and spent, newest first.{hasHeld ? ' Balances include credits on hold.' : null}
        </CardDescription>
      </CardHeader>
      {transactions.length === 0 ? (
        <EmptyState
          icon={<History />}
          title="Nothing yet"
          description="Your first credits and what you spend them on will show here."
        />
      ) : (
        <ul className="mt-4 divide-y border-t">
          {transactions.map((row) => (
            <TransactionRow key={row.id} row={row} href={historyHref({ transaction: row.id })} />
          ))}
        </ul>
      )}
    </Card>
  )
}

export function RecentActivitySkeleton({ rows }: { rows: number }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Recent activity</CardTitle>
        <CardDescription>Credits added and spent, newest first.</CardDescription>
      </CardHeader>
      <div className="mt-4 divide-y border-t">
        {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
          <div key={key} className="flex h-16 items-center justify-between px-5 sm:px-6">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-4 w-12" />
          </div>
        ))}
      </div>
    </Card>
  )
}
