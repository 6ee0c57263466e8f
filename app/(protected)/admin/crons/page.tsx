import type { Metadata } from 'next'
import { Suspense } from 'react'
import { z } from 'zod'
import { JobList } from '@/components/admin/jobs/job-list'
import { RunList } from '@/components/admin/jobs/run-list'
import { FilterBar } from '@/components/admin/list/filter-bar'
import { listPath } from '@/components/admin/list/list-path'
import { ListSkeleton } from '@/components/admin/list/list-skeleton'
import { PageHeader } from '@/components/ui/page-header'
import { PageLinks } from '@/components/ui/page-links'
import { getJobStates, listRuns } from '@/lib/admin/operations/job-runs'
import { requireAdmin } from '@/lib/auth/session'
import { findLate, JOB_TITLES, JOBS, nextDue } from '@/lib/jobs/catalogue'
import { BeforeQuery } from '@/lib/page'

export const metadata: Metadata = { title: 'Jobs' }

const PATH = '/admin/crons'
const NAMES = JOBS.map(({ name }) => name)

const Query = z.object({
  job: z.enum(NAMES).optional().catch(undefined),
  outcome: z.literal('failed').optional().catch(undefined),
  before: BeforeQuery,
})

async function Jobs({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { before, ...filters } = Query.parse(await searchParams)
  const { job, outcome } = filters
  const admin = await requireAdmin(listPath(PATH, { ...filters, before }))
  const [states, { rows, nextBefore }] = await Promise.all([
    getJobStates(admin.id, NAMES),
    listRuns(admin.id, { job, isFailed: outcome === 'failed', before }),
  ])
  const now = new Date()
  const late = findLate(
    states.flatMap(({ last }) => last ?? []),
    now,
  )
  const jobs = JOBS.flatMap((item) => {
    const state = states.find((found) => found.job === item.name)
    const due = nextDue(item, now)?.toISOString() ?? null
    return state
      ? [{ ...state, title: item.title, about: item.about, nextDue: due, isLate: late.has(item.name) }]
      : []
  })
  return (
    <>
      <PageHeader title="Jobs" description="Scheduled jobs. Any of them is safe to run again at any time." />
      <JobList jobs={jobs} />
      <div className="mt-2 grid gap-3">
        <h2 className="text-heading">Runs</h2>
        <FilterBar
          path={PATH}
          choices={[
            { name: 'job', label: 'Job', value: job ?? '', all: 'Every job', options: [...JOB_TITLES] },
            {
              name: 'outcome',
              label: 'Outcome',
              value: outcome ?? '',
              all: 'Every outcome',
              options: [['failed', 'Failed']],
            },
          ]}
        />
      </div>
      <RunList runs={rows} titles={JOB_TITLES} isNarrowed={Object.values(filters).some(Boolean)} />
      <PageLinks
        newest={before ? listPath(PATH, filters) : null}
        older={nextBefore ? listPath(PATH, { ...filters, before: nextBefore }) : null}
      />
    </>
  )
}

export default function CronsPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Suspense fallback={<ListSkeleton />}>
        <Jobs searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
