import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'

const KINDS = ['first_use', 'first_purchase', 'inactive'] as const
const Followup = z.object({ user_id: z.uuid(), kind: z.enum(KINDS) })

/** Find the people a follow-up mail is due for, counted by kind. Reports them; sends nothing yet. */
export async function findFollowups(now: Date) {
  const due = await callRpc('find_followups', { p_now: now.toISOString() }, z.array(Followup))
  const byKind = Object.fromEntries(
    KINDS.map((kind) => [kind, due.filter((row) => row.kind === kind).length]),
  )
  return { wouldSend: due.length, byKind }
}
