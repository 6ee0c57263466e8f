import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestSql, useDatabase } from '../../helpers/database'
import { type DurableServer, startDurableServer } from './durable-server'
import { openAccounts, runLoad } from './load/clients'
import { expectConserved } from './load/conserved'
import { emptyJournal, expectKept, type Journal } from './load/journal'

const SECONDS = Number(process.env.CHAOS_FAULT_SECONDS || 10)
const KILLS = Number(process.env.CHAOS_KILLS || 4)
const CLIENTS = 12

const openClient = (url: string): TestSql =>
  postgres(url, {
    ...{ max: 1, fetch_types: false, onnotice: () => undefined, connection: { application_name: 'load' } },
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
    const { sql, url } = database
    const journal = emptyJournal()
    const owners = await openAccounts(sql, 100, journal)
    const until = AbortSignal.timeout(SECONDS * 1000)
    let terminated = 0
    const terminate = async () => {
      while (!until.aborted) {
        const rows = await sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'load' and datname = current_database() order by random() limit 2`
        terminated += rows.length
        await delay(100)
      }
    }
    const load = { connect: () => openClient(url), owners, journal, until, clients: CLIENTS }
    await Promise.all([runLoad(load), terminate()])
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
    timeout: KILLS * 15_000 + 60_000,
  }, async ({ annotate }) => {
    const journal = emptyJournal()
    const opening = openClient(server.url)
    const owners = await openAccounts(opening, 100, journal)
    await opening.end()
    const over = new AbortController()
    const killRepeatedly = async () => {
      for (let kills = 0; kills < KILLS && !over.signal.aborted; kills += 1) {
        // Killed in mid load: once the last recovery has let work through again.
        const before = journal.movements.length
        while (journal.movements.length < before + 300 && !over.signal.aborted) await delay(20)
        await delay(Math.random() * 1000)
        await server.kill()
        await server.start()
      }
    }
    const connect = () => openClient(server.url)
    const load = runLoad({ connect, owners, journal, until: over.signal, clients: CLIENTS })
    await Promise.all([load, killRepeatedly()].map((part) => part.finally(() => over.abort())))
    await annotate(report(journal, KILLS))
    expect(journal.lost).toBeGreaterThanOrEqual(KILLS)
    const sql = openClient(server.url)
    await expectNothingLost(sql, journal).finally(() => sql.end())
  })
})
