import { History } from 'lucide-react'
import { Amount } from '@/components/ui/amount'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { Skeleton } from '@/components/ui/skeleton'
import { explainTransaction, type Transaction } from '@/lib/credits/transaction'

const TYPE_LABELS: Record<Transaction['type'], string> = {
  grant: 'Credits added',
  deduction: 'Credits spent',
  refund: 'Refund',
  expiry: 'Credits expired',
  transfer_in: 'Received',
  transfer_out: 'Sent',
  clawback: 'Taken back',
  debt_payment: 'Debt paid',
}

/** `text-generation` reads "Text generation". */
function nameFeature(feature: string): string {
  const words = feature.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function describe({ type, feature, description }: Transaction): string {
  return description ?? (feature ? nameFeature(feature) : TYPE_LABELS[type])
}

/** The newest movements with the balance each left behind. */
export function RecentActivity({ transactions }: { transactions: Transaction[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Recent activity</CardTitle>
        <CardDescription>Every credit that came or went, newest first.</CardDescription>
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
            <li key={row.id} className="flex items-center justify-between gap-4 px-5 py-3 sm:px-6">
              <div className="min-w-0">
                <p className="truncate font-medium text-sm">{describe(row)}</p>
                <p className="text-muted-foreground text-xs">
                  {row.type === 'grant' ? TYPE_LABELS.grant : explainTransaction(row)} ·{' '}
                  <LocalTime iso={row.createdAt} />
                </p>
              </div>
              <div className="text-right">
                <Amount
                  value={row.amount}
                  sign
                  className={row.amount > 0 ? 'font-medium text-sm text-success' : 'font-medium text-sm'}
                />
                <p className="text-muted-foreground text-xs">
                  Balance <Amount value={row.balanceAfter} />
                </p>
              </div>
            </li>
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
        <CardDescription>Every credit that came or went, newest first.</CardDescription>
      </CardHeader>
      <div className="mt-4 divide-y border-t">
        {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
          <div key={key} className="flex h-[3.75rem] items-center justify-between px-5 sm:px-6">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-4 w-12" />
          </div>
        ))}
      </div>
    </Card>
  )
}
