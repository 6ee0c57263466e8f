// npm run bench:pages: how long every page takes at the server with a year of data in the database, signed in as an admin or as the
// user who has most of everything. On a production build over the local stack. BENCH_USERS (100,000), BENCH_TRANSACTIONS
// (5,000,000) and BENCH_LOGS (1,000,000) say how much, BENCH_REQUESTS (40) how often each page is asked for.
import { connect } from '../../local/database/connect'
import { signInAdmin, signUpPerson } from '../helpers/app/people'
import { startAppServer } from '../helpers/app-server'
import { fillDatabase } from './big/fill'
import { formatTimes, listVisits, measurePage, type Times } from './big/visits'

const setting = (name: string, otherwise: number) => Number(process.env[name] || otherwise)
const SCALE = {
  users: setting('BENCH_USERS', 100_000),
  transactions: setting('BENCH_TRANSACTIONS', 5_000_000),
  logs: setting('BENCH_LOGS', 1_000_000),
}
const REQUESTS = setting('BENCH_REQUESTS', 40)
const BAR_MS = 300

async function main() {
  console.log('Building the app on a throwaway stack.')
  const app = await startAppServer()
  const sql = connect(app.env.DATABASE_URL ?? '', 2)
  const stop = async (code: number) => {
    await sql.end()
    await app.stop()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(1))
  try {
    const heavy = await signUpPerson(app.env, 'heavy')
    const started = performance.now()
    console.log('Filling the database:', SCALE)
    await fillDatabase(sql, heavy.id, SCALE)
    console.log(`Filled in ${Math.round((performance.now() - started) / 1000)} s.`)
    const visits = await listVisits(sql, heavy, await signInAdmin(app.env))
    const times: Times[] = []
    for (const visit of visits) times.push(await measurePage(app.url, visit, REQUESTS))
    console.log(`\n${formatTimes(times, BAR_MS)}\n`)
    await stop(0)
  } catch (error) {
    console.error(error)
    await stop(1)
  }
}

void main()
