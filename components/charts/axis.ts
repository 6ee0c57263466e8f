import { type ChartData, type ChartUnit, decimalsOf, formatValue } from './series'

/** As many spaces between the lines of a chart as it has room for. */
const SPACES = 5
/** Round numbers, times a power of ten. */
const STEPS = [1, 2, 2.5, 5, 10]
/** Each character at the most, on average, and what is between the numbers and the lines. */
const CHARACTER_PX = 8.5
const GAP_PX = 10

/** The highest point that is drawn: what stands on each other counts together. */
function highest({ series, rows }: Pick<ChartData, 'series' | 'rows'>): number {
  const groups = [...new Set(series.map(({ stack, key }) => stack ?? key))]
  const heights = rows.flatMap(({ values }) =>
    groups.map((group) =>
      series
        .filter(({ stack, key }) => (stack ?? key) === group)
        .reduce((sum, { key }) => sum + (values[key] ?? 0), 0),
    ),
  )
  return Math.max(1, ...heights)
}

/** Where the lines of a chart are, from 0 to the first one above everything: whole, round numbers. */
export function axisTicks(data: Pick<ChartData, 'series' | 'rows'>): number[] {
  const top = highest(data)
  const power = 10 ** Math.floor(Math.log10(top / SPACES))
  const steps = STEPS.map((step) => step * power).filter(Number.isInteger)
  const step = steps.find((each) => each * SPACES >= top) ?? 1
  return Array.from({ length: Math.ceil(top / step) + 1 }, (_, line) => line * step)
}

/** A number of the axis, short and not rounded: `1.25K`, `$500`, `$2.50`. */
export function formatTick(value: number, unit: ChartUnit): string {
  const compact = { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 2 } as const
  if (typeof unit === 'object') {
    const { cents: currency } = unit
    const money = value / 10 ** decimalsOf(currency)
    if (!Number.isInteger(money)) return formatValue(value, unit)
    return new Intl.NumberFormat('en-US', { style: 'currency', currency, ...compact }).format(money)
  }
  if (unit === 'percent') return formatValue(value, unit)
  return new Intl.NumberFormat('en-US', compact).format(value)
}

/**
 * What the longest number of the axis takes, in pixels. Not left to the chart to measure: its first layout can be smaller than its last,
 * and the numbers are cut off then.
 */
export function axisWidth(ticks: number[], unit: ChartUnit): number {
  const longest = Math.max(...ticks.map((tick) => formatTick(tick, unit).length))
  return longest * CHARACTER_PX + GAP_PX
}
