import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { balance, deduct } from '../../helpers/ledger'
import {
  agreeInTime,
  DAY,
  monthAfter,
  readSubscription,
  type SubscriptionState,
  syncSubscription,
} from '../../helpers/subscriptions'

const database = useDatabase()

const PRO = { product_id: 'pdt_plan_pro', price_cents: 1900 }
const ENTERPRISE = { product_id: 'pdt_plan_enterprise', price_cents: 9900 }
const SECONDS = 1000

async function agree(id: string, planId: string, chargeCents: number) {
  const [terms] = await database.sql<{ id: string }[]>`
    select id from public.start_plan_change(${id}, ${planId}, ${chargeCents})`
  return terms?.id ?? ''
}

/** Payments in the order of their months. */
const months = (id: string) => database.sql`
  select payment_id, is_change, credits::int from public.subscription_credits where user_id = ${id} order by period_start`

const renew = (state: SubscriptionState, changes: Partial<SubscriptionState> = {}): SubscriptionState => ({
  ...state,
  ...changes,
  period_start: state.period_end,
  period_end: monthAfter(state.period_end),
})

/** Somebody on Enterprise since `daysAgo` who agreed to go on with Pro at the end of the month. */
async function agreeToLess(daysAgo: number) {
  const { sql } = database
  const { id } = await addUser(sql)
  const start = new Date(Date.now() - daysAgo * DAY)
  const pro = await readSubscription(sql, id, { period_start: start })
  const [terms] = await sql<{ id: string }[]>`select id from public.start_subscription(${id}, 'enterprise')`
  const state = { ...pro, ...ENTERPRISE, terms_id: terms?.id ?? '' }
  const first = { id: `${state.id}_1`, at: start, total_cents: 9900 }
  await syncSubscription(sql, state, [first], start)
  const terms_id = await agreeInTime(sql, id, 'pro', 0)
  return { sql, id, state, first, terms_id }
}

describe('a smaller plan, whose payments name the change', () => {
  it('is paid for by the month that was given in advance, which a refund takes back', async () => {
    const { sql, id, state, first, terms_id } = await agreeToLess(32)
    const next = renew(state, PRO)
    await syncSubscription(sql, next, [first])
    const second = { id: `${state.id}_2`, at: next.period_start, terms_id }
    expect(await syncSubscription(sql, next, [first, second])).toBe('processed')
    expect(await months(id)).toEqual([
      { payment_id: first.id, is_change: false, credits: 1000 },
      { payment_id: second.id, is_change: false, credits: 100 },
    ])
    const before = await balance(sql, id)
    await sql`select public.record_return(${randomUUID()}, 'refund', ${`ref_${second.id}`}, ${second.id}, null, 'taken')`
    expect((await balance(sql, id)).available).toBe(before.available - 100)
  })

  it('is what was agreed, though the plan is sold as another product by then', async () => {
    const { sql, id, state, first, terms_id } = await agreeToLess(32)
    await sql`update public.subscription_terms set created_at = now() - interval '2 hours' where id = ${terms_id}`
    await sql`update public.plans set dodo_product_id = 'pdt_plan_pro_2' where id = 'pro'`
    try {
      await syncSubscription(sql, { ...state, scheduled_product_id: PRO.product_id }, [first])
      const [subscription] =
        await sql`select scheduled_plan_id from public.subscriptions where id = ${state.id}`
      expect(subscription).toEqual({ scheduled_plan_id: 'pro' })
      const next = renew(state, PRO)
      const second = { id: `${state.id}_2`, at: next.period_start, terms_id }
      expect(await syncSubscription(sql, next, [first, second])).toBe('processed')
      expect(await months(id)).toMatchObject([{ credits: 1000 }, { payment_id: second.id, credits: 100 }])
    } finally {
      await sql`update public.plans set dodo_product_id = 'pdt_plan_pro' where id = 'pro'`
    }
  })

  it('brings each of its months, when the first is heard of with the second', async () => {
    const { sql, id, state, first, terms_id } = await agreeToLess(64)
    const second = renew(state, PRO)
    const third = renew(second)
    const payments = [second, third].map(({ period_start: at }, n) => ({
      id: `${state.id}_${n + 2}`,
      at,
      terms_id,
    }))
    expect(await syncSubscription(sql, third, [first, ...payments])).toBe('processed')
    expect(await months(id)).toEqual([
      { payment_id: first.id, is_change: false, credits: 1000 },
      { payment_id: payments[0]?.id, is_change: false, credits: 100 },
      { payment_id: payments[1]?.id, is_change: false, credits: 100 },
    ])
  })
})

describe('a larger plan', () => {
  it('that cost nothing is not brought again by the payment of the month after it', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const start = new Date(Date.now() - 40 * DAY)
    const state = await readSubscription(sql, id, { period_start: start })
    const first = { id: `${state.id}_1`, at: start }
    await syncSubscription(sql, state, [first], start)
    const terms_id = await agreeInTime(sql, id, 'enterprise', 0)
    await sql`update public.subscription_terms set added_credits = 600 where id = ${terms_id}`
    const larger = { ...state, ...ENTERPRISE }
    await syncSubscription(sql, larger, [first], new Date(start.getTime() + DAY))
    const next = renew(larger)
    await syncSubscription(sql, next, [first])
    const at = new Date(next.period_start.getTime() + 3 * SECONDS)
    await syncSubscription(sql, next, [first, { id: `${state.id}_2`, at, total_cents: 9900, terms_id }])
    expect(await months(id)).toMatchObject([
      { is_change: false, credits: 100 },
      { is_change: false, payment_id: `${state.id}_2`, credits: 1000 },
      { is_change: true, credits: 600 },
    ])
  })

  it.each([0, 3])('than a trial’s is one month, seen before its payment of %s s earlier', async (seconds) => {
    const { sql } = database
    const { id } = await addUser(sql)
    const start = new Date(Date.now() - 3 * DAY)
    const trialEnd = new Date(start.getTime() + 14 * DAY)
    const trial = await readSubscription(sql, id, {
      period_start: start,
      trial_days: 14,
      period_end: trialEnd,
    })
    await syncSubscription(sql, trial, [], start)
    const terms_id = await agree(id, 'enterprise', 9900)
    const begun = new Date()
    const paid = { ...trial, ...ENTERPRISE, period_start: begun, period_end: monthAfter(begun) }
    await syncSubscription(sql, paid, [])
    const at = new Date(begun.getTime() - seconds * SECONDS)
    await syncSubscription(sql, paid, [{ id: `pay_${trial.id}`, at, total_cents: 9900, terms_id }])
    expect(await months(id)).toEqual([
      { payment_id: null, is_change: false, credits: 100 },
      { payment_id: `pay_${trial.id}`, is_change: false, credits: 1000 },
    ])
  })

  it('that was taken back at Dodo and agreed to again for nothing brings no more than its month', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const start = new Date(Date.now() - DAY)
    const state = await readSubscription(sql, id, { period_start: start })
    const larger = { ...state, ...ENTERPRISE }
    const first = { id: `${state.id}_1`, at: start }
    let seen = start.getTime()
    const sync = (next: SubscriptionState, payments: Parameters<typeof syncSubscription>[2]) => {
      seen += SECONDS
      return syncSubscription(sql, next, payments, new Date(seen))
    }
    await sync(state, [first])
    const terms_id = await agree(id, 'enterprise', 7700)
    const payments = [first, { id: `${state.id}_up`, at: new Date(), total_cents: 7700, terms_id }]
    await sync(larger, payments)
    for (let round = 0; round < 3; round += 1) {
      await sync(state, payments)
      await agree(id, 'enterprise', 0)
      await sync(larger, payments)
    }
    expect((await balance(sql, id)).available).toBe(50 + 1000)
  })
})

/** Somebody who went from Pro to a dearer plan with as many credits and the same cap, in the middle of a month, for 5.00. */
async function changeToDearer() {
  const { sql } = database
  const { id } = await addUser(sql)
  const plan = `plus-${randomUUID().slice(0, 8)}`
  await sql`insert into public.plans (id, name, credits_per_month, price_cents, currency, rollover_cap, dodo_product_id, position)
    select ${plan}, 'Plus', credits_per_month, 2900, currency, rollover_cap, ${`pdt_${plan}`}, 99 from public.plans where id = 'pro'`
  const start = new Date(Date.now() - 15 * DAY)
  const state = await readSubscription(sql, id, { period_start: start })
  const first = { id: `${state.id}_1`, at: start }
  await syncSubscription(sql, state, [first], start)
  const terms_id = await agree(id, plan, 500)
  const changed = { ...state, product_id: `pdt_${plan}`, price_cents: 2900 }
  const charge = { id: `${state.id}_2`, at: new Date(), terms_id, total_cents: 500 }
  expect(await syncSubscription(sql, changed, [first, charge])).toBe('processed')
  return { sql, id, state, changed, first, charge }
}

it('a dearer plan with as many credits is in the books with what it cost, and its money can go back', async () => {
  const { sql, id, state, changed, first, charge } = await changeToDearer()
  expect(await syncSubscription(sql, changed, [first, charge])).toBe('processed')
  expect(await months(id)).toEqual([
    { payment_id: first.id, is_change: false, credits: 100 },
    { payment_id: charge.id, is_change: true, credits: 0 },
  ])
  const before = await balance(sql, id)
  const [back] = await sql`
    select public.record_return(${randomUUID()}, 'refund', ${`ref_${charge.id}`}, ${charge.id}, null, 'taken') as status`
  expect(back).toEqual({ status: 'processed' })
  const [row] =
    await sql`select returned_cents::int from public.subscription_credits where payment_id = ${charge.id}`
  expect(row).toEqual({ returned_cents: 500 })
  const next = renew(changed)
  const second = { id: `${state.id}_3`, at: next.period_start, total_cents: 2900 }
  expect(await syncSubscription(sql, next, [first, charge, second])).toBe('processed')
  expect((await months(id)).at(-1)).toEqual({ payment_id: second.id, is_change: false, credits: 100 })
  expect((await balance(sql, id)).available).toBe(before.available + 100)
})

it('a change that brought no credits leaves nothing to roll over, and the next month comes', async () => {
  const { sql, id, state, changed, first, charge } = await changeToDearer()
  // Part of what may roll over is left for the change, which has no credits of its own.
  await deduct(sql, id, 110)
  const next = renew(changed)
  const second = { id: `${state.id}_3`, at: next.period_start, total_cents: 2900 }
  expect(await syncSubscription(sql, next, [first, charge, second])).toBe('processed')
  expect((await months(id)).at(-1)).toEqual({ payment_id: second.id, is_change: false, credits: 100 })
  expect((await balance(sql, id)).available).toBe(140)
})

it('a plan is not changed while the next month is not known, so that it is not paid for without its credits', async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  const end = new Date(Date.now() - 5 * 60 * SECONDS)
  const state = await readSubscription(sql, id, { period_start: monthAfter(end, -1), period_end: end })
  const first = { id: `${state.id}_1`, at: state.period_start }
  await syncSubscription(sql, state, [first], state.period_start)
  await expect(agree(id, 'enterprise', 7999)).rejects.toMatchObject({
    code: 'PT409',
    message: 'plan_renewing',
    detail: `{"subscription_id": "${state.id}"}`,
  })
  const next = renew(state)
  await syncSubscription(sql, next, [first, { id: `${state.id}_2`, at: end }])
  const terms_id = await agree(id, 'enterprise', 7999)
  const charge = { id: `${state.id}_3`, at: new Date(), terms_id, total_cents: 7999 }
  await syncSubscription(sql, { ...next, ...ENTERPRISE }, [first, { id: `${state.id}_2`, at: end }, charge])
  const { credits } = (await months(id)).find(({ is_change }) => is_change) ?? {}
  expect(credits).toBe(900)
})
