import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addAdmin } from '../../helpers/admins'
import { addUser, type TestSql, useDatabase } from '../../helpers/database'

const database = useDatabase()

type Sql = Pick<TestSql, 'unsafe'>
type AdminFunction = { name: string; is_stable: boolean; body: string; call: string }

/** Only written down as who did it: whoever calls these has checked already. */
const RECORDED = [
  'capture_hold',
  'claw_back_credits',
  'deduct_credits',
  'grant_credits',
  'refund_transaction',
  'transfer_credits',
]

/** Every public function that must be told who is asking, with a call of it for actor $1 that leaves all else null. */
const ADMIN_FUNCTIONS = `
  select p.proname::text as name, p.provolatile <> 'v' as is_stable, p.prosrc as body,
    format('select %I.%I(%s)', p.pronamespace::regnamespace, p.proname, string_agg(
      format('%I => %s', a.name, case a.name when 'p_actor_id' then '$1::uuid' else format('null::%s', format_type(a.type, null)) end),
      ', ' order by a.n)) as call
  from pg_proc p
    cross join unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[]) with ordinality as a(name, type, n)
  where p.pronamespace = 'public'::regnamespace
    and array_position(p.proargnames, 'p_actor_id') <= p.pronargs - p.pronargdefaults
  group by p.oid order by 1`

async function listFunctions(sql: Sql): Promise<AdminFunction[]> {
  return [...(await sql.unsafe<AdminFunction[]>(ADMIN_FUNCTIONS))]
}

/** Those that do anything but raise forbidden for the actor. */
async function findOpen(sql: TestSql, actor: string | null): Promise<string[]> {
  const open: string[] = []
  for (const { name, call } of await listFunctions(sql)) {
    const refused = await sql
      .begin((tx) => tx.unsafe(call, [actor as never]))
      .then(
        () => 'nothing',
        (error: { code: string; message: string }) => `${error.code} ${error.message}`,
      )
    if (refused !== 'PT403 forbidden') open.push(`${name}: ${refused}`)
  }
  return open
}

/** What runs when it is called, as far as the text tells: its own body and those of all functions of ours that it names. */
function reach(start: string, bodies: ReadonlyMap<string, string>): string {
  const seen = new Set<string>()
  const visit = (body: string): void => {
    for (const [, name = ''] of body.matchAll(/\b(?:public|private)\.(\w+)\s*\(/g)) {
      const inner = bodies.get(name)
      if (inner === undefined || seen.has(name)) continue
      seen.add(name)
      visit(inner)
    }
  }
  visit(start)
  return [start, ...[...seen].map((name) => bodies.get(name) ?? '')].join('\n')
}

const WRITES =
  /\b(insert\s+into|update|delete\s+from|truncate)\s+(?:only\s+)?(?:public|private|auth|storage)\./i
const AUDITS = /insert\s+into\s+public\.admin_actions/i

/** Admin functions that write something, or might by SQL that is put together, and leave no row in the trail; and those that claim to be stable and write. */
async function findSilent(sql: Sql): Promise<string[]> {
  const rows = await sql.unsafe<{ name: string; body: string }[]>(
    `select proname::text as name, string_agg(prosrc, E'\\n') as body from pg_proc
     where pronamespace in ('public'::regnamespace, 'private'::regnamespace) group by 1`,
  )
  const bodies = new Map(rows.map(({ name, body }) => [name, body]))
  return (await listFunctions(sql))
    .filter(({ body, is_stable }) => {
      const text = reach(body, bodies)
      if (is_stable) return WRITES.test(text)
      return (WRITES.test(text) || /\bexecute\b/i.test(text)) && !AUDITS.test(text)
    })
    .map(({ name }) => name)
}

describe('every function that must be told who is asking', () => {
  it('is one for admins, or only writes the name down', async () => {
    const names = (await listFunctions(database.sql)).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['adjust_credits', 'search_users', 'search_purchases']))
    const all = await database.sql<{ name: string }[]>`
      select proname::text as name from pg_proc where pronamespace = 'public'::regnamespace and 'p_actor_id' = any (proargnames)
      order by 1`
    expect(all.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual(RECORDED)
  })

  it('raises forbidden for nobody, a stranger, a user and an ex-admin, before anything else', async () => {
    const { sql } = database
    const former = await addAdmin(sql)
    await sql`update public.profiles set role = 'user' where id = ${former}`
    for (const actor of [null, randomUUID(), (await addUser(sql)).id, former]) {
      expect(await findOpen(sql, actor)).toEqual([])
    }
  })

  it('can be called by the server alone', async () => {
    const open = await database.sql`
      select p.oid::regprocedure::text, role from pg_proc p, unnest(array['anon', 'authenticated']) as role
      where p.pronamespace = 'public'::regnamespace and 'p_actor_id' = any (p.proargnames)
        and has_function_privilege(role, p.oid, 'execute')`
    expect(open).toEqual([])
  })

  it('leaves a row in the audit trail, or only reads', async () => {
    expect(await findSilent(database.sql)).toEqual([])
  })

  it('is watched: one without a check, and writes without a trail, show', async () => {
    const undo = new Error('undo')
    const found: string[][] = []
    await database.sql
      .begin(async (tx) => {
        await tx.unsafe(`
          create function private.planted_write() returns void language sql as
            $$ update public.profiles set name = 'x' where false $$;
          create function public.planted_open(p_actor_id uuid) returns int language sql stable as $$ select 1 $$;
          create function public.planted_silent(p_actor_id uuid, p_x text) returns void language plpgsql as
            $$ begin perform private.require_admin(p_actor_id); perform private.planted_write(); end $$;
          create function public.planted_liar(p_actor_id uuid) returns void language plpgsql stable as
            $$ begin perform private.require_admin(p_actor_id); perform private.planted_write(); end $$`)
        found.push(await findSilent(tx))
        const planted = (await listFunctions(tx)).filter(({ name }) => name.startsWith('planted'))
        found.push(planted.map(({ name }) => name))
        const open = planted.find(({ name }) => name === 'planted_open')
        expect(await tx.unsafe(open?.call ?? '', [null as never])).toHaveLength(1)
        throw undo
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error
      })
    expect(found).toEqual([
      ['planted_liar', 'planted_silent'],
      ['planted_liar', 'planted_open', 'planted_silent'],
    ])
  })
})
