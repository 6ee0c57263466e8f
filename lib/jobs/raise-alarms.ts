import 'server-only'
import { z } from 'zod'
import { checkLedgerDaily } from '@/lib/credits/ledger-check'
import { wordViolation } from '@/lib/credits/violation-words'
import { logger } from '@/lib/logger'
import { callRpc } from '@/lib/supabase/rpc'
import { Failure, wordFailure } from './failure-words'

/** Findings named in one alarm; the admin page has all of them. */
const MOST = 10
/** How far back failures are looked for: a day, and what a late cron may add. */
const HOURS = 26

async function findBrokenRules(): Promise<string[]> {
  const violations = await checkLedgerDaily().catch((err: unknown) => {
    // A ledger that nobody can check may be as wrong as one that does not add up.
    logger().error({ err }, 'the ledger could not be checked')
    return null
  })
  if (violations === null) return ['The check itself failed. The log says why.']
  return violations.map(wordViolation)
}

/** Those that admins were not told of yet. */
async function findFailures(now: Date): Promise<string[]> {
  const p_since = new Date(now.getTime() - HOURS * 3_600_000).toISOString()
  const failures = await callRpc('recent_failures', { p_since }, z.array(Failure))
  return failures.map(wordFailure)
}

const TOPICS = {
  ledger: { problem: 'The ledger does not add up', find: findBrokenRules },
  failures: { problem: 'Jobs, webhooks or mails failed', find: findFailures },
}

/**
 * Tell every admin when the ledger does not add up (`ledger`: reads all of it, so once a day is enough), and when jobs, webhooks or mails
 * failed (`failures`). Each is told once a day at most, however often this runs, and a failure in one alarm, not again in the next.
 * Answers how many alarms were raised; never throws.
 */
export async function raiseAlarms(now: Date, topics: (keyof typeof TOPICS)[]): Promise<number> {
  const day = now.toISOString().slice(0, 10)
  let raised = 0
  for (const key of topics) {
    const { problem, find } = TOPICS[key]
    try {
      if (await raise(`${key}:${day}`, problem, await find(now))) raised += 1
    } catch (err) {
      // What keeps the books must go on.
      logger().error({ err, key }, 'an alarm could not be raised')
    }
  }
  return raised
}

async function raise(p_key: string, p_problem: string, found: string[]): Promise<boolean> {
  if (found.length === 0) return false
  const more = found.length > MOST ? [`And ${found.length - MOST} more.`] : []
  const p_details = [...found.slice(0, MOST), ...more].map((line) => line.slice(0, 300))
  return (await callRpc('alarm_admins', { p_problem, p_details, p_key }, z.int())) > 0
}
