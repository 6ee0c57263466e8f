import type { Dodo } from '../context'
import { createId } from '../context'
import type { CheckoutSession, Decline, Payment, PaymentMethod, SubscriptionOrder } from '../model/orders'
import type { Subscription } from '../model/subscriptions'
import { sumLines } from '../money'
import { announcePayment, recordPayment } from '../resources/charges'
import { announce, findPlan, unitPrice } from './find'
import { addSpans, firstCycle } from './time/cycle'

const DAY = { count: 1, interval: 'Day' } as const

/**
 * Starts the subscription of a checkout with a saved card, or fails to, with its first payment and the webhooks of both.
 * `decline` is what the bank said to that payment.
 */
export function startSubscription(
  dodo: Dodo,
  session: CheckoutSession,
  order: SubscriptionOrder,
  method: PaymentMethod,
  decline: Decline | null,
): { subscription: Subscription; payment: Payment | null } {
  const subscription = toSubscription(dodo, session, order, method)
  subscription.status = decline ? 'failed' : 'active'
  dodo.store.state.subscriptions.push(subscription)
  const amount = sumLines(session.lines).total
  const payment =
    amount === 0 && !decline && !dodo.settings.zeroAmountPayments
      ? null
      : recordPayment(dodo, {
          checkout_session_id: session.session_id,
          subscription_id: subscription.subscription_id,
          payment_method_id: method.payment_method_id,
          customer_id: method.customer_id,
          lines: session.lines,
          currency: session.currency,
          metadata: session.metadata,
          billing: subscription.billing,
          card: method.card,
          decline,
        })
  if (!decline) announce(dodo, subscription, 'active')
  if (payment) announcePayment(dodo, payment)
  if (decline) announce(dodo, subscription, 'failed')
  if (!decline && amount > 0 && dodo.settings.renewedOnFirstPayment) announce(dodo, subscription, 'renewed')
  return { subscription, payment }
}

function toSubscription(
  dodo: Dodo,
  session: CheckoutSession,
  order: SubscriptionOrder,
  method: PaymentMethod,
): Subscription {
  const plan = findPlan(dodo, order.product_id)
  const now = dodo.now()
  const { price } = plan
  const frequency = { count: price.payment_frequency_count, interval: price.payment_frequency_interval }
  const period = { count: price.subscription_period_count, interval: price.subscription_period_interval }
  const trialEnd = addSpans(now, DAY, order.trial_period_days)
  const inTrial = order.trial_period_days > 0
  return {
    subscription_id: createId('sub'),
    customer_id: method.customer_id,
    checkout_session_id: session.session_id,
    product_id: plan.product_id,
    quantity: order.quantity,
    unit_price: unitPrice(plan),
    currency: session.currency,
    tax_inclusive: price.tax_inclusive ?? false,
    status: 'pending',
    created_at: now.toISOString(),
    ...firstCycle(now, frequency),
    ...(inTrial && {
      next_billing_date: trialEnd.toISOString(),
      anchor: { date: trialEnd.toISOString(), cycle: 0 },
    }),
    frequency,
    period,
    expires_at: addSpans(inTrial ? trialEnd : now, period, 1).toISOString(),
    trial_period_days: order.trial_period_days,
    in_trial: inTrial,
    on_demand: order.on_demand,
    payment_method_id: method.payment_method_id,
    metadata: session.metadata,
    billing: session.billing ?? { country: 'US' },
    tax_id: null,
    customer_business_name: null,
    cancel_at_next_billing_date: false,
    cancelled_at: null,
    cancellation_comment: null,
    cancellation_feedback: null,
    paused_at: null,
    scheduled_change: null,
    pending_change: null,
    dues: null,
    credit: 0,
  }
}
