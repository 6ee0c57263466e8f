import 'server-only'
import { z } from 'zod'
import { Reason } from '@/lib/admin/shapes/reason'
import { RefundPreview } from '@/lib/admin/shapes/refund-preview'
import { Movement } from '@/lib/credits/movement'
import { callRpc } from '@/lib/supabase/rpc'

/** What an admin sends: which deduction of whom, how many credits go back, and why. */
export const TransactionRefundInput = z.object({
  id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  userId: z.uuid(),
  amount: z.int().min(1).nullable().meta({ description: 'Credits; null for all that is left.' }),
  reason: Reason,
})

/** What an admin asks about before that. */
export const RefundPreviewInput = z.object({
  id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  userId: z.uuid(),
  amount: z.coerce.number().int().min(1).optional(),
})

/**
 * Give somebody's deduction back, whole or in part; leaves a row in the audit trail. The same key refunds once.
 * `refund_user_transaction`: throws forbidden, transaction_not_found, nothing_to_refund, invalid_amount, idempotency_conflict.
 */
export async function refundTransaction(
  actorId: string,
  { id, userId, amount, reason }: z.infer<typeof TransactionRefundInput>,
  idempotencyKey: string,
) {
  const done = await callRpc(
    'refund_user_transaction',
    {
      p_actor_id: actorId,
      p_user_id: userId,
      p_transaction_id: id,
      p_amount: amount,
      p_reason: reason,
      p_idempotency_key: idempotencyKey,
    },
    Movement,
  )
  return {
    success: true as const,
    userId,
    amount: done.amount,
    newBalance: done.available,
    transactionId: done.transactionId,
    replayed: done.replayed,
  }
}

/** What refunding would do, as of now. `preview_transaction_refund`: throws forbidden, transaction_not_found. */
export function previewCreditRefund(
  actorId: string,
  { id, userId, amount }: z.infer<typeof RefundPreviewInput>,
): Promise<RefundPreview> {
  return callRpc(
    'preview_transaction_refund',
    { p_actor_id: actorId, p_user_id: userId, p_transaction_id: id, p_amount: amount },
    RefundPreview,
  )
}
