import { BUSINESS } from '../context'
import type { Payment } from '../model/orders'
import { sumLines } from '../money'
import { disputeSummary } from './disputes'
import { customerDetails, OWNER, type Source } from './known'
import { refundedAmount, refundListItem } from './refunds'

/** A payment as `GET /payments/{id}` and webhooks show it, with the refunds and disputes it has by now. */
export function paymentPayload(dodo: Source, payment: Payment) {
  const { total, tax } = sumLines(payment.lines)
  const { refunds, disputes } = dodo.store.state
  const bought = payment.lines.filter((line) => !line.recurring)
  return {
    ...OWNER,
    ...paymentSummary(dodo, payment),
    billing: payment.billing,
    card_holder_name: payment.card.holder,
    card_issuing_country: 'US',
    card_type: 'CREDIT',
    checkout_session_id: payment.checkout_session_id,
    custom_field_responses: null,
    discount_id: null,
    discounts: null,
    disputes: disputes
      .filter((dispute) => dispute.payment_id === payment.payment_id)
      .map((dispute) => disputeSummary(dodo, dispute)),
    error_code: payment.error?.code ?? null,
    error_message: payment.error?.message ?? null,
    is_update_payment_method: payment.is_update_payment_method,
    payment_link: payment.checkout_session_id && `${dodo.url}/checkout/${payment.checkout_session_id}`,
    payment_method_id: payment.payment_method_id,
    // Dodo lists what was sold once; a subscription is named by subscription_id.
    product_cart:
      bought.length === 0 ? null : bought.map(({ product_id, quantity }) => ({ product_id, quantity })),
    refunds: refunds
      .filter((refund) => refund.payment_id === payment.payment_id)
      .map((refund) => refundListItem(dodo, refund)),
    retry_attempt: payment.retry_attempt,
    settlement_amount: total,
    settlement_currency: payment.currency,
    settlement_tax: tax || null,
    tax: tax || null,
    updated_at: null,
  }
}

/** A payment as `GET /payments` lists it. */
export function paymentListItem(dodo: Source, payment: Payment) {
  const dispute = dodo.store.state.disputes.findLast((entry) => entry.payment_id === payment.payment_id)
  return {
    ...paymentSummary(dodo, payment),
    brand_id: BUSINESS.id,
    dispute_status: dispute ? (`dispute_${dispute.status}` as const) : null,
    has_license_key: false,
  }
}

function paymentSummary(dodo: Source, payment: Payment) {
  const { total } = sumLines(payment.lines)
  const paid = payment.status === 'succeeded'
  const refunded = refundedAmount(dodo, payment.payment_id, ['succeeded'])
  return {
    payment_id: payment.payment_id,
    created_at: payment.created_at,
    status: payment.status,
    total_amount: total,
    currency: payment.currency,
    customer: customerDetails(dodo, payment.customer_id),
    metadata: payment.metadata,
    subscription_id: payment.subscription_id,
    payment_method: 'card',
    payment_method_type: payment.card.network.toLowerCase(),
    payment_provider: 'dodo',
    card_last_four: payment.card.last_four,
    card_network: payment.card.network,
    digital_products_delivered: false,
    invoice_id: paid ? payment.invoice_id : null,
    invoice_url: paid ? `${dodo.url}/invoices/payments/${payment.payment_id}` : null,
    refund_status: refunded === 0 ? null : refunded < total ? 'partial' : 'full',
  }
}
