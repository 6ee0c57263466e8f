import 'server-only'
import { z } from 'zod'
import { Reason } from '@/lib/admin/shapes/reason'
import { callRpc } from '@/lib/supabase/rpc'

export const AcceptInput = z.object({ id: z.uuid(), reason: Reason })

export const AcceptAnswer = z.object({
  credits: z.int().meta({ description: 'As agreed at checkout.' }),
  transactionId: z.int(),
})

/**
 * Accept a payment that is not what was agreed: its buyer gets the credits agreed at checkout. Safe to repeat. `accept_purchase`: throws
 * forbidden, not_found, conflict when there is nothing to accept.
 */
export const acceptPurchase = (actorId: string, { id, reason }: z.infer<typeof AcceptInput>) =>
  callRpc('accept_purchase', { p_actor_id: actorId, p_purchase_id: id, p_reason: reason }, AcceptAnswer)
