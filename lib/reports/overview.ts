import { z } from 'zod'

// What `admin_overview` and `admin_machinery` answer. Days are UTC, `YYYY-MM-DD`; money is in cents of its currency.

export const ReportDay = z.object({
  day: z.string(),
  /** Credits, all positive: bought or of a paid plan; given without payment; spent by calls; given back for calls. */
  sold: z.int(),
  granted: z.int(),
  spent: z.int(),
  refunded: z.int(),
  /** Less what rolled over: below zero on a day that brought back more than ended. */
  expired: z.int(),
  /** By admins, and by refunds of money. */
  taken: z.int(),
  signups: z.int(),
  leads: z.int(),
  claimedLeads: z.int(),
  firstBuyers: z.int(),
  activeUsers: z.int(),
  calls: z.int(),
  failedCalls: z.int(),
  tokensIn: z.int(),
  tokensOut: z.int(),
})
export type ReportDay = z.infer<typeof ReportDay>

export const MoneyDay = z.object({
  day: z.string(),
  currency: z.string(),
  kind: z.enum(['purchase', 'top_up', 'plan']),
  payments: z.int(),
  paidCents: z.int(),
  returnedCents: z.int(),
})
export type MoneyDay = z.infer<typeof MoneyDay>

export const FeatureUse = z.object({
  feature: z.string(),
  plan: z.string(),
  calls: z.int(),
  failedCalls: z.int(),
  credits: z.int(),
  tokens: z.int(),
})
export type FeatureUse = z.infer<typeof FeatureUse>

export const Spender = z.object({
  accountId: z.int(),
  userId: z.string().nullable(),
  email: z.string().nullable(),
  kind: z.enum(['user', 'pool', 'lead']),
  credits: z.int(),
})
export type Spender = z.infer<typeof Spender>

/** `days` and `money` begin as many days before `from` as the period has. */
export const OverviewAnswer = z.object({
  from: z.string(),
  to: z.string(),
  days: z.array(ReportDay),
  money: z.array(MoneyDay),
  features: z.array(FeatureUse),
  spenders: z.array(Spender),
  buyers: z.int(),
  buyersBefore: z.int(),
  users: z.int(),
  outstanding: z.int(),
})

/** The same with the two periods apart. */
export type Overview = Omit<z.infer<typeof OverviewAnswer>, 'days' | 'money'> & {
  now: { days: ReportDay[]; money: MoneyDay[] }
  before: { days: ReportDay[]; money: MoneyDay[] }
}

export const Machinery = z.object({
  webhooks: z.object({ failed: z.int(), parked: z.int(), received: z.int() }),
  mails: z.object({ failed: z.int(), queued: z.int() }),
  jobs: z.array(
    z.object({ job: z.string(), startedAt: z.string(), durationMs: z.int(), error: z.string().nullable() }),
  ),
})
export type Machinery = z.infer<typeof Machinery>

type Numbers<Row> = { [Key in keyof Row]: Row[Key] extends number ? Key : never }[keyof Row]

/** The sum of one column. */
export const sumOf = <Row>(rows: Row[], key: Numbers<Row>): number =>
  rows.reduce((sum, row) => sum + Number(row[key]), 0)

/** The currencies that money came in, the one with most of it first; USD when none did. */
export function currenciesOf({ now, before }: Pick<Overview, 'now' | 'before'>): string[] {
  const paid = new Map<string, number>()
  for (const row of [...now.money, ...before.money]) {
    paid.set(row.currency, (paid.get(row.currency) ?? 0) + row.paidCents)
  }
  const found = [...paid].toSorted((a, b) => b[1] - a[1]).map(([currency]) => currency)
  return found.length > 0 ? found : ['USD']
}
