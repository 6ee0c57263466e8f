import type { Route } from 'next'
import Link from 'next/link'
import { cn } from '@/lib/cn'
import { PERIODS, type Period } from '@/lib/reports/period'

/** Chooses the period by its address, so that it can be kept and shared. */
export function PeriodLinks({ path, days }: { path: string; days: Period }) {
  return (
    <nav aria-label="Period" className="inline-flex rounded-lg border bg-card p-0.5 shadow-xs">
      {PERIODS.map((period) => (
        <Link
          key={period}
          href={`${path}?days=${period}` as Route}
          aria-current={period === days ? 'true' : undefined}
          scroll={false}
          className={cn(
            'rounded-md px-3 py-1.5 text-sm transition-colors hover:text-foreground',
            period === days ? 'bg-accent font-medium text-foreground' : 'text-muted-foreground',
          )}
        >
          {period} days
        </Link>
      ))}
    </nav>
  )
}
