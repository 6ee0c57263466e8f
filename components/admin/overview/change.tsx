import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react'
import { type ChartUnit, formatValue } from '@/components/charts/series'

/** What a trend compares, see Overview; null: there is no such figure. */
export type Trend = { whole: number | null; before: number | null }

/** How much, without its direction. A percentage has moved by points. */
function amountOf(change: number, before: number, unit: ChartUnit): string {
  if (unit !== 'percent' && before <= 0) return `from ${formatValue(before, unit)}`
  const size = Math.round(Math.abs(unit === 'percent' ? change : (change / before) * 100))
  if (unit === 'percent') return size === 0 ? 'under 1 point' : size === 1 ? '1 point' : `${size} points`
  return size === 0 ? 'under 1%' : size > 999 ? 'over 999%' : `${size}%`
}

/** The trend of a figure; nothing where there was nothing on either side. */
export function Change({ whole, before, unit }: Trend & { unit: ChartUnit }) {
  if (whole === null || before === null || (whole === 0 && before === 0)) return null
  const change = whole - before
  const Icon = change > 0 ? ArrowUpRight : change < 0 ? ArrowDownRight : ArrowRight
  return (
    <span className="inline-flex items-center gap-0.5 text-muted-foreground text-xs">
      <Icon aria-hidden className="size-3.5" />
      {change === 0 ? null : <span className="sr-only">{change > 0 ? 'Up' : 'Down'} </span>}
      {change === 0 ? 'unchanged' : amountOf(change, before, unit)}
    </span>
  )
}
