import { asApiError, postJson } from '@/lib/api-client'
import { formatPrice } from '@/lib/pricing-plans'

export type RefundOrder = { purchaseId: string; amountCents: number | null; reason: string; key: string }
/**
 * `failed`: Dodo did not make it; `refused`: it was not even begun; `unknown`: what became of it has to be found out, with the same
 * key; `offline`: nobody knows whether the app was even asked.
 */
export type RefundResult = { outcome: 'sent' | 'failed' | 'refused' | 'unknown' | 'offline'; message: string }

const ASKED_BEFORE =
  'A refund with another amount or reason was already requested. Its result is listed under the purchase.'
const TOO_MUCH = 'Less than that is left to refund. Close this and look again.'

/** Ask the app for a refund, or what became of one. No answer is an outcome too. */
export async function callRefund({
  purchaseId,
  amountCents,
  reason,
  key,
}: RefundOrder): Promise<RefundResult> {
  try {
    const sent = await postJson<{ amountCents: number; currency: string }>(
      `/api/admin/purchases/${purchaseId}/refund`,
      { amountCents, reason },
      { idempotencyKey: key },
    )
    const money = formatPrice(sent.amountCents, sent.currency)
    return {
      outcome: 'sent',
      message: `${money} is on its way back. Credits are taken back once Dodo confirms it.`,
    }
  } catch (error) {
    const { code, status, message, details } = asApiError(error)
    if (code === 'offline') return { outcome: 'offline', message }
    if (code === 'idempotency_conflict') return { outcome: 'unknown', message: ASKED_BEFORE }
    if (details.status === 'failed') return { outcome: 'failed', message }
    if (code === 'request_in_progress' || status >= 500) return { outcome: 'unknown', message }
    const isTooMuch = code === 'conflict' && typeof details.refundableCents === 'number'
    return { outcome: 'refused', message: isTooMuch ? TOO_MUCH : message }
  }
}
