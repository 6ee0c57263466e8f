import { ChartCard } from '@/components/charts/chart-card'
import type { ChartRow, ChartSeries } from '@/components/charts/series'
import { cn } from '@/lib/cn'
import {
  type CreditKind,
  currenciesOf,
  KIND_LABELS,
  type MoneyDay,
  type Overview,
  type ReportDay,
  sumOf,
} from '@/lib/reports/overview'

const credits = (key: CreditKind, looks: Pick<ChartSeries, 'draw' | 'color' | 'stack'>): ChartSeries => ({
  key,
  label: KIND_LABELS[key],
  rows: `/admin/transactions?kind=${key}&days=`,
  ...looks,
})
const CREDITS: ChartSeries[] = [
  credits('sold', { draw: 'bar', color: 1, stack: 'in' }),
  credits('granted', { draw: 'bar', color: 2, stack: 'in' }),
  credits('spent', { draw: 'line', color: 3 }),
  credits('expired', { draw: 'line', color: 4 }),
  // A few beside thousands: lines along the axis would say nothing.
  credits('refunded', { draw: 'table', color: 5 }),
  credits('taken', { draw: 'table', color: 5 }),
]
const MONEY: ChartSeries[] = [
  { key: 'packages', label: 'Packages', draw: 'bar', color: 1, stack: 'in', rows: '/admin/purchases?paid=' },
  { key: 'topUps', label: 'Top-ups', draw: 'bar', color: 2, stack: 'in', rows: '/admin/purchases?paid=' },
  { key: 'plans', label: 'Plans', draw: 'bar', color: 3, stack: 'in', rows: '/admin/plan-payments?paid=' },
  { key: 'refunds', label: 'Refunds', draw: 'line', color: 4 },
]
const TOKENS: ChartSeries[] = [
  { key: 'tokensIn', label: 'In', draw: 'area', color: 2, stack: 'tokens' },
  { key: 'tokensOut', label: 'Out', draw: 'area', color: 1, stack: 'tokens' },
]
const PEOPLE: ChartSeries[] = [
  { key: 'activeUsers', label: 'Active', draw: 'area', color: 1, rows: '/admin/users?when=used-' },
  { key: 'signups', label: 'Sign-ups', draw: 'line', color: 2, rows: '/admin/users?when=joined-' },
  {
    key: 'firstBuyers',
    label: 'First purchases',
    draw: 'line',
    color: 3,
    rows: '/admin/users?when=first_paid-',
  },
]

const rowsOf = (days: ReportDay[], series: ChartSeries[]): ChartRow[] =>
  days.map((day) => ({
    day: day.day,
    values: Object.fromEntries(series.map(({ key }) => [key, Number(day[key as keyof ReportDay])])),
  }))

function moneyRows(days: ReportDay[], money: MoneyDay[]): ChartRow[] {
  return days.map(({ day }) => {
    const today = money.filter((row) => row.day === day)
    const paid = (kind: MoneyDay['kind']) =>
      sumOf(
        today.filter((row) => row.kind === kind),
        'paidCents',
      )
    return {
      day,
      values: {
        packages: paid('purchase'),
        topUps: paid('top_up'),
        plans: paid('plan'),
        refunds: sumOf(today, 'returnedCents'),
      },
    }
  })
}

/** Two rows of the grid, so that the drawings of cards beside each other line up under texts of different length. */
const CELL = 'xl:row-span-2 xl:grid xl:grid-rows-subgrid xl:gap-y-0'

/** The period by day: money in each currency, credits, people, tokens. */
export function OverviewCharts({ overview, days }: { overview: Overview; days: number }) {
  const { now } = overview
  const currencies = currenciesOf(overview)
  const csv = (report: string) => `/api/admin/reports/${report}?days=${days}`
  return (
    <div className="grid grid-cols-1 gap-6 xl:grid-cols-2">
      {currencies.map((currency) => (
        <div key={currency} id={`revenue-${currency}`} className={CELL}>
          <ChartCard
            className={CELL}
            title={`Revenue and refunds, ${currency}`}
            description="Payments with tax, and refunds, each on the day it was processed here. In the table, figures lead to all payments of their day."
            unit={{ cents: currency }}
            series={MONEY}
            rows={moneyRows(
              now.days,
              now.money.filter((row) => row.currency === currency),
            )}
            fileName={`revenue-${currency}`}
            csvHref={csv('money')}
            empty="No payments in this period"
          />
        </div>
      ))}
      <div id="credits" className={CELL}>
        <ChartCard
          className={CELL}
          title="Credits"
          description="What came into balances and what left them. The table has what was given back and taken away as well, and leads to the transactions of each day."
          unit="credits"
          series={CREDITS}
          rows={rowsOf(now.days, CREDITS)}
          fileName="credits"
          csvHref={csv('days')}
        />
      </div>
      <div id="people" className={CELL}>
        <ChartCard
          className={CELL}
          title="People"
          description="Active: made at least one call that day. Visitors on a trial are not counted."
          unit="count"
          series={PEOPLE}
          rows={rowsOf(now.days, PEOPLE)}
          fileName="people"
          csvHref={csv('days')}
        />
      </div>
      {/* Alone in its row after an even number of others, it takes all of it. */}
      <div id="tokens" className={cn(CELL, { 'xl:col-span-2': currencies.length % 2 === 0 })}>
        <ChartCard
          className={CELL}
          title="Tokens"
          description="Read and written by models, failed calls included."
          unit="tokens"
          series={TOKENS}
          rows={rowsOf(now.days, TOKENS)}
          fileName="tokens"
          csvHref={csv('days')}
        />
      </div>
    </div>
  )
}
