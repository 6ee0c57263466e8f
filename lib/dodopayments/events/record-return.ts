import 'server-only'
import type { WebhookAction } from '@/lib/http/webhook'
import type { RpcArgs } from '@/lib/supabase/rpc'

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
export const recordReturn = ({ kind, id, paymentId, amountCents, outcome }: Return): WebhookAction => ({
  call: 'record_return',
  args: {
    p_kind: kind,
    p_id: id,
    p_payment_id: paymentId,
    p_amount_cents: amountCents,
    p_outcome: outcome,
  } satisfies { [Name in keyof Omit<RpcArgs<'record_return'>, 'p_webhook_id'>]: unknown },
})
