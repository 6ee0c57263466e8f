import 'server-only'
import { z } from 'zod'
import { Currency, dodoClient, readRefusal, wasTurnedAway } from '@/lib/dodopayments/client'
import { listPayments } from '@/lib/dodopayments/list'
import { logger } from '@/lib/logger'
import { adminClient } from '@/lib/supabase/admin'
import { callRpc, toAppError } from '@/lib/supabase/rpc'

const Begun = z.object({
  purchase_id: z.uuid().nullable(),
  mandate_id: z.string().nullable(),
  amount_cents: z.int().nullable(),
  currency: Currency.nullable(),
  description: z.string().nullable(),
})

/** The card's owner is told and two in a row stop it; `drop_top_up` instead when the card was never asked. */
const end = (how: 'fail_purchase' | 'drop_top_up', purchaseId: string, reason: string) =>
  callRpc(how, { p_purchase_id: purchaseId, p_failure: reason }, z.unknown())

/**
 * Charge one person's top-up if it is still due. The credits come with the payment's webhook. An answer that never came leaves
 * the purchase pending, and nothing else is charged, until `settleUnanswered` has looked. Answers whether it charged.
 */
async function topUp(userId: string): Promise<boolean> {
  const begun = await callRpc('begin_top_up', { p_user_id: userId }, Begun)
  if (!begun.purchase_id || !begun.mandate_id || !begun.amount_cents) return false
  try {
    await dodoClient().subscriptions.charge(
      begun.mandate_id,
      {
        product_price: begun.amount_cents,
        product_currency: begun.currency,
        product_description: begun.description,
        metadata: { purchase_id: begun.purchase_id },
      },
      { maxRetries: 0 },
    )
    return true
  } catch (cause) {
    logger().warn({ err: cause, userId }, 'a top-up was not charged')
    if (wasTurnedAway(cause)) await end('drop_top_up', begun.purchase_id, 'The charge was never made.')
    else if (readRefusal(cause) !== null)
      await end('fail_purchase', begun.purchase_id, 'The payment provider refused the charge.')
    return false
  }
}

/** Longer than any charge takes to be listed. */
const UNANSWERED_MS = 3_600_000

/** What became of each purchase that Dodo has a payment for since `since`: each has one payment at most. */
async function listOutcomes(since: Date): Promise<Map<unknown, string | null | undefined>> {
  const found = new Map<unknown, string | null | undefined>()
  for await (const items of listPayments({ created_at_gte: since.toISOString() })) {
    for (const { status, metadata } of items) found.set(metadata.purchase_id, status)
  }
  return found
}

/** Settle the top-ups that were begun an hour ago and are pending still by what Dodo has of them. Answers how many came to nothing. */
async function settleUnanswered(now: Date): Promise<number> {
  const { data, error } = await adminClient()
    .from('purchases')
    .select('id, created_at')
    .eq('is_top_up', true)
    .eq('status', 'pending')
    .lt('created_at', new Date(now.getTime() - UNANSWERED_MS).toISOString())
    .order('created_at')
    .limit(50)
  if (error) throw toAppError(error)
  const [oldest] = data
  if (!oldest) return 0
  const outcomes = await listOutcomes(new Date(Date.parse(oldest.created_at) - UNANSWERED_MS))
  let givenUp = 0
  for (const { id } of data) {
    const outcome = outcomes.get(id)
    // One that went through is applied by reconciliation, one that runs by its webhook.
    if (outcome === 'succeeded' || outcome === 'processing') continue
    if (outcomes.has(id)) await end('fail_purchase', id, 'The payment did not go through.')
    else await end('drop_top_up', id, 'The charge was never made.')
    givenUp += 1
  }
  return givenUp
}

/** Charge the top-ups that are due, at most `limit`. Safe to repeat and to overlap. Answers how many were charged. */
export async function chargeDueTopUps(limit = 20): Promise<number> {
  const due = await callRpc('find_due_top_ups', { p_limit: limit }, z.array(z.uuid()))
  let charged = 0
  for (const userId of due) {
    if (await topUp(userId)) charged += 1
  }
  return charged
}

/** The whole of it, for jobs: charge what is due and settle what was left open. Answers how many were charged and given up. */
export async function runTopUps(now: Date) {
  return { charged: await chargeDueTopUps(), givenUp: await settleUnanswered(now) }
}
