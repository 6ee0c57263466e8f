import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { connect } from '../../local/database/connect'
import { prepareDatabase } from '../../local/database/prepare'
import { databaseUrl, startTestCluster } from '../helpers/database-cluster'

let supabaseDir: string
let cluster: Awaited<ReturnType<typeof startTestCluster>>
let sql: Sql
let databases = 0

beforeAll(async () => {
  cluster = await startTestCluster(join(tmpdir(), 'no-such-project'))
})
afterAll(() => cluster.stop())
beforeEach(async () => {
  supabaseDir = mkdtempSync(join(tmpdir(), 'creditkit-sql-'))
  mkdirSync(join(supabaseDir, 'migrations'))
  databases += 1
  const name = `migrations_${databases}`
  const admin = connect(cluster.url, 1)
  await admin.unsafe(`create database ${name}`)
  await admin.end()
  sql = connect(databaseUrl(cluster.url, name), 2)
})
afterEach(async () => {
  await sql.end()
  rmSync(supabaseDir, { recursive: true, force: true })
})

const write = (name: string, text: string) => writeFileSync(join(supabaseDir, name), text)

async function prepare() {
  const notices: string[] = []
  await prepareDatabase(sql, supabaseDir, (line) => notices.push(line))
  return notices
}

it('names many migrations in one line', async () => {
  for (const n of [1, 2, 3, 4, 5, 6]) write(`migrations/2026010100000${n}_part.sql`, `select ${n}`)
  expect(await prepare()).toEqual([
    'applied 6 migrations, 20260101000001_part.sql to 20260101000006_part.sql',
  ])
})

it('applies migrations in order and, the next time, only the new ones', async () => {
  write('migrations/20260101000002_second.sql', 'insert into t values (2)')
  write('migrations/20260101000001_first.sql', 'create table t (n int); insert into t values (1)')
  expect(await prepare()).toEqual(['applied 20260101000001_first.sql', 'applied 20260101000002_second.sql'])
  expect(await prepare()).toEqual([])
  write('migrations/20260101000003_third.sql', 'insert into t values (3)')
  expect(await prepare()).toEqual(['applied 20260101000003_third.sql'])
  expect(await sql`select array_agg(n order by n) as rows from t`).toEqual([{ rows: [1, 2, 3] }])
  expect(await sql`select version, name from supabase_migrations.schema_migrations order by version`).toEqual(
    [
      { version: '20260101000001', name: 'first' },
      { version: '20260101000002', name: 'second' },
      { version: '20260101000003', name: 'third' },
    ],
  )
})

it('leaves nothing of a migration that fails, and names its line', async () => {
  write('migrations/20260101000001_good.sql', 'create table good (n int)')
  write('migrations/20260101000002_bad.sql', 'create table bad (n int);\n\nselect nothing_like_it;\n')
  await expect(prepare()).rejects.toThrow(/^20260101000002_bad\.sql:3: .*nothing_like_it/)
  expect(
    await sql`select to_regclass('good') is not null as good, to_regclass('bad') is not null as bad`,
  ).toEqual([{ good: true, bad: false }])
  write('migrations/20260101000002_bad.sql', 'create table bad (n int)')
  expect(await prepare()).toEqual(['applied 20260101000002_bad.sql'])
})

it('says so when an applied migration reads differently now', async () => {
  write('migrations/20260101000001_first.sql', 'create table t (n int)')
  await prepare()
  write('migrations/20260101000001_first.sql', 'create table t (n bigint)')
  expect(await prepare()).toEqual([expect.stringContaining('20260101000001_first.sql was changed')])
})

it('applies the seed at first, and again only when it was changed', async () => {
  write('migrations/20260101000001_first.sql', 'create table t (n int primary key, word text)')
  const upsert = (word: string) =>
    `insert into t values (1, '${word}') on conflict (n) do update set word = excluded.word`
  write('seed.sql', upsert('one'))
  expect(await prepare()).toEqual(['applied 20260101000001_first.sql', 'applied seed.sql'])
  await sql`update t set word = 'by hand'`
  expect(await prepare()).toEqual([])
  expect(await sql`select word from t`).toEqual([{ word: 'by hand' }])
  write('seed.sql', upsert('two'))
  expect(await prepare()).toEqual(['applied seed.sql'])
  expect(await sql`select word from t`).toEqual([{ word: 'two' }])
})

it('exposes a new table to no API role, and lets policies read who is asking', async () => {
  write('migrations/20260101000001_first.sql', 'create table public.t (n int)')
  await prepare()
  const roles = ['anon', 'authenticated', 'service_role']
  for (const role of roles) {
    expect(await sql`select has_table_privilege(${role}, 'public.t', 'select') as may`).toEqual([
      { may: false },
    ])
  }
  const id = '00000000-0000-4000-8000-000000000001'
  const claims = { sub: id, role: 'authenticated', email: 'a@example.com' }
  const asked = await sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`
    await tx`set local role authenticated`
    return await tx`select auth.uid() as id, auth.role() as role, auth.email() as email, auth.jwt() as claims`
  })
  expect(asked).toEqual([{ id, role: 'authenticated', email: 'a@example.com', claims }])
})
