import { declineOf } from '../cards'
import type { Dodo } from '../context'
import type { Customer } from '../model/catalogue'
import type { WebhookEvent } from '../model/events'
import type { CheckoutAttempt, CheckoutSession, Payment, SubscriptionOrder } from '../model/orders'
import { sumLines } from '../money'
import { announcePayment, recordPayment } from '../resources/charges'
import { createCustomer, findCustomer, findCustomerByEmail } from '../resources/customers'
import { type EnteredCard, savePaymentMethod, toPaymentMethod } from '../resources/payment-methods'
import { startSubscription } from '../subscriptions/start'

/**
 * Charges a session's order to a test card: one attempt, succeeded or failed, with its payment, its subscription if it
 * sells one, and the webhooks of both in the queue. `token` marks the form that asked; the caller has made sure that it
 * is new and the session open.
 */
export function paySession(
  dodo: Dodo,
  session: CheckoutSession,
  charge: { entered: EnteredCard; customer: Customer; token: string },
): { attempt: CheckoutAttempt; events: WebhookEvent[] } {
  const { webhooks } = dodo.store.state
  const before = webhooks.length
  const order = session.subscription
  const { payment, subscriptionId } = order
    ? subscribe(dodo, session, order, charge)
    : { payment: buy(dodo, session, charge), subscriptionId: null }
  const attempt: CheckoutAttempt = {
    token: charge.token,
    status: payment?.status ?? 'succeeded',
    customer_id: charge.customer.customer_id,
    payment_id: payment?.payment_id ?? null,
    subscription_id: subscriptionId,
  }
  session.attempts.push(attempt)
  return { attempt, events: webhooks.slice(before) }
}

/** Who pays: the customer that the session names, else one with this address, else a new one. */
export function payingCustomer(
  dodo: Dodo,
  session: CheckoutSession,
  entered: { email: string; name: string },
): Customer {
  const earlier = session.attempts.at(-1)?.customer_id
  if (earlier) return findCustomer(dodo, earlier)
  const wanted = session.customer
  if (wanted && 'customer_id' in wanted) return findCustomer(dodo, wanted.customer_id)
  const known = session.always_create_new_customer ? undefined : findCustomerByEmail(dodo, entered.email)
  const name = wanted?.name || entered.name
  return known ?? createCustomer(dodo, { email: entered.email, name, phone_number: wanted?.phone_number })
}

type Charge = { entered: EnteredCard; customer: Customer }

function subscribe(
  dodo: Dodo,
  session: CheckoutSession,
  order: SubscriptionOrder,
  { entered, customer }: Charge,
) {
  const decline = declineOf(entered.card, sumLines(session.lines).total)
  const keep = decline ? toPaymentMethod : savePaymentMethod
  const method = keep(dodo, customer.customer_id, entered)
  const started = startSubscription(dodo, session, order, method, decline)
  return { payment: started.payment, subscriptionId: started.subscription.subscription_id }
}

function buy(dodo: Dodo, session: CheckoutSession, { entered, customer }: Charge): Payment {
  const { card, holder } = entered
  const payment = recordPayment(dodo, {
    checkout_session_id: session.session_id,
    customer_id: customer.customer_id,
    lines: session.lines,
    currency: session.currency,
    metadata: session.metadata,
    billing: session.billing ?? { country: 'US' },
    card: { holder, last_four: card.number.slice(-4), network: card.network },
    decline: declineOf(card, sumLines(session.lines).total),
  })
  announcePayment(dodo, payment)
  return payment
}
