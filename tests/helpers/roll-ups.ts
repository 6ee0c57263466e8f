import { vi } from 'vitest'
import type { TestSql } from './database'

/** Takes in the next batch. Resolves how many ids and changes it took. */
export async function rollUp(sql: TestSql, limit = 20_000): Promise<number> {
  const [row] = await sql<{ taken: number }[]>`select taken from public.roll_up_daily(${limit})`
  return row?.taken ?? 0
}

/**
 * Takes in batch after batch until nothing is left. A transaction that is open meanwhile, of another test's database too, holds
 * back what is newer than it.
 */
export async function drainRollUps(sql: TestSql, limit?: number): Promise<void> {
  await vi.waitFor(
    async () => {
      while ((await rollUp(sql, limit)) > 0) {}
      const [row] = await sql<{ isBehind: boolean }[]>`
        select exists (select from private.rollup_cursors c where c.done_id < coalesce(pg_sequence_last_value(c.sequence), 0))
          or exists (select from private.daily_changes) as "isBehind"`
      if (row?.isBehind !== false) throw new Error('The daily figures are behind.')
    },
    { timeout: 20_000, interval: 20 },
  )
}
