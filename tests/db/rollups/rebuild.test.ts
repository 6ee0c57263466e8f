import { expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { pay, startPurchase } from '../../helpers/purchases'
import { reportRefund } from '../../helpers/refunds'
import { drainRollUps } from '../../helpers/roll-ups'
import { rolledUpFigures } from './expected'

const database = useDatabase()

async function buy(paymentId: string) {
  const { sql } = database
  const { id } = await addUser(sql)
  await pay(sql, (await startPurchase(sql, id)).id, { paymentId })
}

const giveBack = (paymentId: string, refundId: string, cents: number) =>
  reportRefund(database.sql, paymentId, refundId, cents, 'taken')

/** Moves all payments and refunds back by a number of days, with what is noted of them. */
async function passDays(days: number) {
  await database.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update public.purchases set paid_at = paid_at - make_interval(days => ${days})`
    await tx`update public.payment_returns set updated_at = updated_at - make_interval(days => ${days})`
    await tx`update private.daily_changes set day = day - ${days}::integer where what = 'money'`
  })
}

it('adds money up anew as it was added up while it came and went', async () => {
  const { sql } = database
  await buy('pay_twice')
  await giveBack('pay_twice', 'ref_first', 500)
  await giveBack('pay_early', 'ref_early', 100) // heard of before its payment
  await passDays(10)
  await buy('pay_early')
  await giveBack('pay_twice', 'ref_second', 900) // 499 are left of 999
  await passDays(3)
  await giveBack('pay_twice', 'ref_first', 500) // told again
  await drainRollUps(sql)
  const { daily_money } = await rolledUpFigures(sql)
  expect(daily_money.map((row) => JSON.parse(row).returned_cents).toSorted()).toEqual([500, 599])
  await sql`select private.rebuild_daily()`
  await drainRollUps(sql)
  expect((await rolledUpFigures(sql)).daily_money).toEqual(daily_money)
})
