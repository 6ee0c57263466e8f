import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { drainRollUps } from '../../helpers/roll-ups'
import { readSubscription, syncSubscription } from '../../helpers/subscriptions'
import { expectedFigures, rolledUpFigures } from './expected'

const database = useDatabase()

async function buy(userId: string, payment: string, cents = 999) {
  const { sql } = database
  const [purchase] = await sql<
    { id: string; dodo_product_id: string; amount_cents: number }[]
  >`select * from public.start_purchase(${userId}, 'starter')`
  const [done] = await sql<{ status: string }[]>`
    select public.complete_purchase(${payment}, ${payment}, ${purchase?.id ?? ''}, ${purchase?.dodo_product_id ?? ''},
      ${purchase?.amount_cents ?? 0}, 'USD', null, ${cents}) as status`
  return done?.status
}

const people = async () => {
  await drainRollUps(database.sql)
  const [row] = await database.sql`
    select coalesce(sum(signups), 0) as signups, coalesce(sum(deletions), 0) as deletions, coalesce(sum(leads), 0) as leads,
      coalesce(sum(claimed_leads), 0) as claimed, coalesce(sum(first_buyers), 0) as buyers from public.daily_people`
  return row
}

describe('people and money', () => {
  it('are counted as they come, go, try, and buy for the first time', async () => {
    const { sql } = database
    const before = await people()
    const [lead] = await sql<{ id: string }[]>`select public.start_lead('somewhere', 5, 5) as id`
    const [{ id }, other] = [await addUser(sql), await addUser(sql)]
    await sql`select public.claim_lead(${lead?.id ?? ''}, ${id})`
    expect(await buy(id, 'pay_1')).toBe('processed')
    expect(await buy(id, 'pay_2')).toBe('processed')
    await sql`delete from auth.users where id = ${other.id}`
    const after = await people()
    const grown = Object.entries(after ?? {}).map(([name, n]) => [name, Number(n) - Number(before?.[name])])
    expect(Object.fromEntries(grown)).toEqual({ signups: 2, deletions: 1, leads: 1, claimed: 1, buyers: 1 })
    expect((await sql`select * from public.daily_buyers where user_id = ${id}`).length).toBe(1)
  })

  it('add up to what the purchases and the months of plans say, refunds included', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await buy(id, 'pay_3', 1234)
    const now = new Date()
    await syncSubscription(sql, await readSubscription(sql, id, { created_at: now, period_start: now }), [
      { id: 'pay_plan', at: now },
    ])
    await drainRollUps(sql, 1)
    expect((await rolledUpFigures(sql)).daily_money).toEqual((await expectedFigures(sql)).daily_money)
    await sql`select public.store_webhook_event('back', 'refund.succeeded', '{}')`
    await sql`select public.record_return('back', 'refund', 'ref_1', 'pay_3', 234, 'taken')`
    await drainRollUps(sql)
    const { daily_money } = await rolledUpFigures(sql)
    expect(daily_money).toEqual((await expectedFigures(sql)).daily_money)
    expect(daily_money.join()).toContain('"returned_cents":234')
  })
})
