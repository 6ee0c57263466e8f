import type { Metadata } from 'next'
import { Suspense } from 'react'
import { z } from 'zod'
import { daysChoice } from '@/components/admin/list/days-choice'
import { FilterBar } from '@/components/admin/list/filter-bar'
import { listPath } from '@/components/admin/list/list-path'
import { ListSkeleton } from '@/components/admin/list/list-skeleton'
import { LeadList } from '@/components/admin/records/lead-list'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { searchLeads } from '@/lib/admin/operations/lists'
import { requireAdmin } from '@/lib/auth/session'
import { DaysQuery } from '@/lib/reports/period'

export const metadata: Metadata = { title: 'Trials' }

const PATH = '/admin/leads'
const Query = z.object({
  q: z.string().trim().max(200).catch(''),
  state: z.enum(['open', 'claimed']).optional().catch(undefined),
  /** Began on these days, or of those who signed up: did so. */
  days: DaysQuery,
  before: z.uuid().optional().catch(undefined),
})

async function Leads({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { before, ...filters } = Query.parse(await searchParams)
  const admin = await requireAdmin(listPath(PATH, { ...filters, before }))
  const { q, state, days } = filters
  const isClaimed = state && state === 'claimed'
  const { rows, nextBefore } = await searchLeads(admin.id, { search: q, isClaimed, days, before })
  return (
    <>
      <PageHeader
        title="Trials"
        description="Visitors who began a trial without an account, and who signed up after it."
      />
      <FilterBar
        path={PATH}
        search={{ value: q, label: 'email address' }}
        choices={[
          {
            name: 'state',
            label: 'State',
            value: state ?? '',
            all: 'Every state',
            options: [
              ['open', 'Still visitors'],
              ['claimed', 'Signed up'],
            ],
          },
          daysChoice('days', days),
        ]}
      />
      <LeadList leads={rows} isNarrowed={Boolean(q || state || days)} />
      <PageLinks
        newest={before ? listPath(PATH, filters) : null}
        older={nextBefore ? listPath(PATH, { ...filters, before: nextBefore }) : null}
      />
    </>
  )
}

export default function LeadsPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Suspense fallback={<ListSkeleton />}>
        <Leads searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
