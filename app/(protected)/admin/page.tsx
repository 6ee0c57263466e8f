import type { Metadata, Route } from 'next'
import { Suspense } from 'react'
import { Attention } from '@/components/admin/overview/attention'
import { OverviewCharts } from '@/components/admin/overview/charts'
import { Conversion } from '@/components/admin/overview/conversion'
import { FeatureUseTable } from '@/components/admin/overview/feature-use'
import { Figures } from '@/components/admin/overview/figures'
import { MachineryCard } from '@/components/admin/overview/machinery'
import { OverviewSkeleton } from '@/components/admin/overview/skeleton'
import { Spenders } from '@/components/admin/overview/spenders'
import { PeriodLinks } from '@/components/charts/period-links'
import { LocalTime } from '@/components/ui/local-time'
import { PageHeader } from '@/components/ui/page-header'
import { getCatalogue } from '@/lib/admin/catalogue/items'
import { readMachinery, readOverview } from '@/lib/admin/read-overview'
import { requireAdmin } from '@/lib/auth/session'
import { findLate, JOB_TITLES } from '@/lib/jobs/catalogue'
import { PeriodQuery } from '@/lib/reports/period'
import { freshenFigures } from '@/lib/reports/roll-up'

export const metadata: Metadata = { title: 'Admin' }

const PATH = '/admin'

async function Overview({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const days = PeriodQuery.parse((await searchParams).days)
  const admin = await requireAdmin(`${PATH}?days=${days}` as Route)
  const counted = freshenFigures()
  const [doneAt, overview, machinery, { plans }] = await Promise.all([
    counted,
    counted.then(() => readOverview(admin.id, days)),
    readMachinery(admin.id),
    getCatalogue(admin.id),
  ])
  const late = findLate(machinery.jobs, new Date(), machinery.since)
  return (
    <>
      <PageHeader
        title="Overview"
        description={
          doneAt ? (
            <>
              Days are UTC. Counted up to{' '}
              <span className="whitespace-nowrap">
                <LocalTime iso={doneAt.toISOString()} />.
              </span>
            </>
          ) : (
            'Days are UTC. Nothing has been added up yet.'
          )
        }
        actions={<PeriodLinks path={PATH} days={days} />}
      />
      <Attention machinery={machinery} titles={JOB_TITLES} late={late} />
      <Figures overview={overview} days={days} />
      <OverviewCharts overview={overview} days={days} />
      <div className="grid grid-cols-1 gap-6 xl:grid-cols-2">
        <Conversion overview={overview} days={days} />
        <Spenders spenders={overview.spenders} />
      </div>
      <FeatureUseTable use={overview.features} plans={plans} days={days} />
      <MachineryCard machinery={machinery} titles={JOB_TITLES} late={late} />
    </>
  )
}

export default function AdminPage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Suspense fallback={<OverviewSkeleton />}>
        <Overview searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
