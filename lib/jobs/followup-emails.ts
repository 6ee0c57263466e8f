import 'server-only'
import { z } from 'zod'
import { serverEnv } from '@/lib/env/server'
import { logger } from '@/lib/logger'
import { drainOutbox } from '@/lib/mail/drain-outbox'
import { callRpc } from '@/lib/supabase/rpc'

/** Writing and sending stop after so long each, wherever they are: the next run goes on. */
const BUDGET_MS = 20_000

const Queued = z.object({
  looked_at: z.int(),
  first_use: z.int(),
  first_purchase: z.int(),
  inactive: z.int(),
})

/**
 * Write the follow-up mails that are due and send what is in the outbox: a day after signing up without a first use, three
 * days without a purchase, fourteen without any use. Each person gets each at most once, and none after opting out.
 * Answers how many were written, by kind, and what became of the mails. Safe to repeat, to overlap and to miss.
 */
export async function sendFollowups(now: Date) {
  const until = performance.now() + BUDGET_MS
  const byKind = { first_use: 0, first_purchase: 0, inactive: 0 }
  // A mail that advertises and can't be unsubscribed from with one click is better not sent.
  if (!serverEnv().UNSUBSCRIBE_SECRET) logger().warn('UNSUBSCRIBE_SECRET is not set: no follow-up mails')
  else {
    for (const walk of ['new_people', 'inactive_people'] as const) {
      while (performance.now() < until) {
        const args = { p_walk: walk, p_now: now.toISOString() }
        const { looked_at, ...step } = await callRpc('queue_followups', args, Queued)
        byKind.first_use += step.first_use
        byKind.first_purchase += step.first_purchase
        byKind.inactive += step.inactive
        if (looked_at === 0) break
      }
    }
  }
  const queued = byKind.first_use + byKind.first_purchase + byKind.inactive
  return { queued, byKind, mails: await drainOutbox({ untilMs: performance.now() + BUDGET_MS }) }
}
