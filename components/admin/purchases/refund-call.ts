import { ApiError, postJson } from '@/lib/api-client'
import { formatPrice } from '@/lib/pricing-plans'

export type RefundOrder = { purchaseId: string; amountCents: number | null; reason: string; key: string }
/** `unknown`: what became of it has to be found out, with the same key; `offline`: nobody knows whether the app was even asked. */
export type RefundResult = { outcome: 'sent' | 'failed' | 'unknown' | 'offline'; message: string }

/** Ask the app for a refund, or what became of one. Throws nothing. */
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
    return { outcome: 'sent', message: `${money} is on its way back. The credits go when it has arrived.` }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.code === 'offline') return { outcome: 'offline', message: error.message }
    const isCertain = error.details.status === 'failed' || (error.status >= 400 && error.status < 500)
    const isRunning = error.code === 'request_in_progress'
    const { refundableCents } = error.details
    const message =
      error.code === 'conflict' && typeof refundableCents === 'number'
        ? 'Less than that is left to refund. Close this and look again.'
        : error.message
    return { outcome: isCertain && !isRunning ? 'failed' : 'unknown', message }
  }
}
