import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useDatabase } from '../../helpers/database'
import {
  addAccount,
  deduct,
  grant,
  grantsOf,
  type HistoryRow,
  history,
  hold,
  passTime,
  refund,
  summary,
} from '../../helpers/ledger'

const database = useDatabase()
const HOUR = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR)

describe('get_transactions', () => {
  it('pages through everything once, newest first, while new rows arrive', async () => {
    const { sql } = database
    const owner = await addAccount(sql, 100)
    for (let n = 0; n < 11; n += 1) await deduct(sql, owner, 1)
    const rows: HistoryRow[] = []
    for (;;) {
      const page = await history(sql, owner, { limit: 5, beforeId: rows.at(-1)?.id })
      rows.push(...page)
      if (page.length < 5) break
      await deduct(sql, owner, 1)
    }
    expect(rows.map((row) => row.seq)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
  })

  it('says which grants the credits came from and what was given back', async () => {
    const { sql } = database
    const owner = await addAccount(sql)
    const expiresAt = inHours(24)
    await grant(sql, owner, 4, { source: 'plan', expiresAt })
    await grant(sql, owner, 10, { source: 'purchase' })
    const spent = await deduct(sql, owner, 6, { feature: 'image-generation' })
    await refund(sql, owner, spent.transaction_id, 3)
    const [plan, purchase] = await grantsOf(sql, owner)
    const fromPlan = { grant_id: plan?.id, source: 'plan', expires_at: expect.any(String) }
    const fromPurchase = { grant_id: purchase?.id, source: 'purchase', expires_at: null }
    const [refunded, deduction] = await history(sql, owner)
    expect(deduction).toMatchObject({
      type: 'deduction',
      amount: -6,
      balance_before: 14,
      balance_after: 8,
      feature: 'image-generation',
      refunded: 3,
      grants: [
        { ...fromPlan, amount: 4 },
        { ...fromPurchase, amount: 2 },
      ],
    })
    expect(new Date(deduction?.grants[0]?.expires_at ?? 0)).toEqual(expiresAt)
    expect(refunded).toMatchObject({
      type: 'refund',
      amount: 3,
      refund_of: spent.transaction_id,
      refunded: 0,
      grants: [
        { ...fromPlan, amount: 1 },
        { ...fromPurchase, amount: 2 },
      ],
    })
  })

  it('filters by type, feature and period', async () => {
    const { sql } = database
    const owner = await addAccount(sql, 50)
    await deduct(sql, owner, 1, { feature: 'code-review' })
    await deduct(sql, owner, 2, { feature: 'text-generation' })
    const amounts = async (filter: Parameters<typeof history>[2]) =>
      (await history(sql, owner, filter)).map((row) => row.amount)
    expect(await amounts({ type: 'grant' })).toEqual([50])
    expect(await amounts({ type: 'deduction' })).toEqual([-2, -1])
    expect(await amounts({ feature: 'code-review' })).toEqual([-1])
    expect(await amounts({ type: 'grant', feature: 'code-review' })).toEqual([])
    expect(await amounts({ from: inHours(-1), to: inHours(1) })).toEqual([-2, -1, 50])
    expect(await amounts({ from: inHours(1) })).toEqual([])
    expect(await amounts({ to: inHours(-1) })).toEqual([])
    // From that very moment on, and up to but without it. JavaScript's clock is the coarser one.
    const [moment] = await sql<{ rest: number[]; before: number[] }[]>`
      with t as (select created_at from public.get_transactions(${owner}) where amount = -1)
      select array(select amount from t, public.get_transactions(${owner}, p_from => t.created_at))::int[] as rest,
        array(select amount from t, public.get_transactions(${owner}, p_to => t.created_at))::int[] as before`
    expect(moment).toEqual({ rest: [-2, -1], before: [50] })
  })

  it('keeps its size within bounds', async () => {
    const { sql } = database
    const owner = await addAccount(sql, 600)
    await Promise.all(Array.from({ length: 505 }, () => deduct(sql, owner, 1)))
    expect(await history(sql, owner, { limit: 10_000 })).toHaveLength(500)
    expect(await history(sql, owner, { limit: 0 })).toHaveLength(1)
    expect(await history(sql, owner, { limit: -3 })).toHaveLength(1)
  })

  it('is gap-free and chained after 40 deductions at once', async () => {
    const { sql } = database
    const owner = await addAccount(sql, 100)
    await Promise.all(Array.from({ length: 40 }, () => deduct(sql, owner, 2)))
    const rows = (await history(sql, owner)).toReversed()
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 41 }, (_, n) => n + 1))
    expect(rows.map((row) => row.balance_after)).toEqual(Array.from({ length: 41 }, (_, n) => 100 - 2 * n))
    expect(rows.slice(1).map((row) => row.balance_before)).toEqual(
      rows.slice(0, -1).map((row) => row.balance_after),
    )
  })

  it('shows nothing of other accounts and nothing of none', async () => {
    const { sql } = database
    const [one, two] = [await addAccount(sql, 5), await addAccount(sql, 7)]
    expect((await history(sql, one)).map((row) => row.amount)).toEqual([5])
    expect((await history(sql, two)).map((row) => row.amount)).toEqual([7])
    expect(await history(sql, randomUUID())).toEqual([])
  })
})

describe('credit_summary', () => {
  it('sums up by source, with rolled-over credits apart and the next expiry', async () => {
    const { sql } = database
    const owner = await addAccount(sql)
    const soon = inHours(24)
    await grant(sql, owner, 30, { source: 'rollover', expiresAt: soon })
    await grant(sql, owner, 20, { source: 'plan', expiresAt: soon })
    await grant(sql, owner, 10, { source: 'plan', expiresAt: inHours(48) })
    await grant(sql, owner, 5, { source: 'purchase' })
    await deduct(sql, owner, 4)
    await hold(sql, owner, 6)
    const found = await summary(sql, owner)
    expect(found).toMatchObject({
      available: 55,
      held: 6,
      disputed: 0,
      debt: 0,
      next_expiring: 40,
      rollover: 20,
    })
    expect(new Date(found.next_expires_at ?? 0)).toEqual(soon)
    expect(found.sources.map(({ source, remaining }) => [source, remaining])).toEqual([
      ['plan', 30],
      ['rollover', 20],
      ['purchase', 5],
    ])
    expect(new Date(found.sources[0]?.next_expires_at ?? 0)).toEqual(soon)
  })

  it('counts as expiring next what ends a few minutes after the first, and not what ends an hour later', async () => {
    const { sql } = database
    const owner = await addAccount(sql)
    for (const hours of [24, 24.2, 25]) await grant(sql, owner, 10, { expiresAt: inHours(hours) })
    expect(await summary(sql, owner)).toMatchObject({ available: 30, next_expiring: 20 })
  })

  it('leaves out what has expired, though no job has run', async () => {
    const { sql } = database
    const owner = await addAccount(sql, 5)
    await grant(sql, owner, 10, { source: 'plan', expiresAt: inHours(1) })
    await passTime(sql, owner, '2 hours')
    expect(await summary(sql, owner)).toMatchObject({
      available: 5,
      next_expires_at: null,
      next_expiring: 0,
      sources: [{ source: 'bonus', remaining: 5 }],
    })
  })

  it('is empty for an empty account and refuses an unknown one', async () => {
    const { sql } = database
    expect(await summary(sql, await addAccount(sql))).toMatchObject({
      available: 0,
      held: 0,
      debt: 0,
      next_expires_at: null,
      rollover: 0,
      sources: [],
    })
    await expect(summary(sql, randomUUID())).rejects.toMatchObject({
      code: 'PT404',
      message: 'account_not_found',
    })
  })
})
