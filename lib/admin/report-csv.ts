import 'server-only'
import { type Cell, toLine } from '@/lib/csv'
import type { Overview } from '@/lib/reports/overview'
import type { Period } from '@/lib/reports/period'
import { readOverview } from './read-overview'

export const REPORTS = ['days', 'money', 'features', 'spenders'] as const
export type Report = (typeof REPORTS)[number]

const table = <Row extends object>(rows: Row[], columns: (keyof Row & string)[]): Cell[][] => [
  columns,
  ...rows.map((row) => columns.map((column) => row[column] as Cell)),
]

const TABLES: Record<Report, (overview: Overview) => Cell[][]> = {
  days: ({ now }) =>
    table(now.days, [
      'day',
      'sold',
      'granted',
      'spent',
      'refunded',
      'expired',
      'taken',
      'leads',
      'claimedLeads',
      'signups',
      'firstBuyers',
      'activeUsers',
      'calls',
      'failedCalls',
      'tokensIn',
      'tokensOut',
    ]),
  money: ({ now }) => table(now.money, ['day', 'currency', 'kind', 'payments', 'paidCents', 'returnedCents']),
  features: ({ features }) =>
    table(features, ['feature', 'plan', 'calls', 'failedCalls', 'credits', 'tokens']),
  spenders: ({ spenders }) => table(spenders, ['accountId', 'userId', 'email', 'kind', 'credits']),
}

/** One report of the overview as lines of CSV: credits whole, money in cents, days in UTC. Throws forbidden. */
export async function* writeReport(actorId: string, report: Report, days: Period): AsyncGenerator<string> {
  for (const cells of TABLES[report](await readOverview(actorId, days))) yield toLine(cells)
}
