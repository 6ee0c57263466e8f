import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { useDatabase } from '../../helpers/database'
import { sequence } from './intents'
import { runSequence } from './run'

// To play a failure again, set LEDGER_MODEL_SEED and LEDGER_MODEL_PATH to the `seed` and `path` of its message.
const RUNS = Number(process.env.LEDGER_MODEL_RUNS ?? 1000)
const SEED = Number(process.env.LEDGER_MODEL_SEED ?? Date.now() % 2 ** 31)
const PATH = process.env.LEDGER_MODEL_PATH
const CONNECTIONS = PATH ? 1 : 4

const seen = new Set<string>()
let finished = 0

describe.concurrent.each(Array.from({ length: CONNECTIONS }, (_, n) => n))('connection %i', (n) => {
  const database = useDatabase()

  it('agrees with the model in every sequence', { timeout: 900_000 }, async () => {
    const sql = database.connect({ max: 1 })
    await fc.assert(
      fc.asyncProperty(sequence, (intents) => runSequence(sql, intents, seen)),
      { seed: SEED + n, path: PATH, numRuns: Math.ceil(RUNS / CONNECTIONS) },
    )
    finished += 1
  })
})

const keyed = ['grant', 'deduct', 'batch', 'hold', 'capture', 'refund', 'clawBack', 'transfer']
const reached = [
  ...[...keyed, 'release', 'expire', 'releaseExpired', 'balance', 'summary'].map((name) => `${name}: done`),
  ...[...keyed, 'release'].map((name) => `${name}: replayed`),
  ...keyed.filter((name) => name !== 'batch').map((name) => `${name}: idempotency_conflict`),
  ...keyed.flatMap((name) => [`${name}: invalid_amount`, `${name}: invalid_idempotency_key`]),
  ...['deduct', 'batch', 'hold', 'capture', 'transfer'].map((name) => `${name}: insufficient_credits`),
  ...['grant', 'deduct', 'batch', 'hold', 'transfer', 'balance'].map((name) => `${name}: account_not_found`),
  ...['capture: hold_closed', 'capture: hold_not_found', 'release: hold_closed', 'release: hold_not_found'],
  ...['refund: nothing_to_refund', 'refund: transaction_not_found', 'clawBack: grant_not_found'],
  ...[
    'grant: invalid_expiry',
    'grant: duplicate_reference',
    'hold: invalid_expiry',
    'transfer: same_account',
  ],
]

// Sequences that never get anywhere would agree with any ledger.
afterAll(() => {
  if (RUNS >= 1000 && finished === 4) expect(reached.filter((outcome) => !seen.has(outcome))).toEqual([])
})
