import { Minus, TrendingDown, TrendingUp } from 'lucide-react'
import { formatNumber } from '@/lib/format-number'
import { changeSince } from '@/lib/usage/usage-days'

const percent = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 0 })

/** How the whole days of a period compare with those before, in words: neither way is good or bad by itself. */
export function Change({ now, before }: { now: number; before: number }) {
  if (now === 0 && before === 0) return null
  const change = changeSince(now, before)
  const Icon = now === before ? Minus : now > before ? TrendingUp : TrendingDown
  return (
    <span className="inline-flex items-start gap-1.5 text-balance text-muted-foreground text-sm">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      {formatNumber(now)} without today,{' '}
      {change === null || now === before
        ? null
        : `${now > before ? 'up' : 'down'} ${percent.format(Math.abs(change))} from `}
      {formatNumber(before)} in the same days before
    </span>
  )
}
