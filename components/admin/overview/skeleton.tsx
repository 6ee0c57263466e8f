import { ChartSkeleton } from '@/components/charts/chart-card'
import { Skeleton } from '@/components/ui/skeleton'

/** The overview before its numbers are there, in the same places. */
export function OverviewSkeleton() {
  return (
    <>
      <div className="grid gap-2">
        <Skeleton className="h-8 w-40" />
        <Skeleton className="h-5 w-72 max-w-full" />
      </div>
      <Skeleton className="h-128 rounded-xl sm:h-66" />
      <div className="grid gap-6 xl:grid-cols-2">
        <ChartSkeleton />
        <ChartSkeleton />
        <ChartSkeleton />
        <ChartSkeleton />
      </div>
    </>
  )
}
