import 'server-only'
import { z } from 'zod'
import { drainOutbox } from '@/lib/mail/drain-outbox'
import { callRpc } from '@/lib/supabase/rpc'
import { resetMonthlyTokens } from '@/lib/usage'
import { raiseAlarms } from './raise-alarms'
import { reconcilePayments } from './reconcile-payments'

/** A run stops after so long, wherever it is: the next one goes on. */
const BUDGET_MS = 20_000

/** Repeat a bounded step until it finds nothing to do or time is up. Answers the sum of what the steps did. */
async function drain(until: number, step: () => Promise<number>): Promise<number> {
  let total = 0
  while (performance.now() < until) {
    const done = await step()
    if (done === 0) break
    total += done
  }
  return total
}

/** What mails may take beyond that: they are small, and what waits for them is somebody. */
const MAIL_MS = 10_000

const Swept = z.object({ accounts: z.int(), expired_credits: z.int(), released_holds: z.int() })
const Warned = z.object({ looked_at: z.int(), warned: z.int() })

/**
 * Daily bookkeeping: what has expired or lapsed is written down, months begin, old trials and kept answers go, payments
 * whose webhook never came are applied, people are warned of credits that expire, admins of what is wrong, and waiting
 * mails are sent. Balances do not depend on it: every call on an account settles it first. Safe to repeat, to overlap
 * and to miss for two days.
 */
export async function keepLedger(now: Date) {
  const until = performance.now() + BUDGET_MS
  const p_now = now.toISOString()
  const swept = { expiredCredits: 0, releasedHolds: 0 }
  const accountsSettled = await drain(until, async () => {
    const step = await callRpc('expire_credits', {}, Swept)
    swept.expiredCredits += step.expired_credits
    swept.releasedHolds += step.released_holds
    return step.accounts
  })
  let expiryWarnings = 0
  await drain(until, async () => {
    const step = await callRpc('warn_expiring', { p_now }, Warned)
    expiryWarnings += step.warned
    return step.looked_at
  })
  const sendMails = () => drainOutbox({ untilMs: performance.now() + MAIL_MS })
  return {
    accountsSettled,
    ...swept,
    expiryWarnings,
    alarms: await raiseAlarms(now),
    monthsBegun: await resetMonthlyTokens(now),
    leadsRemoved: await drain(until, () => callRpc('remove_old_leads', { p_now }, z.int())),
    rowsPruned: await drain(until, () => callRpc('prune_calls', { p_now }, z.int())),
    payments: await reconcilePayments(now).catch(async (error: unknown) => {
      await sendMails()
      throw error
    }),
    mails: await sendMails(),
  }
}
