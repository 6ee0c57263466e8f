import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addAdmin } from '../../helpers/admins'
import { readTrail } from '../../helpers/catalogue'
import { addUser, type TestSql, useDatabase } from '../../helpers/database'
import { balance, deduct } from '../../helpers/ledger'
import { pay, startPurchase } from '../../helpers/purchases'
import { beginRefund, reportRefund } from '../../helpers/refunds'
import { addToppedUpUser, beginTopUp } from '../../helpers/top-ups'

const database = useDatabase()

/** Delivers a payment's event as the webhook route does, so that it is known whose it is. */
async function deliver(
  purchaseId: string,
  paymentId: string,
  payment: Parameters<typeof pay>[2] = {},
  webhookId: string = randomUUID(),
) {
  const { sql } = database
  const payload = sql.json({ payment_id: paymentId })
  await sql`select public.store_webhook_event(${webhookId}, 'payment.succeeded', ${payload})`
  return pay(sql, purchaseId, { amountCents: 500, ...payment, paymentId, webhookId })
}

/** An admin, and somebody with 50 free credits who was to pay 9.99 for 100 and paid 5.00. */
async function scene(payment: Parameters<typeof pay>[2] = {}) {
  const [admin, { id: buyer }] = [await addAdmin(database.sql), await addUser(database.sql)]
  const { id: purchaseId } = await startPurchase(database.sql, buyer)
  const [paymentId, webhookId] = [`pay_${randomUUID()}`, randomUUID()]
  expect(await deliver(purchaseId, paymentId, payment, webhookId)).toBe('parked')
  return { admin, buyer, purchaseId, paymentId, webhookId }
}

type Accepted = { credits: number; transactionId: number }

async function accept(admin: string, purchaseId: string, reason = 'a reason', sql: TestSql = database.sql) {
  const [row] = await sql<{ answer: Accepted }[]>`
    select public.accept_purchase(${admin}, ${purchaseId}, ${reason}) as answer`
  return row?.answer
}

async function readPurchase(id: string) {
  const [row] = await database.sql`select * from public.purchases where id = ${id}`
  return row
}

const readEvent = async (id: string) =>
  (await database.sql`select status, error from public.webhook_events where webhook_id = ${id}`)[0]

const dispute = (paymentId: string, outcome: string) =>
  database.sql`select public.record_return(${randomUUID()}, 'dispute', ${`dis_${paymentId}`}, ${paymentId}, null, ${outcome})`

describe('a payment in review that is accepted', () => {
  it('brings what was agreed, ends what waited for it, tells the buyer and leaves a trail', async () => {
    const { admin, buyer, purchaseId, paymentId, webhookId } = await scene()
    const parked = await readPurchase(purchaseId)
    const answer = await accept(admin, purchaseId, 'A voucher of ours.')
    expect(await balance(database.sql, buyer)).toMatchObject({ available: 150 })
    expect(await readPurchase(purchaseId)).toMatchObject({
      status: 'completed',
      failure: null,
      paid_cents: 500,
      transaction_id: answer?.transactionId,
      paid_at: parked?.paid_at, // not when it was accepted
    })
    const [grant] = await database.sql`
      select g.source, g.amount, g.cost_cents, g.reference, t.idempotency_key
      from public.credit_transactions t join public.credit_grants g on g.id = t.grant_ids[1]
      where t.id = ${answer?.transactionId ?? 0}`
    const reference = `payment:${paymentId}`
    expect(grant).toEqual({
      source: 'purchase',
      amount: 100,
      cost_cents: 999,
      reference,
      idempotency_key: reference,
    })
    expect(await readEvent(webhookId)).toEqual({ status: 'processed', error: null })
    expect(
      await database.sql`
      select data ->> 'credits' as credits from public.notifications
      where user_id = ${buyer} and kind = 'purchase_receipt'`,
    ).toEqual([{ credits: '100' }])
    expect(await readTrail(database.sql, `purchase:${purchaseId}`)).toMatchObject([
      {
        action: 'accept_purchase',
        reason: 'A voucher of ours.',
        before: { status: 'mismatch', agreedCents: 999, currency: 'USD', failure: expect.any(String) },
        after: { status: 'completed', paidCents: 500, currency: 'USD', takenBack: 0, ...answer },
      },
    ])
    expect(await database.sql`select id from public.admin_actions where target_id = ${buyer}`).toHaveLength(1)
  })

  it('is accepted once, whatever is repeated and however many do it at once', async () => {
    const { admin, buyer, purchaseId, paymentId } = await scene()
    const answers = await Promise.all([
      ...Array.from({ length: 12 }, () => accept(admin, purchaseId)),
      deliver(purchaseId, paymentId),
      deliver(purchaseId, paymentId),
    ])
    const accepted = answers.slice(0, 12)
    expect(accepted).toEqual(Array(12).fill(accepted[0]))
    expect(await accept(admin, purchaseId, 'another reason')).toEqual(accepted[0])
    expect(await balance(database.sql, buyer)).toMatchObject({ available: 150 })
    expect(await readTrail(database.sql, `purchase:${purchaseId}`)).toHaveLength(1)
    expect(
      await database.sql`
        select distinct status from public.webhook_events where payload ->> 'payment_id' = ${paymentId}`,
    ).toEqual([{ status: 'processed' }])
  })

  it('is known when it is heard of again, by the same event or another', async () => {
    const { admin, buyer, purchaseId, paymentId, webhookId } = await scene()
    await accept(admin, purchaseId)
    expect(await deliver(purchaseId, paymentId, {}, webhookId)).toBe('processed')
    const later = randomUUID()
    expect(await deliver(purchaseId, paymentId, {}, later)).toBe('processed')
    expect(await readEvent(later)).toEqual({ status: 'processed', error: null })
    // Another payment of the same purchase is none that was accepted.
    expect(await deliver(purchaseId, `pay_${randomUUID()}`)).toBe('parked')
    expect(await balance(database.sql, buyer)).toMatchObject({ available: 150 })
  })

  it('gives its credits back with its money, in the money that was paid', async () => {
    const { admin, buyer, purchaseId, paymentId } = await scene({ amountCents: 800, currency: 'EUR' })
    await accept(admin, purchaseId)
    await reportRefund(database.sql, paymentId, `ref_${paymentId}`, 200, 'taken')
    expect(await balance(database.sql, buyer)).toMatchObject({ available: 125 })
    const [told] = await database.sql`
      select data from public.notifications where user_id = ${buyer} and kind = 'refund'`
    expect(told?.data).toMatchObject({ credits: 25, refunded_cents: 200, currency: 'EUR' })
    await deduct(database.sql, buyer, 100)
    await reportRefund(database.sql, paymentId, `ref_${paymentId}_2`, 600, 'taken')
    expect(await balance(database.sql, buyer)).toMatchObject({ available: 0, debt: 50 })
    expect(await readPurchase(purchaseId)).toMatchObject({ returned_cents: 800, clawed_back: 100 })
  })

  it('comes without the part that went back before, and says so', async () => {
    const { admin, buyer, purchaseId, paymentId } = await scene({ amountCents: 1998 })
    await reportRefund(database.sql, paymentId, `ref_${paymentId}`, 999, 'taken')
    const [found] = await database.sql`
      select acceptance from public.search_purchases(${admin}, ${purchaseId})`
    expect(found?.acceptance).toMatchObject({
      agreedCents: 999,
      paidCents: 1998,
      returnedCents: 999,
      takenBack: 50,
    })
    expect(await accept(admin, purchaseId)).toMatchObject({ credits: 100 })
    expect(await balance(database.sql, buyer)).toMatchObject({ available: 100 })
    expect(await readPurchase(purchaseId)).toMatchObject({ returned_cents: 999, clawed_back: 50 })
    const told = await database.sql`
      select data from public.notifications where user_id = ${buyer} and kind = 'refund'`
    expect(told).toMatchObject([{ data: { credits: 50, refunded_cents: 999 } }])
  })

  it('is kept from being spent while it is disputed, and follows how that ends', async () => {
    const { admin, buyer, purchaseId, paymentId } = await scene()
    await dispute(paymentId, 'open')
    await accept(admin, purchaseId)
    expect(await balance(database.sql, buyer)).toMatchObject({ available: 50, held: 100 })
    await dispute(paymentId, 'taken')
    expect(await balance(database.sql, buyer)).toMatchObject({ available: 50, held: 0, debt: 0 })
    expect(await readPurchase(purchaseId)).toMatchObject({ clawed_back: 100 })
  })

  it('may have cost nothing', async () => {
    const { admin, buyer, purchaseId } = await scene({ amountCents: 0 })
    await accept(admin, purchaseId)
    expect(await balance(database.sql, buyer)).toMatchObject({ available: 150 })
  })

  it('may be a top-up, which says so', async () => {
    const { sql } = database
    const [admin, { id }] = [await addAdmin(sql), await addToppedUpUser(sql, 10)]
    const { purchase_id } = await beginTopUp(sql, id)
    expect(await deliver(purchase_id ?? '', `pay_${randomUUID()}`)).toBe('parked')
    await accept(admin, purchase_id ?? '')
    expect(await balance(sql, id)).toMatchObject({ available: 110 })
    const told = await sql`
      select kind from public.notifications where user_id = ${id} and kind = 'top_up_succeeded'`
    expect(told).toHaveLength(1)
  })
})

describe('accepting a payment', () => {
  it.each([
    ['has not been paid', async (it: Scene) => (await startPurchase(database.sql, it.buyer)).id],
    [
      'failed',
      async (it: Scene) => {
        const { id } = await startPurchase(database.sql, it.buyer)
        await database.sql`select public.fail_purchase(${id}, 'declined')`
        return id
      },
    ],
    [
      'was refunded',
      async (it: Scene) => {
        await reportRefund(database.sql, it.paymentId, `ref_${it.paymentId}`, 500, 'taken')
        return it.purchaseId
      },
    ],
    [
      'is being refunded',
      async (it: Scene) => {
        await beginRefund(database.sql, it, null)
        return it.purchaseId
      },
    ],
    [
      'was lost to a dispute',
      async (it: Scene) => {
        await dispute(it.paymentId, 'taken')
        return it.purchaseId
      },
    ],
    [
      'is of somebody who is gone',
      async (it: Scene) => {
        await database.sql`delete from auth.users where id = ${it.buyer}`
        return it.purchaseId
      },
    ],
  ])('is refused for one that %s', async (_what, prepare) => {
    const it = await scene()
    const purchaseId = await prepare(it)
    const [found] = await database.sql`
      select acceptance from public.search_purchases(${it.admin}, ${purchaseId})`
    expect(found).toEqual({ acceptance: null })
    await expect(accept(it.admin, purchaseId)).rejects.toMatchObject({ code: 'PT409', message: 'conflict' })
    const trail = await readTrail(database.sql, `purchase:${purchaseId}`)
    expect(trail.map(({ action }) => action)).not.toContain('accept_purchase')
  })

  it('needs an admin, a reason and a purchase', async () => {
    const { admin, buyer, purchaseId } = await scene()
    await expect(accept(buyer, purchaseId)).rejects.toMatchObject({ code: 'PT403', message: 'forbidden' })
    for (const reason of [' ', 'x'.repeat(501)]) {
      await expect(accept(admin, purchaseId, reason)).rejects.toMatchObject({ message: 'invalid_input' })
    }
    await expect(accept(admin, randomUUID())).rejects.toMatchObject({ code: 'PT404', message: 'not_found' })
    expect(await balance(database.sql, buyer)).toMatchObject({ available: 50 })
  })

  it('goes together with a refund that is recorded and a buyer who leaves in the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const it = await scene()
      await Promise.all([
        accept(it.admin, it.purchaseId).catch((error: { message: string }) =>
          expect(error.message).toBe('conflict'),
        ),
        reportRefund(database.sql, it.paymentId, `ref_${it.paymentId}`, 500, 'taken'),
      ])
      expect(await balance(database.sql, it.buyer)).toMatchObject({ available: 50, held: 0, debt: 0 })
      const other = await scene()
      await Promise.all([
        accept(other.admin, other.purchaseId).catch((error: { message: string }) =>
          expect(error.message).toBe('conflict'),
        ),
        database.sql`delete from auth.users where id = ${other.buyer}`,
      ])
    }
  })
})

type Scene = Awaited<ReturnType<typeof scene>>
