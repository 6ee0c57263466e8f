import type { Route } from 'next'
import Link from 'next/link'
import { formatValue } from '@/components/charts/series'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { type Overview, sumOf } from '@/lib/reports/overview'
import type { Period } from '@/lib/reports/period'
import { listPath } from '../list/list-path'
import { Change, type Trend } from './change'

type Step = Trend & { name: string; href: Route; count: number; note: string }

/** How many of `whole` went on; nothing where more did, as people of another period are among them. */
const share = (part: number, whole: number, of: string) =>
  whole > 0 && part <= whole ? `${formatValue((part / whole) * 100, 'percent')} of ${of}. ` : ''

function stepsOf({ now, whole, before }: Overview, days: Period): Step[] {
  const count = (key: 'leads' | 'claimedLeads' | 'signups' | 'firstBuyers') => ({
    count: sumOf(now.days, key),
    whole: sumOf(whole.days, key),
    before: sumOf(before.days, key),
  })
  const [leads, claimed, signups, buyers] = [
    count('leads'),
    count('claimedLeads'),
    count('signups'),
    count('firstBuyers'),
  ]
  return [
    {
      name: 'Visitors who began a trial',
      href: listPath('/admin/leads', { days: String(days) }),
      ...leads,
      note: 'Without an account. Listed for 30 days',
    },
    {
      name: 'Trials that became accounts',
      href: listPath('/admin/leads', { state: 'claimed', days: String(days) }),
      ...claimed,
      note: `${share(claimed.count, leads.count, 'the trials')}Within 30 days of the trial, listed until then`,
    },
    {
      name: 'Sign-ups',
      href: listPath('/admin/users', { when: `joined-${days}` }),
      ...signups,
      note: 'With and without a trial before',
    },
    {
      name: 'First purchases',
      href: listPath('/admin/users', { when: `first_paid-${days}` }),
      ...buyers,
      note: `${share(buyers.count, signups.count, 'the sign-ups')}Packages and plans, also of earlier sign-ups`,
    },
  ]
}

/**
 * From trial to account to purchase. Counted on the day of each step, so the steps of a short period are different people. Each leads to
 * them; those who deleted their account are counted and not listed, nor are trials older than 30 days, claimed or not.
 */
export function Conversion({ overview, days }: { overview: Overview; days: Period }) {
  const steps = stepsOf(overview, days)
  const most = Math.max(1, ...steps.map((step) => step.count))
  return (
    <Card>
      <CardHeader>
        <CardTitle>From visitor to buyer</CardTitle>
        <CardDescription>
          Each step on the day it was taken. Deleted accounts are counted and not listed.
        </CardDescription>
      </CardHeader>
      <ol className="mt-4 grid flex-1 auto-rows-fr divide-y border-t">
        {steps.map(({ name, href, count, whole, before, note }) => (
          <li key={name} className="grid content-center gap-1.5 px-5 py-3 sm:px-6">
            <p className="flex items-baseline justify-between gap-4 text-sm">
              <Link href={href} className="link font-medium">
                {name}
              </Link>
              <span className="tabular flex items-baseline gap-2 whitespace-nowrap">
                <Change whole={whole} before={before} unit="count" />
                <span className="font-semibold">{formatValue(count, 'count')}</span>
              </span>
            </p>
            <span aria-hidden className="block h-1.5 rounded-full bg-secondary">
              <span
                className="block h-full rounded-full bg-brand"
                style={{ width: `${(count / most) * 100}%` }}
              />
            </span>
            <p className="text-muted-foreground text-xs">{note}</p>
          </li>
        ))}
      </ol>
    </Card>
  )
}
