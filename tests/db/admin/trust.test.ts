import { describe, expect, it } from 'vitest'
import { addAdmin } from '../../helpers/admins'
import { addUser, useDatabase } from '../../helpers/database'

const database = useDatabase({ checkLedger: false })

type Filter = { admin?: string; target?: string; action?: string; before?: number; limit?: number }
const list = (actor: string, { admin, target, action, before, limit = 25 }: Filter = {}) => database.sql<
  { id: number; actor: string; target: string | null; action: string }[]
>`
  select * from public.list_admin_actions(${actor}, ${admin ?? null}, ${target ?? null}, ${action ?? null}, ${before ?? null}, ${limit})`

describe('the audit log', () => {
  it('is narrowed by admin, target and action, and goes on where a page ended', async () => {
    const { sql } = database
    const [one, two, user] = [await addAdmin(sql), await addAdmin(sql), await addUser(sql)]
    await sql`select public.adjust_credits(${one}, ${user.id}, 5, 'a', '1')`
    await sql`select public.adjust_credits(${two}, ${user.id}, 6, 'b', '2')`
    await sql`select public.add_admin_note(${two}, ${user.id}, gen_random_uuid(), 'c')`
    await sql`insert into public.admin_actions (actor_id, action, subject) values (${one}, 'edit_package', 'package:pro_1')`
    const all = await list(one, { target: user.email })
    expect(all.map(({ action }) => action)).toEqual(['add_note', 'adjust_credits', 'adjust_credits'])
    expect(await list(one, { target: user.id, action: 'adjust_credits', admin: two })).toMatchObject([
      { id: all[1]?.id, target: user.email },
    ])
    expect(await list(one, { target: user.id, before: all[0]?.id, limit: 1 })).toMatchObject([
      { id: all[1]?.id },
    ])
    expect(await list(one, { target: 'package:pro_' })).toHaveLength(1)
    expect(await list(one, { target: 'package:pro%' })).toEqual([])
    expect(await list(one, { admin: 'nobody' })).toEqual([])
    const kinds = await sql`select x from public.list_admin_action_kinds(${one}) x`
    const names = kinds.map(({ x }) => x)
    expect(names).toEqual(expect.arrayContaining(['add_note', 'adjust_credits', 'edit_package']))
    expect(names).toEqual([...new Set(names)].sort())
  })

  it('keeps those who are gone by their id', async () => {
    const { sql } = database
    const [one, two, user] = [await addAdmin(sql), await addAdmin(sql), await addUser(sql)]
    await sql`select public.adjust_credits(${one}, ${user.id}, 5, 'a', '3')`
    await sql`delete from auth.users where id in (${one}, ${user.id})`
    expect(await list(two, { admin: one, target: user.id })).toMatchObject([{ actor: null, target: null }])
  })
})

describe('a check of the ledger', () => {
  const health = async (actor: string) => {
    const [row] = await database.sql`select public.read_ledger_health(${actor}) as health`
    return row?.health
  }
  const ask = async (actor: string) => {
    const [row] = await database.sql<{ id: number }[]>`select public.ask_for_ledger_check(${actor}) as id`
    return row?.id ?? null
  }

  it('is kept with what it found, one at a time', async () => {
    const { sql } = database
    const [admin, user] = [await addAdmin(sql), await addUser(sql)]
    await sql`select public.hold_credits(${user.id}, 5, 'held')`
    const id = await ask(admin)
    expect(await ask(admin)).toBeNull()
    expect(await health(admin)).toMatchObject({ runningSince: expect.any(String) })
    expect(await sql`select * from public.run_ledger_check(${id})`).toEqual([])
    expect(await health(admin)).toMatchObject({
      runningSince: null,
      overdueSince: null,
      last: {
        violations: 0,
        findings: [],
        drift: 0,
        openHolds: 1,
        oldestHoldAt: expect.any(String),
        error: null,
      },
    })
    await sql`update public.credit_accounts set available = available + 3 where owner_id = ${user.id}`
    const [daily] = await sql`select public.begin_ledger_check() as id`
    expect((await sql`select * from public.run_ledger_check(${daily?.id})`).length).toBeGreaterThan(0)
    const { last } = await health(admin)
    expect(last).toMatchObject({ drift: 3, askedBy: null })
    expect(last.findings).toHaveLength(last.violations)
    expect(last.findings).toContainEqual(
      expect.objectContaining({ invariant: 'balance_is_sum_of_transactions', detail: expect.any(Object) }),
    )
    await sql`update public.credit_accounts set available = available - 3 where owner_id = ${user.id}`
  })

  it('that died is given up, and the next one goes on', async () => {
    const { sql } = database
    const admin = await addAdmin(sql)
    const dead = await ask(admin)
    await sql`update public.ledger_checks set started_at = now() - interval '16 minutes' where id = ${dead}`
    const next = await ask(admin)
    expect(next).toBeGreaterThan(dead ?? 0)
    await sql`select public.fail_ledger_check(${next}, 'canceling statement due to statement timeout')`
    expect(await health(admin)).toMatchObject({
      runningSince: null,
      last: { violations: null, error: 'canceling statement due to statement timeout' },
    })
  })
})
