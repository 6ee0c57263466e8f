import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestSql, useDatabase } from '../../helpers/database'
import { expectConserved } from './conserved'
import { type DurableServer, startDurableServer } from './durable-server'
import { emptyJournal, expectKept, type Journal } from './journal'
import { openAccounts, runLoad } from './load'

const SECONDS = Number(process.env.CHAOS_FAULT_SECONDS || 15)
const KILLS = 5

// A client whose connections come back at once. `fetch_types` would be one more round trip on each.
const RECONNECTING = { max: 12, fetch_types: false, backoff: () => 0.02, connect_timeout: 20 }

const openClient = (url: string): TestSql =>
  postgres(url, {
    ...RECONNECTING,
    onnotice: () => undefined,
    types: { int8: { to: 20, from: [20], serialize: String, parse: Number } },
  })

async function expectNothingLost(sql: TestSql, journal: Journal) {
  await expectKept(sql, journal)
  await expectConserved(sql)
  expect(await sql`select * from public.check_ledger()`).toEqual([])
}

const report = (journal: Journal, faults: number) =>
  `${faults} faults, ${journal.lost} answers lost, ${JSON.stringify({ ...journal.done, ...journal.refused })}`

describe('backends terminated every 100 ms', () => {
  const database = useDatabase()

  it('lose nothing that was acknowledged and apply what is repeated once', {
    timeout: SECONDS * 1000 + 90_000,
  }, async ({ annotate }) => {
    const { sql } = database
    const journal = emptyJournal()
    const owners = await openAccounts(sql, 100, journal)
    const client = database.connect({ ...RECONNECTING, connection: { application_name: 'load' } })
    const until = Date.now() + SECONDS * 1000
    let terminated = 0
    const terminate = async () => {
      while (Date.now() < until) {
        const rows = await sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'load' and datname = current_database() order by random() limit 2`
        terminated += rows.length
        await delay(100)
      }
    }
    await Promise.all([runLoad({ sql: client, owners, journal, until, clients: 12 }), terminate()])
    await annotate(report(journal, terminated))
    expect(journal.lost).toBeGreaterThan(SECONDS)
    await expectNothingLost(sql, journal)
  })
})

describe('PostgreSQL killed with SIGKILL during load', () => {
  let server: DurableServer
  beforeAll(async () => {
    server = await startDurableServer()
  })
  afterAll(() => server.stop())

  it('loses nothing that was acknowledged and applies what is repeated once', {
    timeout: SECONDS * 1000 + 120_000,
  }, async ({ annotate }) => {
    const journal = emptyJournal()
    const sql = openClient(server.url)
    try {
      const owners = await openAccounts(sql, 100, journal)
      const until = Date.now() + SECONDS * 1000
      const killRepeatedly = async () => {
        for (let kills = 0; kills < KILLS; kills += 1) {
          const before = journal.movements.length
          // Killed in mid load: only after the last recovery has let work through again.
          while (journal.movements.length < before + 200) await delay(20)
          await delay((Math.random() * SECONDS * 500) / KILLS)
          await server.kill()
          await server.start()
        }
      }
      await Promise.all([runLoad({ sql, owners, journal, until, clients: 12 }), killRepeatedly()])
      await annotate(report(journal, KILLS))
      expect(journal.lost).toBeGreaterThanOrEqual(KILLS)
      await expectNothingLost(sql, journal)
    } finally {
      await sql.end({ timeout: 2 })
    }
  })
})
