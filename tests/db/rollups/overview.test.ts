import { describe, expect, it } from 'vitest'
import { beginCall, finishCall } from '../../helpers/calls'
import { addUser, useDatabase } from '../../helpers/database'
import { clawBack, deduct, grant, history, passTime, refund } from '../../helpers/ledger'
import { drainRollUps } from '../../helpers/roll-ups'
import { expectedFigures, rolledUpFigures } from './expected'

const database = useDatabase()

type Day = { day: string } & Record<
  'sold' | 'granted' | 'spent' | 'refunded' | 'expired' | 'taken' | 'signups',
  number
>
type Overview = {
  from: string
  days: Day[]
  features: { feature: string; plan: string; calls: number; credits: number }[]
  spenders: { userId: string; credits: number }[]
  buyers: number
  buyersWhole: number
  buyersBefore: number
  users: number
  outstanding: number
}

async function addAdmin() {
  const { id } = await addUser(database.sql)
  await database.sql`update public.profiles set role = 'admin' where id = ${id}`
  return id
}

async function overview(adminId: string, days = 30) {
  const [row] = await database.sql<
    { answer: Overview }[]
  >`select public.admin_overview(${adminId}, ${days}) as answer`
  if (!row) throw new Error('The function answered nothing.')
  return row.answer
}

/** How much more is unspent after the days of the overview than before them, by its columns. */
const moved = ({ days }: Overview) =>
  days.reduce(
    (sum, { sold, granted, refunded, spent, expired, taken }) =>
      sum + sold + granted + refunded - spent - expired - taken,
    0,
  )

async function spend(id: string, times: number) {
  for (let i = 0; i < times; i++) {
    await finishCall(database.sql, id, await beginCall(database.sql, id), { tokensOut: 10 })
  }
}

describe('the admin overview', () => {
  it('says what was sold, granted, spent and taken, and by whom', async () => {
    const { sql } = database
    const admin = await addAdmin()
    await drainRollUps(sql)
    const before = await overview(admin)
    const [{ id: much }, { id: little }] = [await addUser(sql), await addUser(sql)]
    await grant(sql, much, 70, { source: 'purchase' })
    await spend(much, 9)
    await spend(little, 8)
    await sql`select public.deduct_credits(${little}, 5, 'taken', p_reference => 'adjustment')`
    await drainRollUps(sql)
    const { days, features, spenders, users, outstanding } = await overview(admin)
    expect(days).toHaveLength(61)
    const [was, is] = [before.days.at(-1), days.at(-1)]
    const grown = (key: keyof Omit<Day, 'day'>) => (is?.[key] ?? 0) - (was?.[key] ?? 0)
    // Two sign-up bonuses of 50.
    expect([grown('sold'), grown('granted'), grown('spent')]).toEqual([70, 100, 17])
    expect([grown('taken'), grown('signups')]).toEqual([5, 2])
    expect(days.at(-2)).toMatchObject({ sold: 0, granted: 0, spent: 0, taken: 0, signups: 0 })
    expect(features).toMatchObject([{ feature: 'text-generation', plan: 'free' }])
    expect(spenders.slice(0, 2).map(({ userId, credits }) => [userId, credits])).toEqual([
      [much, 9],
      [little, 8],
    ])
    const [real] = await sql<{ users: number; outstanding: number }[]>`
      select (select count(*) from public.profiles) as users,
        (select sum(a.available + a.held)::bigint from public.credit_accounts a) as outstanding`
    expect({ users, outstanding }).toEqual(real)
  })

  it('accounts for every credit, what paid a debt included', async () => {
    const { sql } = database
    const [admin, { id }] = [await addAdmin(), await addUser(sql)]
    await drainRollUps(sql)
    const before = await overview(admin)
    const { transaction_id: bought } = await grant(sql, id, 100, { source: 'purchase' })
    const { transaction_id: spent } = await deduct(sql, id, 150)
    const [row] = (await history(sql, id)).filter((each) => each.id === bought)
    await clawBack(sql, id, row?.grants[0]?.grant_id ?? 0, 100)
    await grant(sql, id, 90, { source: 'purchase' })
    await refund(sql, id, spent, 30) // pays the last 10
    await grant(sql, id, 40, { expiresAt: new Date(Date.now() + 3_600_000) })
    await passTime(sql, id, '2 hours')
    await sql`select public.deduct_credits(${id}, 5, ${`taken:${id}`}, p_reference => 'adjustment')`
    await drainRollUps(sql)
    const after = await overview(admin)
    const [was, is] = [before.days.at(-1), after.days.at(-1)]
    expect([(is?.sold ?? 0) - (was?.sold ?? 0), (is?.taken ?? 0) - (was?.taken ?? 0)]).toEqual([190, 105])
    expect(after.outstanding - before.outstanding).toBe(15 - 50) // the 50 of signing up were spent
    for (const each of [before, after]) expect(moved(each)).toBe(each.outstanding)
  })

  it('counts who paid up to now, and in the whole days up to yesterday and before, in whatever order it was heard', async () => {
    const { sql } = database
    const admin = await addAdmin()
    await drainRollUps(sql)
    // Days in no order and with gaps, the same ones again, and some within one batch.
    await sql`
      insert into private.daily_changes (day, what, user_id, currency, kind, payments, paid_cents)
      select private.utc_day(now()) - abs(hashtext(n || ' ' || person)) % 29, 'money', md5('buyer ' || person)::uuid, 'USD', 'package', 1, 100
      from generate_series(1, 9) n, generate_series(1, 40) person where n <= 1 + person % 7 order by n * 104729 % 11, person`
    await drainRollUps(sql, 7)
    const counted = async (from: number, to: number) => {
      const [row] = await sql<{ people: number }[]>`
        select count(distinct b.user_id)::int as people from public.daily_buyers b
        where b.day between private.utc_day(now()) - ${from}::int and private.utc_day(now()) - ${to}::int`
      return row?.people
    }
    const { from, days, buyers, buyersWhole, buyersBefore } = await overview(admin, 7)
    const expected = await Promise.all([counted(6, 0), counted(7, 1), counted(14, 8)])
    await sql`select private.rebuild_daily()`
    expect([buyers, buyersWhole, buyersBefore]).toEqual(expected)
    expect(new Set(expected).size).toBe(3)
    expect([days.length, days.at(-7)?.day]).toEqual([15, from])
  })

  it('says when the last webhook came and since when there are people', async () => {
    const { sql } = database
    const admin = await addAdmin()
    await sql`delete from public.webhook_events`
    const read = async () => {
      const [row] = await sql<{ answer: { since: string; webhooks: object } }[]>`
        select public.admin_machinery(${admin}) as answer`
      return row?.answer
    }
    expect((await read())?.webhooks).toEqual({ failed: 0, parked: 0, received: 0, lastAt: null })
    await sql`
      insert into public.webhook_events (webhook_id, type, payload, status, received_at) values
        ('a', 'x', '{}', 'failed', '2026-11-01Z'), ('b', 'x', '{}', 'ignored', '2026-11-03Z'),
        ('c', 'x', '{}', 'processed', '2026-11-02Z')`
    const answer = await read()
    expect(answer?.webhooks).toMatchObject({
      failed: 1,
      lastAt: expect.stringMatching(/^2026-11-03T00:00:00/),
    })
    const [first] = await sql<{ at: Date }[]>`select min(created_at) as at from public.profiles`
    expect(new Date(answer?.since ?? '')).toEqual(first?.at)
    await sql`delete from public.webhook_events`
  })

  it('is for admins, and for the periods there are', async () => {
    const { id } = await addUser(database.sql)
    await expect(overview(id)).rejects.toThrow('forbidden')
    await expect(database.sql`select public.admin_machinery(${id})`).rejects.toThrow('forbidden')
    await expect(overview(await addAdmin(), 31)).rejects.toThrow('invalid_input')
  })

  it('is the same after everything was added up anew', async () => {
    const { sql } = database
    const admin = await addAdmin()
    const { id } = await addUser(sql)
    await spend(id, 3)
    await deduct(sql, id, 2)
    await drainRollUps(sql, 7)
    const before = await overview(admin)
    await sql`select private.rebuild_daily()`
    await drainRollUps(sql, 5)
    expect(await overview(admin)).toEqual(before)
    expect(await rolledUpFigures(sql)).toEqual(await expectedFigures(sql))
  })
})
