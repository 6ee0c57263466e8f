import { randomUUID } from 'node:crypto'
import postgres, { type Sql, type TransactionSql } from 'postgres'
import type { Identity } from './tokens'

export type Extension = 'broadcast' | 'presence'

export type Authorizer = {
  /** Which of the extensions the policies on realtime.messages let this identity read on a topic. */
  readable(identity: Identity, topic: string, extensions: Extension[]): Promise<Set<Extension>>
  /** Whether the policies let this identity write an extension on a topic. */
  isWritable(identity: Identity, topic: string, extension: Extension): Promise<boolean>
}

/** The database could not be asked, so nothing is known about what is allowed. */
export class DatabaseUnavailableError extends Error {}

/** A policy failed with an error of its own: nobody gets in, and the developer needs to see why. */
export class PolicyError extends Error {}

const ROLLBACK = Symbol('rollback')
const INSUFFICIENT_PRIVILEGE = '42501'
// Connection exceptions, shutdown or start-up in progress, too many connections.
const UNAVAILABLE = /^(08|57P|53)/

/**
 * Asks the row level security policies on realtime.messages the way hosted Supabase does: probe rows are written and
 * looked for as the joining user, in a transaction that is always rolled back, so no subscriber ever hears them.
 */
export function createAuthorizer(sql: Sql): Authorizer {
  return {
    readable: (identity, topic, extensions) =>
      inRolledBackTransaction(sql, async (tx) => {
        const probes = extensions.map((extension) => ({ id: randomUUID(), topic, extension }))
        await tx`insert into realtime.messages ${tx(probes, 'id', 'topic', 'extension')}`
        await becomeUser(tx, identity, topic)
        const visible = await tx<{ extension: Extension }[]>`
          select extension from realtime.messages where id in ${tx(probes.map((probe) => probe.id))}
        `
        return new Set(visible.map((row) => row.extension))
      }),

    isWritable: (identity, topic, extension) =>
      inRolledBackTransaction(sql, async (tx) => {
        await becomeUser(tx, identity, topic)
        await tx`insert into realtime.messages (topic, extension) values (${topic}, ${extension})`
        return true
      }).catch((error: unknown) => {
        if (error instanceof PolicyError && isDenied(error.cause)) return false
        throw error
      }),
  }
}

// Policies may read the user through either form: `request.jwt.claims` (auth.jwt()) or the older one setting per claim.
async function becomeUser(tx: TransactionSql, identity: Identity, topic: string): Promise<void> {
  const sub = typeof identity.claims.sub === 'string' ? identity.claims.sub : ''
  await tx`
    select
      set_config('role', ${identity.role}, true),
      set_config('realtime.topic', ${topic}, true),
      set_config('request.jwt.claims', ${JSON.stringify(identity.claims)}, true),
      set_config('request.jwt.claim.sub', ${sub}, true),
      set_config('request.jwt.claim.role', ${identity.role}, true),
      set_config('request.headers', '{}', true)
  `
}

async function inRolledBackTransaction<T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  let outcome: { value: T } | undefined
  try {
    await sql.begin(async (tx) => {
      outcome = { value: await work(tx) }
      throw ROLLBACK
    })
  } catch (error) {
    if (error !== ROLLBACK) throw toAuthorizationError(error)
  }
  if (!outcome) throw new DatabaseUnavailableError('The transaction ended without an answer')
  return outcome.value
}

function toAuthorizationError(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error)
  return error instanceof postgres.PostgresError && !UNAVAILABLE.test(error.code)
    ? new PolicyError(message, { cause: error })
    : new DatabaseUnavailableError(message, { cause: error })
}

function isDenied(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.code === INSUFFICIENT_PRIVILEGE
}
