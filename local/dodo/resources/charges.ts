import { createId, type Dodo } from '../context'
import type { WebhookEvent } from '../model/events'
import type { Decline, Payment } from '../model/orders'

type Charge = Pick<Payment, 'customer_id' | 'lines' | 'currency' | 'metadata' | 'billing' | 'card'> &
  Partial<
    Pick<
      Payment,
      | 'checkout_session_id'
      | 'subscription_id'
      | 'payment_method_id'
      | 'is_update_payment_method'
      | 'retry_attempt'
    >
  > & {
    /** What the bank said; null when it paid. */
    decline: Decline | null
    /** The id that was promised for this payment. */
    paymentId?: string | undefined
  }

/** Writes down a payment as it ended. Its webhook is the caller's to send, among those of the same moment. */
export function recordPayment(dodo: Dodo, charge: Charge): Payment {
  const { decline, paymentId = createId('pay'), ...rest } = charge
  const payment: Payment = {
    checkout_session_id: null,
    subscription_id: null,
    payment_method_id: null,
    is_update_payment_method: false,
    retry_attempt: 0,
    ...rest,
    payment_id: paymentId,
    invoice_id: createId('inv'),
    created_at: dodo.now().toISOString(),
    status: decline ? 'failed' : 'succeeded',
    error: decline,
  }
  dodo.store.state.payments.push(payment)
  return payment
}

/** Queues the webhook that says how a payment ended. */
export function announcePayment(dodo: Dodo, payment: Payment): WebhookEvent {
  return dodo.webhooks.enqueue(`payment.${payment.status}`, { kind: 'payment', id: payment.payment_id })
}
