import 'server-only'
import { z } from 'zod'
import { dodoClient } from '@/lib/dodopayments/client'
import { logger } from '@/lib/logger'
import { adminClient } from '@/lib/supabase/admin'
import { callRpc, toAppError } from '@/lib/supabase/rpc'

const Begun = z.object({
  purchase_id: z.uuid().nullable(),
  mandate_id: z.string().nullable(),
  amount_cents: z.int().nullable(),
  currency: z.string().nullable(),
  description: z.string().nullable(),
})

const fail = (purchaseId: string, reason: string) =>
  callRpc('fail_purchase', { p_purchase_id: purchaseId, p_failure: reason }, z.unknown())

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
        product_description: begun.description,
        metadata: { purchase_id: begun.purchase_id },
      },
      { maxRetries: 0 },
    )
    return true
  } catch (cause) {
    const refused = z.object({ status: z.int().min(400).max(499) }).safeParse(cause).success
    logger().warn({ err: cause, userId }, 'a top-up was not charged')
    if (refused) await fail(begun.purchase_id, 'The payment provider refused the charge.')
    return false
  }
}

/** Longer than any charge takes to be listed. */
const UNANSWERED_MS = 3_600_000

/** Top-ups that were begun an hour ago and are pending still: when Dodo has no payment for them, they were never charged. */
async function settleUnanswered(now: Date): Promise<number> {
  const { data, error } = await adminClient()
    .from('purchases')
    .select('id, user_id, created_at')
    .eq('is_top_up', true)
    .eq('status', 'pending')
    .lt('created_at', new Date(now.getTime() - UNANSWERED_MS).toISOString())
    .limit(50)
  if (error) throw toAppError(error)
  let settled = 0
  for (const purchase of data) {
    const { items } = await dodoClient().payments.list({
      created_at_gte: new Date(Date.parse(purchase.created_at) - UNANSWERED_MS).toISOString(),
      page_size: 100,
      page_number: 0,
    })
    // One that went through is applied by reconciliation, one that runs by its webhook.
    if (items.some((item) => item.metadata.purchase_id === purchase.id && item.status !== 'failed')) continue
    await fail(purchase.id, 'The charge was never made.')
    settled += 1
  }
  return settled
}

/** Charge the top-ups that are due, at most `limit`. Safe to repeat and to overlap. Answers how many were charged and given up. */
export async function runTopUps(now: Date, limit = 20) {
  const due = await callRpc('find_due_top_ups', { p_limit: limit }, z.array(z.uuid()))
  let charged = 0
  for (const userId of due) {
    if (await topUp(userId)) charged += 1
  }
  return { charged, givenUp: await settleUnanswered(now) }
}
