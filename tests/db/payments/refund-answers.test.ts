import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useDatabase } from '../../helpers/database'
import {
  addPaidPurchase,
  beginRefund,
  finishRefund,
  type RefundRow,
  reportRefund,
} from '../../helpers/refunds'

const database = useDatabase()

async function retry(admin: string, { id, attempt }: RefundRow, sql = database.sql) {
  const [row] = await sql<{ isOurs: boolean }[]>`
    select public.retry_purchase_refund(${admin}, ${id}, ${attempt}) as "isOurs"`
  return row?.isOurs
}

/** As if the latest attempt had been made three minutes ago. */
const age = ({ id }: RefundRow) =>
  database.sql`update public.purchase_refunds set asked_at = now() - interval '3 minutes' where id = ${id}`

const code = (error: unknown) => (error as { message: string }).message

describe('many at once', () => {
  it('with one key are one refund, and one of them asks Dodo', async () => {
    const it = await addPaidPurchase(database.sql)
    const racing = database.connect({ max: 20 })
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 30 }, () => beginRefund(racing, it, 999, { key })))
    expect(answers.filter((answer) => answer.isNew)).toHaveLength(1)
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
    await racing.end()
  })

  it('with keys of their own never exceed what was paid, webhooks in between or not', async () => {
    const it = await addPaidPurchase(database.sql)
    const racing = database.connect({ max: 20 })
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, async (_, index) => {
        const refund = await beginRefund(racing, it, 100)
        // Some are heard of by webhook before Dodo's answer, some after, some never.
        const refundId = `ref_${refund.id}`
        if (index % 3 === 0) await reportRefund(database.sql, it.paymentId, refundId, 100, 'taken', refund.id)
        await finishRefund(database.sql, refund, 'sent', refundId)
        if (index % 3 === 1) await reportRefund(database.sql, it.paymentId, refundId, 100, 'taken', refund.id)
      }),
    )
    expect(tries.filter((result) => result.status === 'fulfilled')).toHaveLength(9)
    const refusals = tries.flatMap((result) => (result.status === 'rejected' ? [code(result.reason)] : []))
    expect(new Set(refusals)).toEqual(new Set(['conflict']))
    expect(await beginRefund(database.sql, it, null)).toMatchObject({ amountCents: 99 })
    await racing.end()
  })

  it('that take over a refund without an answer are one', async () => {
    const it = await addPaidPurchase(database.sql)
    const refund = await beginRefund(database.sql, it, 999)
    await finishRefund(database.sql, refund, 'uncertain')
    await age(refund)
    const racing = database.connect({ max: 20 })
    const taken = await Promise.all(Array.from({ length: 20 }, () => retry(it.admin, refund, racing)))
    expect(taken.filter(Boolean)).toHaveLength(1)
    await racing.end()
  })
})

describe('a refund whose answer never came', () => {
  it('is taken over by admins only', async () => {
    const it = await addPaidPurchase(database.sql)
    const refund = await beginRefund(database.sql, it, 1)
    await expect(retry(it.buyer, refund)).rejects.toMatchObject({ code: 'PT403' })
  })

  it('stays reserved, and may be asked for again after two minutes, by its key alone', async () => {
    const it = await addPaidPurchase(database.sql)
    const key = randomUUID()
    const refund = await beginRefund(database.sql, it, 999, { key })
    expect(await finishRefund(database.sql, refund, 'uncertain')).toBe('uncertain')
    await expect(beginRefund(database.sql, it, 1)).rejects.toMatchObject({ message: 'nothing_to_refund' })
    expect(await retry(it.admin, refund)).toBe(false)
    await age(refund)
    expect(await retry(it.admin, refund)).toBe(true)
    expect(await beginRefund(database.sql, it, 999, { key })).toMatchObject({
      status: 'requested',
      attempt: 2,
      isNew: false,
    })
    // What the first attempt says now is not believed unless it was made after all.
    expect(await finishRefund(database.sql, refund, 'failed')).toBe('requested')
    expect(await finishRefund(database.sql, refund, 'sent', 'ref_late')).toBe('sent')
  })

  it('because the server died is uncertain as well, once it must be over', async () => {
    const it = await addPaidPurchase(database.sql)
    const key = randomUUID()
    const refund = await beginRefund(database.sql, it, 999, { key })
    await age(refund)
    expect(await beginRefund(database.sql, it, 999, { key })).toMatchObject({
      status: 'uncertain',
      attempt: 1,
    })
  })

  it('is cleared up by the webhook that carries its id', async () => {
    const it = await addPaidPurchase(database.sql)
    const key = randomUUID()
    const refund = await beginRefund(database.sql, it, 999, { key })
    await finishRefund(database.sql, refund, 'uncertain')
    await reportRefund(database.sql, it.paymentId, 'ref_heard', 999, 'taken', refund.id)
    expect(await beginRefund(database.sql, it, 999, { key })).toMatchObject({
      status: 'sent',
      refundId: 'ref_heard',
    })
    expect(await finishRefund(database.sql, refund, 'failed')).toBe('sent')
  })

  it('is not cleared up by a webhook about another payment', async () => {
    const [mine, other] = [await addPaidPurchase(database.sql), await addPaidPurchase(database.sql)]
    const key = randomUUID()
    const refund = await beginRefund(database.sql, mine, 999, { key })
    await reportRefund(database.sql, other.paymentId, 'ref_other', 999, 'taken', refund.id)
    expect(await beginRefund(database.sql, mine, 999, { key })).toMatchObject({
      status: 'requested',
      refundId: null,
    })
  })
})
