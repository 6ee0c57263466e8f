import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { z } from 'zod'
import { daysChoice } from '@/components/admin/list/days-choice'
import { FilterBar } from '@/components/admin/list/filter-bar'
import { listPath } from '@/components/admin/list/list-path'
import { ListSkeleton } from '@/components/admin/list/list-skeleton'
import { PurchaseList } from '@/components/admin/purchases/purchase-list'
import { PURCHASE_STATES } from '@/components/billing/purchase-badge'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { searchPurchases } from '@/lib/admin/search-purchases'
import { requireAdmin } from '@/lib/auth/session'
import { PurchaseState } from '@/lib/purchases/receipt'
import { DaysQuery } from '@/lib/reports/period'

export const metadata: Metadata = { title: 'Purchases' }

const PATH = '/admin/purchases'
const Query = z.object({
  q: z.string().trim().max(200).catch(''),
  state: PurchaseState.optional().catch(undefined),
  paid: DaysQuery,
  before: z.uuid().optional().catch(undefined),
})

async function Purchases({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { before, ...filters } = Query.parse(await searchParams)
  const admin = await requireAdmin(listPath(PATH, { ...filters, before }))
  const { q, state, paid } = filters
  const { rows, nextBefore } = await searchPurchases(admin.id, { search: q, state, paid, before })
  return (
    <>
      <PageHeader
        title="Purchases"
        description={
          <>
            Packages and top-ups, newest first. Refunds go through Dodo. Payments for plans are under{' '}
            <Link href="/admin/plan-payments" className="text-foreground underline underline-offset-4">
              Plan payments
            </Link>
            .
          </>
        }
      />
      <FilterBar
        path={PATH}
        search={{ value: q, label: 'email address or payment id' }}
        choices={[
          { name: 'state', label: 'State', value: state ?? '', all: 'Every state', options: PURCHASE_STATES },
          daysChoice('paid', paid, 'Paid'),
        ]}
      />
      <PurchaseList purchases={rows} search={q} isNarrowed={Boolean(q || state || paid)} />
      <PageLinks
        newest={before ? listPath(PATH, filters) : null}
        older={nextBefore ? listPath(PATH, { ...filters, before: nextBefore }) : null}
      />
    </>
  )
}

export default function AdminPurchasesPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Suspense fallback={<ListSkeleton />}>
        <Purchases searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
