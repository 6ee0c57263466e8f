import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { useDatabase } from '../../helpers/database'
import { openAccounts, runLoad } from './load/clients'
import { expectConserved, type Totals } from './load/conserved'
import { emptyJournal, expectKept } from './load/journal'

const database = useDatabase()

const SECONDS = Number(process.env.CHAOS_SECONDS || 60)
const EVERY_MS = 1000

it(`loses and makes no credit in ${SECONDS} s of mixed load over 1,000 accounts`, {
  timeout: SECONDS * 1000 + 120_000,
}, async ({ annotate }) => {
  const { sql } = database
  const journal = emptyJournal()
  const owners = await openAccounts(sql, 1000, journal)
  const until = AbortSignal.timeout(SECONDS * 1000)
  const load = runLoad({ connect: () => database.connect({ max: 1 }), owners, journal, until, clients: 12 })

  const seen: Totals[] = []
  const watch = async () => {
    for (let n = 0; !until.aborted; n += 1) {
      seen.push(
        await sql.begin('isolation level repeatable read read only', async (tx) => {
          const totals = await expectConserved(tx)
          if (n % 5 === 0) expect(await tx`select * from public.check_ledger()`).toEqual([])
          return totals
        }),
      )
      await delay(EVERY_MS)
    }
  }
  await Promise.all([load, watch()])

  seen.push(await expectConserved(sql))
  expect(await sql`select * from public.check_ledger()`).toEqual([])
  await expectKept(sql, journal)
  expect(journal.lost).toBe(0)
  await annotate(`${seen.length} snapshots, ${JSON.stringify({ ...journal.done, ...journal.refused })}`)

  // That there was something to conserve: every kind of movement happened, and the snapshots saw it under way.
  for (const part of ['spent', 'expired', 'clawed_back', 'debt_paid'] as const) {
    expect(seen.at(-1)?.[part], part).toBeGreaterThan(0)
  }
  expect(new Set(seen.map((totals) => JSON.stringify(totals))).size).toBe(seen.length)
})
