import { Skeleton } from '@/components/ui/skeleton'

/** In place of a tool while the server finds out who is asking. */
export function RunnerSkeleton() {
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-[23rem_minmax(0,1fr)]">
      <Skeleton className="h-96 rounded-xl" />
      <Skeleton className="h-80 rounded-xl lg:h-96" />
    </div>
  )
}
