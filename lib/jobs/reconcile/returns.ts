import 'server-only'
import { dodoClient } from '@/lib/dodopayments/client'
import { DISPUTE_EVENTS, disputeOutcome } from '@/lib/dodopayments/events/dispute'
import type { ReturnOutcome } from '@/lib/dodopayments/events/record-return'
import { REFUND_EVENTS, refundOutcome } from '@/lib/dodopayments/events/refund'
import { listDisputes, listRefunds } from '@/lib/dodopayments/list'
import { processEvent, type WebhookEvent } from '@/lib/http/webhook'
import { logger } from '@/lib/logger'
import { adminClient } from '@/lib/supabase/admin'
import { toAppError } from '@/lib/supabase/rpc'

const DAY_MS = 86_400_000
/** Longer than a bank takes to settle what was begun, and than a cron may be missed. */
const REFUND_DAYS = 30
const DISPUTE_DAYS = 120

/** In the order in which they follow each other, as public.return_outcome. */
const OUTCOMES: readonly ReturnOutcome[] = ['pending', 'open', 'void', 'taken']

type Found = { id: string; outcome: ReturnOutcome; load: () => PromiseLike<WebhookEvent> }

const refundsSince = async function* (since: string): AsyncGenerator<Found[]> {
  for await (const items of listRefunds(since)) {
    yield items.map(({ refund_id: id, status }) => ({
      id,
      outcome: refundOutcome(status),
      load: async () => ({
        id: `reconcile:${id}:${status}`,
        type: status === 'failed' ? 'refund.failed' : 'refund.succeeded',
        data: await dodoClient().refunds.retrieve(id),
      }),
    }))
  }
}

const disputesSince = async function* (since: string): AsyncGenerator<Found[]> {
  for await (const items of listDisputes(since)) {
    yield items.map((dispute) => ({
      id: dispute.dispute_id,
      outcome: disputeOutcome(dispute.dispute_status),
      load: async () => ({
        id: `reconcile:${dispute.dispute_id}:${dispute.dispute_status}`,
        type: dispute.dispute_status.replace('dispute_', 'dispute.'),
        data: dispute,
      }),
    }))
  }
}

/** Those that have come further at Dodo than here. */
async function findMissed(found: Found[]): Promise<Found[]> {
  const ids = found.map(({ id }) => id)
  const { data, error } = await adminClient().from('payment_returns').select('id, outcome').in('id', ids)
  if (error) throw toAppError(error)
  const known = new Map(data.map(({ id, outcome }) => [id, OUTCOMES.indexOf(outcome)]))
  return found.filter(({ id, outcome }) => OUTCOMES.indexOf(outcome) > (known.get(id) ?? 0))
}

/**
 * Ask Dodo for the refunds and disputes of the last weeks and apply what no webhook told of, exactly as the webhook would have: else
 * somebody keeps the credits and the money. Answers how many were looked at, newly applied, and could not be.
 */
export async function reconcileReturns(now: Date) {
  const since = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString()
  const handlers = new Map([...REFUND_EVENTS, ...DISPUTE_EVENTS])
  const done = { checked: 0, applied: 0, failed: 0 }
  for (const lists of [refundsSince(since(REFUND_DAYS)), disputesSince(since(DISPUTE_DAYS))]) {
    for await (const found of lists) {
      done.checked += found.length
      for (const { id, load } of await findMissed(found)) {
        try {
          if ((await processEvent(await load(), handlers)) === 'processed') done.applied += 1
        } catch (error) {
          logger().error({ err: error, returnId: id }, 'reconciling a refund or dispute failed')
          done.failed += 1
        }
      }
    }
  }
  return done
}
