import type { Metadata } from 'next'
import { Suspense } from 'react'
import { z } from 'zod'
import { daysChoice } from '@/components/admin/list/days-choice'
import { FilterBar } from '@/components/admin/list/filter-bar'
import { listPath } from '@/components/admin/list/list-path'
import { ListSkeleton } from '@/components/admin/list/list-skeleton'
import { TransactionList } from '@/components/admin/records/transaction-list'
import { Amount } from '@/components/ui/amount'
import { LocalTime } from '@/components/ui/local-time'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { searchTransactions } from '@/lib/admin/operations/lists'
import { requireAdmin } from '@/lib/auth/session'
import { BeforeQuery } from '@/lib/page'
import { CreditKind, KIND_LABELS } from '@/lib/reports/overview'
import { DaysQuery } from '@/lib/reports/period'
import { freshenFigures } from '@/lib/reports/roll-up'

export const metadata: Metadata = { title: 'Transactions' }

const PATH = '/admin/transactions'
const Query = z.object({
  kind: CreditKind.optional().catch(undefined),
  days: DaysQuery,
  before: BeforeQuery,
})

async function Transactions({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { kind, days, before } = Query.parse(await searchParams)
  const admin = await requireAdmin(listPath(PATH, { kind, days, before }))
  const countedAt = await freshenFigures()
  const { rows, nextBefore, count, credits } = await searchTransactions(admin.id, { kind, days, before })
  return (
    <>
      <PageHeader
        title="Transactions"
        description="Every credit that came or went, newest first. A number leads to that row in its person’s ledger."
      />
      <FilterBar
        path={PATH}
        choices={[
          {
            name: 'kind',
            label: 'Kind',
            value: kind ?? '',
            all: 'Any kind',
            options: CreditKind.options.map((option) => [option, KIND_LABELS[option]]),
          },
          daysChoice('days', days),
        ]}
      />
      {count > 0 ? (
        <p className="tabular text-muted-foreground text-sm">
          <Amount value={count} /> {count === 1 ? 'transaction' : 'transactions'}
          {kind ? (
            <>
              , <Amount value={credits} unit /> {KIND_LABELS[kind].toLowerCase()}
            </>
          ) : null}
          {countedAt ? (
            <>
              , counted up to{' '}
              <span className="whitespace-nowrap">
                <LocalTime iso={countedAt.toISOString()} />
              </span>
            </>
          ) : null}
        </p>
      ) : null}
      <TransactionList transactions={rows} isNarrowed={Boolean(kind || days)} />
      <PageLinks
        newest={before ? listPath(PATH, { kind, days }) : null}
        older={nextBefore ? listPath(PATH, { kind, days, before: nextBefore }) : null}
      />
    </>
  )
}

export default function TransactionsPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Suspense fallback={<ListSkeleton />}>
        <Transactions searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
