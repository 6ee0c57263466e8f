import { type ChartData, type ChartUnit, decimalsOf, formatValue } from './series'

/** As many spaces between the lines of a chart as it has room for. */
const SPACES = 5
/** Round numbers, times a power of ten. */
const STEPS = [1, 2, 2.5, 5, 10]

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
