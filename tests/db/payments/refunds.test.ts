import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { balance } from '../../helpers/ledger'
import { pay, startPurchase } from '../../helpers/purchases'
import { addAdmin, addPaidPurchase, beginRefund, finishRefund, reportRefund } from '../../helpers/refunds'

const database = useDatabase()

describe('a refund that is asked for', () => {
  it('is written down with its key, once, and says so in the trail', async () => {
    const it = await addPaidPurchase(database.sql)
    const key = randomUUID()
    const first = await beginRefund(database.sql, it, 400, { key })
    expect(first).toMatchObject({ status: 'requested', attempt: 1, amountCents: 400, isNew: true })
    expect(await beginRefund(database.sql, it, 400, { key })).toEqual({ ...first, isNew: false })
    for (const [cents, reason] of [
      [401, 'a reason'],
      [null, 'a reason'],
      [400, 'another reason'],
    ] as const) {
      await expect(beginRefund(database.sql, it, cents, { key, reason })).rejects.toMatchObject({
        message: 'idempotency_conflict',
      })
    }
    const trail = await database.sql`
      select actor_id, action, reason, after from public.admin_actions where target_id = ${it.buyer}`
    expect(trail).toEqual([
      {
        actor_id: it.admin,
        action: 'refund_purchase',
        reason: 'a reason',
        after: expect.objectContaining({ purchaseId: it.purchaseId, amountCents: 400, currency: 'USD' }),
      },
    ])
  })

  it('in whole is all that is left', async () => {
    const it = await addPaidPurchase(database.sql)
    await finishRefund(database.sql, await beginRefund(database.sql, it, 400), 'sent', `ref_${randomUUID()}`)
    expect(await beginRefund(database.sql, it, null)).toMatchObject({ amountCents: 599 })
    await expect(beginRefund(database.sql, it, null)).rejects.toMatchObject({ message: 'nothing_to_refund' })
  })

  it('moves no credits until the webhook says that the money went', async () => {
    const it = await addPaidPurchase(database.sql)
    const refund = await beginRefund(database.sql, it, 500)
    await finishRefund(database.sql, refund, 'sent', 'ref_moves')
    expect(await balance(database.sql, it.buyer)).toMatchObject({ available: 150 })
    await reportRefund(database.sql, it.paymentId, 'ref_moves', 500, 'taken', refund.id)
    expect(await balance(database.sql, it.buyer)).toMatchObject({ available: 100 })
    await expect(beginRefund(database.sql, it, 500)).rejects.toMatchObject({ message: 'conflict' })
    expect(await beginRefund(database.sql, it, 499)).toMatchObject({ isNew: true })
  })

  it.each([
    ['nothing', 0, 'a reason', 'invalid_input'],
    ['less than nothing', -1, 'a reason', 'invalid_input'],
    ['more than was paid', 1000, 'a reason', 'conflict'],
    ['more than a number holds', 2 ** 53, 'a reason', 'conflict'],
    ['no reason', 1, '  ', 'invalid_input'],
    ['a reason too long', 1, 'x'.repeat(501), 'invalid_input'],
  ])('for %s is refused', async (_what, cents, reason, message) => {
    await expect(
      beginRefund(database.sql, await addPaidPurchase(database.sql), cents, { reason }),
    ).rejects.toMatchObject({ message })
  })

  it('is refused for a purchase that was not paid, is not there, or by somebody who is no admin', async () => {
    const { sql } = database
    const it = await addPaidPurchase(database.sql)
    const unpaid = await startPurchase(sql, it.buyer)
    await expect(beginRefund(database.sql, { ...it, purchaseId: unpaid.id }, 1)).rejects.toMatchObject({
      message: 'conflict',
    })
    await expect(beginRefund(database.sql, { ...it, purchaseId: randomUUID() }, 1)).rejects.toMatchObject({
      code: 'PT404',
    })
    await expect(beginRefund(database.sql, { ...it, admin: it.buyer }, 1)).rejects.toMatchObject({
      code: 'PT403',
    })
  })

  it('counts what refunds and disputes took or may take that nobody here asked for', async () => {
    const it = await addPaidPurchase(database.sql)
    await reportRefund(database.sql, it.paymentId, 'ref_elsewhere', 300, 'pending')
    await expect(beginRefund(database.sql, it, 700)).rejects.toMatchObject({ message: 'conflict' })
    await reportRefund(database.sql, it.paymentId, 'ref_elsewhere', 300, 'void')
    expect(await beginRefund(database.sql, it, 999)).toMatchObject({ isNew: true })
  })

  it('of a payment that was not what was agreed gives the money back, and takes no credits', async () => {
    const { sql } = database
    const [admin, { id }] = [await addAdmin(database.sql), await addUser(sql)]
    const purchase = await startPurchase(sql, id)
    const paymentId = `pay_${randomUUID()}`
    expect(await pay(sql, purchase.id, { paymentId, amountCents: 500, currency: 'EUR' })).toBe('parked')
    const refund = await beginRefund(database.sql, { admin, purchaseId: purchase.id }, null)
    expect(refund).toMatchObject({ amountCents: 500, currency: 'EUR', paymentId })
    await reportRefund(database.sql, paymentId, 'ref_mismatch', 500, 'taken', refund.id)
    expect(await balance(sql, id)).toMatchObject({ available: 50, debt: 0 })
    const [row] = await sql`select status, returned_cents from public.purchases where id = ${purchase.id}`
    expect(row).toEqual({ status: 'mismatch', returned_cents: 500 })
  })
})

describe('a refund that was not made', () => {
  it('frees what it had reserved, whether Dodo refused or the bank did', async () => {
    const it = await addPaidPurchase(database.sql)
    await finishRefund(database.sql, await beginRefund(database.sql, it, 999), 'failed')
    const key = randomUUID()
    const second = await beginRefund(database.sql, it, 999, { key })
    await finishRefund(database.sql, second, 'sent', 'ref_bank')
    await reportRefund(database.sql, it.paymentId, 'ref_bank', 999, 'void', second.id)
    expect(await beginRefund(database.sql, it, 999, { key })).toMatchObject({ status: 'failed' })
    expect(await beginRefund(database.sql, it, 999)).toMatchObject({ isNew: true })
    expect(await balance(database.sql, it.buyer)).toMatchObject({ available: 150 })
  })
})
