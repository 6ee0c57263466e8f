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
  // What the trigger on profiles does, which the filling goes past, and the daily job.
  await sql`
    insert into public.user_figures (user_id, role, joined_at, last_active_at)
    select p.id, p.role, p.created_at, p.created_at from public.profiles p on conflict do nothing`
  for (let after: number | null = 0; after !== null; ) {
    const [row]: { after: number | null }[] = await sql`
      select public.refresh_user_figures(${after})::int as after`
    after = row?.after ?? null
  }
  await sql.unsafe('vacuum analyze')
}
