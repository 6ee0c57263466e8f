import { declineOf } from '../cards'
import { createId, type Dodo } from '../context'
import { ApiError } from '../http'
import type { CardUpdate, OrderLine, PaymentMethod } from '../model/orders'
import type { Subscription } from '../model/subscriptions'
import { sumLines } from '../money'
import { announcePayment, recordPayment } from '../resources/charges'
import { type EnteredCard, savePaymentMethod } from '../resources/payment-methods'
import { type ChargeResult, chargeSubscription } from './charge'
import { announce, subscriptionLine } from './find'
import { applyPendingChange } from './plan/change'
import { settleDues } from './renewal'

const VALID_HOURS = 24

/** What a new card has to pay at once: what the subscription owes, or a line of 0. */
export function owedLines(dodo: Dodo, subscription: Subscription): OrderLine[] {
  const owed = subscription.dues?.lines ?? subscription.pending_change?.lines
  return owed ?? [subscriptionLine(dodo, subscription, 0, { name: 'New card' })]
}

/** Opens a page on which the customer can enter another card. 422 for a subscription that has ended. */
export function openCardUpdate(
  dodo: Dodo,
  subscription: Subscription,
  returnUrl: string | null = null,
): CardUpdate {
  requireLiving(subscription)
  const update: CardUpdate = {
    payment_id: createId('pay'),
    subscription_id: subscription.subscription_id,
    return_url: returnUrl,
    expires_at: new Date(dodo.now().getTime() + VALID_HOURS * 3_600_000).toISOString(),
    attempts: [],
  }
  dodo.store.state.card_updates.push(update)
  return update
}

/** Saves a card and moves the subscription to it, unless the bank refuses it. */
export function enterCard(
  dodo: Dodo,
  subscription: Subscription,
  entered: EnteredCard,
  paymentId?: string,
): ChargeResult {
  requireLiving(subscription)
  const lines = owedLines(dodo, subscription)
  const decline = declineOf(entered.card, sumLines(lines).total)
  if (!decline) {
    const method = savePaymentMethod(dodo, subscription.customer_id, entered)
    return switchCard(dodo, subscription, method, paymentId)
  }
  const payment = recordPayment(dodo, {
    customer_id: subscription.customer_id,
    subscription_id: subscription.subscription_id,
    lines,
    currency: subscription.currency,
    metadata: subscription.metadata,
    billing: subscription.billing,
    card: {
      holder: entered.holder,
      last_four: entered.card.number.slice(-4),
      network: entered.card.network,
    },
    decline,
    is_update_payment_method: sumLines(lines).total === 0,
    paymentId,
  })
  announcePayment(dodo, payment)
  return { decline, payment }
}

/** Moves a subscription to a saved card and charges what it owes; with a decline it keeps the card it had. */
export function switchCard(
  dodo: Dodo,
  subscription: Subscription,
  method: PaymentMethod,
  paymentId?: string,
): ChargeResult {
  requireLiving(subscription)
  const before = subscription.payment_method_id
  const lines = owedLines(dodo, subscription)
  subscription.payment_method_id = method.payment_method_id
  const isUpdate = sumLines(lines).total === 0
  const metadata = subscription.dues ? null : subscription.pending_change?.metadata
  const result = chargeSubscription(dodo, subscription, { lines, metadata, isUpdate, paymentId })
  if (result.decline) {
    subscription.payment_method_id = before
    return result
  }
  announce(dodo, subscription, 'update_payment_method')
  if (subscription.dues) settleDues(dodo, subscription, subscription.dues)
  else applyPendingChange(dodo, subscription)
  return result
}

function requireLiving({ status }: Subscription): void {
  if (status === 'cancelled' || status === 'expired' || status === 'failed') {
    throw new ApiError(422, 'SUBSCRIPTION_INACTIVE', `The subscription is ${status}`)
  }
}
