import { Skeleton } from '@/components/ui/skeleton'

/** In place of files that are being written. */
export const CodeSkeleton = () => (
  <div className="grid gap-3">
    <div className="mb-2 flex gap-3">
      <Skeleton className="h-7 w-24" />
      <Skeleton className="h-7 w-24" />
      <Skeleton className="h-7 w-24" />
    </div>
    <Skeleton className="h-4 w-1/3" />
    <Skeleton className="ml-6 h-4 w-1/2" />
    <Skeleton className="ml-6 h-4 w-2/5" />
    <Skeleton className="ml-12 h-4 w-1/2" />
    <Skeleton className="h-4 w-1/4" />
  </div>
)
