import 'server-only'
import { runTopUps } from '@/lib/top-ups/run-top-ups'
import { checkSubscriptionExpiry } from '@/lib/user-initialization'
import { BUDGET_MS } from './drain'
import { settleAccounts } from './settle-accounts'

/**
 * The part of the daily job that somebody may be waiting for, cheap enough to run every few minutes: what has expired or lapsed
 * is written down, top-ups that are due are charged, subscriptions that went quiet are asked about. Whoever runs it more
 * often than daily waits less; nothing depends on it. Safe to repeat, to overlap and to miss.
 */
export async function keepCurrent(now: Date) {
  return {
    ...(await settleAccounts(performance.now() + BUDGET_MS)),
    topUps: await runTopUps(now),
    subscriptions: await checkSubscriptionExpiry(now),
  }
}
