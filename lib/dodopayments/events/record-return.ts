import 'server-only'
import { z } from 'zod'
import type { WebhookEvent } from '@/lib/http/webhook'
import { callRpc } from '@/lib/supabase/rpc'

export type ReturnOutcome = 'pending' | 'open' | 'void' | 'taken'

type Return = {
  kind: 'refund' | 'dispute'
  id: string
  paymentId: string
  /** null: the whole payment */
  amountCents: number | null
  outcome: ReturnOutcome
}

/**
 * Take down what a refund or dispute has come to and bring the credits in line, in one transaction with the event. `parked`
 * while the payment is not known: it is applied when that arrives. `record_return`.
 */
export function recordReturn(event: WebhookEvent, { kind, id, paymentId, amountCents, outcome }: Return) {
  return callRpc(
    'record_return',
    {
      p_webhook_id: event.id,
      p_kind: kind,
      p_id: id,
      p_payment_id: paymentId,
      // The generated types do not know that this may be null.
      p_amount_cents: amountCents as number,
      p_outcome: outcome,
    },
    z.enum(['processed', 'parked']),
  )
}
