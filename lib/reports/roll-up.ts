import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'

const RolledUp = z.object({ taken: z.int(), done_at: z.string() })

/** Take the next batch into the daily figures. Answers how many rows it took: 0 when none is left. `roll_up_daily`. */
export async function rollUpDaily(): Promise<number> {
  return (await callRpc('roll_up_daily', {}, RolledUp)).taken
}
