import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { balance } from '../../helpers/ledger'
import { DAY, monthAfter, readSubscription, syncSubscription } from '../../helpers/subscriptions'

const database = useDatabase()
const MINUTE = 60_000
const ENTERPRISE = { product_id: 'pdt_plan_enterprise', price_cents: 9900 }

async function agree(id: string, chargeCents: number) {
  const [terms] = await database.sql<{ id: string; added_credits: number }[]>`
    select id, added_credits::int from public.start_plan_change(${id}, 'enterprise', ${chargeCents})`
  if (!terms) throw new Error('Nothing was agreed.')
  return terms
}

const months = (id: string) => database.sql`
  select payment_id, is_change, plan_id, credits::int from public.subscription_credits where user_id = ${id} order by period_start`

describe('a larger plan that is paid for in the first hour of a month that cost nothing', () => {
  it('brings what was agreed: the month was paid from what an earlier change left over', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    // Renewed 30 minutes ago, at no charge: there is no payment for this month and there never will be.
    const begun = new Date(Date.now() - 30 * MINUTE)
    const start = new Date(begun.getTime() - 30 * DAY)
    const state = await readSubscription(sql, id, { period_start: start, period_end: begun })
    const first = { id: `${state.id}_1`, at: start }
    await syncSubscription(sql, state, [first], start)
    const now = { ...state, period_start: begun, period_end: monthAfter(begun) }
    await syncSubscription(sql, now, [first], begun)
    const before = (await balance(sql, id)).available
    const { id: terms_id, added_credits } = await agree(id, 7900)
    const up = { id: `${state.id}_up`, at: new Date(), total_cents: 7900, terms_id }
    expect(await syncSubscription(sql, { ...now, ...ENTERPRISE }, [first, up])).toBe('processed')
    expect((await balance(sql, id)).available).toBe(before + added_credits)
  })

  it('brings what was agreed: the plan before it has no price', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await sql`insert into public.plans (id, name, credits_per_month, price_cents, dodo_product_id, position)
      values ('hobby', 'Hobby', 20, 0, 'pdt_plan_hobby', 9)`
    const [terms] = await sql<{ id: string }[]>`select id from public.start_subscription(${id}, 'hobby')`
    const begun = new Date(Date.now() - 10 * MINUTE)
    const pro = await readSubscription(sql, id, { period_start: begun })
    const state = { ...pro, terms_id: terms?.id ?? '', product_id: 'pdt_plan_hobby', price_cents: 0 }
    await syncSubscription(sql, state, [], begun)
    const before = (await balance(sql, id)).available
    const { id: terms_id, added_credits } = await agree(id, 9900)
    const up = { id: `${state.id}_up`, at: new Date(), total_cents: 9900, terms_id }
    expect(await syncSubscription(sql, { ...state, ...ENTERPRISE }, [up])).toBe('processed')
    expect((await balance(sql, id)).available).toBe(before + added_credits)
  })
})

describe('a trial', () => {
  // A trial of Pro that is ended by a paid change to Enterprise. Dodo says "plan changed" before its list has the payment.
  it.each([20, 5 * 60, 23 * 60, 26 * 60])(
    'brings the larger plan’s month when it is changed after %s minutes',
    async (minutes) => {
      const { sql } = database
      const { id } = await addUser(sql)
      const start = new Date(Date.now() - minutes * MINUTE)
      const trial = await readSubscription(sql, id, {
        period_start: start,
        trial_days: 14,
        period_end: new Date(start.getTime() + 14 * DAY),
      })
      await syncSubscription(sql, trial, [], start)
      const before = (await balance(sql, id)).available
      const { id: terms_id } = await agree(id, 9900)
      const begun = new Date()
      const paid = { ...trial, ...ENTERPRISE, period_start: begun, period_end: monthAfter(begun) }
      await syncSubscription(sql, paid, [])
      const payments = [{ id: `pay_${trial.id}`, at: begun, total_cents: 9900, terms_id }]
      expect(await syncSubscription(sql, paid, payments)).toBe('processed')
      expect((await balance(sql, id)).available).toBeGreaterThanOrEqual(before + 1000)
    },
  )

  it('is one month of the larger plan when it is changed in its first hour, in whatever order that is heard of', async () => {
    const { sql } = database
    for (const isSeenFirst of [true, false]) {
      const { id } = await addUser(sql)
      const start = new Date(Date.now() - 20 * MINUTE)
      const trial = await readSubscription(sql, id, {
        period_start: start,
        trial_days: 14,
        period_end: new Date(start.getTime() + 14 * DAY),
      })
      await syncSubscription(sql, trial, [], start)
      const { id: terms_id } = await agree(id, 9900)
      const begun = new Date()
      const paid = { ...trial, ...ENTERPRISE, period_start: begun, period_end: monthAfter(begun) }
      if (isSeenFirst) await syncSubscription(sql, paid, [])
      await syncSubscription(sql, paid, [{ id: `pay_${trial.id}`, at: begun, total_cents: 9900, terms_id }])
      expect((await months(id)).map((row) => [row.plan_id, row.is_change, row.credits])).toEqual([
        ['pro', false, 100],
        ['enterprise', false, 1000],
      ])
    }
  })

  it('of one day is followed by a month that its payment pays for', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const start = new Date(Date.now() - DAY)
    const begun = new Date()
    const trial = await readSubscription(sql, id, { period_start: start, trial_days: 1, period_end: begun })
    await syncSubscription(sql, trial, [], start)
    const paid = { ...trial, period_start: begun, period_end: monthAfter(begun) }
    await syncSubscription(sql, paid, [])
    await syncSubscription(sql, paid, [{ id: `pay_${trial.id}`, at: begun }])
    expect(await months(id)).toMatchObject([
      { payment_id: null },
      { payment_id: `pay_${trial.id}`, credits: 100 },
    ])
  })
})
