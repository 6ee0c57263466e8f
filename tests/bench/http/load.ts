import { Agent, request as openRequest } from 'node:http'
import type postgres from 'postgres'

export type Target = {
  name: string
  url: string
  method: 'GET' | 'POST'
  /** What the n-th request is made of. */
  request: (n: number) => { headers: Record<string, string>; body?: string }
}

export type Line = {
  name: string
  connections: number
  perSecond: number
  p50: number
  p95: number
  p99: number
  /** Part of the latency that the database was busy with it, and transactions for each call. */
  databaseShare: number
  transactions: number
}

let sent = 0

/** Keeps `connections` requests in flight for so many seconds. Anything but a 2xx fails the run. */
export async function measure(
  sql: postgres.Sql,
  target: Target,
  connections: number,
  seconds: number,
): Promise<Line> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const took: number[] = []
  const before = await readDatabase(sql)
  const started = performance.now()
  const until = started + seconds * 1000
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        const at = performance.now()
        await send(target, agent, sent++)
        took.push(performance.now() - at)
      }
    }),
  )
  const elapsed = (performance.now() - started) / 1000
  agent.destroy()
  const after = await readDatabase(sql)
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor((took.length - 1) * share)] ?? Number.NaN
  const total = took.reduce((sum, time) => sum + time, 0)
  return {
    name: target.name,
    connections,
    perSecond: took.length / elapsed,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    databaseShare: (after.activeMs - before.activeMs) / total,
    transactions: (after.commits - before.commits) / took.length,
  }
}

function send(target: Target, agent: Agent, n: number): Promise<void> {
  const { headers, body } = target.request(n)
  return new Promise((resolve, reject) => {
    const request = openRequest(
      target.url,
      {
        agent,
        method: target.method,
        headers: { ...headers, ...(body && { 'content-length': Buffer.byteLength(body) }) },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          if (response.statusCode && response.statusCode < 300) return resolve()
          reject(new Error(`${target.name}: ${response.statusCode} ${Buffer.concat(chunks).toString()}`))
        })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

// Statistics reach the view when a backend has been idle for a moment: what is missing at the end came at the beginning.
async function readDatabase(sql: postgres.Sql) {
  const [row] = await sql<{ active: number; commits: number }[]>`
    select active_time::float8 as active, xact_commit::float8 as commits from pg_stat_database
    where datname = current_database()`
  return { activeMs: row?.active ?? Number.NaN, commits: row?.commits ?? Number.NaN }
}

export function formatLines(lines: Line[]): string {
  const head = ['', 'conns', 'calls/s', 'p50 ms', 'p95 ms', 'p99 ms', 'in database', 'transactions']
  const rows = lines.map((line) => [
    line.name,
    String(line.connections),
    line.perSecond.toFixed(0),
    line.p50.toFixed(1),
    line.p95.toFixed(1),
    line.p99.toFixed(1),
    `${(line.databaseShare * 100).toFixed(0)} %`,
    line.transactions.toFixed(1),
  ])
  const widths = head.map((_title, place) =>
    Math.max(...[head, ...rows].map((row) => row[place]?.length ?? 0)),
  )
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, place) =>
          place === 0 ? cell.padEnd(widths[place] ?? 0) : cell.padStart(widths[place] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}
