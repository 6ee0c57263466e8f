// npm run bench:webhooks: a burst of signed payment webhooks on a production build over the local stack, a tenth of them
// duplicates; then again with the server killed in the middle. BENCH_RATE is how many arrive in a second (1,000), BENCH_SECONDS
// for how long (10). The exit code says whether the bars hold.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { connectAppDatabase } from '../helpers/app/database'
import { findBuild, startAppVariant } from '../helpers/app/variant'
import { type AppServer, startAppServer } from '../helpers/app-server'
import type { TestSql } from '../helpers/database'
import { addPurchases, planDeliveries } from '../helpers/webhooks/deliveries'
import { findInexact } from '../helpers/webhooks/exactness'
import type { Attempt } from '../helpers/webhooks/send'
import { measure, type Target } from './http/load'
import { describeRun, judgeRun, type Run } from './webhooks/report'
import type { Order } from './webhooks/sender'

const RATE = Number(process.env.BENCH_RATE || 1000)
const SECONDS = Number(process.env.BENCH_SECONDS || 10)
const PEOPLE = 1000
const PATH = '/api/dodopayments/webhook'

/** The running app's sender and what becomes of it: `meanwhile` runs from the first delivery on. */
async function send(order: Order, meanwhile: () => Promise<void>): Promise<Attempt[]> {
  const loader = ['--import', import.meta.resolve('tsx')]
  const child = fork(fileURLToPath(new URL('webhooks/sender.ts', import.meta.url)), [], { execArgv: loader })
  await once(child, 'message')
  child.send(order)
  const [[attempts]] = await Promise.all([once(child, 'message'), meanwhile()])
  return attempts as Attempt[]
}

async function burst(
  app: AppServer,
  sql: TestSql,
  title: string,
  url: string,
  meanwhile?: () => Promise<void>,
) {
  const distinct = Math.round(RATE * SECONDS * 0.9)
  const purchases = await addPurchases(sql, PEOPLE, Math.ceil(distinct / PEOPLE))
  const bought = purchases.slice(0, distinct)
  const deliveries = planDeliveries(bought, app.env.DODO_PAYMENTS_WEBHOOK_KEY ?? '')
  await sql`vacuum analyze`
  console.log(
    `\n${title}; load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  )
  const started = performance.now()
  const sending = { perSecond: RATE, ...(meanwhile && { retryAfterMs: 1000 }) }
  const attempts = await send(
    { url: `${url}${PATH}`, deliveries, sending },
    meanwhile ?? (async () => undefined),
  )
  const seconds = (performance.now() - started) / 1000
  const inexact = await findInexact(sql, bought, deliveries)
  const run: Run = { title, attempts, deliveries: deliveries.length, seconds, inexact }
  console.log(describeRun(run))
  const bars = judgeRun(run, meanwhile !== undefined)
  for (const [what, holds] of bars) console.log(`  ${holds ? 'holds' : 'FAILS'}     ${what}`)
  return bars.every(([, holds]) => holds)
}

/** Waits until the app is through with the mails that it sends right after a burst: each burst is measured by itself. */
async function waitForMails(sql: TestSql) {
  const countSent = async () => {
    const [row] = await sql<{ sent: number }[]>`
      select count(*)::integer as sent from public.email_outbox where status = 'sent'`
    return row?.sent
  }
  for (let before: number | undefined, sent = await countSent(); sent !== before; sent = await countSent()) {
    before = sent
    await new Promise((resolve) => setTimeout(resolve, 3000))
  }
}

async function burstWithKill(app: AppServer, sql: TestSql) {
  await waitForMails(sql)
  const build = await findBuild(app.url)
  const victim = await startAppVariant(build, app.env)
  if (victim.url === undefined) throw new Error('The app refused to start.')
  const port = Number(new URL(victim.url).port)
  const stops = [victim.stop]
  try {
    return await burst(app, sql, 'Killed in the middle', victim.url, async () => {
      await new Promise((resolve) => setTimeout(resolve, (SECONDS * 1000) / 2))
      await victim.kill()
      const heir = await startAppVariant(build, app.env, { port })
      if (heir.url === undefined) throw new Error('The app refused to start again.')
      stops.push(heir.stop)
    })
  } finally {
    for (const stop of stops) await stop()
  }
}

async function measureYardsticks(app: AppServer, sql: TestSql) {
  const [somebody] = await sql<{ id: string }[]>`select id from public.profiles limit 1`
  const rpc: Target = {
    name: 'bare RPC (credit_balance)',
    url: `${app.env.NEXT_PUBLIC_SUPABASE_URL}/rest/v1/rpc/credit_balance`,
    method: 'POST',
    request: () => ({
      headers: { 'content-type': 'application/json', apikey: app.env.SUPABASE_SECRET_KEY ?? '' },
      body: JSON.stringify({ p_owner_id: somebody?.id }),
    }),
  }
  const route: Target = {
    name: 'route that asks nobody',
    url: `${app.url}/api/openapi.json`,
    method: 'GET',
    request: () => ({ headers: {} }),
  }
  for (const target of [rpc, route]) {
    await measure(sql, target, 32, 2) // for the caches
    const { perSecond, p50 } = await measure(sql, target, 32, 5)
    console.log(
      `yardstick  ${target.name}: ${perSecond.toFixed(0)} a second, p50 ${p50.toFixed(1)} ms, 32 connections`,
    )
  }
}

async function main() {
  console.log('Building the app on a throwaway stack whose database keeps what it acknowledged.')
  const app = await startAppServer({ durable: true })
  const sql = connectAppDatabase(app.env.DATABASE_URL ?? '')
  const stop = async (code: number) => {
    await sql.end()
    await app.stop()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(1))
  try {
    await measureYardsticks(app, sql)
    const calm = await burst(app, sql, 'Undisturbed', app.url)
    const killed = await burstWithKill(app, sql)
    console.log(
      `\nload average ${loadavg()
        .map((load) => load.toFixed(1))
        .join(' ')}`,
    )
    await stop(calm && killed ? 0 : 1)
  } catch (error) {
    console.error(error)
    await stop(1)
  }
}

void main()
