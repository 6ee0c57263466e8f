import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PeriodLinks } from '@/components/charts/period-links'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { PeriodQuery } from '@/lib/reports/period'
import { Analytics } from './analytics'

export const metadata: Metadata = { title: 'Usage' }

type Props = Pick<PageProps<'/usage'>, 'searchParams'>

async function Period({ searchParams }: Props) {
  const days = PeriodQuery.parse((await searchParams).days)
  return <PeriodLinks path="/usage" days={days} />
}

async function Usage({ searchParams }: Props) {
  const days = PeriodQuery.parse((await searchParams).days)
  return <Analytics days={days} />
}

export default function UsagePage({ searchParams }: PageProps<'/usage'>) {
  return (
    <div className="grid gap-8">
      <PageHeader
        title="Usage"
        description="What your calls cost, before refunds. Days are counted in UTC."
        actions={
          <Suspense fallback={<Skeleton className="h-9 w-62 rounded-lg" />}>
            <Period searchParams={searchParams} />
          </Suspense>
        }
      />
      <Suspense
        fallback={
          <div className="grid gap-6">
            <div className="grid gap-4 sm:grid-cols-3">
              <Skeleton className="h-28 rounded-xl" />
              <Skeleton className="h-28 rounded-xl" />
              <Skeleton className="h-28 rounded-xl" />
            </div>
            <Skeleton className="h-104 rounded-xl" />
            <Skeleton className="h-64 rounded-xl" />
          </div>
        }
      >
        <Usage searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
