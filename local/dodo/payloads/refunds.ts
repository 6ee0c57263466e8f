import { BUSINESS } from '../context'
import type { Refund } from '../model/orders'
import { customerDetails, knownPayment, type Source } from './known'

/** Minor units of a payment in refunds of these states, of one line of it when `itemId` is given. */
export function refundedAmount(
  dodo: Source,
  paymentId: string,
  statuses: Refund['status'][],
  itemId?: string,
): number {
  return dodo.store.state.refunds
    .filter((refund) => refund.payment_id === paymentId && statuses.includes(refund.status))
    .flatMap((refund) => refund.items)
    .filter((item) => itemId === undefined || item.item_id === itemId)
    .reduce((sum, item) => sum + item.amount, 0)
}

/** A refund as the refund calls and webhooks show it. */
export function refundPayload(dodo: Source, refund: Refund) {
  const payment = knownPayment(dodo, refund.payment_id)
  return {
    ...refundListItem(dodo, refund),
    brand_id: BUSINESS.id,
    metadata: refund.metadata,
    customer: customerDetails(dodo, payment.customer_id),
  }
}

/** A refund as `GET /refunds` and its payment list it. */
export function refundListItem(dodo: Source, refund: Refund) {
  return {
    refund_id: refund.refund_id,
    payment_id: refund.payment_id,
    business_id: BUSINESS.id,
    created_at: refund.created_at,
    status: refund.status,
    is_partial: refund.is_partial,
    amount: refund.items.reduce((sum, item) => sum + item.amount, 0),
    currency: knownPayment(dodo, refund.payment_id).currency,
    reason: refund.reason,
  }
}
