import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, actAs, addUser, useDatabase } from '../helpers/database'
import { addRowsEverywhere } from '../helpers/rows'
import { SERVICE_FUNCTIONS, TABLES } from './allowed'

const database = useDatabase()

type Tx = Parameters<Parameters<typeof actAs>[2]>[0]
type Table = { name: string; columns: string; changed: string; rows: string[] }

const PRIVILEGE = '42501'
const FUNCTIONS: Record<string, string[]> = { anon: [], own: [], service_role: SERVICE_FUNCTIONS.toSorted() }
const actors: Record<string, Actor> = { anon: { role: 'anon' }, service_role: { role: 'service_role' } }
let tables: Table[] = []

// Does what `work` does as the actor, and undoes it. Resolves how many rows that touched, or what it failed with.
async function attempt(actor: Actor, work: (tx: Tx) => Promise<number>) {
  const outcome = { rows: 0, code: '', message: '' }
  const undo = new Error('undo')
  await actAs(database.sql, actor, async (tx) => {
    if ('id' in actor) await tx`select set_config('request.jwt.claim.sub', ${actor.id}, true)`
    outcome.rows = await work(tx)
    throw undo
  }).catch((error: unknown) => {
    if (error !== undo)
      Object.assign(outcome, { code: 'unknown' }, error, { message: (error as Error).message })
  })
  return outcome
}

// One person has a row in every table, and all rows there are when the tables are listed are theirs or nobody's.
beforeAll(async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  await addRowsEverywhere(sql, id)
  tables = await listTables()
  actors.own = { role: 'authenticated', id }
  // Has rows as well, and tries the first person's.
  actors.other = { role: 'authenticated', id: (await addUser(sql)).id }
})

async function listTables(): Promise<Table[]> {
  const { sql } = database
  const tables = await sql<Omit<Table, 'rows'>[]>`
    select c.relname::text as name, string_agg(quote_ident(a.attname), ', ') as columns,
      min(quote_ident(a.attname)) filter (where a.attidentity = '') as changed
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
    group by c.oid order by 1`
  return await Promise.all(
    tables.map(async (table) => {
      const rows = await sql<
        { place: string }[]
      >`select ctid::text as place from ${sql(`public.${table.name}`)}`
      return { ...table, rows: rows.map((row) => row.place) }
    }),
  )
}

function statements({ name, columns, changed, rows }: Table) {
  const places = `array['${rows.join("', '")}']::tid[]`
  return {
    select: `select count(*)::int as n from public.${name} where ctid = any (${places})`,
    insert: `with added as (insert into public.${name} (${columns}) overriding system value
      select ${columns} from jsonb_populate_record(null::public.${name}, $1) returning 1)
      select count(*)::int as n from added`,
    update: `with changed as (update public.${name} set ${changed} = ${changed} where ctid = any (${places}) returning 1)
      select count(*)::int as n from changed`,
    delete: `with gone as (delete from public.${name} where ctid = any (${places}) returning 1)
      select count(*)::int as n from gone`,
  }
}

async function findAllowed(table: Table): Promise<string[]> {
  const { sql } = database
  const [sample] = await sql<{ row: object }[]>`
    select to_jsonb(t) as row from ${sql(`public.${table.name}`)} t limit 1`
  const allowed: string[] = []
  for (const [name, actor] of Object.entries(actors)) {
    for (const [verb, text] of Object.entries(statements(table))) {
      const outcome = await attempt(actor, async (tx) => {
        const parameters = verb === 'insert' ? [tx.json(JSON.parse(JSON.stringify(sample?.row ?? {})))] : []
        const [row] = await tx.unsafe<{ n: number }[]>(text, parameters)
        return row?.n ?? 0
      })
      // An error other than a refusal, such as a duplicate key, comes from behind the door.
      const passed = outcome.code === '' ? outcome.rows > 0 : outcome.code !== PRIVILEGE
      if (passed) allowed.push(`${name} ${verb}`)
    }
  }
  return allowed.sort()
}

describe('every table, by every role', () => {
  it('is read by those listed, for rows of one person, and written by nobody', async () => {
    // An empty table would let everything pass unseen.
    expect(tables.filter((table) => table.rows.length === 0).map((table) => table.name)).toEqual([])
    const found: Record<string, string[]> = {}
    for (const table of tables) found[table.name] = await findAllowed(table)
    expect(found).toEqual(TABLES)
  }, 60_000)

  it('is a test that notices: a grant or a policy too many shows', async () => {
    const { sql } = database
    const holds = tables.filter((table) => table.name === 'credit_holds')
    await sql`grant update on public.credit_holds to service_role`
    await sql`create policy "too many" on public.credit_holds for select to anon using (true)`
    await sql`grant select on public.credit_holds to anon`
    try {
      const found = (await Promise.all(holds.map(findAllowed))).flat()
      expect(found.filter((cell) => !TABLES.credit_holds?.includes(cell))).toEqual([
        'anon select',
        'service_role update',
      ])
    } finally {
      await sql`revoke update on public.credit_holds from service_role`
      await sql`revoke select on public.credit_holds from anon`
      await sql`drop policy "too many" on public.credit_holds`
    }
  })
})

describe('every function, by every role', () => {
  // Each is called with nulls that the planner can't see, so that no call is folded away before its right is checked.
  async function findCallable(actor: Actor): Promise<string[]> {
    const functions = await database.sql<{ schema: string; name: string; call: string }[]>`
      select p.pronamespace::regnamespace::text as schema, p.proname::text as name, format(
        'select %2$I.%3$I(%4$s) from (select %1$s offset 0) a',
        coalesce(string_agg(format('null::%s as a%s', format_type(t.type, null), t.n), ', ' order by t.n)
          filter (where t.n > 0), '1'),
        p.pronamespace::regnamespace, p.proname,
        coalesce(string_agg('a' || t.n, ', ' order by t.n), '')) as call
      from pg_proc p left join unnest(p.proargtypes::oid[]) with ordinality as t(type, n) on true
      where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
        and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype) -- nobody can call these
      group by p.oid order by 2`
    const callable: string[] = []
    for (const { schema, name, call } of functions) {
      const { code, message } = await attempt(actor, async (tx) => (await tx.unsafe(call)).length)
      // Neither a syntax error nor an unknown function says anything about rights.
      expect(['42601', '42883'], `${call}: ${message}`).not.toContain(code)
      const refused = [`function ${name}`, `schema ${schema}`].map(
        (thing) => `permission denied for ${thing}`,
      )
      if (code !== PRIVILEGE || !refused.includes(message)) callable.push(name)
    }
    return callable
  }

  it.each(Object.keys(FUNCTIONS))('is open to %s when listed, and only then', async (name) => {
    expect(await findCallable(actors[name] ?? { role: 'anon' })).toEqual(FUNCTIONS[name])
  })
})
