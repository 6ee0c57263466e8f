import { randomUUID } from 'node:crypto'
import type { TestSql } from './database'

export const DAY = 86_400_000

/** A subscription as `sync_subscription` is told of it. */
export type SubscriptionState = {
  id: string
  terms_id: string | null
  product_id: string
  customer_id: string
  status: string
  currency: string
  price_cents: number | null
  created_at: Date
  period_start: Date
  period_end: Date
  cancel_at_period_end: boolean
  trial_days: number
  scheduled_product_id: string | null
}

export type PaidMonth = { id: string; at: Date; total_cents?: number; tax_cents?: number; terms_id?: string }

/** One month later, as people and PostgreSQL count. */
export function monthAfter(date: Date, months = 1): Date {
  const moved = new Date(date)
  moved.setUTCDate(1)
  moved.setUTCMonth(moved.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(date.getUTCDate(), lastDay))
  return moved
}

/** Begins a checkout of the Pro plan for this person and resolves the subscription that Dodo would make of it. */
export async function readSubscription(
  sql: TestSql,
  userId: string,
  changes: Partial<SubscriptionState> = {},
): Promise<SubscriptionState> {
  const [terms] = await sql<{ id: string }[]>`select id from public.start_subscription(${userId}, 'pro')`
  const start = changes.period_start ?? new Date()
  return {
    id: `sub_${randomUUID()}`,
    terms_id: terms?.id ?? null,
    product_id: 'pdt_plan_pro',
    customer_id: `cus_${randomUUID()}`,
    status: 'active',
    currency: 'USD',
    price_cents: 1900,
    created_at: start,
    period_start: start,
    period_end: monthAfter(start),
    cancel_at_period_end: false,
    trial_days: 0,
    scheduled_product_id: null,
    ...changes,
  }
}

/** Tells the database what Dodo says, as of `seenAt`. Resolves what it makes of it. */
export async function syncSubscription(
  sql: TestSql,
  state: SubscriptionState,
  payments: PaidMonth[] = [],
  seenAt = new Date(),
): Promise<string> {
  const paid = payments.map((payment) => ({
    terms_id: null,
    total_cents: 1900,
    tax_cents: 0,
    currency: 'USD',
    ...payment,
  }))
  const [row] = await sql<{ outcome: string }[]>`
    select public.sync_subscription(${sql.json(JSON.parse(JSON.stringify(state)))},
      ${sql.json(JSON.parse(JSON.stringify(paid)))}, ${seenAt}) as outcome`
  return row?.outcome ?? ''
}

/** Agrees on another plan as if the month that is known of were not over yet. Resolves the id of the terms. */
export async function agreeInTime(sql: TestSql, userId: string, planId: string, chargeCents: number) {
  return await sql.begin(async (tx) => {
    const [known] = await tx<{ id: string; period_end: Date }[]>`
      select s.id, s.period_end from public.subscriptions s where s.user_id = ${userId} and s.ended_at is null`
    await tx`update public.subscriptions set period_end = now() + interval '1 hour' where id = ${known?.id ?? ''}`
    const [terms] = await tx<{ id: string }[]>`
      select id from public.start_plan_change(${userId}, ${planId}, ${chargeCents})`
    await tx`update public.subscriptions set period_end = ${known?.period_end ?? null} where id = ${known?.id ?? ''}`
    return terms?.id ?? ''
  })
}
