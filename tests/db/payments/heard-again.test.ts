import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { balance } from '../../helpers/ledger'
import { pay, startPurchase } from '../../helpers/purchases'
import { DAY, readSubscription, syncSubscription } from '../../helpers/subscriptions'
import { addToppedUpUser, ageLastTry, beginTopUp, saveTopUp, syncMandate } from '../../helpers/top-ups'

const database = useDatabase()

const isOn = async (id: string) =>
  (await database.sql`select is_enabled from public.top_up_settings where user_id = ${id}`)[0]?.is_enabled
const dispute = (paymentId: string, outcome: string) =>
  database.sql`select public.record_return(${randomUUID()}, 'dispute', ${`dis_${paymentId}`}, ${paymentId}, null, ${outcome})`

/** What is made of a payment that does not say which purchase it is for. */
async function hearOf(paymentId: string, mandateId: string, userId: string) {
  const [owed] =
    await database.sql`select purchase_id from public.find_owed_top_up(${mandateId}, ${userId}, 999)`
  return await pay(database.sql, owed?.purchase_id ?? '00000000-0000-0000-0000-000000000000', { paymentId })
}

describe('a payment that is heard of again', () => {
  it('leaves alone a top-up that was switched on again after its dispute', async () => {
    const { sql } = database
    const { id } = await addToppedUpUser(sql, 10)
    const purchase = await startPurchase(sql, id)
    const paymentId = `pay_${randomUUID()}`
    await pay(sql, purchase.id, { paymentId })
    await dispute(paymentId, 'taken')
    expect(await isOn(id)).toBe(false)
    await saveTopUp(sql, id)
    expect(await isOn(id)).toBe(true)
    // An older delivery of the same payment, which failed then, is received again.
    expect(await pay(sql, purchase.id, { paymentId })).toBe('processed')
    expect(await isOn(id)).toBe(true)
  })

  it('leaves it alone also when it was for a change of plan that added no credits', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await sql`insert into public.plans (id, name, credits_per_month, price_cents, dodo_product_id, position)
      values ('support', 'Support', 100, 2900, 'pdt_plan_support', 9)`
    const start = new Date(Date.now() - 10 * DAY)
    const state = await readSubscription(sql, id, { period_start: start })
    const first = { id: `${state.id}_1`, at: start }
    await syncSubscription(sql, state, [first], start)
    const [terms] = await sql<{ id: string; added_credits: number }[]>`
      select id, added_credits::int from public.start_plan_change(${id}, 'support', 600)`
    expect(terms?.added_credits).toBe(0)
    const up = { id: `${state.id}_up`, at: new Date(), total_cents: 600, terms_id: terms?.id ?? '' }
    const larger = { ...state, product_id: 'pdt_plan_support', price_cents: 2900 }
    await syncSubscription(sql, larger, [first, up])
    await saveTopUp(sql, id)
    await dispute(up.id, 'taken')
    await saveTopUp(sql, id)
    expect(await isOn(id)).toBe(true)
    // Any later event of the subscription, or the weekly look.
    await syncSubscription(sql, larger, [first, up])
    expect(await isOn(id)).toBe(true)
  })

  it('is not taken for the next top-up when it was paid late for a declined one', async () => {
    const { sql } = database
    const { id, mandateId } = await addToppedUpUser(sql, 10)
    const first = await beginTopUp(sql, id)
    await sql`select public.fail_purchase(${first.purchase_id}, 'declined')`
    await syncMandate(sql, id, { id: mandateId, status: 'on_hold' })
    await syncMandate(sql, id, { id: mandateId })
    await ageLastTry(sql, id)
    const second = await beginTopUp(sql, id)
    const paymentId = `pay_${randomUUID()}`
    const hear = () => hearOf(paymentId, mandateId, id)
    expect(await hear()).toBe('processed')
    expect(await hear()).toBe('processed')
    expect(second.purchase_id).not.toBeNull()
    expect(await balance(sql, id)).toMatchObject({ available: 110 })
  })

  it('is known when it was paid late for a declined top-up and nothing else is open', async () => {
    const { sql } = database
    const { id, mandateId } = await addToppedUpUser(sql, 10)
    const first = await beginTopUp(sql, id)
    await sql`select public.fail_purchase(${first.purchase_id}, 'declined')`
    const paymentId = `pay_${randomUUID()}`
    const hear = () => hearOf(paymentId, mandateId, id)
    expect(await hear()).toBe('processed')
    expect(await hear()).toBe('processed')
  })
})
