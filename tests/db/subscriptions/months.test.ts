import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { balance, deduct, grant } from '../../helpers/ledger'
import {
  DAY,
  monthAfter,
  type PaidMonth,
  readSubscription,
  type SubscriptionState,
  syncSubscription,
} from '../../helpers/subscriptions'

const database = useDatabase()

/** Somebody with 50 free credits and a Pro subscription that began `daysAgo`. */
async function subscribe(daysAgo = 0, changes: Partial<SubscriptionState> = {}) {
  const { id } = await addUser(database.sql)
  const start = new Date(Date.now() - daysAgo * DAY)
  const state = await readSubscription(database.sql, id, { period_start: start, ...changes })
  return { id, state, first: { id: `pay_${state.id}_1`, at: start } satisfies PaidMonth }
}

/** Live credits by source. */
async function sources(id: string) {
  await balance(database.sql, id)
  const rows = await database.sql<{ source: string; left: number }[]>`
    select g.source, sum(g.remaining + case when a.open_grant_id = g.id then a.open_remaining else 0 end)::int as left
    from public.credit_grants g join public.credit_accounts a on a.id = g.account_id
    where a.owner_id = ${id} group by 1 having sum(g.remaining + case when a.open_grant_id = g.id then a.open_remaining else 0 end) > 0
    order by 1`
  return Object.fromEntries(rows.map((row) => [row.source, row.left]))
}

/** The state after its next payment, and that payment. */
function renew(state: SubscriptionState, number = 2) {
  const at = state.period_end
  return {
    renewed: { ...state, period_start: at, period_end: monthAfter(at) },
    payment: { id: `pay_${state.id}_${number}`, at },
  }
}

describe('a month that was paid for', () => {
  it('brings its credits once, however often and from how many sides it is heard of', async () => {
    const { id, state, first } = await subscribe()
    const told = await Promise.all(
      Array.from({ length: 12 }, () => syncSubscription(database.sql, state, [first])),
    )
    expect(new Set(told)).toEqual(new Set(['processed']))
    expect(await sources(id)).toEqual({ plan: 100, signup: 50 })
    const mails =
      await database.sql`select kind, data from public.email_outbox where user_id = ${id} and kind like 'sub%'`
    expect(mails).toMatchObject([
      { kind: 'subscription_started', data: { plan: 'Pro', credits: 100, paid_cents: 1900 } },
    ])
  })

  it('that Dodo began before its payment is listed is not given twice', async () => {
    const { id, state, first } = await subscribe()
    await syncSubscription(database.sql, state)
    expect(await sources(id)).toEqual({ plan: 100, signup: 50 })
    await syncSubscription(database.sql, state, [first])
    expect(await sources(id)).toEqual({ plan: 100, signup: 50 })
    const rows = await database.sql`select payment_id from public.subscription_credits where user_id = ${id}`
    expect(rows).toEqual([{ payment_id: first.id }])
  })

  it('ends with the paid period, and what was bought, given or won stays', async () => {
    const { id, state, first } = await subscribe(30)
    const ended = { ...state, status: 'expired', period_end: new Date(Date.now() - DAY) }
    await grant(database.sql, id, 500, { source: 'purchase', costCents: 3999 })
    await grant(database.sql, id, 7, { source: 'gift' })
    await grant(database.sql, id, 3, { source: 'bonus' })
    await syncSubscription(database.sql, state, [first])
    expect(await sources(id)).toEqual({ bonus: 3, gift: 7, plan: 100, purchase: 500, signup: 50 })
    await syncSubscription(database.sql, ended, [first], new Date(Date.now() + 1000))
    await database.sql`update public.credit_grants set expires_at = now() where source = 'plan'
      and account_id = (select id from public.credit_accounts where owner_id = ${id})`
    await database.sql`update public.credit_accounts set next_due_at = now() where owner_id = ${id}`
    expect(await sources(id)).toEqual({ bonus: 3, gift: 7, purchase: 500, signup: 50 })
  })

  it('which nobody told us of is caught up, one by one and none twice', async () => {
    const { id, state, first } = await subscribe(65)
    const second = renew(state)
    const third = renew(second.renewed, 3)
    const payments = [first, second.payment, third.payment]
    expect(await syncSubscription(database.sql, third.renewed, payments)).toBe('processed')
    // 100 of the month that runs, 100 rolled over from the one before; those rolled into that one are kept for a week.
    expect(await sources(id)).toEqual({ plan: 100, rollover: 200, signup: 50 })
    expect(await syncSubscription(database.sql, third.renewed, payments)).toBe('processed')
    expect(await sources(id)).toEqual({ plan: 100, rollover: 200, signup: 50 })
    const months =
      await database.sql`select payment_id, credits from public.subscription_credits where user_id = ${id}`
    expect(months.map((month) => month.credits)).toEqual([100, 100, 100])
  })

  it('is not taken for another state by an answer that is older', async () => {
    const { state, first } = await subscribe()
    await syncSubscription(
      database.sql,
      { ...state, status: 'cancelled' },
      [first],
      new Date(Date.now() + 60_000),
    )
    await syncSubscription(database.sql, state, [first], new Date())
    const rows = await database.sql`select status from public.subscriptions where id = ${state.id}`
    expect(rows).toEqual([{ status: 'cancelled' }])
  })
})

describe('rollover', () => {
  it('carries what is left into the next month, once, and no more than a month has', async () => {
    const { id, state, first } = await subscribe(20)
    await syncSubscription(database.sql, state, [first])
    await deduct(database.sql, id, 30)
    // Billed early, as after a change of the billing day.
    const early = new Date()
    const renewed = { ...state, period_start: early, period_end: monthAfter(early) }
    const payment = { id: `pay_${state.id}_2`, at: early }
    await syncSubscription(database.sql, renewed, [first, payment])
    const before = await sources(id)
    expect(before).toEqual({ plan: 100, rollover: 70, signup: 50 })
    const [child] = await database.sql`
      select g.parent_grant_id = c.grant_id as of_parent, g.expires_at = n.period_end as ends_with_month
      from public.subscription_credits c join public.credit_grants g on g.id = c.rollover_grant_id
      join public.subscription_credits n on n.subscription_id = c.subscription_id and n.payment_id = ${payment.id}
      where c.payment_id = ${first.id}`
    expect(child).toEqual({ of_parent: true, ends_with_month: true })
    const later = new Date(early.getTime() + 60_000)
    await syncSubscription(database.sql, { ...renewed, period_start: later, period_end: monthAfter(later) }, [
      first,
      payment,
      { id: `pay_${state.id}_3`, at: later },
    ])
    // The month before rolls; what had rolled into it stays until that month would have ended, and does not roll again.
    const rolled = await database.sql<{ amount: number }[]>`
      select g.amount::int from public.credit_grants g join public.credit_accounts a on a.id = g.account_id
      where a.owner_id = ${id} and g.source = 'rollover' order by g.id`
    expect(rolled.map((row) => row.amount)).toEqual([70, 100])
  })

  it('is announced as it was agreed, whatever the plan says since', async () => {
    const { id, state, first } = await subscribe(20)
    await database.sql`update public.subscription_terms set rollover_cap = 40 where id = ${state.terms_id}`
    await syncSubscription(database.sql, state, [first])
    const capOf = async (person: string) => {
      const [plan] =
        await database.sql`select (public.get_subscription(${person}) -> 'rollover_cap')::int as cap`
      return plan?.cap
    }
    expect(await capOf(id)).toBe(40)
    const early = new Date()
    await syncSubscription(database.sql, { ...state, period_start: early, period_end: monthAfter(early) }, [
      first,
      { id: `pay_${state.id}_2`, at: early },
    ])
    expect((await sources(id)).rollover).toBe(40)
    const nobody = await addUser(database.sql)
    expect(await capOf(nobody.id)).toBe(0)
  })

  it('takes nothing from a trial', async () => {
    const { id, state } = await subscribe(14, { trial_days: 14, period_end: new Date() })
    await syncSubscription(database.sql, state)
    expect(await sources(id)).toEqual({ plan: 100, signup: 50 })
    const { renewed, payment } = renew(state)
    await syncSubscription(database.sql, renewed, [payment])
    expect((await sources(id)).rollover).toBeUndefined()
  })
})

describe('a subscription that is not as it was agreed', () => {
  it.each([
    ['another price', { price_cents: 1 }, 'prices in cents: agreed 1900 USD, is 1 USD'],
    ['another currency', { currency: 'INR' }, 'prices in cents: agreed 1900 USD, is 1900 INR'],
    ['a product that is not ours', { product_id: 'pdt_else' }, 'unknown product pdt_else'],
    ['nobody that is known', { terms_id: null }, 'unknown subscriber'],
  ])('is parked for %s, and nothing is granted', async (_what, changes, error) => {
    const { id, state, first } = await subscribe()
    const event = `evt_${state.id}`
    await database.sql`select public.store_webhook_event(${event}, 'subscription.active', '{}')`
    const told = { ...state, ...changes }
    await database.sql`select public.sync_subscription(${database.sql.json(JSON.parse(JSON.stringify(told)))},
      ${database.sql.json([{ ...first, at: first.at.toISOString(), total_cents: 1900 }])}, now(), ${event})`
    expect(await sources(id)).toEqual({ signup: 50 })
    const rows =
      await database.sql`select status, error from public.webhook_events where webhook_id = ${event}`
    expect(rows).toEqual([{ status: 'parked', error }])
  })
})

describe('a month that was not paid', () => {
  it.each(['past_due', 'on_hold', 'paused'])('brings nothing while %s, and takes nothing', async (status) => {
    const { id, state, first } = await subscribe(5)
    await syncSubscription(database.sql, state, [first])
    const due = { ...state, status, period_end: new Date(Date.now() + DAY) }
    await syncSubscription(database.sql, due, [first])
    expect(await sources(id)).toEqual({ plan: 100, signup: 50 })
    const [plan] = await database.sql`select private.plan_of(${id}) as id`
    expect(plan?.id).toBe('pro')
  })

  it('is begun when it is paid late', async () => {
    const { id, state, first } = await subscribe(33)
    await syncSubscription(database.sql, { ...state, status: 'on_hold' }, [first])
    const { renewed } = renew(state)
    await syncSubscription(database.sql, renewed, [first, { id: `pay_${state.id}_2`, at: new Date() }])
    expect(await sources(id)).toMatchObject({ plan: 100 })
    const months = await database.sql`select id from public.subscription_credits where user_id = ${id}`
    expect(months).toHaveLength(2)
  })
})
