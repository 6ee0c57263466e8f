import { expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { balance, deduct, grant } from '../../helpers/ledger'
import {
  DAY,
  type PaidMonth,
  readSubscription,
  type SubscriptionState,
  syncSubscription,
} from '../../helpers/subscriptions'

const database = useDatabase()

const inDays = (days: number) => new Date(Date.now() + days * DAY)
const moved = (date: Date, days: number) => new Date(date.getTime() + days * DAY)

/** Somebody with 50 free credits and a month of Pro, half of which is over. */
async function subscribe(changes: Partial<SubscriptionState> = {}) {
  const { id } = await addUser(database.sql)
  const state = await readSubscription(database.sql, id, {
    period_start: inDays(-15),
    period_end: inDays(15),
    ...changes,
  })
  const first: PaidMonth = { id: `${state.id}_1`, at: state.period_start }
  await syncSubscription(database.sql, state, state.trial_days > 0 ? [] : [first])
  return { id, state, payments: [first] }
}

/** A larger plan from now on: 450 credits for the rest of the month. */
async function upgrade(id: string, state: SubscriptionState, payments: PaidMonth[]) {
  const [terms] = await database.sql<
    { id: string }[]
  >`select id from public.start_plan_change(${id}, 'enterprise', 4000)`
  const change = { id: `${state.id}_up`, at: new Date(), total_cents: 4000, terms_id: terms?.id }
  const larger = { ...state, product_id: 'pdt_plan_enterprise', price_cents: 9900 }
  await syncSubscription(database.sql, larger, [...payments, change])
  return { state: larger, payments: [...payments, change] }
}

/** Time goes by: what is written down of this person is that much older. Resolves the payments as Dodo has them then. */
async function pass(days: number, id: string, state: SubscriptionState, payments: PaidMonth[]) {
  const { sql } = database
  const by = `${days} days`
  await sql`update public.credit_grants set expires_at = expires_at - ${by}::interval
    where account_id = (select a.id from public.credit_accounts a where a.owner_id = ${id})`
  await sql`update public.credit_accounts set next_due_at = next_due_at - ${by}::interval where owner_id = ${id}`
  await sql`update public.subscription_credits set period_start = period_start - ${by}::interval,
    period_end = period_end - ${by}::interval where user_id = ${id}`
  await sql`update public.subscriptions set period_start = period_start - ${by}::interval, seen_at = seen_at - ${by}::interval,
    period_end = period_end - ${by}::interval, trial_ends_at = trial_ends_at - ${by}::interval where user_id = ${id}`
  await balance(sql, id)
  return {
    state: {
      ...state,
      created_at: moved(state.created_at, -days),
      period_start: moved(state.period_start, -days),
      period_end: moved(state.period_end, -days),
    },
    payments: payments.map((payment) => ({ ...payment, at: moved(payment.at, -days) })),
  }
}

/** Credits by source, with how many days they have left; null: they don't end. */
async function left(id: string) {
  await balance(database.sql, id)
  const rows = await database.sql<{ source: string; credits: number; days: number | null }[]>`
    select g.source, sum(x.remaining)::int as credits,
      (round(extract(epoch from nullif(max(g.expires_at), 'infinity') - now()) / 86400))::int as days
    from public.credit_grants g join public.credit_accounts a on a.id = g.account_id
    cross join lateral (select g.remaining + case when a.open_grant_id = g.id then a.open_remaining else 0 end as remaining) x
    where a.owner_id = ${id} and x.remaining > 0 group by g.source, g.expires_at order by g.source::text, 2`
  return rows.map(({ source, credits, days }) => [source, credits, days])
}

const SIGNUP = ['signup', 50, null]

it('a month that Dodo made longer keeps what a change of plan added as long, and carries it on', async () => {
  const { id, ...begun } = await subscribe()
  const { state, payments } = await upgrade(id, begun.state, begun.payments)
  const longer = { ...state, period_end: inDays(35) }
  await syncSubscription(database.sql, longer, payments)
  expect(await left(id)).toEqual([['plan', 550, 35], SIGNUP])
  const later = await pass(34, id, longer, payments)
  expect(await left(id)).toEqual([['plan', 550, 1], SIGNUP])
  const renewed = { ...later.state, period_start: new Date(), period_end: inDays(30) }
  const next = { id: `${state.id}_2`, at: new Date(), total_cents: 9900 }
  await syncSubscription(database.sql, renewed, [...later.payments, next])
  expect(await left(id)).toEqual([['plan', 1000, 30], ['rollover', 550, 30], SIGNUP])
})

it('a month that Dodo made longer keeps what rolled over into it, though a change had come after that', async () => {
  const { id, ...begun } = await subscribe()
  const { state, payments } = await upgrade(id, begun.state, begun.payments)
  // So that of the change itself nothing rolls over.
  await database.sql`update public.subscription_terms set rollover_cap = 100 where user_id = ${id}`
  const renewed = { ...state, period_start: new Date(), period_end: inDays(30) }
  const paid = [...payments, { id: `${state.id}_2`, at: new Date(), total_cents: 9900 }]
  await syncSubscription(database.sql, renewed, paid)
  expect(await left(id)).toEqual([['plan', 1000, 30], ['rollover', 100, 30], SIGNUP])
  await syncSubscription(database.sql, { ...renewed, period_end: inDays(45) }, paid)
  expect(await left(id)).toEqual([['plan', 1000, 45], ['rollover', 100, 45], SIGNUP])
})

it('a month that is paused does not end, and goes on for what was left of it', async () => {
  const { id, state, payments } = await subscribe()
  const paused = { ...state, status: 'paused' }
  await syncSubscription(database.sql, paused, payments)
  expect(await left(id)).toEqual([['plan', 100, null], SIGNUP])
  const later = await pass(34, id, paused, payments)
  expect(await left(id)).toEqual([['plan', 100, null], SIGNUP])
  await syncSubscription(database.sql, later.state, later.payments)
  const again = { ...later.state, status: 'active', period_end: inDays(15) }
  await syncSubscription(database.sql, again, later.payments)
  expect(await left(id)).toEqual([['plan', 100, 15], SIGNUP])
  // An older answer, that it is paused, changes nothing.
  await syncSubscription(database.sql, later.state, later.payments, inDays(-1))
  expect(await left(id)).toEqual([['plan', 100, 15], SIGNUP])
  await pass(16, id, again, later.payments)
  expect(await left(id)).toEqual([SIGNUP])
})

it('a pause that is over when the next month has begun lets what was left roll over, once', async () => {
  const { id, state, payments } = await subscribe()
  const paused = { ...state, status: 'paused' }
  await syncSubscription(database.sql, paused, payments)
  const later = await pass(50, id, paused, payments)
  const second = [...later.payments, { id: `${state.id}_2`, at: inDays(-1) }]
  const renewed = { ...later.state, status: 'active', period_start: inDays(-1), period_end: inDays(29) }
  await syncSubscription(database.sql, renewed, second)
  expect(await left(id)).toEqual([['plan', 100, 29], ['rollover', 100, 29], SIGNUP])
  // Paused again, all of it is kept; the month after that takes the place of what had rolled over.
  await syncSubscription(database.sql, { ...renewed, status: 'paused' }, second)
  expect(await left(id)).toEqual([['plan', 100, null], ['rollover', 100, null], SIGNUP])
  const third = [...second, { id: `${state.id}_3`, at: new Date() }]
  await syncSubscription(
    database.sql,
    { ...renewed, period_start: new Date(), period_end: inDays(30) },
    third,
  )
  expect(await left(id)).toEqual([['plan', 100, 30], ['rollover', 100, 30], SIGNUP])
})

it.each([
  ['ends with the time that is paid for', 5, 10],
  ['lives for a week more, when that is over', 34, 7],
])('a plan that is cancelled while it is paused %s', async (_what, days, rest) => {
  const { id, state, payments } = await subscribe()
  const paused = { ...state, status: 'paused' }
  await syncSubscription(database.sql, paused, payments)
  const later = await pass(days, id, paused, payments)
  const cancelled = { ...later.state, status: 'cancelled' }
  await deduct(database.sql, id, 1)
  await syncSubscription(database.sql, cancelled, later.payments)
  expect(await left(id)).toEqual([['plan', 99, rest], SIGNUP])
  const [told] = await database.sql`
    select (data -> 'credits_left')::int as left, (round(extract(epoch from (data ->> 'until')::timestamptz - now()) / 86400))::int as days
    from public.email_outbox where user_id = ${id} and kind = 'subscription_cancelled'`
  expect(told).toEqual({ left: 99, days: rest })
  await syncSubscription(database.sql, cancelled, later.payments)
  await pass(rest + 1, id, cancelled, later.payments)
  expect(await left(id)).toEqual([SIGNUP])
})

it('a trial that is paused goes on as one', async () => {
  const { id, state } = await subscribe({ trial_days: 30 })
  const paused = { ...state, status: 'paused' }
  await syncSubscription(database.sql, paused)
  const later = await pass(34, id, paused, [])
  expect(await left(id)).toEqual([['plan', 100, null], SIGNUP])
  await syncSubscription(database.sql, { ...later.state, status: 'active', period_end: inDays(15) })
  expect(await left(id)).toEqual([['plan', 100, 15], SIGNUP])
})

it('credits of a paused plan are spent before bought ones, and have no date', async () => {
  const { id, state, payments } = await subscribe()
  await grant(database.sql, id, 500, { source: 'purchase', costCents: 3999 })
  await deduct(database.sql, id, 10)
  await syncSubscription(database.sql, { ...state, status: 'paused' }, payments)
  const { sql } = database
  const [read] = await sql`select public.credit_summary(${id}) -> 'next_expires_at' as next,
    public.credit_outlook(${id}) as outlook, public.account_alerts(${id}) -> 'expiring' as expiring`
  expect(read).toEqual({
    next: null,
    outlook: [
      { credits: 90, expires_at: null },
      { credits: 550, expires_at: null },
    ],
    expiring: null,
  })
  await deduct(sql, id, 90)
  expect(await left(id)).toEqual([['purchase', 500, null], SIGNUP])
})
