import 'server-only'
import { z } from 'zod'
import { LedgerHealth } from '@/lib/admin/shapes/ledger-health'
import { runLedgerCheck } from '@/lib/credits/ledger-check'
import { afterResponse } from '@/lib/http/after-response'
import { callRpc } from '@/lib/supabase/rpc'

/** The latest check of the ledger, as it was kept. `read_ledger_health`: throws forbidden. */
export function readLedgerHealth(actorId: string): Promise<LedgerHealth> {
  return callRpc('read_ledger_health', { p_actor_id: actorId }, LedgerHealth)
}

export const CheckAnswer = z.object({
  isStarted: z.boolean().meta({ description: 'False: a check is under way already.' }),
})

/** Begin a check of the whole ledger; it goes on after the response. `ask_for_ledger_check`: throws forbidden. */
export async function askForLedgerCheck(actorId: string): Promise<z.infer<typeof CheckAnswer>> {
  const id = await callRpc('ask_for_ledger_check', { p_actor_id: actorId }, z.int().nullable())
  if (id !== null) afterResponse('the check of the ledger', () => runLedgerCheck(id))()
  return { isStarted: id !== null }
}
