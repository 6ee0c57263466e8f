import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { type ChartUnit, formatValue } from '@/components/charts/series'
import { currenciesOf, type Overview, sumOf } from '@/lib/reports/overview'

type Figure = {
  name: string
  value: number
  before: number
  unit: ChartUnit
  /** Where its rows are. */
  href: string
  note?: string
}

function Change({ value, before, unit }: Pick<Figure, 'value' | 'before' | 'unit'>) {
  const change = value - before
  const Icon = change > 0 ? ArrowUpRight : change < 0 ? ArrowDownRight : ArrowRight
  const share = before > 0 ? Math.round((change / before) * 100) : null
  const text =
    change === 0
      ? 'unchanged'
      : share === null || unit === 'percent' || Math.abs(share) > 999
        ? `from ${formatValue(before, unit)}`
        : share === 0
          ? 'under 1%'
          : `${Math.abs(share)}%`
  return (
    <span className="inline-flex items-center gap-0.5 text-muted-foreground text-xs">
      <Icon aria-hidden className="size-3.5" />
      {change === 0 ? null : <span className="sr-only">{change > 0 ? 'Up' : 'Down'} </span>}
      {text}
    </span>
  )
}

function figuresOf(overview: Overview): Figure[] {
  const { now, before, buyers, buyersBefore, users, outstanding } = overview
  const [currency = 'USD', ...others] = currenciesOf(overview)
  const money = (period: Overview['now'], key: 'paidCents' | 'returnedCents') =>
    sumOf(
      period.money.filter((row) => row.currency === currency),
      key,
    )
  const credits = (key: 'sold' | 'granted' | 'spent' | 'expired') => ({
    value: sumOf(now.days, key),
    before: sumOf(before.days, key),
    unit: 'count' as const,
    href: '#credits',
  })
  const rate = ({ days }: Overview['now']) => {
    const came = sumOf(days, 'sold') + sumOf(days, 'granted')
    return came > 0 ? ((sumOf(days, 'spent') - sumOf(days, 'refunded')) / came) * 100 : 0
  }
  const elsewhere = others.length > 0 ? `Also in ${others.join(', ')}` : undefined
  const cents = { unit: { cents: currency }, href: '/admin/purchases' }
  return [
    {
      name: 'Revenue',
      value: money(now, 'paidCents'),
      before: money(before, 'paidCents'),
      note: elsewhere ? `Packages and plans. ${elsewhere}` : 'Packages and plans',
      ...cents,
    },
    { name: 'Refunds', value: money(now, 'returnedCents'), before: money(before, 'returnedCents'), ...cents },
    {
      name: 'Paying users',
      value: buyers,
      before: buyersBefore,
      unit: 'count',
      href: '#people',
      note: `Of ${formatValue(users, 'count')} users in all`,
    },
    { name: 'Credits sold', ...credits('sold') },
    { name: 'Credits granted', ...credits('granted') },
    { name: 'Credits spent', ...credits('spent') },
    { name: 'Credits expired', ...credits('expired') },
    {
      name: 'Consumption rate',
      value: rate(now),
      before: rate(before),
      unit: 'percent',
      href: '#credits',
      note: `Spent and not given back, of what was sold or granted. ${formatValue(outstanding, 'credits')} are unspent`,
    },
  ]
}

/** The figures of the period with what they were in the one before. Each leads to its rows. */
export function Figures({ overview, days }: { overview: Overview; days: number }) {
  return (
    <section aria-labelledby="figures">
      <h2 id="figures" className="sr-only">
        The last {days} days, against the {days} before
      </h2>
      <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border bg-border shadow-xs sm:grid-cols-4">
        {figuresOf(overview).map(({ name, value, before, unit, href, note }) => (
          <li key={name} className="relative grid content-start gap-1 bg-card p-4 hover:bg-accent sm:p-5">
            <Link href={href as Route} className="text-muted-foreground text-sm after:absolute after:inset-0">
              {name}
            </Link>
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="tabular font-semibold text-xl tracking-tight sm:text-2xl">
                {formatValue(value, unit)}
              </span>
              <Change value={value} before={before} unit={unit} />
            </p>
            {note ? <p className="text-muted-foreground text-xs">{note}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
