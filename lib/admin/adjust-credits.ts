import 'server-only'
import { z } from 'zod'
import { Reason } from '@/lib/admin/shapes/reason'
import { Movement } from '@/lib/credits/movement'
import { callRpc } from '@/lib/supabase/rpc'

/** What an admin sends: credits to add, or to take away when negative, and why. */
export const AdjustmentInput = z.object({
  userId: z.uuid(),
  amount: z
    .int()
    .refine((amount) => amount !== 0, 'Not 0.')
    .meta({ description: 'Credits; negative takes away.' }),
  reason: Reason,
})

/**
 * Adjust somebody's credits as an admin; leaves a row in the audit trail. The same key adjusts once. `adjust_credits`.
 * Throws forbidden, insufficient_credits, account_not_found, idempotency_conflict.
 */
export async function adjustCredits(
  actorId: string,
  { userId, amount, reason }: z.infer<typeof AdjustmentInput>,
  idempotencyKey: string,
) {
  const done = await callRpc(
    'adjust_credits',
    {
      p_actor_id: actorId,
      p_user_id: userId,
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
