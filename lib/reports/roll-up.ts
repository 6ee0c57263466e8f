import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'

const RolledUp = z.object({ taken: z.int(), done_at: z.string() })

/** What a page may wait for: a batch of this many rows takes some 50 ms. The crons do the rest. */
const PAGE_ROWS = 4000
const PAGE_MAX_AGE_SECONDS = 10

/** Take the next batch into the daily figures. Answers how many rows it took: 0 when none is left. `roll_up_daily`. */
export async function rollUpDaily(): Promise<number> {
  return (await callRpc('roll_up_daily', {}, RolledUp)).taken
}

/**
 * Bring the daily figures up to date as far as that is quick, for a page that is about to show them: on a machine without crons too they
 * are seconds old. Answers since when something may be missing; null when nothing was ever taken in. `roll_up_daily`.
 */
export async function freshenFigures(): Promise<Date | null> {
  const { done_at } = await callRpc(
    'roll_up_daily',
    { p_limit: PAGE_ROWS, p_max_age_seconds: PAGE_MAX_AGE_SECONDS },
    RolledUp,
  )
  return done_at === '-infinity' ? null : new Date(done_at)
}
