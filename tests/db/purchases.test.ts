import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { actAs, addUser, useDatabase } from '../helpers/database'
import { balance, deduct, grant } from '../helpers/ledger'
import { type PurchaseRow, pay, startPurchase } from '../helpers/purchases'

const database = useDatabase()

async function readPurchase(id: string): Promise<PurchaseRow | undefined> {
  const [row] = await database.sql<PurchaseRow[]>`select * from public.purchases where id = ${id}`
  return row
}

it('grants a package once, whatever is delivered twice', async () => {
  const { id } = await addUser(database.sql)
  const purchase = await startPurchase(database.sql, id)
  const [webhookId, paymentId] = ['w-1', 'pay_1']
  expect(await pay(database.sql, purchase.id, { webhookId, paymentId })).toBe('processed')
  expect(await pay(database.sql, purchase.id, { webhookId, paymentId })).toBe('processed')
  expect(await pay(database.sql, purchase.id, { webhookId: 'w-2', paymentId })).toBe('processed')
  expect(await balance(database.sql, id)).toMatchObject({ available: 150 })
  expect(await readPurchase(purchase.id)).toMatchObject({ status: 'completed', payment_id: 'pay_1' })
})

it('grants once when 30 deliveries arrive at once', async () => {
  const { id } = await addUser(database.sql)
  const purchase = await startPurchase(database.sql, id)
  const statuses = await Promise.all(
    Array.from({ length: 30 }, () => pay(database.sql, purchase.id, { paymentId: 'pay_burst' })),
  )
  expect(new Set(statuses)).toEqual(new Set(['processed']))
  expect(await balance(database.sql, id)).toMatchObject({ available: 150 })
})

it.each([
  ['another product', { productId: 'pdt_enterprise' }],
  ['another amount', { amountCents: 1 }],
  ['another currency', { currency: 'INR' }],
])('parks a payment for %s and grants nothing', async (_what, payment) => {
  const { id } = await addUser(database.sql)
  const purchase = await startPurchase(database.sql, id)
  expect(await pay(database.sql, purchase.id, payment)).toBe('parked')
  expect(await balance(database.sql, id)).toMatchObject({ available: 50 })
  expect(await readPurchase(purchase.id)).toMatchObject({ status: 'mismatch' })
})

it('grants what the catalogue said at checkout, though it was changed meanwhile', async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  const purchase = await startPurchase(sql, id)
  await sql`update public.credit_packages set credits = 1, price_cents = 1 where id = 'starter'`
  try {
    expect(await pay(sql, purchase.id)).toBe('processed')
  } finally {
    await sql`update public.credit_packages set credits = 100, price_cents = 999 where id = 'starter'`
  }
  expect(await balance(sql, id)).toMatchObject({ available: 150 })
})

it('parks a second payment for a purchase that is paid', async () => {
  const { id } = await addUser(database.sql)
  const purchase = await startPurchase(database.sql, id)
  await pay(database.sql, purchase.id)
  expect(await pay(database.sql, purchase.id)).toBe('parked')
  expect(await balance(database.sql, id)).toMatchObject({ available: 150 })
  expect(await readPurchase(purchase.id)).toMatchObject({ status: 'completed' })
})

it('parks a payment that no purchase of ours stands behind', async () => {
  expect(await pay(database.sql, randomUUID(), { webhookId: 'stray' })).toBe('parked')
  const [event] =
    await database.sql`select status, error from public.webhook_events where webhook_id = 'stray'`
  expect(event).toEqual({ status: 'parked', error: 'unknown purchase' })
})

it('waits, and is not lost, when the account has no room for what was paid', async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  const { available } = await balance(sql, id)
  await grant(sql, id, Number.MAX_SAFE_INTEGER - available)
  const purchase = await startPurchase(sql, id)
  const paymentId = `pay_${randomUUID()}`
  await expect(pay(sql, purchase.id, { paymentId })).rejects.toMatchObject({ message: 'invalid_amount' })
  expect(await readPurchase(purchase.id)).toMatchObject({ status: 'pending', payment_id: null })
  await deduct(sql, id, 1000)
  expect(await pay(sql, purchase.id, { paymentId })).toBe('processed')
  expect(await balance(sql, id)).toMatchObject({ available: Number.MAX_SAFE_INTEGER - 900 })
})

it('stays paid when a failure of the same purchase arrives late', async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  const purchase = await startPurchase(sql, id)
  await sql`select public.fail_purchase(${purchase.id}, 'card declined')`
  expect(await readPurchase(purchase.id)).toMatchObject({ status: 'failed' })
  await pay(sql, purchase.id)
  await sql`select public.fail_purchase(${purchase.id}, 'card declined')`
  expect(await readPurchase(purchase.id)).toMatchObject({ status: 'completed' })
})

describe('a quantity', () => {
  it.each([
    [1, 100, 999, 'pdt_custom'],
    [4, 400, 3996, 'pdt_custom'],
    [5, 500, 4245, 'pdt_custom_5'],
    [19, 1900, 15_181, 'pdt_custom_10'],
    [50, 5000, 34_950, 'pdt_custom_50'],
    [500, 50_000, 324_500, 'pdt_custom_100'],
  ])(
    'of %i is %i credits for %i cents, as the product of its tier',
    async (quantity, credits, cents, product) => {
      const { sql } = database
      const { id } = await addUser(sql)
      const purchase = await startPurchase(sql, id, 'custom', quantity)
      expect(purchase).toMatchObject({ quantity, credits, amount_cents: cents, dodo_product_id: product })
      const payment = { quantity, amountCents: cents, productId: product, paidCents: cents + 7 }
      expect(await pay(sql, purchase.id, payment)).toBe('processed')
      expect(await balance(sql, id)).toMatchObject({ available: 50 + credits })
    },
  )

  it.each([
    ['custom', 0],
    ['custom', -1],
    ['custom', 501],
    ['custom', 2_147_483_647],
    ['custom', null],
    ['starter', 2],
  ])('of %s x %s is not sold', async (packageId, quantity) => {
    const { sql } = database
    const { id } = await addUser(sql)
    await expect(startPurchase(sql, id, packageId, quantity)).rejects.toMatchObject({
      code: 'PT422',
      message: 'invalid_input',
    })
    expect(await sql`select id from public.purchases where user_id = ${id}`).toEqual([])
  })

  it.each([
    ['a smaller quantity', { quantity: 9 }],
    ['a larger quantity', { quantity: 11 }],
    ['a quantity too large for an integer', { quantity: 2 ** 40 }],
    ['the product of another tier', { productId: 'pdt_custom_100' }],
    ['the price of another tier', { amountCents: 6490 }],
  ])('paid for with %s is parked', async (_what, changes) => {
    const { sql } = database
    const { id } = await addUser(sql)
    const purchase = await startPurchase(sql, id, 'custom', 10)
    const agreed = { quantity: 10, amountCents: 7990, productId: 'pdt_custom_10' }
    expect(await pay(sql, purchase.id, { ...agreed, ...changes })).toBe('parked')
    expect(await balance(sql, id)).toMatchObject({ available: 50 })
    expect(await readPurchase(purchase.id)).toMatchObject({ status: 'mismatch' })
  })
})

it('a second payment after one that was not as agreed waits for somebody, and the first is not forgotten', async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  const purchase = await startPurchase(sql, id)
  expect(await pay(sql, purchase.id, { paymentId: 'pay_wrong', amountCents: 500 })).toBe('parked')
  expect(await pay(sql, purchase.id, { paymentId: 'pay_right' })).toBe('parked')
  await sql`select public.record_return('event', 'refund', 'ref_wrong', 'pay_wrong', null, 'taken')`
  expect(await readPurchase(purchase.id)).toMatchObject({ status: 'mismatch', payment_id: 'pay_wrong' })
  expect(await balance(sql, id)).toMatchObject({ available: 50 })
})

it('two checkouts that are open at once are two purchases, each paid on its own', async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  const [first, second] = await Promise.all([startPurchase(sql, id), startPurchase(sql, id, 'custom', 5)])
  const paid = await Promise.all([
    pay(sql, second.id, { quantity: 5, amountCents: 4245, productId: 'pdt_custom_5' }),
    pay(sql, first.id),
  ])
  expect(paid).toEqual(['processed', 'processed'])
  expect(await balance(sql, id)).toMatchObject({ available: 650 })
})

it('sells nothing that is not on sale', async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  await expect(startPurchase(sql, id, 'gone')).rejects.toMatchObject({
    code: 'PT404',
    message: 'package_not_found',
  })
})

it('shows a purchase to its buyer alone', async () => {
  const [buyer, stranger] = [await addUser(database.sql), await addUser(database.sql)]
  const purchase = await startPurchase(database.sql, buyer.id)
  const read = (id: string) =>
    actAs(database.sql, { role: 'authenticated', id }, async (tx) => {
      await tx`select set_config('request.jwt.claim.sub', ${id}, true)`
      return tx`select id from public.purchases where id = ${purchase.id}`
    })
  expect(await read(buyer.id)).toHaveLength(1)
  expect(await read(stranger.id)).toHaveLength(0)
})
