import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useDatabase } from '../../helpers/database'
import { addAccount, deduct, grant, hold, passTime } from '../../helpers/ledger'

const database = useDatabase()
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)

type Alerts = {
  low: { level: number; left: number; reference: number; since: number } | null
  expiring: { credits: number; days: number; newest: number; expires_at: string } | null
}
async function alertsOf(owner: string): Promise<Alerts> {
  const [row] = await database.sql<{ a: Alerts }[]>`select public.account_alerts(${owner}) as a`
  if (!row) throw new Error('Nothing was answered.')
  return row.a
}

describe('account_alerts', () => {
  it('names the lowest level that is reached, and another reason after a top-up', async () => {
    const { sql } = database
    const owner = await addAccount(sql, 100)
    expect(await alertsOf(owner)).toEqual({ low: null, expiring: null })
    await deduct(sql, owner, 79)
    expect((await alertsOf(owner)).low).toBeNull()
    await deduct(sql, owner, 1)
    const first = (await alertsOf(owner)).low
    expect(first).toMatchObject({ level: 20, left: 20, reference: 100 })
    await deduct(sql, owner, 15)
    expect((await alertsOf(owner)).low).toMatchObject({ level: 5, left: 5, since: first?.since })
    await deduct(sql, owner, 5)
    expect((await alertsOf(owner)).low).toMatchObject({ level: 0, left: 0 })
    await grant(sql, owner, 10)
    expect((await alertsOf(owner)).low).toBeNull()
    await deduct(sql, owner, 8)
    const again = (await alertsOf(owner)).low
    expect(again).toMatchObject({ level: 20, left: 2, reference: 10 })
    expect(again?.since).toBeGreaterThan(first?.since ?? 0)
  })

  it('counts what work in progress holds as left, and warns nobody who never had any', async () => {
    const { sql } = database
    const owner = await addAccount(sql, 10)
    await hold(sql, owner, 10)
    expect((await alertsOf(owner)).low).toBeNull()
    expect((await alertsOf(await addAccount(sql))).low).toBeNull()
    await expect(alertsOf(randomUUID())).rejects.toMatchObject({ message: 'account_not_found' })
  })

  it('tells the first day on which something lapses, all of that day together', async () => {
    const { sql } = database
    const owner = await addAccount(sql, 100)
    await grant(sql, owner, 9, { source: 'gift', expiresAt: inDays(9) })
    expect((await alertsOf(owner)).expiring).toBeNull()
    const day = new Date(`${inDays(4).toISOString().slice(0, 10)}T09:00:00Z`)
    await grant(sql, owner, 5, { source: 'gift', expiresAt: day })
    await grant(sql, owner, 6, { source: 'bonus', expiresAt: new Date(day.getTime() + 3_600_000) })
    await grant(sql, owner, 7, { source: 'free', expiresAt: inDays(2) })
    const found = (await alertsOf(owner)).expiring
    expect(found).toMatchObject({ credits: 11, days: 7 })
    expect(new Date(found?.expires_at ?? 0)).toEqual(day)
    await grant(sql, owner, 3, { source: 'gift', expiresAt: inDays(0.5) })
    expect((await alertsOf(owner)).expiring).toMatchObject({ credits: 3, days: 1 })
    await passTime(sql, owner, '12 hours')
    expect((await alertsOf(owner)).expiring).toMatchObject({ credits: 11 })
  })
})

it('credit_outlook lists what is left in burn order, by expiry', async () => {
  const { sql } = database
  const owner = await addAccount(sql, 20)
  const soon = inDays(3)
  await grant(sql, owner, 5, { source: 'gift', expiresAt: soon })
  await grant(sql, owner, 6, { source: 'plan', expiresAt: soon })
  await grant(sql, owner, 7)
  await deduct(sql, owner, 4)
  const [row] = await sql<{ o: { credits: number; expires_at: string | null }[] }[]>`
    select public.credit_outlook(${owner}) as o`
  expect(row?.o.map(({ credits }) => credits)).toEqual([7, 27])
  expect(new Date(row?.o[0]?.expires_at ?? 0)).toEqual(soon)
  expect(row?.o[1]?.expires_at).toBeNull()
  await expect(sql`select public.credit_outlook(${randomUUID()})`).rejects.toMatchObject({
    message: 'account_not_found',
  })
})

it('first_usage_day is that of the first call, in the daily figures or not yet', async () => {
  const { sql } = database
  const owner = await addAccount(sql, 20)
  const first = async (id: string) => (await sql`select public.first_usage_day(${id})::text as day`)[0]?.day
  expect(await first(owner)).toBeNull()
  expect(await first(randomUUID())).toBeNull()
  await sql`select public.consume_credits(${owner}, 2, ${randomUUID()}, 'code-review')`
  const today = new Date().toISOString().slice(0, 10)
  expect(await first(owner)).toBe(today)
  await sql`
    insert into public.daily_usage (account_id, day, feature, model, calls, credits)
    select a.id, '2026-01-02', 'code-review', '', 1, 1 from public.credit_accounts a where a.owner_id = ${owner}`
  expect(await first(owner)).toBe('2026-01-02')
})

it('account_usage counts each call once, before and after it is in the daily figures', async () => {
  const { sql } = database
  const owner = await addAccount(sql, 100)
  const [today = ''] = new Date().toISOString().split('T')
  const use = (credits: number) =>
    sql`select public.consume_credits(${owner}, ${credits}, ${randomUUID()}, 'code-review', null, 10, 20)`
  const read = async () => {
    const [row] = await sql<{ u: Record<string, unknown>[] }[]>`
      select public.account_usage(${owner}, ${today}, ${today}) as u`
    return row?.u
  }
  expect(await read()).toEqual([])
  await use(2)
  const row = { day: today, feature: 'code-review', model: '', failed_calls: 0 }
  expect(await read()).toEqual([{ ...row, calls: 1, credits: 2, tokens_in: 10, tokens_out: 20 }])
  await sql`select public.roll_up_daily()`
  await sql`select public.roll_up_daily()`
  await use(3)
  expect(await read()).toEqual([{ ...row, calls: 2, credits: 5, tokens_in: 20, tokens_out: 40 }])
  const [none] = await sql`select public.account_usage(${randomUUID()}, ${today}, ${today}) as u`
  expect(none?.u).toEqual([])
})
