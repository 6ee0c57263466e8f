import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

const ROWS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth']

/** In place of an admin list with its heading and filters. */
export function ListSkeleton() {
  return (
    <>
      <div className="grid gap-2">
        <Skeleton className="h-8 w-48" />
        <Skeleton className="h-5 w-full max-w-md" />
      </div>
      <Skeleton className="h-10 w-full rounded-lg" />
      <Card className="divide-y">
        {ROWS.map((row) => (
          <div key={row} className="grid gap-2 px-5 py-4 sm:px-6">
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="h-3 w-3/5" />
          </div>
        ))}
      </Card>
    </>
  )
}
