import { expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { capture, deduct, grant, hold, refund, release } from '../../helpers/ledger'
import { pay, startPurchase } from '../../helpers/purchases'
import { told } from '../../helpers/top-ups'

const database = useDatabase()

/** Somebody with 1,000 credits. */
async function addRichUser() {
  const { id } = await addUser(database.sql)
  await grant(database.sql, id, 950)
  return id
}

/** What was told of low balances: level and credits left. */
const warnings = async (id: string) =>
  (await told(database.sql, id, 'low_balance')).map(({ data }) => [data.level, data.available])

it('is told at 20, 10 and 5 percent of what came in, once each', async () => {
  const id = await addRichUser()
  await deduct(database.sql, id, 799)
  expect(await warnings(id)).toEqual([])
  await deduct(database.sql, id, 1)
  await deduct(database.sql, id, 1)
  expect(await warnings(id)).toEqual([[20, 200]])
  await deduct(database.sql, id, 99)
  await deduct(database.sql, id, 20)
  expect(await warnings(id)).toEqual([
    [20, 200],
    [10, 100],
  ])
  for (let count = 0; count < 40; count += 1) await deduct(database.sql, id, 2)
  expect(await warnings(id)).toEqual([
    [20, 200],
    [10, 100],
    [5, 50],
  ])
  const mails = await database.sql`
    select from public.email_outbox where user_id = ${id} and kind = 'low_balance'`
  expect(mails).toHaveLength(3)
})

it('skips the levels that one spending passes', async () => {
  const id = await addRichUser()
  await deduct(database.sql, id, 960)
  expect(await warnings(id)).toEqual([[5, 40]])
  await deduct(database.sql, id, 40)
  expect(await warnings(id)).toEqual([[5, 40]])
})

it('begins anew when credits come in, and not when a spending is refunded', async () => {
  const id = await addRichUser()
  const spent = await deduct(database.sql, id, 850)
  await refund(database.sql, id, spent.transaction_id, 400)
  await deduct(database.sql, id, 400)
  expect(await warnings(id)).toEqual([[20, 150]])
  await grant(database.sql, id, 350)
  await deduct(database.sql, id, 400)
  expect(await warnings(id)).toEqual([
    [20, 150],
    [20, 100],
  ])
})

it('is not told by a hold that is released, not even by what is spent meanwhile', async () => {
  const id = await addRichUser()
  const released = await hold(database.sql, id, 950)
  const spent = await hold(database.sql, id, 10)
  await capture(database.sql, spent.hold_id)
  await deduct(database.sql, id, 10)
  expect(await warnings(id)).toEqual([])
  await release(database.sql, released.hold_id)
  expect(await warnings(id)).toEqual([])
})

it('is told when a hold is spent, with what other work still holds counted as left', async () => {
  const id = await addRichUser()
  const work = await Promise.all([800, 50, 60].map((credits) => hold(database.sql, id, credits)))
  for (const { hold_id } of work) await capture(database.sql, hold_id)
  expect(await warnings(id)).toEqual([
    [20, 200],
    [10, 90],
  ])
})

it('is told once, however many spend at once', async () => {
  const id = await addRichUser()
  await Promise.all(Array.from({ length: 30 }, () => deduct(database.sql, id, 33)))
  const levels = (await warnings(id)).map(([level]) => level)
  expect(levels).toEqual([20, 10, 5])
})

it('counts credits that a dispute keeps as gone', async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  const purchase = await startPurchase(sql, id, 'enterprise')
  await pay(sql, purchase.id, { paymentId: 'pay_1', productId: purchase.dodo_product_id, amountCents: 14999 })
  await sql`select public.record_return('event', 'dispute', 'dsp_1', 'pay_1', null, 'open')`
  await deduct(sql, id, 1)
  expect(await warnings(id)).toEqual([[5, 49]])
})

it('is not told to visitors on trial', async () => {
  await database.sql`select public.start_lead('address', 10, 10)`
  const [lead] = await database.sql<{ id: string }[]>`select id from public.leads`
  if (!lead) throw new Error('No trial was started.')
  await deduct(database.sql, lead.id, 20)
  expect(await warnings(lead.id)).toEqual([])
})
