import 'server-only'
import { z } from 'zod'
import type { WebhookHandler } from '@/lib/http/webhook'
import { type ReturnOutcome, recordReturn } from './record-return'

const Refund = z.looseObject({
  refund_id: z.string().min(1),
  payment_id: z.string().min(1),
  status: z.string().nullish(),
  /** cents; left out for the whole payment */
  amount: z.int().nullish(),
})

/** What a refund's status means for the money. */
export const refundOutcome = (status: string | null | undefined): ReturnOutcome =>
  status === 'succeeded' ? 'taken' : status === 'failed' ? 'void' : 'pending'

const handleRefund: WebhookHandler = async (event) => {
  const refund = Refund.parse(event.data)
  return recordReturn({
    kind: 'refund',
    id: refund.refund_id,
    paymentId: refund.payment_id,
    amountCents: refund.amount ?? null,
    outcome: refundOutcome(refund.status),
  })
}

export const REFUND_EVENTS: [string, WebhookHandler][] = [
  ['refund.succeeded', handleRefund],
  ['refund.failed', handleRefund],
]
