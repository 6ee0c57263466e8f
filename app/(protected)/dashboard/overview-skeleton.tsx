import { RecentActivitySkeleton } from '@/components/dashboard/recent-activity'
import { Skeleton } from '@/components/ui/skeleton'

export const ROWS = 8

export function OverviewSkeleton() {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
      <div className="grid gap-6">
        <Skeleton className="h-44 rounded-xl" />
        <Skeleton className="h-44 rounded-xl" />
        <Skeleton className="h-72 rounded-xl" />
        <RecentActivitySkeleton rows={ROWS} />
      </div>
      <div className="grid gap-6">
        <Skeleton className="h-56 rounded-xl" />
        <Skeleton className="h-40 rounded-xl" />
      </div>
    </div>
  )
}
