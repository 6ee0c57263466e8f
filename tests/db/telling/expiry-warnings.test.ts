import { beforeEach, describe, expect, it } from 'vitest'
import { addUser, type TestSql, useDatabase } from '../../helpers/database'
import { deduct, grant } from '../../helpers/ledger'
import { mailsOf, noticesOf } from '../../helpers/notices'

const database = useDatabase()

type Walk = { looked_at: number; warned: number }

// Noon, so that a few hours earlier or later are the same day.
const NOON = new Date(new Date().setUTCHours(12, 0, 0, 0) + 86_400_000)
const inHours = (hours: number) => new Date(NOON.getTime() + hours * 3_600_000)
const dayOf = (date: Date) => date.toISOString().slice(0, 10)

async function warn(sql: TestSql, now = NOON, limit = 500): Promise<Walk> {
  const [row] = await sql<Walk[]>`select * from public.warn_expiring(${now}, ${limit})`
  if (!row) throw new Error('The function answered nothing.')
  return row
}

/** Walks to the end, as the job does. Resolves how many were warned. */
async function warnAll(sql: TestSql, now = NOON, limit = 500): Promise<number> {
  let warned = 0
  for (;;) {
    const step = await warn(sql, now, limit)
    if (step.looked_at === 0) return warned
    warned += step.warned
  }
}

const addPerson = async (sql: TestSql, grants: [credits: number, expiresAt: Date, source?: string][]) => {
  const { id } = await addUser(sql)
  for (const [credits, expiresAt, source] of grants) await grant(sql, id, credits, { expiresAt, source })
  return id
}

beforeEach(async () => {
  await database.sql`delete from auth.users`
})

describe('credits that are about to expire', () => {
  it('are warned about a week before and a day before, each once', async () => {
    const { sql } = database
    const expiry = inHours(7 * 24)
    const id = await addPerson(sql, [[40, expiry]])
    expect(await warnAll(sql, inHours(-24))).toBe(0)
    expect(await warnAll(sql)).toBe(1)
    expect(await warnAll(sql)).toBe(0)
    expect(await warnAll(sql, inHours(3 * 24))).toBe(0)
    expect(await warnAll(sql, inHours(6 * 24))).toBe(1)
    expect(await warnAll(sql, inHours(7 * 24 - 1))).toBe(0)
    expect(await warnAll(sql, inHours(7 * 24 + 1))).toBe(0)
    const told = [7, 1].map((days) => ({
      kind: 'credits_expiring',
      key: `expiring:${days}:${dayOf(expiry)}`,
      data: { credits: 40, days },
    }))
    expect(await noticesOf(sql, id)).toMatchObject(told)
    expect(await mailsOf(sql, id)).toMatchObject(told)
    const [notice] = await noticesOf(sql, id)
    expect(new Date(String(notice?.data.expires_at))).toEqual(expiry)
  })

  it('of one day come together, those of another day apart', async () => {
    const { sql } = database
    const id = await addPerson(sql, [
      [10, inHours(48)],
      [5, inHours(52)],
      [7, inHours(96)],
      [9, inHours(9 * 24)],
    ])
    await warnAll(sql)
    const told = (await noticesOf(sql, id)).map(({ data }) => [data.credits, data.expires_at])
    expect(told.map(([credits, at]) => [credits, new Date(String(at))])).toEqual([
      [15, inHours(48)],
      [7, inHours(96)],
    ])
  })

  it('count as far as they are left, the ones being burned included', async () => {
    const { sql } = database
    const id = await addPerson(sql, [[30, inHours(48)]])
    await deduct(sql, id, 12)
    await warnAll(sql)
    expect(await noticesOf(sql, id)).toMatchObject([{ data: { credits: 18 } }])
    const spent = await addPerson(sql, [[30, inHours(48)]])
    await deduct(sql, spent, 30)
    await warnAll(sql)
    expect(await noticesOf(sql, spent)).toEqual([])
  })

  it('of the Free plan come again each month and go unmentioned', async () => {
    const { sql } = database
    await sql`alter type public.credit_grant_source add value if not exists 'free'`
    const id = await addPerson(sql, [
      [5, inHours(48), 'free'],
      [8, inHours(48)],
    ])
    await warnAll(sql)
    expect(await noticesOf(sql, id)).toMatchObject([{ data: { credits: 8 } }])
  })

  it('of a trial are nobody’s to be warned about', async () => {
    const { sql } = database
    await sql`select public.start_lead('somewhere', 1, 100)`
    await sql`update public.credit_grants set expires_at = ${inHours(48)} where source = 'lead'`
    await sql`update public.credit_accounts set next_due_at = ${inHours(48)} where kind = 'lead'`
    expect(await warnAll(sql)).toBe(0)
  })
})

describe('the walk', () => {
  it('goes on where a run was cut off, and begins again after its end', async () => {
    const { sql } = database
    const ids: string[] = []
    for (let n = 0; n < 7; n += 1) ids.push(await addPerson(sql, [[n + 1, inHours(24 + n)]]))
    expect(await warn(sql, NOON, 3)).toEqual({ looked_at: 3, warned: 3 })
    expect(await Promise.all(ids.map(async (id) => (await noticesOf(sql, id)).length))).toEqual([
      1, 1, 1, 0, 0, 0, 0,
    ])
    expect(await warn(sql, NOON, 3)).toEqual({ looked_at: 3, warned: 3 })
    expect(await warn(sql, NOON, 3)).toEqual({ looked_at: 1, warned: 1 })
    expect(await warn(sql, NOON, 3)).toEqual({ looked_at: 0, warned: 0 })
    expect(await warn(sql, NOON, 3)).toEqual({ looked_at: 3, warned: 0 })
    await warnAll(sql)
  })

  it('is walked by one run at a time; another finds nothing to do', async () => {
    const { sql } = database
    await addPerson(sql, [[5, inHours(24)]])
    await sql.begin(async (tx) => {
      await tx`select * from public.warn_expiring(${NOON})`
      expect(await warn(sql)).toEqual({ looked_at: 0, warned: 0 })
    })
    expect(await warn(sql)).toEqual({ looked_at: 0, warned: 0 })
  })
})
