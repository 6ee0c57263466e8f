import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'
import { runTopUps } from '@/lib/top-ups/run-top-ups'
import { resetMonthlyTokens } from '@/lib/usage'
import { checkSubscriptionExpiry } from '@/lib/user-initialization'
import { BUDGET_MS, drain } from './drain'
import { reconcilePayments } from './reconcile-payments'
import { settleAccounts } from './settle-accounts'

/**
 * Daily bookkeeping: what has expired or lapsed is written down, months begin, old trials and kept answers go, payments
 * whose webhook never came are applied. Balances do not depend on it: every call on an account settles it first. Safe
 * to repeat, to overlap and to miss for two days.
 */
export async function keepLedger(now: Date) {
  const until = performance.now() + BUDGET_MS
  const p_now = now.toISOString()
  return {
    ...(await settleAccounts(until)),
    monthsBegun: await resetMonthlyTokens(now),
    leadsRemoved: await drain(until, () => callRpc('remove_old_leads', { p_now }, z.int())),
    rowsPruned: await drain(until, () => callRpc('prune_calls', { p_now }, z.int())),
    payments: await reconcilePayments(now),
    topUps: await runTopUps(now),
    subscriptions: await checkSubscriptionExpiry(now),
    freeMonths: await drain(until, () => callRpc('allocate_free_credits', { p_now }, z.int())),
  }
}
