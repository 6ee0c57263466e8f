import { RecentActivitySkeleton } from '@/components/dashboard/recent-activity'
import { Skeleton } from '@/components/ui/skeleton'

export const ROWS = 8

export function OverviewSkeleton() {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
      <Skeleton className="h-44 rounded-xl" />
      <div className="grid gap-6 md:max-lg:grid-cols-[repeat(auto-fit,minmax(18rem,1fr))] lg:col-start-2 lg:row-span-4 lg:row-start-1">
        <Skeleton className="h-60 rounded-xl" />
        <Skeleton className="h-36 rounded-xl" />
      </div>
      <Skeleton className="h-38 rounded-xl" />
      <Skeleton className="h-76 rounded-xl" />
      <RecentActivitySkeleton rows={ROWS} />
    </div>
  )
}
