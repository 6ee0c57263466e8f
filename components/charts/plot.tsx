'use client'

import {
  Area,
  Bar,
  type BarShapeProps,
  CartesianGrid,
  ComposedChart,
  Line,
  Rectangle,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts'
import { utcToday } from '@/lib/usage/usage-days'
import { axisTicks, axisWidth, formatTick } from './axis'
import {
  type ChartData,
  type ChartSeries,
  type ChartUnit,
  colorOf,
  formatDay,
  formatValue,
  nameDay,
} from './series'

type Point = Record<string, number | string | null>

/** Around lines: they stay readable where they run over bars. */
const HALO = '[filter:drop-shadow(0_0_1px_var(--card))_drop-shadow(0_0_1px_var(--card))]'

/** Leaves the shade behind it to be seen on both sides. */
function Narrow({ x, width, ...bar }: BarShapeProps) {
  return <Rectangle {...bar} x={x + width * 0.2} width={width * 0.6} />
}

function draw(series: ChartSeries, isShaded: boolean) {
  const color = colorOf(series)
  const common = { dataKey: series.key, name: series.label, isAnimationActive: false }
  // Straight from day to day: a curve would draw values between them that nobody counted.
  const stroke = { stroke: color, strokeWidth: 2, dot: false, type: 'linear' as const }
  if (series.draw === 'bar') {
    return (
      <Bar
        key={series.key}
        {...common}
        fill={color}
        stackId={series.stack}
        maxBarSize={28}
        radius={2}
        shape={isShaded ? Narrow : undefined}
      />
    )
  }
  if (series.draw === 'shade') {
    // On an axis of its own, or it would stand beside the bars it is compared with.
    return <Bar key={series.key} {...common} xAxisId="shade" fill={color} maxBarSize={28} radius={2} />
  }
  if (series.draw === 'area') {
    return (
      <Area key={series.key} {...common} {...stroke} fill={color} fillOpacity={0.14} stackId={series.stack} />
    )
  }
  return <Line key={series.key} {...common} {...stroke} className={HALO} />
}

function PlotTooltip({ active, payload, label, unit }: TooltipContentProps & { unit: ChartUnit }) {
  if (!active || !payload?.length) return null
  return (
    <div className="rounded-lg border bg-popover px-3 py-2 text-popover-foreground text-xs shadow-md">
      <p className="mb-1 font-medium">{nameDay(String(label))}</p>
      <ul className="grid gap-1">
        {payload.map((entry) => (
          <li key={String(entry.dataKey)} className="flex items-center gap-2">
            <span aria-hidden className="size-2 rounded-full" style={{ background: entry.color }} />
            <span className="text-muted-foreground">{entry.name}</span>
            <span className="tabular ml-auto pl-4 font-medium">{formatValue(Number(entry.value), unit)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The drawing itself, filling its box. The arrow keys walk along its days; the table beside it says the same. */
export default function Plot({ unit, series, rows, label }: ChartData & { label: string }) {
  const points: Point[] = rows.map((row) => ({ day: row.day, ...row.values }))
  // Today is not over: what is drawn of it falls short. Where there are bars a day is as wide as one, else a line leads to it.
  const [yesterday, last] = rows.slice(-2)
  const today = last?.day === utcToday() ? last : null
  const hasBars = series.some(({ draw }) => draw === 'bar')
  const shades = series.filter((each) => each.draw === 'shade')
  const ticks = axisTicks({ series, rows })
  const tick = { fill: 'var(--muted-foreground)', fontSize: 12 }
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} title={label}>
        <CartesianGrid vertical={false} stroke="var(--border)" />
        {today ? (
          <ReferenceArea
            x1={hasBars ? today.day : yesterday?.day}
            x2={today.day}
            fill="var(--muted)"
            fillOpacity={1}
          />
        ) : null}
        <XAxis
          dataKey="day"
          tickFormatter={(day: string) => formatDay(day)}
          tick={tick}
          tickLine={false}
          axisLine={false}
          minTickGap={32}
          interval="equidistantPreserveStart"
        />
        {shades.length > 0 ? <XAxis xAxisId="shade" dataKey="day" hide /> : null}
        <YAxis
          ticks={ticks}
          // All of them, each at its line: by itself the highest would be moved below its own.
          interval={0}
          domain={[0, ticks.at(-1) ?? 1]}
          tickFormatter={(value: number) => formatTick(value, unit)}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={axisWidth(ticks, unit)}
        />
        <Tooltip
          cursor={{ fill: 'var(--muted)', stroke: 'var(--border)' }}
          isAnimationActive={false}
          content={(props: TooltipContentProps) => <PlotTooltip {...props} unit={unit} />}
        />
        {/* What is drawn first is behind. */}
        {[...shades, ...series.filter((each) => each.draw !== 'shade')].map((each) =>
          draw(each, shades.length > 0),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
