import 'server-only'
import { z } from 'zod'
import { Reason } from '@/lib/admin/shapes/reason'
import { askForRefund, findRefund, type RefundOutcome } from '@/lib/dodopayments/refund'
import { AppError } from '@/lib/errors'
import { callRpc } from '@/lib/supabase/rpc'

/** What an admin sends: how much goes back, and why. */
export const RefundInput = z.object({
  id: z.uuid(),
  amountCents: z
    .int()
    .min(1)
    .nullable()
    .meta({ description: 'Cents of the payment, tax included; null for all that is left.' }),
  reason: Reason,
})

export const RefundAnswer = z.object({
  refundRequestId: z.uuid(),
  refundId: z.string().meta({ description: 'Dodo’s. The credits go when Dodo says that the money has.' }),
  amountCents: z.int(),
  currency: z.string(),
})

const Refund = z.object({
  id: z.uuid(),
  status: z.enum(['requested', 'uncertain', 'sent', 'failed']),
  attempt: z.int(),
  amountCents: z.int(),
  currency: z.string(),
  paymentId: z.string(),
  refundId: z.string().nullable(),
  error: z.string().nullable(),
  isNew: z.boolean(),
})
type Refund = z.infer<typeof Refund>

/**
 * Have Dodo give back a purchase's money, in whole or in part. The same key asks once: it is written down and reserved before Dodo is
 * asked, and when no answer came the next call with that key looks at Dodo what became of it before it asks again.
 * Throws forbidden, not_found, nothing_to_refund, conflict for more than is left, idempotency_conflict, request_in_progress, and
 * provider_failed when Dodo refused or did not answer.
 */
export async function refundPurchase(
  actorId: string,
  { id: purchaseId, amountCents, reason }: z.infer<typeof RefundInput>,
  idempotencyKey: string,
): Promise<z.infer<typeof RefundAnswer>> {
  const begin = () =>
    callRpc(
      'begin_purchase_refund',
      {
        p_actor_id: actorId,
        p_purchase_id: purchaseId,
        p_amount_cents: amountCents,
        p_reason: reason,
        p_idempotency_key: idempotencyKey,
      },
      Refund,
    )
  const refund = await begin()
  if (refund.isNew) await finish(refund, refund.attempt, await askForRefund({ ...refund, reason }))
  else if (refund.status === 'uncertain') await clearUp(actorId, refund, reason)
  return toAnswer(refund.isNew || refund.status === 'uncertain' ? await begin() : refund)
}

/** Find out what became of a refund whose answer never came; ask again only when Dodo knows nothing of it. */
async function clearUp(actorId: string, refund: Refund, reason: string) {
  const refundId = await findRefund(refund)
  if (refundId) return finish(refund, refund.attempt, { status: 'sent', refundId })
  const isOurs = await callRpc(
    'retry_purchase_refund',
    { p_actor_id: actorId, p_id: refund.id, p_attempt: refund.attempt },
    z.boolean(),
  )
  if (isOurs) await finish(refund, refund.attempt + 1, await askForRefund({ ...refund, reason }))
}

function finish({ id }: Refund, attempt: number, outcome: RefundOutcome) {
  return callRpc(
    'finish_purchase_refund',
    {
      p_id: id,
      p_attempt: attempt,
      p_status: outcome.status,
      ...(outcome.status === 'sent' ? { p_refund_id: outcome.refundId } : { p_error: outcome.error }),
    },
    z.unknown(),
  )
}

function toAnswer({
  id,
  status,
  refundId,
  amountCents,
  currency,
  error,
}: Refund): z.infer<typeof RefundAnswer> {
  const details = { refundRequestId: id, status }
  if (status === 'requested') throw new AppError('request_in_progress', { details })
  if (status === 'uncertain') {
    throw new AppError('provider_failed', {
      message:
        'Dodo did not answer, so the refund may have been made or not. Check again in two minutes: it is not asked for twice.',
      details,
    })
  }
  if (status === 'failed' || refundId === null) {
    throw new AppError('provider_failed', { message: `Dodo did not make the refund: ${error}`, details })
  }
  return { refundRequestId: id, refundId, amountCents, currency }
}
