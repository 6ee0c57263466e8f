import { Minus, TrendingDown, TrendingUp } from 'lucide-react'
import { changeSince } from '@/lib/usage/usage-days'

const percent = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 0 })
const plain = new Intl.NumberFormat('en-US')

/** How the whole days of a period compare with those before, in words: neither way is good or bad by itself. */
export function Change({ now, before }: { now: number; before: number }) {
  const change = changeSince(now, before)
  const Icon = now === before ? Minus : now > before ? TrendingUp : TrendingDown
  return (
    <span className="inline-flex items-start gap-1.5 text-balance text-muted-foreground text-sm">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      Without today {plain.format(now)},{' '}
      {change === null || now === before
        ? `and ${plain.format(before)} before`
        : `${percent.format(Math.abs(change))} ${now > before ? 'more' : 'less'} than ${plain.format(before)} before`}
    </span>
  )
}
