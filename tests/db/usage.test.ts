import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginCall, finishCall, listUsage } from '../helpers/calls'
import { addUser, useDatabase } from '../helpers/database'
import { balance } from '../helpers/ledger'

const database = useDatabase()

async function status(id: string) {
  const [row] = await database.sql<{ tokens: number; month_tokens: number; resets_at: Date }[]>`
    select * from public.usage_status(${id})`
  if (!row) throw new Error('The function answered nothing.')
  return row
}

async function use(id: string, tokens: number) {
  await finishCall(database.sql, id, await beginCall(database.sql, id), { tokensOut: tokens })
}

const shiftCycle = (id: string, interval: string) => database.sql`
  update public.usage_counters u set resets_at = resets_at - ${interval}::interval
  from public.credit_accounts a where a.id = u.account_id and a.owner_id = ${id}`

describe('token counters', () => {
  it('are zero for somebody who used none, with the month they are in', async () => {
    const { id } = await addUser(database.sql)
    const { tokens, month_tokens, resets_at } = await status(id)
    expect([tokens, month_tokens]).toEqual([0, 0])
    const days = (resets_at.getTime() - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(27)
    expect(days).toBeLessThanOrEqual(31)
  })

  it('add up, and begin a new month when the old one is over, whether or not a job ran', async () => {
    const { id } = await addUser(database.sql)
    await use(id, 100)
    await use(id, 50)
    expect(await status(id)).toMatchObject({ tokens: 150, month_tokens: 150 })
    await shiftCycle(id, '40 days')
    expect(await status(id)).toMatchObject({ tokens: 150, month_tokens: 0 })
    await use(id, 7)
    const after = await status(id)
    expect(after).toMatchObject({ tokens: 157, month_tokens: 7 })
    expect(after.resets_at.getTime()).toBeGreaterThan(Date.now())
  })

  it('are begun anew by the job, in batches, once', async () => {
    const { sql } = database
    const people = await Promise.all(Array.from({ length: 3 }, () => addUser(sql)))
    for (const { id } of people) {
      await use(id, 10)
      await shiftCycle(id, '40 days')
    }
    const reset = async () =>
      (await sql<{ done: number }[]>`select public.reset_monthly_tokens(now(), 2) as done`)[0]?.done
    expect([await reset(), await reset(), await reset()]).toEqual([2, 1, 0])
    expect(await status(people[0]?.id ?? '')).toMatchObject({ tokens: 10, month_tokens: 0 })
  })

  it('are exact when twenty calls finish at once', async () => {
    const { id } = await addUser(database.sql)
    await Promise.all(Array.from({ length: 20 }, () => use(id, 5)))
    expect(await status(id)).toMatchObject({ tokens: 100, month_tokens: 100 })
    expect(await listUsage(database.sql, id)).toHaveLength(20)
  })
})

describe('a cycle', () => {
  const next = async (anchor: string, after: string) =>
    (
      await database.sql<{ at: Date }[]>`select private.next_cycle(${anchor}, ${after}) as at`
    )[0]?.at.toISOString()

  it.each([
    ['2026-01-31T10:00:00Z', '2026-02-01T00:00:00Z', '2026-02-28T10:00:00.000Z'],
    ['2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z', '2026-03-31T10:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2027-02-28T00:00:00Z', '2027-03-29T00:00:00.000Z'],
    ['2026-12-15T23:59:59Z', '2026-12-31T00:00:00Z', '2027-01-15T23:59:59.000Z'],
  ])('that began at %s goes on after %s at %s', async (anchor, after, expected) => {
    expect(await next(anchor, after)).toBe(expected)
  })

  it('always ends later than now, within a month', async () => {
    const times = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 0, max: 4000 }), async (anchor, days) => {
        const after = new Date(anchor.getTime() + days * 86_400_000)
        const at = new Date((await next(anchor.toISOString(), after.toISOString())) ?? 0)
        const ahead = (at.getTime() - after.getTime()) / 86_400_000
        expect(ahead).toBeGreaterThan(0)
        expect(ahead).toBeLessThanOrEqual(31)
      }),
      { numRuns: 100 },
    )
  })
})

describe('consume_credits', () => {
  const consume = async (id: string, credits: number, key: string) =>
    (
      await database.sql<{ done: { newBalance: number; totalTokensUsed: number } }[]>`
        select public.consume_credits(${id}, ${credits}, ${key}, 'text-generation', 'demo', 3, 4) as done`
    )[0]?.done

  it('spends, logs and counts, once for a key', async () => {
    const { id } = await addUser(database.sql)
    const key = randomUUID()
    for (let n = 0; n < 2; n += 1) {
      expect(await consume(id, 2, key)).toMatchObject({ newBalance: 48, totalTokensUsed: 7 })
    }
    expect(await listUsage(database.sql, id)).toMatchObject([{ credits: 2, tokens_in: 3, tokens_out: 4 }])
  })

  it('logs an admin without charging', async () => {
    const { id } = await addUser(database.sql)
    await database.sql`update public.profiles set role = 'admin' where id = ${id}`
    expect(await consume(id, 2, randomUUID())).toMatchObject({ newBalance: 50, totalTokensUsed: 7 })
    expect(await listUsage(database.sql, id)).toMatchObject([{ credits: 0, tokens_in: 3, tokens_out: 4 }])
  })

  it('refuses what is not there, and logs nothing', async () => {
    const { id } = await addUser(database.sql)
    await expect(consume(id, 51, randomUUID())).rejects.toMatchObject({ code: 'PT402' })
    expect(await balance(database.sql, id)).toMatchObject({ available: 50 })
    expect(await listUsage(database.sql, id)).toEqual([])
  })
})
