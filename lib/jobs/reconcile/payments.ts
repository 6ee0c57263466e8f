import 'server-only'
import { dodoClient } from '@/lib/dodopayments/client'
import { PAYMENT_EVENTS } from '@/lib/dodopayments/events/payment'
import { listPayments } from '@/lib/dodopayments/list'
import { processEvent } from '@/lib/http/webhook'
import { logger } from '@/lib/logger'
import { adminClient } from '@/lib/supabase/admin'
import { toAppError } from '@/lib/supabase/rpc'

/** How far back a run looks: longer than Dodo goes on trying to deliver, and than a cron may be missed. */
const DAYS = 3

/** Those of these payments that brought credits or were set aside for an admin. */
async function findKnown(paymentIds: string[]): Promise<Set<string | null>> {
  const client = adminClient()
  const answers = await Promise.all([
    client.from('purchases').select('payment_id').in('payment_id', paymentIds),
    client.from('subscription_credits').select('payment_id').in('payment_id', paymentIds),
  ])
  for (const { error } of answers) if (error) throw toAppError(error)
  return new Set(answers.flatMap(({ data }) => data ?? []).map((row) => row.payment_id))
}

/**
 * Ask Dodo for the payments of the last days and apply those whose webhook never came, exactly as the webhook would have.
 * Answers how many were looked at, newly applied, and could not be.
 */
export async function reconcilePayments(now: Date) {
  const since = new Date(now.getTime() - DAYS * 86_400_000).toISOString()
  const handlers = new Map(PAYMENT_EVENTS)
  const done = { checked: 0, applied: 0, failed: 0 }
  for await (const items of listPayments({ created_at_gte: since, status: 'succeeded' })) {
    const known = await findKnown(items.map((item) => item.payment_id))
    for (const { payment_id } of items.filter(
      (item) => item.total_amount !== 0 && !known.has(item.payment_id),
    )) {
      try {
        const data = await dodoClient().payments.retrieve(payment_id)
        const event = { id: `reconcile:${payment_id}`, type: 'payment.succeeded', data }
        if ((await processEvent(event, handlers)) === 'processed') done.applied += 1
      } catch (error) {
        logger().error({ err: error, paymentId: payment_id }, 'reconciling a payment failed')
        done.failed += 1
      }
    }
    done.checked += items.length
  }
  return done
}
