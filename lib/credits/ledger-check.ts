import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'
import { CreditService } from './index'
import { Violation } from './movement'

/**
 * Check the whole ledger and all payments, and keep the result as that of the check `id`. What keeps it from coming to its end is kept too, and
 * thrown. `run_ledger_check`: reads everything, so not for pages.
 */
export async function runLedgerCheck(id: number): Promise<Violation[]> {
  try {
    return await callRpc('run_ledger_check', { p_id: id }, z.array(Violation))
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const p_error = reason instanceof Error ? reason.message : String(reason)
    await callRpc('fail_ledger_check', { p_id: id, p_error }, z.unknown())
    throw error
  }
}

/** The daily check. While another one is under way it is not kept, but made. */
export async function checkLedgerDaily(): Promise<Violation[]> {
  const id = await callRpc('begin_ledger_check', {}, z.int().nullable())
  if (id !== null) return runLedgerCheck(id)
  return [
    ...(await CreditService.checkLedger()),
    ...(await callRpc('check_payments', {}, z.array(Violation))),
  ]
}
