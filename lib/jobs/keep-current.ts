import 'server-only'
import { endOldMandates, endUnwanted } from '@/lib/dodopayments/sync/unwanted'
import { drainOutbox } from '@/lib/mail/drain-outbox'
import { rollUpDaily } from '@/lib/reports/roll-up'
import { runTopUps } from '@/lib/top-ups/run-top-ups'
import { checkSubscriptionExpiry } from '@/lib/user-initialization'
import { BUDGET_MS, drain } from './drain'
import { raiseAlarms } from './raise-alarms'
import { refreshUserFigures } from './refresh-user-figures'
import { runSteps } from './run-steps'
import { settleAccounts } from './settle-accounts'

/**
 * The part of the daily job that somebody may be waiting for, cheap enough to run every few minutes: what has expired or lapsed is
 * written down, subscriptions that went quiet are asked about and second ones ended, top-ups that are due are charged, the daily
 * figures are brought up to date, admins told of failures, waiting mails sent. Whoever runs it more often than daily waits less; nothing
 * depends on it. Safe to repeat, to overlap and to miss.
 */
export async function keepCurrent(now: Date) {
  const until = performance.now() + BUDGET_MS
  return runSteps({
    settled: () => settleAccounts(until),
    subscriptions: () => checkSubscriptionExpiry(now),
    subscriptionsEnded: () => endUnwanted(),
    oldCardsEnded: () => endOldMandates(until),
    topUps: () => runTopUps(now),
    userFigures: refreshUserFigures,
    rolledUp: () => drain(until, rollUpDaily),
    alarms: () => raiseAlarms(now, ['failures']),
    mails: () => drainOutbox({ untilMs: until }),
  })
}
