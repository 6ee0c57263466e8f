import { BUSINESS } from '../context'
import type { Dispute } from '../model/orders'
import { customerDetails, knownPayment, type Source } from './known'

/** A dispute as `GET /disputes/{id}` and webhooks show it. */
export function disputePayload(dodo: Source, dispute: Dispute) {
  return {
    ...disputeListItem(dodo, dispute),
    brand_id: BUSINESS.id,
    customer: customerDetails(dodo, knownPayment(dodo, dispute.payment_id).customer_id),
    is_resolved_by_rdr: null,
    reason: dispute.reason,
    remarks: dispute.remarks,
  }
}

/** A dispute as `GET /disputes` lists it. */
export function disputeListItem(dodo: Source, dispute: Dispute) {
  const { remarks: _, ...summary } = disputeSummary(dodo, dispute)
  return { ...summary, payment_provider: 'dodo' }
}

/** A dispute as its payment lists it. */
export function disputeSummary(dodo: Source, dispute: Dispute) {
  return {
    dispute_id: dispute.dispute_id,
    payment_id: dispute.payment_id,
    business_id: BUSINESS.id,
    created_at: dispute.created_at,
    // Dodo writes this amount, and only this one, as text.
    amount: String(dispute.amount),
    currency: knownPayment(dodo, dispute.payment_id).currency,
    dispute_status: `dispute_${dispute.status}` as const,
    dispute_stage: dispute.stage,
    remarks: dispute.remarks,
  }
}
