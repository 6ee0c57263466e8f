import { z } from 'zod'
import { DECLINE } from '../cards'
import type { Dodo } from '../context'
import { ApiError, type Incoming, parseInput, pathParam, type Route } from '../http'
import { SUBSCRIPTION_STATUSES, type Subscription } from '../model/subscriptions'
import { subscriptionPayload } from '../payloads/subscriptions'
import { findCustomer } from '../resources/customers'
import { findPaymentMethod } from '../resources/payment-methods'
import { patchSubscription } from '../subscriptions/changes'
import { findSubscription } from '../subscriptions/find'
import { enterCard } from '../subscriptions/new-card'
import { setNextBilling } from '../subscriptions/time/cycle'
import { runDue } from '../subscriptions/time/due'
import { answer, formFlag } from './answer'
import { enteredCard } from './checkouts'

const cardBody = z.union([
  // A new card, as the customer would enter it in the portal.
  z.strictObject({ card: z.string() }),
  // What the bank says to the card that the subscription has.
  z.strictObject({ declines: formFlag, code: z.string().default(DECLINE.code) }),
])

const eventBody = z
  .strictObject({ type: z.string().optional(), status: z.enum(SUBSCRIPTION_STATUSES).optional() })
  .refine((body) => body.type !== undefined || body.status !== undefined, 'give a type, a status or both')

export const subscriptionControlRoutes: Route[] = [
  action('cancel', (dodo, subscription) => {
    patchSubscription(dodo, subscription, { status: 'cancelled' })
  }),
  action('cancel-at-period-end', (dodo, subscription) => {
    patchSubscription(dodo, subscription, { cancel_at_next_billing_date: true })
  }),
  action('resume', (dodo, subscription) => {
    patchSubscription(dodo, subscription, { cancel_at_next_billing_date: false })
  }),
  action('pause', (dodo, subscription) => patchSubscription(dodo, subscription, { pause: true })),
  action('unpause', (dodo, subscription) => patchSubscription(dodo, subscription, { pause: false })),
  action('bill-now', (dodo, subscription) => {
    if (subscription.status !== 'active' || subscription.on_demand) {
      throw new ApiError(422, 'SUBSCRIPTION_INACTIVE', 'Only an active subscription with a rhythm is billed')
    }
    setNextBilling(subscription, dodo.now().toISOString())
    runDue(dodo)
  }),
  action('card', (dodo, subscription, incoming) => {
    const body = parseInput(cardBody, incoming.body)
    if ('card' in body) {
      const { name } = findCustomer(dodo, subscription.customer_id)
      enterCard(dodo, subscription, enteredCard(dodo, body.card, name))
    } else {
      const method = findPaymentMethod(dodo, subscription.payment_method_id)
      method.decline = body.declines ? { code: body.code, message: DECLINE.message } : null
    }
  }),
  action('event', (dodo, subscription, incoming) => {
    const { type, status } = parseInput(eventBody, incoming.body)
    if (status) subscription.status = status
    if (type) dodo.webhooks.enqueue(type, { kind: 'subscription', id: subscription.subscription_id })
  }),
]

/** A change that someone makes to one subscription; the answer shows it as it is then. */
function action(
  verb: string,
  act: (dodo: Dodo, subscription: Subscription, incoming: Incoming) => void,
): Route {
  return {
    method: 'POST',
    path: `/__local/subscriptions/:subscription_id/${verb}`,
    access: 'control',
    handle(dodo, incoming) {
      const subscription = findSubscription(dodo, pathParam(incoming, 'subscription_id'))
      act(dodo, subscription, incoming)
      return answer(incoming, { subscription: subscriptionPayload(dodo, subscription) }, 'subscriptions')
    },
  }
}
