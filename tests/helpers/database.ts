import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { databaseUrl, TEMPLATE } from './database-cluster'
import { findFaults } from './faults'

export type TestSql = postgres.Sql<{ int8: number }>
export type TestDatabase = {
  /** Superuser client; bigints come as numbers. */
  sql: TestSql
  url: string
  /** Another client of the same database, for a second connection or another role. Ended with the database. */
  connect(options?: postgres.Options<Record<string, never>>): TestSql
  drop(): Promise<void>
}

// Copies the prepared database for the caller alone.
async function cloneDatabase(): Promise<TestDatabase> {
  const server = inject('databaseUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(server, (admin) => admin.unsafe(`create database ${name} template ${TEMPLATE}`))
  const url = databaseUrl(server, name)
  const clients: TestSql[] = []
  const open: TestDatabase['connect'] = (options = {}) => {
    const client = postgres(url, {
      max: 10,
      onnotice: () => undefined,
      ...options,
      types: { int8: { to: 20, from: [20], serialize: String, parse: Number } },
    })
    clients.push(client)
    return client
  }
  return {
    sql: open(),
    url,
    connect: open,
    async drop() {
      await Promise.all(clients.map((client) => client.end({ timeout: 2 })))
      await asAdmin(server, (admin) => admin.unsafe(`drop database if exists ${name} with (force)`))
    },
  }
}

async function asAdmin(server: string, work: (admin: postgres.Sql) => Promise<unknown>) {
  const admin = postgres(server, { max: 1, onnotice: () => undefined })
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}

/**
 * Gives a test file its own database, made before its first test and dropped after its last. Needs
 * `globalSetup: tests/helpers/database-setup.ts`. After each test ledger and payments are checked, unless
 * `checkLedger` is false. Call it at the top of the file or of a `describe`.
 */
export function useDatabase({ checkLedger = true } = {}): Omit<TestDatabase, 'drop'> {
  let database: TestDatabase | undefined
  const current = () => {
    if (!database) throw new Error('The database is there from the first beforeAll on, not before.')
    return database
  }
  beforeAll(async () => {
    database = await cloneDatabase()
  })
  afterEach(async () => {
    if (checkLedger) expect(await findFaults(current().sql)).toEqual([])
  })
  afterAll(async () => {
    await database?.drop()
  })
  return {
    get sql() {
      return current().sql
    },
    get url() {
      return current().url
    },
    connect: (options) => current().connect(options),
  }
}

export type Actor = { role: 'anon' } | { role: 'service_role' } | { role: 'authenticated'; id: string }

/**
 * Runs `work` in one transaction as an API request would: with the role and the claims of the actor, and nothing of
 * the superuser's powers. Rolled back if `work` rejects.
 */
export function actAs<T>(
  sql: TestSql,
  actor: Actor,
  work: (tx: postgres.TransactionSql<{ int8: number }>) => Promise<T>,
) {
  return sql.begin(async (tx) => {
    const claims = { role: actor.role, ...('id' in actor ? { sub: actor.id } : {}) }
    await tx`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`
    await tx`select set_config('role', ${actor.role}, true)`
    return await work(tx)
  })
}

/** Adds a confirmed auth user, as a finished sign-up leaves one. Resolves the id. */
export async function addUser(
  sql: TestSql,
  email = `${randomBytes(6).toString('hex')}@example.com`,
  name = 'Test Person',
) {
  const [user] = await sql<{ id: string }[]>`
    insert into auth.users (id, email, raw_user_meta_data)
    values (gen_random_uuid(), ${email}, ${sql.json({ name })}) returning id`
  if (!user) throw new Error('The user was not added.')
  await sql`update auth.users set email_confirmed_at = now() where id = ${user.id}`
  return { id: user.id, email }
}
