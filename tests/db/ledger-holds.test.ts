import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useDatabase } from '../helpers/database'
import { addAccount, balance, capture, deduct, grant, hold, passTime, release } from '../helpers/ledger'

const database = useDatabase()

describe('holds', () => {
  it('reserves, then spends', async () => {
    const owner = await addAccount(database.sql, 20)
    const held = await hold(database.sql, owner, 8)
    expect(held).toMatchObject({ status: 'held', available: 12, held: 8 })
    await expect(deduct(database.sql, owner, 13)).rejects.toMatchObject({ message: 'insufficient_credits' })
    expect(await capture(database.sql, held.hold_id)).toMatchObject({
      amount: -8,
      available: 12,
      held: 0,
      balance_after: 12,
    })
  })

  it('gives back what is released, once', async () => {
    const owner = await addAccount(database.sql, 20)
    const { hold_id } = await hold(database.sql, owner, 8)
    expect(await release(database.sql, hold_id)).toMatchObject({
      status: 'released',
      available: 20,
      replayed: false,
    })
    expect(await release(database.sql, hold_id)).toMatchObject({
      status: 'released',
      available: 20,
      replayed: true,
    })
    await expect(capture(database.sql, hold_id)).rejects.toMatchObject({
      code: 'PT409',
      message: 'hold_closed',
    })
  })

  it('captures less and gives the rest back, or more when the account can pay', async () => {
    const owner = await addAccount(database.sql, 20)
    const first = await hold(database.sql, owner, 8)
    expect(await capture(database.sql, first.hold_id, 3)).toMatchObject({
      amount: -3,
      available: 17,
      held: 0,
    })
    const second = await hold(database.sql, owner, 8)
    expect(await capture(database.sql, second.hold_id, 10)).toMatchObject({
      amount: -10,
      available: 7,
      held: 0,
    })
    const third = await hold(database.sql, owner, 5)
    await expect(capture(database.sql, third.hold_id, 9)).rejects.toMatchObject({
      message: 'insufficient_credits',
    })
    expect(await balance(database.sql, owner)).toMatchObject({ available: 2, held: 5 })
  })

  it('counts a lapsed hold as released, though no job has run', async () => {
    const owner = await addAccount(database.sql, 20)
    const { hold_id } = await hold(database.sql, owner, 20, { ttlSeconds: 60 })
    await passTime(database.sql, owner, '61 seconds')
    await expect(capture(database.sql, hold_id)).rejects.toMatchObject({ message: 'hold_closed' })
    expect(await deduct(database.sql, owner, 20)).toMatchObject({ available: 0, held: 0 })
  })

  it('can be spent although its grant has expired meanwhile', async () => {
    const owner = await addAccount(database.sql)
    await grant(database.sql, owner, 10, { expiresAt: new Date(Date.now() + 60_000) })
    const { hold_id } = await hold(database.sql, owner, 6)
    await passTime(database.sql, owner, '2 minutes')
    expect(await capture(database.sql, hold_id)).toMatchObject({ amount: -6, available: 0 })
  })

  it('comes back as a grace grant of 7 days when its grant has expired meanwhile', async () => {
    const owner = await addAccount(database.sql)
    await grant(database.sql, owner, 10, { expiresAt: new Date(Date.now() + 60_000) })
    const { hold_id } = await hold(database.sql, owner, 6)
    await passTime(database.sql, owner, '2 minutes')
    expect(await release(database.sql, hold_id)).toMatchObject({ available: 6, held: 0 })
    const [grace] =
      await database.sql`select g.source, g.amount, round(extract(epoch from g.expires_at - now()) / 86400)::int as days
      from public.credit_grants g join public.credit_accounts a on a.id = g.account_id
      where a.owner_id = ${owner} and g.parent_grant_id is not null`
    expect(grace).toMatchObject({ source: 'grace', amount: 6, days: 7 })
    await passTime(database.sql, owner, '8 days')
    expect(await balance(database.sql, owner)).toMatchObject({ available: 0 })
  })

  it('repeats by key: one hold for 50 calls at once, a conflict for another amount', async () => {
    const owner = await addAccount(database.sql, 100)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => hold(database.sql, owner, 5, { key: 'one' })),
    )
    expect(new Set(answers.map((answer) => answer.hold_id)).size).toBe(1)
    expect(await balance(database.sql, owner)).toMatchObject({ available: 95, held: 5 })
    await expect(hold(database.sql, owner, 6, { key: 'one' })).rejects.toMatchObject({
      message: 'idempotency_conflict',
    })
  })

  it('ends once when 25 captures and 25 releases race', async () => {
    const owner = await addAccount(database.sql, 10)
    const { hold_id } = await hold(database.sql, owner, 10)
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        n % 2 ? release(database.sql, hold_id) : capture(database.sql, hold_id, null, `c${n}`),
      ),
    )
    const captured = results.filter(
      (result) => result.status === 'fulfilled' && 'transaction_id' in result.value,
    )
    const { available, held } = await balance(database.sql, owner)
    expect(held).toBe(0)
    expect([captured.length, available]).toEqual(captured.length === 1 ? [1, 0] : [0, 10])
  })

  it('lets exactly 7 of 20 holds through when there are credits for 7', async () => {
    const owner = await addAccount(database.sql, 36)
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => hold(database.sql, owner, 5)))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(7)
    expect(await balance(database.sql, owner)).toMatchObject({ available: 1, held: 35 })
  })

  it('refuses an unknown hold and a lifetime out of bounds', async () => {
    const owner = await addAccount(database.sql, 10)
    await expect(capture(database.sql, 987654321)).rejects.toMatchObject({
      code: 'PT404',
      message: 'hold_not_found',
    })
    await expect(hold(database.sql, owner, 1, { ttlSeconds: 0 })).rejects.toMatchObject({
      message: 'invalid_expiry',
    })
    await expect(hold(database.sql, randomUUID(), 1)).rejects.toMatchObject({ message: 'account_not_found' })
  })
})
