import 'server-only'
import { z } from 'zod'
import { endOldMandates, endUnwanted } from '@/lib/dodopayments/sync/unwanted'
import { drainOutbox } from '@/lib/mail/drain-outbox'
import { rollUpDaily } from '@/lib/reports/roll-up'
import { callRpc } from '@/lib/supabase/rpc'
import { runTopUps } from '@/lib/top-ups/run-top-ups'
import { resetMonthlyTokens } from '@/lib/usage'
import { checkSubscriptionExpiry } from '@/lib/user-initialization'
import { BUDGET_MS, drain } from './drain'
import { raiseAlarms } from './raise-alarms'
import { reconcilePayments } from './reconcile/payments'
import { reconcileReturns } from './reconcile/returns'
import { refreshUserFigures } from './refresh-user-figures'
import { runSteps } from './run-steps'
import { settleAccounts } from './settle-accounts'

/** What mails may take beyond that: they are small, and what waits for them is somebody. */
const MAIL_MS = 10_000

const Warned = z.object({ looked_at: z.int(), warned: z.int() })

const warnOfExpiry = (until: number, p_now: string) => async () => {
  let warned = 0
  await drain(until, async () => {
    const step = await callRpc('warn_expiring', { p_now }, Warned)
    warned += step.warned
    return step.looked_at
  })
  return warned
}

/**
 * Daily bookkeeping: what has expired or lapsed is written down, months begin, old trials and kept answers go, payments and refunds
 * whose webhook never came are applied, second subscriptions ended, top-ups that are due are charged, people are warned of credits
 * that expire, the daily figures are brought up to date, admins told of what is wrong, and waiting mails sent. Balances do not depend
 * on it: every call on an account settles it first. Safe to repeat, to overlap and to miss for two days. A step that fails does not
 * keep the others from running; the run fails at its end then, and says which.
 */
export async function keepLedger(now: Date) {
  const until = performance.now() + BUDGET_MS
  const p_now = now.toISOString()
  return runSteps({
    settled: () => settleAccounts(until),
    payments: () => reconcilePayments(now),
    returns: () => reconcileReturns(now),
    subscriptions: () => checkSubscriptionExpiry(now),
    subscriptionsEnded: () => endUnwanted(),
    oldCardsEnded: () => endOldMandates(until),
    freeMonths: () => drain(until, () => callRpc('allocate_free_credits', { p_now }, z.int())),
    topUps: () => runTopUps(now),
    monthsBegun: () => resetMonthlyTokens(now),
    leadsRemoved: () => drain(until, () => callRpc('remove_old_leads', { p_now }, z.int())),
    rowsPruned: () => drain(until, () => callRpc('prune_calls', { p_now }, z.int())),
    userFigures: refreshUserFigures,
    expiryWarnings: warnOfExpiry(until, p_now),
    rolledUp: () => drain(until, rollUpDaily),
    alarms: () => raiseAlarms(now, ['ledger', 'failures']),
    mails: () => drainOutbox({ untilMs: performance.now() + MAIL_MS }),
  })
}
