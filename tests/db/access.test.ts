import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { actAs, addUser, useDatabase } from '../helpers/database'

const database = useDatabase()

// What people may call with their own token or none. Everything else is for the server's key alone.
const CALLABLE_BY_PEOPLE: string[] = []

describe('the public schema', () => {
  it('lets anon and authenticated execute the listed functions and no other', async () => {
    const rows = await database.sql<{ name: string }[]>`
      select distinct p.oid::regprocedure::text as name from pg_proc p, unnest(array['anon', 'authenticated']) as role
      where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and has_function_privilege(role, p.oid, 'execute')
        and has_schema_privilege(role, p.pronamespace, 'usage')`
    expect(rows.map((row) => row.name)).toEqual(CALLABLE_BY_PEOPLE)
  })

  it('has row level security and a policy on every table', async () => {
    const bare = await database.sql`
      select c.relname, c.relrowsecurity, (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and (not c.relrowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid))`
    expect(bare).toEqual([])
  })

  it('lets no API role write a table, service_role included', async () => {
    const writable = await database.sql`
      select role, c.relname, privilege from pg_class c, unnest(array['anon', 'authenticated', 'service_role']) as role,
        unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as privilege
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and has_table_privilege(role, c.oid, privilege)`
    expect(writable).toEqual([])
  })

  it('pins the search path of every function that runs with its owner’s rights', async () => {
    const loose = await database.sql`
      select p.oid::regprocedure::text from pg_proc p
      where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.prosecdef
        and not coalesce(p.proconfig, '{}') @> array['search_path=""']`
    expect(loose).toEqual([])
  })

  it('has no policy that reads user_metadata, which people can change themselves', async () => {
    const loose = await database.sql`
      select polname from pg_policy where pg_get_expr(polqual, polrelid) like '%user_metadata%'
        or pg_get_expr(polwithcheck, polrelid) like '%user_metadata%'`
    expect(loose).toEqual([])
  })

  it('passes the Supabase advisors without a warning', async () => {
    const { stdout } = await promisify(execFile)(
      'node_modules/.bin/supabase',
      ['db', 'advisors', `--remote=${database.url}`, '--output-format', 'json'],
      { env: { ...process.env, PGSSLMODE: 'disable' } },
    )
    const { results } = JSON.parse(stdout)
    expect(results.filter(({ level }: { level: string }) => level !== 'INFO')).toEqual([])
  }, 60_000)
})

describe('rows of the ledger', () => {
  const TABLES = ['credit_accounts', 'credit_grants', 'credit_transactions', 'profiles'] as const

  it('are seen by their owner, not by a stranger, and not at all by anon', async () => {
    const { sql } = database
    const [owner, stranger] = [await addUser(sql), await addUser(sql)]
    for (const table of TABLES) {
      const column = table === 'profiles' ? 'id' : table === 'credit_accounts' ? 'owner_id' : 'account_id'
      const [account] = await sql<
        { id: number }[]
      >`select id from public.credit_accounts where owner_id = ${owner.id}`
      const value = column === 'account_id' ? (account?.id ?? 0) : owner.id
      const read = (id: string) =>
        actAs(sql, { role: 'authenticated', id }, async (tx) => {
          await tx`select set_config('request.jwt.claim.sub', ${id}, true)`
          return tx`select from ${tx(`public.${table}`)} where ${tx(column)} = ${value}`
        })
      expect(await read(owner.id), table).toHaveLength(1)
      expect(await read(stranger.id), table).toHaveLength(0)
      await expect(
        actAs(sql, { role: 'anon' }, (tx) => tx`select from ${tx(`public.${table}`)}`),
      ).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('cannot be rewritten by anyone, the owner of the tables included', async () => {
    const { sql } = database
    await addUser(sql)
    for (const statement of [
      'update public.credit_transactions set amount = 1',
      'delete from public.credit_transactions',
      'truncate public.credit_transactions',
    ]) {
      await expect(sql.unsafe(statement)).rejects.toMatchObject({ code: 'PT403', message: 'append_only' })
    }
  })
})
