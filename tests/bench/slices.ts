import { existsSync, readFileSync } from 'node:fs'
import postgres from 'postgres'

/** One thing to measure: a procedure of workload.sql, without the time it gets and the tag that makes its keys new. */
export type Side = {
  name: string
  /** Address of the database it runs in. */
  url: string
  call: (seconds: number, tag: string) => string
}

/** Sides that take turns, from the same number of connections. The first is the yardstick. */
export type Contest = { title: string; connections: number; sides: Side[] }

/** What one side did in one slice, all connections together. `took` counts operations by place, see bench.place(). */
export type Slice = { perSecond: number; cpuMicroseconds: number | null; walBytes: number; took: number[] }

type Crew = { clients: { sql: postgres.Sql; pid: number }[]; watcher: postgres.Sql }

/**
 * Runs a contest: in each round every side once, each round starting with another one. Resolves each side's slices,
 * in the order of the sides; the slices of one round were measured within seconds of each other.
 */
export async function runContest(contest: Contest, rounds: number, seconds: number): Promise<Slice[][]> {
  const crews = new Map<string, Crew>()
  try {
    for (const { url } of contest.sides) {
      if (!crews.has(url)) crews.set(url, await openCrew(url, contest.connections))
    }
    const slices: Slice[][] = contest.sides.map(() => [])
    // Round 0 is for the caches.
    for (let round = 0; round <= rounds; round += 1) {
      for (let turn = 0; turn < contest.sides.length; turn += 1) {
        const place = (turn + round) % contest.sides.length
        const side = contest.sides[place]
        const crew = side && crews.get(side.url)
        if (!crew) continue
        const slice = await runSlice(crew, side, round === 0 ? seconds / 4 : seconds)
        if (round > 0) slices[place]?.push(slice)
      }
    }
    return slices
  } finally {
    for (const { clients, watcher } of crews.values()) {
      await Promise.all([watcher, ...clients.map((client) => client.sql)].map((sql) => sql.end()))
    }
  }
}

async function openCrew(url: string, connections: number): Promise<Crew> {
  const open = () => postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => undefined })
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const sql = open()
      const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
      return { sql, pid: row?.pid ?? 0 }
    }),
  )
  return { clients, watcher: open() }
}

let tags = 0

async function runSlice({ clients, watcher }: Crew, side: Side, seconds: number): Promise<Slice> {
  const readLog = async () => {
    const [row] = await watcher<{ at: string }[]>`select pg_current_wal_insert_lsn() - '0/0' as at`
    return Number(row?.at)
  }
  const [logBefore, cpuBefore] = [await readLog(), readCpu(clients)]
  const started = performance.now()
  const answers = await Promise.all(
    clients.map(async ({ sql }) => {
      tags += 1
      const [row] = await sql.unsafe<{ done: string; took: number[] }[]>(side.call(seconds, `${tags} `))
      return { done: Number(row?.done), took: row?.took ?? [] }
    }),
  )
  const elapsed = (performance.now() - started) / 1000
  const [logAfter, cpuAfter] = [await readLog(), readCpu(clients)]
  const done = answers.reduce((sum, answer) => sum + answer.done, 0)
  const places = answers[0]?.took ?? []
  return {
    perSecond: done / elapsed,
    cpuMicroseconds: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / done,
    walBytes: (logAfter - logBefore) / done,
    took: places.map((_count, place) => answers.reduce((sum, { took }) => sum + (took[place] ?? 0), 0)),
  }
}

// Microseconds that the backends have been on a processor. Unlike the clock it does not count what others used.
function readCpu(clients: Crew['clients']): number | null {
  const files = clients.map(({ pid }) => `/proc/${pid}/schedstat`)
  if (!files.every((file) => existsSync(file))) return null
  return files.reduce((sum, file) => sum + Number(readFileSync(file, 'utf8').split(' ')[0]) / 1000, 0)
}
