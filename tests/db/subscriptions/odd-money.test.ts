import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { balance, deduct, refund } from '../../helpers/ledger'
import { agreeInTime, DAY, monthAfter, readSubscription, syncSubscription } from '../../helpers/subscriptions'

const database = useDatabase()

const giveBack = (paymentId: string, outcome = 'taken', kind = 'refund') =>
  database.sql`select public.record_return(${randomUUID()}, ${kind}, ${`ref_${paymentId}`}, ${paymentId}, null, ${outcome})`

/** Live credits by source. */
async function sources(id: string) {
  await balance(database.sql, id)
  const rows = await database.sql<{ source: string; left: number }[]>`
    select g.source, sum(g.remaining)::int as left from public.credit_grants g
    join public.credit_accounts a on a.id = g.account_id
    where a.owner_id = ${id} and g.remaining > 0 group by 1 order by 1`
  return Object.fromEntries(rows.map((row) => [row.source, row.left]))
}

describe('a month that lapsed, and whose money went back before the next one was paid late', () => {
  it.each([
    ['refund', 'taken', 0],
    ['dispute', 'open', 100],
  ])('does not roll over for a %s', async (kind, outcome, held) => {
    const { id } = await addUser(database.sql)
    const start = new Date(Date.now() - 33 * DAY)
    const state = await readSubscription(database.sql, id, { period_start: start })
    const first = { id: `pay_${state.id}_1`, at: start }
    await syncSubscription(database.sql, state, [first])
    // As if the month had ended two days ago, when it is true.
    await database.sql`update public.credit_grants set expires_at = now() - interval '2 days' where source = 'plan'
      and account_id = (select id from public.credit_accounts where owner_id = ${id})`
    await database.sql`update public.credit_accounts set next_due_at = now() where owner_id = ${id}`
    await syncSubscription(database.sql, { ...state, status: 'on_hold' }, [first])
    expect(await sources(id)).toEqual({ signup: 50 })
    await giveBack(first.id, outcome, kind)
    const renewed = { ...state, period_start: state.period_end, period_end: monthAfter(state.period_end) }
    await syncSubscription(database.sql, renewed, [first, { id: `pay_${state.id}_2`, at: new Date() }])
    expect(await sources(id)).toEqual({ plan: 100, signup: 50 })
    expect(await balance(database.sql, id)).toMatchObject({ held, debt: 0 })
  })
})

/** Somebody with a month of Pro that was paid 20 days ago. `end` lets what came from a source end now. */
async function payMonth() {
  const { sql } = database
  const { id } = await addUser(sql)
  const start = new Date(Date.now() - 20 * DAY)
  const state = await readSubscription(sql, id, { period_start: start })
  const paymentId = `pay_${state.id}`
  await syncSubscription(sql, state, [{ id: paymentId, at: start }])
  async function end(source: string) {
    await sql`update public.credit_grants set expires_at = clock_timestamp() where source = ${source} and expires_at > now()
      and account_id = (select id from public.credit_accounts where owner_id = ${id})`
    await sql`update public.credit_accounts set next_due_at = now() where owner_id = ${id}`
    await balance(sql, id)
  }
  return { sql, id, paymentId, end }
}

describe('a month whose dispute was won after its end', () => {
  it('owes nothing for what came back then and lapsed, when it is refunded in the end', async () => {
    const { sql, id, paymentId, end } = await payMonth()
    const dispute = (outcome: string) =>
      sql`select public.record_return(${randomUUID()}, 'dispute', ${`dis_${paymentId}`}, ${paymentId}, null, ${outcome})`
    await dispute('open')
    await end('plan')
    await dispute('void')
    expect(await sources(id)).toEqual({ grace: 100, signup: 50 })
    await end('grace')
    await giveBack(paymentId)
    expect(await balance(sql, id)).toMatchObject({ available: 50, held: 0, debt: 0 })
  })
})

describe('what was used and given back', () => {
  it('is owed by nobody when it came back twice and lapsed unspent', async () => {
    const { sql, id, paymentId, end } = await payMonth()
    const first = await deduct(sql, id, 100)
    await end('plan')
    await refund(sql, id, first.transaction_id)
    const second = await deduct(sql, id, 100)
    await end('grace')
    await refund(sql, id, second.transaction_id)
    await end('grace')
    expect(await balance(sql, id)).toMatchObject({ available: 50, debt: 0 })
    await giveBack(paymentId)
    expect(await balance(sql, id)).toMatchObject({ available: 50, debt: 0 })
  })
})

describe('a second trial', () => {
  it('brings nothing until it is paid for', async () => {
    const { id } = await addUser(database.sql)
    const end = new Date(Date.now() + 14 * DAY)
    const trial = { trial_days: 14, period_end: end }
    const first = await readSubscription(database.sql, id, trial)
    await syncSubscription(database.sql, first)
    await syncSubscription(database.sql, { ...first, status: 'cancelled' })
    expect(await sources(id)).toEqual({ plan: 100, signup: 50 })
    const second = await readSubscription(database.sql, id, trial)
    await syncSubscription(database.sql, second)
    expect(await sources(id)).toEqual({ plan: 100, signup: 50 })
    const paid = { ...second, period_start: end, period_end: monthAfter(end) }
    await syncSubscription(database.sql, paid, [{ id: `pay_${second.id}`, at: end }])
    expect((await sources(id)).plan).toBe(200)
  })
})

describe('renewals that carry the metadata of a change of plan', () => {
  it('are months, each of them', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const start = new Date(Date.now() - 75 * DAY)
    const pro = await readSubscription(sql, id, { period_start: start })
    await syncSubscription(sql, pro, [{ id: `${pro.id}_1`, at: start }])
    const terms_id = await agreeInTime(sql, id, 'enterprise', 5000)
    // As when there was time left of the month.
    await sql`update public.subscription_terms set added_credits = 600 where id = ${terms_id}`
    const [second, third] = [monthAfter(start), monthAfter(start, 2)]
    const state = {
      ...pro,
      product_id: 'pdt_plan_enterprise',
      price_cents: 9900,
      period_start: third,
      period_end: monthAfter(start, 3),
    }
    const payments = [
      { id: `${pro.id}_1`, at: start },
      { id: `${pro.id}_up`, at: new Date(start.getTime() + 10 * DAY), total_cents: 5000, terms_id },
      { id: `${pro.id}_2`, at: second, total_cents: 9900, terms_id },
      { id: `${pro.id}_3`, at: third, total_cents: 9900, terms_id },
    ]
    expect(await syncSubscription(sql, state, payments)).toBe('processed')
    const months = await sql`select replace(payment_id, ${pro.id}, '') as payment, is_change, credits::int
      from public.subscription_credits where user_id = ${id} order by period_start`
    expect(months).toEqual([
      { payment: '_1', is_change: false, credits: 100 },
      { payment: '_up', is_change: true, credits: 600 },
      { payment: '_2', is_change: false, credits: 1000 },
      { payment: '_3', is_change: false, credits: 1000 },
    ])
  })
})
