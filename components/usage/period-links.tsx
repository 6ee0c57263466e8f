import Link from 'next/link'
import { cn } from '@/lib/cn'
import { PERIODS } from '@/lib/usage/usage-days'

/** Chooses how many days are looked at. By link, so that the choice stands in the address. */
export function PeriodLinks({ days }: { days: number }) {
  return (
    <nav aria-label="Period" className="flex rounded-lg border bg-card p-0.5 shadow-xs">
      {PERIODS.map((choice) => (
        <Link
          key={choice}
          href={`/usage?days=${choice}`}
          scroll={false}
          aria-current={choice === days ? 'true' : undefined}
          className={cn(
            'rounded-md px-3 py-1.5 text-sm transition-colors',
            choice === days ? 'bg-secondary font-medium' : 'text-muted-foreground hover:text-foreground',
          )}
        >
          {choice} days
        </Link>
      ))}
    </nav>
  )
}
