import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useDatabase } from '../helpers/database'
import {
  addAccount,
  balance,
  capture,
  deduct,
  grant,
  grantsOf,
  hold,
  passTime,
  refund,
} from '../helpers/ledger'

const database = useDatabase()
const HOUR = 3_600_000

/** An account with 10 credits that expire in an hour and 10 that never do, of which 15 are spent. */
async function spend15() {
  const { sql } = database
  const owner = await addAccount(sql)
  await grant(sql, owner, 10, { source: 'plan', expiresAt: new Date(Date.now() + HOUR) })
  await grant(sql, owner, 10, { source: 'purchase' })
  const { transaction_id: spent } = await deduct(sql, owner, 15)
  return { sql, owner, spent, left: async () => (await grantsOf(sql, owner)).map((row) => row.left) }
}

describe('refund_transaction', () => {
  it('gives all of a deduction back to the grants it came from', async () => {
    const { sql, owner, spent, left } = await spend15()
    expect(await left()).toEqual([0, 5])
    expect(await refund(sql, owner, spent)).toMatchObject({
      amount: 15,
      balance_before: 5,
      balance_after: 20,
      available: 20,
    })
    expect(await left()).toEqual([10, 10])
  })

  it('gives parts back, the last burnt first, until nothing is left', async () => {
    const { sql, owner, spent, left } = await spend15()
    await refund(sql, owner, spent, 3)
    expect(await left()).toEqual([0, 8])
    await refund(sql, owner, spent, 4)
    expect(await left()).toEqual([2, 10])
    await expect(refund(sql, owner, spent, 9)).rejects.toMatchObject({
      code: 'PT422',
      message: 'invalid_amount',
    })
    expect(await refund(sql, owner, spent)).toMatchObject({ amount: 8, available: 20 })
    expect(await left()).toEqual([10, 10])
    await expect(refund(sql, owner, spent)).rejects.toMatchObject({
      code: 'PT409',
      message: 'nothing_to_refund',
    })
  })

  it('puts what came back at its place in the burn order', async () => {
    const { sql, owner, spent, left } = await spend15()
    await refund(sql, owner, spent)
    await deduct(sql, owner, 1)
    expect(await left()).toEqual([9, 10])
  })

  it('gives credits that have expired since 7 more days and says so', async () => {
    const { sql, owner, spent } = await spend15()
    await passTime(sql, owner, '2 hours')
    const { transaction_id, available } = await refund(sql, owner, spent)
    expect(available).toBe(20)
    const [plan, purchase, grace] = await grantsOf(sql, owner)
    expect([plan?.left, purchase?.left, grace?.left]).toEqual([0, 10, 10])
    expect(grace?.source).toBe('grace')
    expect(Math.round(((grace?.expires_at?.getTime() ?? 0) - Date.now()) / HOUR)).toBe(7 * 24)
    const [row] = await sql<{ metadata: unknown }[]>`
      select metadata from public.credit_transactions where id = ${transaction_id}`
    expect(row?.metadata).toEqual({ grace_grant_ids: [grace?.id] })
  })

  it('gives back what a hold was captured for', async () => {
    const { sql, owner } = await spend15()
    const { hold_id } = await hold(sql, owner, 4)
    const captured = await capture(sql, hold_id, 3)
    expect(await refund(sql, owner, captured.transaction_id)).toMatchObject({ amount: 3, available: 5 })
  })

  it('repeats by key, and refuses the key for another amount or transaction', async () => {
    const { sql, owner, spent } = await spend15()
    const other = await deduct(sql, owner, 2)
    const first = await refund(sql, owner, spent, 6, 'one')
    expect(await refund(sql, owner, spent, 6, 'one')).toEqual({ ...first, replayed: true })
    for (const [id, amount] of [
      [spent, 7],
      [other.transaction_id, 6],
    ] as const) {
      await expect(refund(sql, owner, id, amount, 'one')).rejects.toMatchObject({
        code: 'PT409',
        message: 'idempotency_conflict',
      })
    }
    expect(await balance(sql, owner)).toMatchObject({ available: 9 })
  })

  it('lets exactly 5 of 20 refunds of 3 through when 15 were spent', async () => {
    const { sql, owner, spent, left } = await spend15()
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => refund(sql, owner, spent, 3)))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(5)
    expect(await left()).toEqual([10, 10])
    expect(await balance(sql, owner)).toMatchObject({ available: 20 })
  })

  it('finds nothing but deductions, and those of the account alone', async () => {
    const { sql, owner, spent } = await spend15()
    const granted = await grant(sql, owner, 5)
    const stranger = await addAccount(sql, 5)
    for (const [who, id] of [
      [owner, granted.transaction_id],
      [owner, 987_654_321],
      [stranger, spent],
    ] as const) {
      await expect(refund(sql, who, id)).rejects.toMatchObject({
        code: 'PT404',
        message: 'transaction_not_found',
      })
    }
    await expect(refund(sql, randomUUID(), spent)).rejects.toMatchObject({
      code: 'PT404',
      message: 'account_not_found',
    })
    expect(await balance(sql, stranger)).toMatchObject({ available: 5 })
  })

  it.each([0, -1, '1.5', 'NaN', '9007199254740992'])('refuses %s credits', async (amount) => {
    const { sql, owner, spent } = await spend15()
    await expect(refund(sql, owner, spent, amount)).rejects.toMatchObject({
      code: 'PT422',
      message: 'invalid_amount',
    })
    expect(await balance(sql, owner)).toMatchObject({ available: 5 })
  })

  it('answers a repeat that asks for all that is left only if it gave all that was left', async () => {
    const { sql, owner, spent } = await spend15()
    await refund(sql, owner, spent, 3, 'part')
    await expect(refund(sql, owner, spent, null, 'part')).rejects.toMatchObject({
      code: 'PT409',
      message: 'idempotency_conflict',
    })
    await refund(sql, owner, spent, null, 'rest')
    expect(await refund(sql, owner, spent, null, 'rest')).toMatchObject({ amount: 12, replayed: true })
    expect(await refund(sql, owner, spent, 12, 'rest')).toMatchObject({ amount: 12, replayed: true })
    expect(await balance(sql, owner)).toMatchObject({ available: 20 })
  })

  it.each([null, '', 'x'.repeat(300)])('refuses the key %s', async (key) => {
    const { sql, owner, spent } = await spend15()
    await expect(refund(sql, owner, spent, 1, key)).rejects.toMatchObject({
      code: 'PT422',
      message: 'invalid_idempotency_key',
    })
  })

  it('refuses what would pass the largest balance', async () => {
    const { sql, owner, spent } = await spend15()
    await grant(sql, owner, Number.MAX_SAFE_INTEGER - 5)
    await expect(refund(sql, owner, spent)).rejects.toMatchObject({
      code: 'PT422',
      message: 'invalid_amount',
    })
  })
})
