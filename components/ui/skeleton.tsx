import { cn } from '@/lib/cn'

/** Stands where content will be; size it like the thing it replaces. The region around it says it is loading. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      data-slot="skeleton"
      aria-hidden="true"
      className={cn('block animate-pulse rounded-md bg-secondary', className)}
    />
  )
}
