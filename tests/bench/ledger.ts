// npm run bench: how fast the ledger is, against the barest honest way to spend credits, in one run on a PostgreSQL
// of its own with default durability. BENCH_SECONDS is the time each line of the table is measured for (8).
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { connect } from '../../local/database/connect'
import { addressOf } from '../../local/schema/throwaway'
import { type DurableServer, startDurableServer } from '../db/chaos/durable-server'
import { judgeBars, type Measured } from './bars'
import { type Databases, listContests, SHAPES } from './contests'
import { formatTable, makeRows, spreadOf } from './figures'
import { runContest } from './slices'

const SECONDS = Number(process.env.BENCH_SECONDS || 8)
const ROUNDS = 8
const ACCOUNTS = 1000

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

async function run(server: DurableServer) {
  console.log(await describeServer(server))
  const databases = await prepare(server)
  const measured: Measured[] = []
  for (const contest of listContests(databases)) {
    console.log(`Measuring: ${contest.title}, ${contest.connections} connections`)
    measured.push({ contest, slices: await runContest(contest, ROUNDS, SECONDS / ROUNDS) })
  }
  console.log(`\n${formatTable(measured.flatMap(({ contest, slices }) => makeRows(contest, slices)))}`)
  const checks = await timeChecks(databases.many)
  console.log(`\ncheck_ledger() on ${checks.rows.toLocaleString('en')} rows: ${checks.seconds.toFixed(2)} s`)
  console.log(`\n${judgeBars(measured, checks.seconds).join('\n')}`)
  for (const url of [databases.plain, databases.few]) await expectSound(url)
}

async function describeServer({ serverUrl }: DurableServer) {
  const sql = connect(serverUrl, 1)
  // A checkpoint in the middle of a slice would be charged to whoever is running.
  await sql`alter system set max_wal_size = '16GB'`
  await sql`alter system set checkpoint_timeout = '1h'`
  await sql`select pg_reload_conf()`
  const [row] = await sql`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as synchronous_commit`
  await sql.end()
  return [
    `PostgreSQL ${row?.version}, ${cpus().length} processors, fsync ${row?.fsync}, synchronous_commit ${row?.synchronous_commit}.`,
    `Each line: ${ROUNDS} slices of ${(SECONDS / ROUNDS).toFixed(2)} s, in turns with the others of its group; medians, and the`,
    'quartiles of the ratio round by round. CPU is that of the backends. One transaction per operation; hold + capture is two.',
  ].join('\n')
}

async function prepare({ serverUrl, url }: DurableServer): Promise<Databases> {
  const databases = { plain: url, few: addressOf(serverUrl, 'few'), many: addressOf(serverUrl, 'many') }
  await using(url, [read('workload.sql'), read('history.sql')])
  await using(serverUrl, ['create database few template ledger', 'create database many template ledger'])
  console.log('Opening accounts, and writing a million ledger rows')
  await using(databases.plain, [...SHAPES, 'vacuum analyze'])
  await using(databases.few, [`call bench.load_history(${ACCOUNTS}, 10)`, 'vacuum analyze'])
  await using(databases.many, [`call bench.load_history(${ACCOUNTS}, 1000)`, 'vacuum analyze'])
  return databases
}

async function using(url: string, statements: string[]) {
  const sql = connect(url, 1)
  try {
    for (const statement of statements) await sql.unsafe(statement).simple()
  } finally {
    await sql.end()
  }
}

async function expectSound(url: string) {
  const sql = connect(url, 1)
  const broken = await sql`select * from public.check_ledger()`
  await sql.end()
  if (broken.length > 0) throw new Error(`The ledger is broken: ${JSON.stringify(broken.slice(0, 5))}`)
}

// The median of three.
async function timeChecks(url: string) {
  const times: number[] = []
  for (let n = 0; n < 3; n += 1) {
    const started = performance.now()
    await expectSound(url)
    times.push((performance.now() - started) / 1000)
  }
  const sql = connect(url, 1)
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from public.credit_transactions`
  await sql.end()
  return { seconds: spreadOf(times).median, rows: row?.n ?? 0 }
}

async function main() {
  const server = await startDurableServer()
  const stop = () => server.stop().finally(() => process.exit(1))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
  await run(server).finally(() => server.stop())
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
