import { randomUUID } from 'node:crypto'
import type { ISql } from 'postgres'
import { describe, expect, it } from 'vitest'
import { addUser, type TestSql, useDatabase } from '../helpers/database'
import { balance, capture, deduct, expire, hold, passTime, refund, release } from '../helpers/ledger'
import { addPaidPurchase, reportRefund } from '../helpers/refunds'
import { DAY, monthAfter, readSubscription, syncSubscription } from '../helpers/subscriptions'

const database = useDatabase()

/** Says what has become of a dispute about all of a payment. */
const dispute = (sql: ISql<{ int8: number }>, paymentId: string, outcome: 'open' | 'void' | 'taken') =>
  sql`select public.record_return(${randomUUID()}, 'dispute', ${`dis_${paymentId}`}, ${paymentId}, null, ${outcome})`

const WEEK = 604_800

/** Somebody with nothing but the 100 credits of a month that was paid for. */
async function addMonth(start = new Date()) {
  const { sql } = database
  const { id } = await addUser(sql)
  await deduct(sql, id, 50)
  const state = await readSubscription(sql, id, { period_start: start })
  const paymentId = `pay_${state.id}`
  await syncSubscription(sql, state, [{ id: paymentId, at: start }])
  return { sql, id, state, paymentId }
}

/** As if the month had ended an hour ago. */
const endMonth = (sql: TestSql, id: string) => sql`
  update public.credit_grants g set expires_at = now() - interval '1 hour' from public.credit_accounts a
  where a.id = g.account_id and a.owner_id = ${id} and g.source = 'plan'`

/** Somebody who spent their 50 free credits and holds 40 of the 100 that they bought, for work; the payment is disputed. */
async function scene() {
  const { sql } = database
  const { buyer: id, paymentId } = await addPaidPurchase(sql)
  const { transaction_id: spentId } = await deduct(sql, id, 60) // 10 of the purchase
  const { hold_id: holdId } = await hold(sql, id, 40)
  await dispute(sql, paymentId, 'open')
  expect(await balance(sql, id)).toMatchObject({ available: 0, held: 90 })
  return { sql, id, paymentId, spentId, holdId }
}

describe('credits of a disputed payment that come back stay on hold with the others of it', () => {
  it('when work fails', async () => {
    const { sql, id, paymentId, holdId } = await scene()
    expect(await release(sql, holdId)).toMatchObject({ available: 0, held: 90, replayed: false })
    expect(await release(sql, holdId)).toMatchObject({ available: 0, held: 90, replayed: true })
    await dispute(sql, paymentId, 'void')
    expect(await balance(sql, id)).toMatchObject({ available: 90, held: 0, debt: 0 })
  })

  it('when work costs less than it held', async () => {
    const { sql, id, paymentId, holdId } = await scene()
    expect(await capture(sql, holdId, 15)).toMatchObject({ amount: -15, available: 0, held: 75 })
    await dispute(sql, paymentId, 'taken')
    // Of the 100, 25 were spent.
    expect(await balance(sql, id)).toMatchObject({ available: 0, held: 0, debt: 25 })
  })

  it('when nobody heard of the work again, whoever notices', async () => {
    for (const notice of [
      (sql: TestSql) => expire(sql),
      (sql: TestSql, id: string) => hold(sql, id, 1).catch(() => undefined),
    ]) {
      const { sql, id, paymentId } = await scene()
      await passTime(sql, id, '1 hour')
      await notice(sql, id)
      await expect(deduct(sql, id, 1)).rejects.toMatchObject({ message: 'insufficient_credits' })
      expect(await balance(sql, id)).toMatchObject({ available: 0, held: 90 })
      await dispute(sql, paymentId, 'void')
      expect(await balance(sql, id)).toMatchObject({ available: 90, held: 0 })
    }
  })

  it('when something spent is given back, and not what else comes with it', async () => {
    const { sql, id, paymentId, spentId, holdId } = await scene()
    expect(await refund(sql, id, spentId, null, randomUUID())).toMatchObject({ available: 50, held: 100 })
    await release(sql, holdId)
    expect(await balance(sql, id)).toMatchObject({ available: 50, held: 100 })
    await dispute(sql, paymentId, 'taken')
    expect(await balance(sql, id)).toMatchObject({ available: 50, held: 0, debt: 0 })
  })

  it('when nothing was left to keep at first', async () => {
    const { sql } = database
    const { buyer: id, paymentId } = await addPaidPurchase(sql)
    const { hold_id: holdId } = await hold(sql, id, 150)
    await dispute(sql, paymentId, 'open')
    await release(sql, holdId)
    expect(await balance(sql, id)).toMatchObject({ available: 50, held: 100 })
    await dispute(sql, paymentId, 'void')
    expect(await balance(sql, id)).toMatchObject({ available: 150, held: 0 })
  })

  it('of the month of a plan', async () => {
    const { sql, id, paymentId } = await addMonth()
    const { hold_id: holdId } = await hold(sql, id, 100)
    await dispute(sql, paymentId, 'open')
    await release(sql, holdId)
    expect(await balance(sql, id)).toMatchObject({ available: 0, held: 100 })
    await dispute(sql, paymentId, 'void')
    expect(await balance(sql, id)).toMatchObject({ available: 100, held: 0 })
  })

  it('of a month that is over, when work comes back or a part of the money went back', async () => {
    const { sql, id, paymentId } = await addMonth()
    const { hold_id: holdId } = await hold(sql, id, 40, { ttlSeconds: WEEK })
    await dispute(sql, paymentId, 'open')
    await endMonth(sql, id)
    await release(sql, holdId) // as a grace grant
    expect(await balance(sql, id)).toMatchObject({ available: 0, held: 100 })
    await reportRefund(sql, paymentId, `ref_${paymentId}`, 190, 'taken')
    expect(await balance(sql, id)).toMatchObject({ available: 0, held: 90 })
    await expect(deduct(sql, id, 1)).rejects.toMatchObject({ message: 'insufficient_credits' })
    await dispute(sql, paymentId, 'void')
    expect(await balance(sql, id)).toMatchObject({ available: 90, held: 0 })
  })

  it('of a month that rolled over, from what rolled and from what did not', async () => {
    const start = new Date(Date.now() - 20 * DAY)
    const { sql, id, state, paymentId } = await addMonth(start)
    const { hold_id: holdId } = await hold(sql, id, 40, { ttlSeconds: WEEK })
    const next = { id: `pay_next_${state.id}`, at: monthAfter(start) }
    await syncSubscription(sql, { ...state, period_start: next.at, period_end: monthAfter(next.at) }, [
      { id: paymentId, at: start },
      next,
    ])
    await dispute(sql, paymentId, 'open')
    expect(await balance(sql, id)).toMatchObject({ available: 100, held: 100 })
    await release(sql, holdId)
    expect(await balance(sql, id)).toMatchObject({ available: 100, held: 100 })
    await dispute(sql, paymentId, 'void')
    expect(await balance(sql, id)).toMatchObject({ held: 0 })
  })

  it('when work lapses just as the dispute is heard of', async () => {
    const { sql } = database
    const run = async (microseconds: number) => {
      const { buyer: id, paymentId } = await addPaidPurchase(sql)
      const { hold_id: holdId } = await hold(sql, id, 60) // 10 of the purchase
      await sql.begin(async (tx) => {
        await tx`select set_config('test.lapse', (clock_timestamp() + make_interval(secs => ${microseconds / 1e6}))::text, true)`
        await tx`update public.credit_holds set expires_at = current_setting('test.lapse')::timestamptz where id = ${holdId}`
        await tx`update public.credit_accounts set next_due_at = current_setting('test.lapse')::timestamptz where owner_id = ${id}`
        await dispute(tx, paymentId, 'open')
      })
      // What is released before it lapses is released, however near that is.
      await sql`select pg_sleep(greatest(0, extract(epoch from h.expires_at - clock_timestamp())))
        from public.credit_holds h where h.id = ${holdId}`
      expect(await release(sql, holdId)).toMatchObject({ status: 'expired' })
      expect(await balance(sql, id)).toMatchObject({ available: 50, held: 100 })
      await dispute(sql, paymentId, 'void')
      expect(await balance(sql, id)).toMatchObject({ available: 150, held: 0 })
    }
    for (let n = 0; n < 60; n += 1) await run(500 + n * 150)
  })

  it('when many calls end at once, and the dispute with them', async () => {
    const { sql } = database
    const { buyer: id, paymentId } = await addPaidPurchase(sql)
    const holds: number[] = []
    for (let n = 0; n < 30; n += 1) holds.push((await hold(sql, id, 5)).hold_id)
    await dispute(sql, paymentId, 'open')
    await Promise.all(holds.slice(0, 20).map((holdId) => release(sql, holdId)))
    // The first ten held the free credits, the twenty after them those of the purchase.
    expect(await balance(sql, id)).toMatchObject({ available: 50, held: 100 })
    await Promise.all([
      ...holds.slice(20).map((holdId) => release(sql, holdId)),
      dispute(sql, paymentId, 'void'),
    ])
    expect(await balance(sql, id)).toMatchObject({ available: 150, held: 0 })
  })

  it('and those of other payments and people are spent as ever', async () => {
    const { sql } = await scene()
    const { buyer: id } = await addPaidPurchase(sql)
    const { hold_id: holdId } = await hold(sql, id, 120)
    expect(await release(sql, holdId)).toMatchObject({ available: 150, held: 0 })
    await deduct(sql, id, 150)
  })
})
