import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'
import { BUDGET_MS } from './drain'

/**
 * Count what moved since the last time, for the order of the admins' list of people: every account in steps, until time is up.
 * Answers how many steps it took. Safe to repeat and to overlap. `refresh_user_figures`.
 */
export async function refreshUserFigures(): Promise<number> {
  const until = performance.now() + BUDGET_MS
  let after: number | null = 0
  let steps = 0
  while (after !== null && performance.now() < until) {
    after = await callRpc('refresh_user_figures', { p_after: after }, z.int().nullable())
    steps += 1
  }
  return steps
}
