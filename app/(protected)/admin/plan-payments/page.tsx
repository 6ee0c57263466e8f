import type { Metadata } from 'next'
import { Suspense } from 'react'
import { z } from 'zod'
import { daysChoice } from '@/components/admin/list/days-choice'
import { FilterBar } from '@/components/admin/list/filter-bar'
import { listPath } from '@/components/admin/list/list-path'
import { ListSkeleton } from '@/components/admin/list/list-skeleton'
import { PlanPaymentList } from '@/components/admin/records/plan-payment-list'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { searchPlanPayments } from '@/lib/admin/operations/lists'
import { requireAdmin } from '@/lib/auth/session'
import { BeforeQuery } from '@/lib/page'
import { DaysQuery } from '@/lib/reports/period'

export const metadata: Metadata = { title: 'Plan payments' }

const PATH = '/admin/plan-payments'
const Query = z.object({
  q: z.string().trim().max(200).catch(''),
  paid: DaysQuery,
  before: BeforeQuery,
})

async function PlanPayments({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { q, paid, before } = Query.parse(await searchParams)
  const admin = await requireAdmin(listPath(PATH, { q, paid, before }))
  const { rows, nextBefore } = await searchPlanPayments(admin.id, { search: q, paid, before })
  return (
    <>
      <PageHeader
        title="Plan payments"
        description="Monthly payments and upgrades, newest first. Refund them at Dodo; the credits are taken back automatically."
      />
      <FilterBar
        path={PATH}
        search={{ value: q, label: 'email address or id' }}
        choices={[daysChoice('paid', paid, 'Paid')]}
      />
      <PlanPaymentList payments={rows} isNarrowed={Boolean(q || paid)} />
      <PageLinks
        newest={before ? listPath(PATH, { q, paid }) : null}
        older={nextBefore ? listPath(PATH, { q, paid, before: nextBefore }) : null}
      />
    </>
  )
}

export default function PlanPaymentsPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Suspense fallback={<ListSkeleton />}>
        <PlanPayments searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
