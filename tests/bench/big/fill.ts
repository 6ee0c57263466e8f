import { readFileSync } from 'node:fs'
import type postgres from 'postgres'

export type Scale = { users: number; transactions: number; logs: number }

/**
 * Fills a throwaway database as `scale` says, with `heavyId` (who has signed up) as the person with most of everything, has the planner
 * look at it, and takes all of it into the daily figures. The ledger adds up afterwards. Minutes for millions of rows.
 */
export async function fillDatabase(sql: postgres.Sql, heavyId: string, scale: Scale): Promise<void> {
  await sql.unsafe(readFileSync(new URL('fill.sql', import.meta.url), 'utf8'))
  await sql`call bench.fill(${heavyId}, ${scale.users}, ${scale.transactions}, ${scale.logs})`
  await sql.unsafe('vacuum analyze')
  await sql`select private.rebuild_daily()`
  const batch = Math.max(20_000, Math.round(scale.transactions / 50))
  for (;;) {
    const [row] = await sql<{ taken: string }[]>`select taken from public.roll_up_daily(${batch})`
    if (Number(row?.taken) === 0) break
  }
  await sql.unsafe('vacuum analyze')
}
