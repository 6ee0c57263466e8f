import { z } from 'zod'
import { AccountKind } from '@/lib/credits/transaction'

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

export const CreditKind = z.enum(['sold', 'granted', 'spent', 'expired', 'refunded', 'taken'])
/** What a transaction is to a seller of credits, as a day adds them up. The rules: `credit_kind`. */
export type CreditKind = z.infer<typeof CreditKind>

export const KIND_LABELS: Record<CreditKind, string> = {
  sold: 'Sold',
  granted: 'Granted',
  spent: 'Spent',
  expired: 'Expired',
  refunded: 'Given back',
  taken: 'Taken away',
}

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
  kind: AccountKind,
  credits: z.int(),
})
export type Spender = z.infer<typeof Spender>

/** `days` and `money` hold twice as many days as the overview is of, and today so far. */
export const OverviewAnswer = z.object({
  from: z.string(),
  to: z.string(),
  days: z.array(ReportDay),
  money: z.array(MoneyDay),
  features: z.array(FeatureUse),
  spenders: z.array(Spender),
  buyers: z.int(),
  buyersWhole: z.int(),
  buyersBefore: z.int(),
  users: z.int(),
  outstanding: z.int(),
})
type OverviewAnswer = z.infer<typeof OverviewAnswer>

export type Span = Pick<OverviewAnswer, 'days' | 'money'>

/**
 * The same with its days apart. `now`: those of the overview, today so far the last. `whole`: as many up to yesterday; `before`: as many
 * before those. A trend compares these two, as today is not over.
 */
export type Overview = OverviewAnswer & Record<'now' | 'whole' | 'before', Span>

export function toOverview(answer: OverviewAnswer): Overview {
  const length = (answer.days.length - 1) / 2
  const span = (start: number): Span => {
    const days = answer.days.slice(start, start + length)
    return { days, money: answer.money.filter((row) => days.some(({ day }) => day === row.day)) }
  }
  return { ...answer, before: span(0), whole: span(length), now: span(length + 1) }
}

export const Machinery = z.object({
  /** Since when there are people; null: there are none. */
  since: z.string().nullable(),
  webhooks: z.object({
    failed: z.int(),
    parked: z.int(),
    received: z.int(),
    /** When the last event came; null: none did. */
    lastAt: z.string().nullable(),
  }),
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

/** The currencies that money moved in, the one of most payments first: cents of two currencies don't compare. USD when there are none. */
export function currenciesOf({ money }: Pick<Overview, 'money'>): string[] {
  const payments = new Map<string, number>()
  for (const row of money) {
    payments.set(row.currency, (payments.get(row.currency) ?? 0) + row.payments)
  }
  const found = [...payments].toSorted((a, b) => b[1] - a[1]).map(([currency]) => currency)
  return found.length > 0 ? found : ['USD']
}
