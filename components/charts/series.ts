import type { Route } from 'next'
import { type Cell, toLine } from '@/lib/csv'
import { formatNumber, formatTenths } from '@/lib/format-number'
import { utcToday } from '@/lib/usage/usage-days'

/** What the numbers are. `cents` names the currency they are of. */
export type ChartUnit = 'credits' | 'tokens' | 'count' | 'percent' | { cents: string }

/**
 * One line or one set of bars. Bars with the same `stack` stand on each other; a `shade` is the past, pale behind the bars of the same day.
 * A `table` is not drawn: only the table behind the chart and its CSV have it.
 */
export type ChartSeries = {
  key: string
  label: string
  draw: 'bar' | 'line' | 'area' | 'shade' | 'table'
  /** Of the theme's chart colours. */
  color: 1 | 2 | 3 | 4 | 5
  stack?: string
  /** The address of the rows behind each of its numbers, up to the day that ends it. */
  rows?: string
}

/** One day (`YYYY-MM-DD`, UTC) with a number for each series' key; null where there is none. `href`: the rows behind that day. */
export type ChartRow = { day: string; values: Record<string, number | null>; href?: Route }

/** Plain data, so that a page on the server can hand it to a chart in the browser. */
export type ChartData = { unit: ChartUnit; series: ChartSeries[]; rows: ChartRow[] }

const NOUNS = { credits: ['credit', 'credits'], tokens: ['token', 'tokens'] } as const

/** How many decimals a currency has: 2, or none. */
export function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/** A number as it is read: `1,204 credits`, `$12.50`, `84%`. */
export function formatValue(value: number, unit: ChartUnit): string {
  if (typeof unit === 'object') {
    const { cents: currency } = unit
    const format = new Intl.NumberFormat('en-US', { style: 'currency', currency })
    return format.format(value / 10 ** decimalsOf(currency))
  }
  if (unit === 'percent') return `${formatTenths(value)}%`
  const digits = formatNumber(value).replace('-', '−')
  return unit === 'count' ? digits : `${digits} ${NOUNS[unit][Math.abs(value) === 1 ? 0 : 1]}`
}

/** `3 Nov`, or with the year. */
export function formatDay(day: string, withYear = false): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: withYear ? 'numeric' : undefined,
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** The day as a reader meets it alone: `30 Nov 2026`, and of today that it is not over. */
export function nameDay(day: string): string {
  return day === utcToday() ? `${formatDay(day, true)}, so far` : formatDay(day, true)
}

/** What of it is drawn: what was 0 all the time would be a line along the axis. The table and the file have it. */
export const drawn = ({ series, rows }: Pick<ChartData, 'series' | 'rows'>) =>
  series.filter(({ key, draw }) => draw !== 'table' && rows.some(({ values }) => values[key]))

export const colorOf = ({ color, draw }: ChartSeries) =>
  draw === 'shade' ? `color-mix(in oklab, var(--chart-${color}) 40%, var(--card))` : `var(--chart-${color})`

/** The same numbers as a file: a line for each day. Money stays in cents. */
export function chartCsv({ series, rows }: ChartData): string {
  const lines: Cell[][] = [
    ['day', ...series.map((each) => each.label)],
    ...rows.map((row) => [row.day, ...series.map((each) => row.values[each.key] ?? null)]),
  ]
  return lines.map(toLine).join('')
}
