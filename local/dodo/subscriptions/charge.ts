import type { Dodo } from '../context'
import type { Metadata } from '../model/catalogue'
import type { Decline, OrderLine, Payment } from '../model/orders'
import type { Dues, Subscription } from '../model/subscriptions'
import { sumLines } from '../money'
import { announcePayment, recordPayment } from '../resources/charges'
import { findPaymentMethod } from '../resources/payment-methods'

export type ChargeResult = { decline: Decline | null; payment: Payment | null }

/**
 * Takes money from the card of a subscription and queues the payment's webhook. A charge of nothing always succeeds,
 * and makes a payment only when the settings say so.
 */
export function chargeSubscription(
  dodo: Dodo,
  subscription: Subscription,
  charge: {
    lines: OrderLine[]
    metadata?: Metadata | null | undefined
    retry?: number
    /** The id that was promised for this payment. */
    paymentId?: string | undefined
    isUpdate?: boolean
  },
): ChargeResult {
  const amount = sumLines(charge.lines).total
  if (amount === 0 && !dodo.settings.zeroAmountPayments) return { decline: null, payment: null }
  const method = findPaymentMethod(dodo, subscription.payment_method_id)
  const decline = amount > 0 ? method.decline : null
  const payment = recordPayment(dodo, {
    customer_id: subscription.customer_id,
    subscription_id: subscription.subscription_id,
    payment_method_id: method.payment_method_id,
    lines: charge.lines,
    currency: subscription.currency,
    metadata: charge.metadata ?? subscription.metadata,
    billing: subscription.billing,
    card: method.card,
    decline,
    retry_attempt: charge.retry ?? 0,
    is_update_payment_method: charge.isUpdate ?? false,
    paymentId: charge.paymentId,
  })
  if (!decline) method.last_used_at = payment.created_at
  announcePayment(dodo, payment)
  return { decline, payment }
}

/** Takes up to all of the subscription's credit off `amount`. Minor units; the credit itself stays until it is paid. */
export function applyCredit(subscription: Subscription, amount: number): { due: number; used: number } {
  const used = Math.min(subscription.credit, Math.max(0, amount))
  return { due: amount - used, used }
}

/** What a subscription owes once a charge was declined. */
export function toDues(dodo: Dodo, owed: Pick<Dues, 'reason' | 'lines'> & { credit_used?: number }): Dues {
  return { credit_used: 0, ...owed, retries: 0, retry_at: null, since: dodo.now().toISOString() }
}
