import { isDeepStrictEqual } from 'node:util'
import postgres from 'postgres'
import { expect } from 'vitest'
import type { TestSql } from '../../helpers/database'
import { tellDatabase, tellModel } from './database/answers'
import { type Answer, ask } from './database/ask'
import { readHistory, tellHistory } from './database/history'
import { pictureOfModel, pictureOfTables } from './database/pictures'
import { checkVersions, linkRows, readState } from './database/stored-state'
import { createWorld, passHours, removeWorld, type World } from './database/world'
import type { Intent } from './intents'
import { type Call, play } from './ledger/play'
import { isDue } from './ledger/reads'
import { type Ledger, LedgerError } from './ledger/state'
import { resolve } from './resolve'

/**
 * Plays a sequence on the model and on fresh accounts of the database. Rejects at the first difference, with all that was
 * done before it. Adds to `seen` each function with how its calls went: done, replayed or the error.
 */
export async function runSequence(
  sql: TestSql,
  intents: readonly Intent[],
  seen: Set<string>,
): Promise<void> {
  const world = await createWorld(sql)
  const past: Call[] = []
  const trail: string[] = []
  try {
    for (const [n, intent] of intents.entries()) {
      if (intent.do === 'pass') {
        trail.push(`${intent.hours} hours pass`)
        await passHours(world, intent.hours)
        continue
      }
      const call = resolve(intent, {
        ledger: world.ledger,
        key: `key ${n}`,
        past,
        prefix: world.owners[0] ?? '',
      })
      if (!call) continue
      trail.push(JSON.stringify(call))
      seen.add(`${call.do}: ${await step(world, call)}`)
      if ('key' in call || call.do === 'batch' || call.do === 'release') past.push(call)
    }
    trail.push('the end')
    await checkEnd(world)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The ledger and its model differ after\n${trail.join('\n')}\n${reason}`, { cause: error })
  } finally {
    await removeWorld(world)
  }
}

type Refusal = { refused: string; state: string }

/** Makes one call on both sides; compares the answers and all that is stored. Resolves how it went. */
async function step(world: World, call: Call): Promise<string> {
  world.ledger.now += 1 // between two calls some time passes
  const due = world.ledger.accounts.filter((_, n) => isDue(world.ledger, n)).length
  const seqs = world.ledger.accounts.map((_, n) => {
    return world.ledger.transactions.filter((row) => row.account === n).length
  })
  const expected = playWhole(world, call)
  const asked = askSafely(world, call)
  if (call.do === 'expire' || call.do === 'releaseExpired') await asked // several calls; else reading needn't wait
  const [actual, state] = await Promise.all([asked, readState(world, seqs)])
  linkRows(world, state)
  same('refused' in actual ? actual : tellDatabase(world, actual), expected)
  same(pictureOfTables(world, state), pictureOfModel(world.ledger, seqs))
  checkVersions(world, state)
  if ('refused' in actual) return actual.refused
  if (actual.is === 'sweep') {
    expect(actual.row.accounts).toBeGreaterThanOrEqual(due)
    return 'done'
  }
  const row = actual.is === 'movements' ? actual.rows.at(-1) : actual.row
  const id = world.ids.accounts.toDatabase(accountOf(call, world.ledger) ?? -1)
  expect(row?.version).toBe(state.accounts.find((account) => account.id === id)?.version)
  return row && 'replayed' in row && row.replayed ? 'replayed' : 'done'
}

/** The account that a call is answered for; of a batch the last one. */
function accountOf(call: Call, { holds }: Ledger): number | undefined {
  if ('account' in call) return call.account
  if ('hold' in call) return holds[call.hold]?.account
  return 'items' in call ? call.items.at(-1)?.account : undefined
}

/** Plays a call on the model. A refused one leaves no trace. */
function playWhole(world: World, call: Call): unknown {
  const before = structuredClone(world.ledger)
  try {
    return tellModel(play(world.ledger, call))
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    world.ledger = before
    return { refused: error.code, state: error.state } satisfies Refusal
  }
}

async function askSafely(world: World, call: Call): Promise<Answer | Refusal> {
  try {
    return await ask(world, call)
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error
    return { refused: error.message, state: error.code }
  }
}

/** Settles all accounts, then compares the history and lets the ledger check itself. */
async function checkEnd(world: World): Promise<void> {
  for (const account of world.ledger.accounts.keys()) {
    await step(world, { do: 'summary', account })
    same(await readHistory(world, account), tellHistory(world.ledger, account))
  }
  same(await world.sql`select * from public.check_ledger()`, [])
}

function same(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected)
}
