import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { addAdmin } from '../../helpers/admins'
import { addUser, useDatabase } from '../../helpers/database'
import { clawBack, deduct, expire, grant, history, refund, transfer } from '../../helpers/ledger'
import { drainRollUps } from '../../helpers/roll-ups'
import { spreadOverDays } from '../rollups/expected'

const database = useDatabase()

const DAY_MS = 86_400_000
const KINDS = ['sold', 'granted', 'spent', 'expired', 'refunded', 'taken'] as const
const dayBefore = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)

let admin = ''
const people: { id: string; email: string }[] = []

type Row = {
  id: string
  amount: number
  type: string
  source: string | null
  userId: string | null
  accountKind: string
}
type Answer = { rows: Row[]; count: number; credits: number }
type Asked = { kind?: string | null; from?: string | null; to?: string | null }

async function page({ kind = null, from = null, to = null }: Asked, before: string | null, limit: number) {
  const [row] = await database.sql<{ answer: Answer }[]>`
    select public.search_transactions(${admin}, ${kind}, ${before}, ${limit}, ${from}, ${to}) as answer`
  if (!row) throw new Error('No answer')
  return row.answer
}

/** All rows, in pages of `limit`, and the sums that came with the first. */
async function readAll(asked: Asked = {}, limit = 3): Promise<Answer> {
  const first = await page(asked, null, limit)
  const rows = [...first.rows]
  for (let last = first.rows; last.length === limit; ) {
    last = (await page(asked, rows.at(-1)?.id ?? null, limit)).rows
    rows.push(...last)
  }
  return { ...first, rows }
}

const total = (rows: Row[]) => rows.reduce((sum, { amount }) => sum + amount, 0)
const ids = (rows: Row[]) => rows.map(({ id }) => Number(id))

async function useSome(id: string, size: number) {
  const { sql } = database
  await grant(sql, id, 500 + size, { source: 'purchase' })
  await grant(sql, id, 40, { source: 'signup' })
  for (let n = 0; n < 6; n += 1) await deduct(sql, id, size + n, { feature: 'text-generation' })
  await sql`select public.deduct_credits(${id}, 7, ${`adjust:${id}`}, p_reference => 'adjustment')`
  const spent = await history(sql, id, { type: 'deduction' })
  for (const row of spent.slice(0, 3)) await refund(sql, id, row.id, 2) // the admin's deduction among them
  const [bought] = await sql<{ id: number }[]>`
    select g.id from public.credit_grants g join public.credit_accounts a on a.id = g.account_id
    where a.owner_id = ${id} and g.source = 'purchase'`
  await clawBack(sql, id, bought?.id ?? 0, 5)
}

beforeAll(async () => {
  const { sql } = database
  admin = await addAdmin(sql)
  for (let n = 0; n < 4; n += 1) people.push(await addUser(sql))
  await Promise.all(people.map(({ id }, index) => useSome(id, index + 1)))
  const [first] = people
  await grant(sql, first?.id ?? '', 9, { source: 'bonus', expiresAt: new Date(Date.now() + 300) })
  await vi.waitFor(async () => expect((await expire(sql)).expired_credits).toBe(9), { timeout: 10_000 })
  await transfer(sql, first?.id ?? '', people[1]?.id ?? '', 11)
  await grant(sql, first?.id ?? '', 2, { source: 'rollover', expiresAt: new Date(Date.now() + DAY_MS) })
  await sql`select public.start_lead('somebody’s address', 5, 1000)`
  // Ids of a day lie among those of others, as around midnight and far worse.
  await spreadOverDays(sql, 5)
  await drainRollUps(sql)
})

describe('everybody’s transactions', () => {
  it('are all there, newest first, in pages of any size', async () => {
    const rows = await database.sql<
      { id: number }[]
    >`select id from public.credit_transactions order by id desc`
    for (const limit of [1, 3, 200]) {
      const all = await readAll({}, limit)
      expect(ids(all.rows)).toEqual(rows.map(({ id }) => id))
      expect(all.count).toBe(rows.length)
    }
  })

  it.each(KINDS)('%s: add up to the overview’s figure of each day, and of all', async (kind) => {
    const spans = [0, 1, 2, 3, 4, 5].map((days): [string, string] => [dayBefore(days), dayBefore(days)])
    for (const [from, to] of [...spans, [dayBefore(6), dayBefore(0)] as const]) {
      const [figure] = await database.sql<{ credits: number }[]>`
        select coalesce(sum((to_jsonb(d) ->> ${kind})::bigint), 0)::int as credits from private.credit_days(${from}, ${to}) d`
      const { rows, count, credits } = await readAll({ kind, from, to })
      const isOut = ['spent', 'expired', 'taken'].includes(kind)
      expect({ from, sum: isOut ? 0 - total(rows) : total(rows), count: rows.length }).toEqual({
        from,
        sum: figure?.credits,
        count,
      })
      expect(credits).toBe(figure?.credits)
      expect(ids(rows)).toEqual(ids(rows).toSorted((a, b) => b - a))
    }
    const everyDay = await readAll({ kind, from: dayBefore(6), to: dayBefore(0) })
    expect(everyDay).toEqual(await readAll({ kind }))
    expect(everyDay.rows.length).toBeGreaterThan(0)
  })

  it('are of one kind each, an admin’s deductions and what is given back of them among what was taken', async () => {
    const found = new Map<string, Row[]>()
    for (const kind of KINDS) found.set(kind, (await readAll({ kind })).rows)
    const rows = await database.sql<{ id: number; type: string; isAdmins: boolean }[]>`
      select t.id, t.type, coalesce(t.reference, o.reference) is not distinct from 'adjustment' as "isAdmins"
      from public.credit_transactions t left join public.credit_transactions o on o.id = t.refund_of`
    const idsOf = (type: string, isAdmins: boolean) =>
      rows.filter((row) => row.type === type && row.isAdmins === isAdmins).map(({ id }) => id)
    const of = (kind: string) => new Set(ids(found.get(kind) ?? []))
    expect(of('spent')).toEqual(new Set(idsOf('deduction', false)))
    expect(of('refunded')).toEqual(new Set(idsOf('refund', false)))
    const taken = [...idsOf('deduction', true), ...idsOf('refund', true), ...idsOf('clawback', false)]
    expect(of('taken')).toEqual(new Set(taken))
    expect(idsOf('refund', true)).toHaveLength(4)
    expect(new Set(found.get('sold')?.map(({ source }) => source))).toEqual(new Set(['purchase']))
    expect(found.get('expired')).toMatchObject([
      { type: 'grant', source: 'rollover', amount: 2 },
      { type: 'expiry', source: null, amount: -9 },
    ])
    const all = [...found.values()].flat()
    expect(new Set(ids(all)).size).toBe(all.length)
    const others = rows.filter(({ id }) => !ids(all).includes(id)).map(({ type }) => type)
    expect(new Set(others)).toEqual(new Set(['transfer_in', 'transfer_out']))
  })

  it('name whose they are, a visitor’s nobody', async () => {
    const { rows } = await readAll({ kind: 'sold' })
    expect(new Set(rows.map(({ userId }) => userId))).toEqual(new Set(people.map(({ id }) => id)))
    const visitors = (await readAll({ kind: 'granted' })).rows.filter((row) => row.accountKind === 'lead')
    expect(visitors).toMatchObject([{ userId: null, email: null }])
  })

  it('show at once, though the daily figures do not have them yet', async () => {
    const { sql } = database
    const id = people[0]?.id ?? ''
    const before = await readAll({ kind: 'spent', from: dayBefore(0), to: dayBefore(0) })
    const { transaction_id: newest } = await deduct(sql, id, 3)
    onTestFinished(() => drainRollUps(sql))
    const after = await readAll({ kind: 'spent', from: dayBefore(0), to: dayBefore(0) })
    expect(ids(after.rows)).toEqual([newest, ...ids(before.rows)])
    expect(after.count).toBe(before.count)
    expect(ids((await page({ kind: 'sold' }, null, 1)).rows)).not.toContain(newest)
    expect(ids((await readAll({ kind: 'spent', to: dayBefore(1) })).rows)).not.toContain(newest)
    await drainRollUps(sql)
    expect(await readAll({ kind: 'spent', from: dayBefore(0), to: dayBefore(0) })).toEqual({
      rows: after.rows,
      count: before.count + 1,
      credits: before.credits + 3,
    })
  })
})

it('a ledger that never had a row has none to show', async () => {
  const { sql } = database
  await sql
    .begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`delete from public.daily_credits`
      await tx`update private.rollup_cursors set done_id = 0`
      await tx`alter sequence public.credit_transactions_id_seq restart`
      for (const kind of [null, ...KINDS]) {
        const [row] = await tx`select public.search_transactions(${admin}, ${kind}) as answer`
        expect(row?.answer).toEqual({ rows: [], count: 0, credits: 0 })
      }
      throw new Error('undone')
    })
    .catch((error: Error) => expect(error.message).toBe('undone'))
})
