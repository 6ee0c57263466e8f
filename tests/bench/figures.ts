import type { Contest, Slice } from './slices'

/** One line of the table. Ratios compare slices of the same round: above 1 this side did more per second. */
export type Row = {
  contest: string
  name: string
  connections: number
  perSecond: Spread
  ratio: Spread
  p50Ms: number
  cpuMicroseconds: number | null
  cpuRatio: number | null
  walBytes: number
}

/** The median, and the quartiles around it. */
export type Spread = { low: number; median: number; high: number }

export function spreadOf(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => {
    const place = (sorted.length - 1) * share
    const [below, above] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN]
    return below + (above - below) * (place - Math.floor(place))
  }
  return { low: at(0.25), median: at(0.5), high: at(0.75) }
}

/** How much more one side did per second than another, round by round. */
export function compare(slices: Slice[], others: Slice[]): Spread {
  return spreadOf(slices.map((slice, round) => slice.perSecond / (others[round]?.perSecond ?? Number.NaN)))
}

/** The table's lines for one contest, measured against its first side. */
export function makeRows(contest: Contest, slices: Slice[][]): Row[] {
  const [yardstick = []] = slices
  return contest.sides.map((side, place) => {
    const own = slices[place] ?? []
    const [cpu, cpuOfYardstick] = [medianCpu(own), medianCpu(yardstick)]
    return {
      contest: contest.title,
      name: side.name,
      connections: contest.connections,
      perSecond: spreadOf(own.map((slice) => slice.perSecond)),
      ratio: compare(own, yardstick),
      p50Ms: medianTime(own) / 1000,
      cpuMicroseconds: cpu,
      cpuRatio: cpu && cpuOfYardstick ? cpu / cpuOfYardstick : null,
      walBytes: spreadOf(own.map((slice) => slice.walBytes)).median,
    }
  })
}

function medianCpu(slices: Slice[]): number | null {
  const values = slices.flatMap(({ cpuMicroseconds }) => (cpuMicroseconds === null ? [] : [cpuMicroseconds]))
  return values.length > 0 ? spreadOf(values).median : null
}

// Microseconds, to a tenth: the middle of the place that the median operation was counted in.
function medianTime(slices: Slice[]): number {
  const counts = (slices[0]?.took ?? []).map((_count, place) =>
    slices.reduce((sum, slice) => sum + (slice.took[place] ?? 0), 0),
  )
  const half = counts.reduce((sum, count) => sum + count, 0) / 2
  let passed = 0
  const place = counts.findIndex((count) => {
    passed += count
    return passed >= half
  })
  return 1.1 ** (place + 0.5)
}

/** The rows as text, one contest after the other. */
export function formatTable(rows: Row[]): string {
  const titles = ['', 'conns', 'ops/s', 'of yardstick', '(quartiles)', 'p50 ms', 'CPU µs/op', 'x', 'WAL B/op']
  const lines = rows.map((row) => [
    row.name,
    String(row.connections),
    Math.round(row.perSecond.median).toLocaleString('en'),
    `${row.ratio.median.toFixed(2)}x`,
    `${row.ratio.low.toFixed(2)}-${row.ratio.high.toFixed(2)}`,
    row.p50Ms.toFixed(2),
    row.cpuMicroseconds?.toFixed(1) ?? '-',
    row.cpuRatio?.toFixed(2) ?? '-',
    Math.round(row.walBytes).toLocaleString('en'),
  ])
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  )
  const align = (line: string[]) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
  return [align(titles), ...lines.flatMap((line, n) => [...headingOf(rows, n), align(line)])].join('\n')
}

const headingOf = (rows: Row[], n: number) =>
  rows[n]?.contest === rows[n - 1]?.contest ? [] : ['', rows[n]?.contest ?? '']
