// npm run bench:http: what a call costs on a production build over the local stack, against one bare RPC through the same
// stack in the same run. BENCH_SECONDS is the time each line is measured for (30).
import { connect } from '../../local/database/connect'
import { signUpPerson } from '../helpers/app/people'
import { startAppServer } from '../helpers/app-server'
import { addCallers } from './http/callers'
import { formatLines, type Line, measure, type Target } from './http/load'

const SECONDS = Number(process.env.BENCH_SECONDS || 30)
const CONNECTIONS = 32
/** Enough that nobody meets a rate limit. */
const CALLERS = 1500

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
    const sample = await signUpPerson(app.env)
    const callers = await addCallers(sql, CALLERS, sample, app.env.SUPABASE_JWT_SECRET ?? '')
    const json = { 'content-type': 'application/json' }
    const key = app.env.SUPABASE_SECRET_KEY ?? ''
    const rpc: Target = {
      name: 'bare RPC (credit_balance)',
      url: `${app.env.NEXT_PUBLIC_SUPABASE_URL}/rest/v1/rpc/credit_balance`,
      method: 'POST',
      request: (n) => ({
        headers: { ...json, apikey: key },
        body: JSON.stringify({ p_owner_id: callers[n % CALLERS]?.id }),
      }),
    }
    const route = (name: string, path: string, body?: object): Target => ({
      name,
      url: `${app.url}${path}`,
      method: body ? 'POST' : 'GET',
      request: (n) => ({
        headers: { ...(body && json), cookie: callers[n % CALLERS]?.cookie ?? '' },
        body: body && JSON.stringify(body),
      }),
    })
    const bare = route('free route, nobody looked up', '/api/openapi.json')
    const paid = route('paid call, no-op handler', '/api/example-protected', { prompt: 'x' })
    const targets = [rpc, bare, route('balance read', '/api/credits/balance'), paid]
    const lines: Line[] = []
    for (const connections of [1, CONNECTIONS]) {
      for (const target of targets) {
        await measure(sql, target, connections, 2) // for the caches
        console.log(`Measuring: ${target.name}, ${connections} connections`)
        lines.push(await measure(sql, target, connections, connections === 1 ? SECONDS / 3 : SECONDS))
      }
    }
    console.log(`\n${formatLines(lines)}\n`)
    for (const connections of [1, CONNECTIONS]) {
      const at = (name: string) =>
        lines.find((line) => line.connections === connections && line.name === name)?.p50 ?? Number.NaN
      // What charging adds: the whole call, less what the server takes for a route that asks nobody anything.
      const overhead = (at(paid.name) - at(bare.name)) / at(rpc.name)
      console.log(
        `${overhead < 3 ? 'holds' : 'FAILS'}  p50 overhead of a paid call, ${connections} connections, under 3x of a bare RPC: ` +
          `${overhead.toFixed(2)}x (the whole call ${(at(paid.name) / at(rpc.name)).toFixed(2)}x)`,
      )
    }
    const broken = await sql`select * from public.check_ledger()`
    if (broken.length > 0) throw new Error(`The ledger is broken: ${JSON.stringify(broken.slice(0, 5))}`)
    await stop(0)
  } catch (error) {
    console.error(error)
    await stop(1)
  }
}

void main()
