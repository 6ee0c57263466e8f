import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type TestSql, useDatabase } from '../helpers/database'
import { addAccount, balance, clawBack, deduct, grant, grantsOf, passTime, transfer } from '../helpers/ledger'

const database = useDatabase()
const HOUR = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR)

/** A grant with terms of its own: whether it may leave the account, its place in the burn order, its price. */
function grantOnTerms(
  sql: TestSql,
  owner: string,
  amount: number,
  { transferable = true, priority = 100, costCents = 0, key = String(randomUUID()) } = {},
) {
  return sql`select * from public.grant_credits(${owner}, ${amount}, 'admin', ${key},
    p_transferable => ${transferable}, p_priority => ${priority}, p_cost_cents => ${costCents})`
}

describe('transfer_credits', () => {
  it('moves credits, soonest burnt first; they keep their expiry and their price', async () => {
    const { sql } = database
    const [from, to] = [await addAccount(sql), await addAccount(sql, 1)]
    const expiresAt = inHours(5)
    await grant(sql, from, 10, { source: 'purchase', costCents: 1000 })
    await grant(sql, from, 4, { source: 'plan', expiresAt, costCents: 400 })
    expect(await transfer(sql, from, to, 7)).toMatchObject({
      amount: -7,
      balance_before: 14,
      balance_after: 7,
      available: 7,
    })
    expect((await grantsOf(sql, from)).map((row) => row.left)).toEqual([7, 0])
    const [, first, second] = await grantsOf(sql, to)
    expect(first).toMatchObject({ source: 'transfer', left: 4, cost_cents: 400, expires_at: expiresAt })
    expect(second).toMatchObject({ source: 'transfer', left: 3, cost_cents: 300, expires_at: null })
    await passTime(sql, to, '6 hours')
    expect(await balance(sql, to)).toMatchObject({ available: 4 })
  })

  it('leaves behind what is not transferable, and says how much is', async () => {
    const { sql } = database
    const [from, to] = [await addAccount(sql, 6), await addAccount(sql)]
    await grantOnTerms(sql, from, 20, { transferable: false, priority: 1 })
    const refusal = transfer(sql, from, to, 7)
    await expect(refusal).rejects.toMatchObject({ code: 'PT402', message: 'insufficient_credits' })
    await expect(refusal).rejects.toMatchObject({ detail: expect.stringContaining('"available": 6') })
    expect(await transfer(sql, from, to, 6)).toMatchObject({ available: 20 })
    await expect(transfer(sql, from, to, 1)).rejects.toMatchObject({ message: 'insufficient_credits' })
  })

  it('leaves the burn order of the sender as it was', async () => {
    const { sql } = database
    const [from, to] = [await addAccount(sql, 10), await addAccount(sql)]
    await grantOnTerms(sql, from, 10, { transferable: false, priority: 1 })
    await transfer(sql, from, to, 3)
    await deduct(sql, from, 4)
    expect((await grantsOf(sql, from)).map((row) => row.left)).toEqual([7, 6])
  })

  it('does not move what has expired, though no job has run', async () => {
    const { sql } = database
    const [from, to] = [await addAccount(sql, 3), await addAccount(sql)]
    await grant(sql, from, 10, { expiresAt: inHours(1) })
    await passTime(sql, from, '2 hours')
    await expect(transfer(sql, from, to, 4)).rejects.toMatchObject({ message: 'insufficient_credits' })
    expect(await transfer(sql, from, to, 3)).toMatchObject({ available: 0 })
  })

  it('pays the debt of the receiver first', async () => {
    const { sql } = database
    const [from, to] = [await addAccount(sql, 20), await addAccount(sql, 8)]
    await deduct(sql, to, 8)
    const [granted] = await grantsOf(sql, to)
    await clawBack(sql, to, granted?.id ?? 0, 8)
    await transfer(sql, from, to, 5)
    expect(await balance(sql, to)).toMatchObject({ available: 0, debt: 3 })
    await transfer(sql, from, to, 5)
    expect(await balance(sql, to)).toMatchObject({ available: 2, debt: 0 })
  })

  it('repeats by the key of the sender, and refuses it for another amount or receiver', async () => {
    const { sql } = database
    const [from, to, other] = [await addAccount(sql, 20), await addAccount(sql), await addAccount(sql)]
    const first = await transfer(sql, from, to, 5, 'one')
    expect(await transfer(sql, from, to, 5, 'one')).toEqual({ ...first, replayed: true })
    for (const [receiver, amount] of [
      [to, 6],
      [other, 5],
    ] as const) {
      await expect(transfer(sql, from, receiver, amount, 'one')).rejects.toMatchObject({
        code: 'PT409',
        message: 'idempotency_conflict',
      })
    }
    expect(await balance(sql, to)).toMatchObject({ available: 5 })
    expect(await balance(sql, other)).toMatchObject({ available: 0 })
  })

  it('lets exactly 20 of 50 transfers of 5 through when there are 100 credits', async () => {
    const { sql } = database
    const [from, to] = [await addAccount(sql, 100), await addAccount(sql)]
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => transfer(sql, from, to, 5)))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(20)
    expect(await balance(sql, from)).toMatchObject({ available: 0 })
    expect(await balance(sql, to)).toMatchObject({ available: 100 })
  })

  it('refuses the same account, unknown accounts and a receiver without room', async () => {
    const { sql } = database
    const [from, to] = [await addAccount(sql, 10), await addAccount(sql, Number.MAX_SAFE_INTEGER - 4)]
    const refused = (sender: string, receiver: string, code: string, message: string) =>
      expect(transfer(sql, sender, receiver, 5)).rejects.toMatchObject({ code, message })
    await refused(from, from, 'PT422', 'same_account')
    await refused(from, randomUUID(), 'PT404', 'account_not_found')
    await refused(randomUUID(), from, 'PT404', 'account_not_found')
    await refused(from, to, 'PT422', 'invalid_amount')
    expect(await balance(sql, from)).toMatchObject({ available: 10 })
  })

  it.each([null, 0, -1, '1.5', 'NaN', '9007199254740992'])('refuses %s credits', async (amount) => {
    const { sql } = database
    const [from, to] = [await addAccount(sql, 10), await addAccount(sql)]
    await expect(transfer(sql, from, to, amount)).rejects.toMatchObject({
      code: 'PT422',
      message: 'invalid_amount',
    })
    await expect(transfer(sql, from, to, 1, 'x'.repeat(300))).rejects.toMatchObject({
      code: 'PT422',
      message: 'invalid_idempotency_key',
    })
  })
})

describe('the key of a grant', () => {
  it.each([{ transferable: false }, { priority: 50 }, { costCents: 1 }])(
    'is refused with other terms: %o',
    async (terms) => {
      const { sql } = database
      const owner = await addAccount(sql)
      await grantOnTerms(sql, owner, 10, { key: 'one' })
      await expect(grantOnTerms(sql, owner, 10, { key: 'one', ...terms })).rejects.toMatchObject({
        code: 'PT409',
        message: 'idempotency_conflict',
      })
    },
  )
})
