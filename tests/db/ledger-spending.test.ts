import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useDatabase } from '../helpers/database'
import { addAccount, balance, deduct, grant, passTime } from '../helpers/ledger'

const database = useDatabase()
const MAX = '9007199254740991'

describe('grant_credits', () => {
  it('adds a grant and chains the balances', async () => {
    const owner = await addAccount(database.sql)
    expect(await grant(database.sql, owner, 30)).toMatchObject({
      amount: 30,
      balance_before: 0,
      balance_after: 30,
    })
    expect(await grant(database.sql, owner, 12)).toMatchObject({
      balance_before: 30,
      balance_after: 42,
      version: 2,
    })
  })

  it('answers a repeated key with the first result and moves nothing', async () => {
    const owner = await addAccount(database.sql)
    const first = await grant(database.sql, owner, 30, { key: 'a' })
    const again = await grant(database.sql, owner, 30, { key: 'a' })
    expect(again).toEqual({ ...first, replayed: true })
    expect(await balance(database.sql, owner)).toMatchObject({ available: 30 })
  })

  it('refuses a key that came with another request', async () => {
    const owner = await addAccount(database.sql)
    await grant(database.sql, owner, 30, { key: 'a' })
    await expect(grant(database.sql, owner, 31, { key: 'a' })).rejects.toMatchObject({
      code: 'PT409',
      message: 'idempotency_conflict',
    })
    await expect(grant(database.sql, owner, 30, { key: 'a', source: 'gift' })).rejects.toMatchObject({
      code: 'PT409',
    })
    await expect(deduct(database.sql, owner, 30, { key: 'a' })).rejects.toMatchObject({ code: 'PT409' })
  })

  it('grants one piece of business once, whatever the key and the account', async () => {
    const [buyer, other] = [await addAccount(database.sql), await addAccount(database.sql)]
    await grant(database.sql, buyer, 100, { reference: 'order:1' })
    for (const owner of [buyer, other]) {
      await expect(grant(database.sql, owner, 100, { reference: 'order:1' })).rejects.toMatchObject({
        message: 'duplicate_reference',
      })
    }
    expect(await balance(database.sql, other)).toMatchObject({ available: 0 })
  })

  it('is applied once when the same key arrives 50 times at once', async () => {
    const owner = await addAccount(database.sql)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => grant(database.sql, owner, 7, { key: 'one' })),
    )
    expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1)
    expect(await balance(database.sql, owner)).toMatchObject({ available: 7 })
  })

  it('refuses what would pass the largest balance a JSON number can carry', async () => {
    const owner = await addAccount(database.sql)
    await grant(database.sql, owner, MAX)
    await expect(grant(database.sql, owner, 1)).rejects.toMatchObject({
      code: 'PT422',
      message: 'invalid_amount',
    })
    expect(await balance(database.sql, owner)).toMatchObject({ available: Number(MAX) })
  })
})

describe('deduct_credits', () => {
  it('lets exactly 20 of 200 deductions of 5 through when there are 100 credits', async () => {
    const owner = await addAccount(database.sql, 100)
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, () => deduct(database.sql, owner, 5)),
    )
    const refused = results.filter((result) => result.status === 'rejected')
    expect(results.length - refused.length).toBe(20)
    for (const { reason } of refused) {
      expect(reason).toMatchObject({ code: 'PT402', message: 'insufficient_credits' })
      expect(JSON.parse(reason.detail)).toMatchObject({ required: 5, available: 0 })
    }
    expect(await balance(database.sql, owner)).toMatchObject({ available: 0 })
  })

  it('is applied once when the same key arrives 50 times at once', async () => {
    const owner = await addAccount(database.sql, 100)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => deduct(database.sql, owner, 5, { key: 'one' })),
    )
    expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1)
    expect(new Set(answers.map((answer) => answer.transaction_id)).size).toBe(1)
    expect(await balance(database.sql, owner)).toMatchObject({ available: 95 })
  })

  it('replays even when the balance would no longer suffice', async () => {
    const owner = await addAccount(database.sql, 5)
    const first = await deduct(database.sql, owner, 5, { key: 'a' })
    expect(await deduct(database.sql, owner, 5, { key: 'a' })).toEqual({ ...first, replayed: true })
  })

  it.each([
    ['another amount', 6, 'text-generation', undefined],
    ['another feature', 5, 'code-review', undefined],
    ['another model', 5, 'text-generation', 'big'],
  ])('refuses a key that came with %s', async (_what, amount, feature, model) => {
    const owner = await addAccount(database.sql, 50)
    await deduct(database.sql, owner, 5, { key: 'a', feature: 'text-generation' })
    await expect(deduct(database.sql, owner, amount, { key: 'a', feature, model })).rejects.toMatchObject({
      code: 'PT409',
      message: 'idempotency_conflict',
    })
  })

  it('keeps the keys of two accounts apart', async () => {
    const [one, two] = [await addAccount(database.sql, 10), await addAccount(database.sql, 10)]
    await deduct(database.sql, one, 4, { key: 'same' })
    expect(await deduct(database.sql, two, 4, { key: 'same' })).toMatchObject({
      replayed: false,
      available: 6,
    })
  })

  it('never spends an expired grant, though no job has run', async () => {
    const owner = await addAccount(database.sql, 10)
    await grant(database.sql, owner, 40, { expiresAt: new Date(Date.now() + 3_600_000) })
    await passTime(database.sql, owner, '2 hours')
    await expect(deduct(database.sql, owner, 11)).rejects.toMatchObject({ message: 'insufficient_credits' })
    expect(await deduct(database.sql, owner, 10)).toMatchObject({ available: 0, balance_after: 0 })
  })

  it('burns by priority, soonest expiry, promotional before paid, oldest', async () => {
    const { sql } = database
    const owner = await addAccount(sql)
    const soon = new Date(Date.now() + 3_600_000)
    await grant(sql, owner, 1, { source: 'purchase', costCents: 10 })
    await grant(sql, owner, 2, { source: 'gift' })
    await grant(sql, owner, 4, { source: 'bonus' })
    await grant(sql, owner, 8, { source: 'plan', expiresAt: soon })
    await sql`select public.grant_credits(${owner}, 16, 'admin', 'first', p_priority => 1)`
    await deduct(sql, owner, 31)
    const [row] = await sql<{ sources: string[] }[]>`
      select array_agg(g.source::text order by s.n) as sources from public.credit_transactions t,
        unnest(t.grant_ids) with ordinality as s(id, n), public.credit_grants g, public.credit_accounts a
      where g.id = s.id and a.id = t.account_id and a.owner_id = ${owner} and t.type = 'deduction'`
    expect(row?.sources).toEqual(['admin', 'plan', 'gift', 'bonus', 'purchase'])
  })
})

describe('bad input', () => {
  it.each([null, 0, -5, '1.5', 'NaN', 'Infinity', '9007199254740992', '1e30'])(
    'refuses %s credits and writes nothing',
    async (amount) => {
      const owner = await addAccount(database.sql, 10)
      for (const call of [grant, deduct]) {
        await expect(call(database.sql, owner, amount)).rejects.toMatchObject({
          code: 'PT422',
          message: 'invalid_amount',
        })
      }
      const [count] = await database.sql<
        { n: number }[]
      >`select count(*) as n from public.credit_transactions t
      join public.credit_accounts a on a.id = t.account_id where a.owner_id = ${owner}`
      expect(count?.n).toBe(1)
    },
  )

  it.each([null, '', 'x'.repeat(256), 'x'.repeat(300)])('refuses the key %s', async (key) => {
    const owner = await addAccount(database.sql, 10)
    await expect(deduct(database.sql, owner, 1, { key })).rejects.toMatchObject({
      message: 'invalid_idempotency_key',
    })
  })

  it('answers account_not_found for an owner without an account', async () => {
    await expect(deduct(database.sql, randomUUID(), 1)).rejects.toMatchObject({
      code: 'PT404',
      message: 'account_not_found',
    })
  })

  it('refuses a grant that has expired already', async () => {
    const owner = await addAccount(database.sql)
    await expect(grant(database.sql, owner, 5, { expiresAt: new Date(0) })).rejects.toMatchObject({
      message: 'invalid_expiry',
    })
  })

  it.each([
    ['a priority out of bounds', 'p_priority => 70000'],
    ['a negative cost', 'p_cost_cents => -1'],
    ['no word on transfers', 'p_transferable => null'],
  ])('refuses %s', async (_what, argument) => {
    const owner = await addAccount(database.sql)
    const call = database.sql.unsafe(`select public.grant_credits('${owner}', 5, 'bonus', 'k', ${argument})`)
    await expect(call).rejects.toMatchObject({ code: 'PT422', message: 'invalid_input' })
  })
})
