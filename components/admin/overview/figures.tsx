import type { Route } from 'next'
import Link from 'next/link'
import { type ChartUnit, formatValue } from '@/components/charts/series'
import { cn } from '@/lib/cn'
import { currenciesOf, type Overview, type Span, sumOf } from '@/lib/reports/overview'
import type { Period } from '@/lib/reports/period'
import { listPath } from '../list/list-path'
import { Change, type Trend } from './change'

type Figure = Trend & {
  name: string
  /** null: there is none. */
  value: number | null
  unit: ChartUnit
  /** The chart of its days, or the people it counts. */
  href?: string
  note?: string
}

function figuresOf(overview: Overview, days: Period): Figure[] {
  const { now, whole, before, buyers, buyersWhole, buyersBefore, users, outstanding } = overview
  const [currency = 'USD', ...others] = currenciesOf(overview)
  const eachOf = (figure: (span: Span) => number | null) => ({
    value: figure(now),
    whole: figure(whole),
    before: figure(before),
  })
  const money = (key: 'paidCents' | 'returnedCents') => ({
    ...eachOf(({ money: rows }) =>
      sumOf(
        rows.filter((row) => row.currency === currency),
        key,
      ),
    ),
    unit: { cents: currency },
    href: `#revenue-${currency}`,
  })
  const credits = (key: 'sold' | 'granted' | 'spent' | 'expired') => ({
    ...eachOf((span) => sumOf(span.days, key)),
    unit: 'count' as const,
    href: '#credits',
  })
  const rate = ({ days: counted }: Span) => {
    const came = sumOf(counted, 'sold') + sumOf(counted, 'granted')
    return came > 0 ? ((sumOf(counted, 'spent') - sumOf(counted, 'refunded')) / came) * 100 : null
  }
  const elsewhere = others.length > 0 ? `. Also in ${others.join(', ')}` : ''
  return [
    { name: 'Revenue', ...money('paidCents'), note: `Packages and plans${elsewhere}` },
    { name: 'Refunds', ...money('returnedCents'), note: `With lost disputes${elsewhere}` },
    {
      name: 'Paying users',
      value: buyers,
      whole: buyersWhole,
      before: buyersBefore,
      unit: 'count',
      href: listPath('/admin/users', { when: `paid-${days}` }),
      note: `Of ${formatValue(users, 'count')} users in all`,
    },
    { name: 'Credits sold', ...credits('sold') },
    { name: 'Credits granted', ...credits('granted') },
    { name: 'Credits spent', ...credits('spent') },
    { name: 'Credits expired', ...credits('expired') },
    {
      name: 'Consumption rate',
      ...eachOf(rate),
      unit: 'percent',
      href: '#credits',
      note: `Spent minus refunded, as a share of what was sold or granted. ${formatValue(outstanding, 'credits')} are unspent`,
    },
  ]
}

/**
 * The figures of the last days with their trends. Each leads to its chart; people are counted once, so no chart of days adds up to them:
 * they are listed.
 */
export function Figures({ overview, days }: { overview: Overview; days: Period }) {
  return (
    <section aria-labelledby="figures" className="grid gap-2">
      <h2 id="figures" className="sr-only">
        The last {days} days
      </h2>
      <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border bg-border shadow-xs sm:grid-cols-4">
        {figuresOf(overview, days).map(({ name, value, whole, before, unit, href, note }) => (
          <li
            key={name}
            className={cn('relative grid content-start gap-1 bg-card p-4 sm:p-5', href && 'hover:bg-accent')}
          >
            {href ? (
              <Link
                href={href as Route}
                className="text-muted-foreground text-sm after:absolute after:inset-0"
              >
                {name}
              </Link>
            ) : (
              <p className="text-muted-foreground text-sm">{name}</p>
            )}
            <p className="grid justify-items-start gap-0.5">
              <span className="tabular font-semibold text-xl tracking-tight sm:text-2xl">
                {value === null ? '–' : formatValue(value, unit)}
              </span>
              <Change whole={whole} before={before} unit={unit} />
            </p>
            {note ? <p className="text-muted-foreground text-xs">{note}</p> : null}
          </li>
        ))}
      </ul>
      <p className="text-muted-foreground text-xs">
        Figures include today so far, which charts shade. Arrows compare the {days} days up to yesterday with
        the {days} before them.
      </p>
    </section>
  )
}
