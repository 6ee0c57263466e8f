import { declineOf, type TestCard } from '../cards'
import { createId, type Dodo } from '../context'
import { ApiError, json, pathParam, type Route } from '../http'
import type { PaymentMethod } from '../model/orders'
import { findCustomer } from './customers'

/** A card as someone typed it, understood. */
export type EnteredCard = {
  card: TestCard
  holder: string
  expiry: { month: string; year: string }
}

/** Keeps a card of a customer for later charges. */
export function savePaymentMethod(dodo: Dodo, customerId: string, entered: EnteredCard): PaymentMethod {
  const method = toPaymentMethod(dodo, customerId, entered)
  dodo.store.state.payment_methods.push(method)
  return method
}

/** A card of a customer as it would be kept. */
export function toPaymentMethod(dodo: Dodo, customerId: string, entered: EnteredCard): PaymentMethod {
  const now = dodo.now().toISOString()
  const { card, holder, expiry } = entered
  return {
    payment_method_id: createId('pm'),
    customer_id: customerId,
    card: { holder, last_four: card.number.slice(-4), network: card.network },
    expiry,
    decline: declineOf(card, 1),
    created_at: now,
    last_used_at: now,
  }
}

/** The saved card with this id, or 404. */
export function findPaymentMethod(dodo: Dodo, methodId: string): PaymentMethod {
  const method = dodo.store.state.payment_methods.find((entry) => entry.payment_method_id === methodId)
  if (!method) throw new ApiError(404, 'PAYMENT_METHOD_NOT_FOUND', `Payment method ${methodId} not found`)
  return method
}

function methodListItem(method: PaymentMethod) {
  return {
    payment_method_id: method.payment_method_id,
    payment_method: 'card',
    payment_method_type: 'credit',
    recurring_enabled: true,
    last_used_at: method.last_used_at,
    card: {
      card_holder_name: method.card.holder,
      card_issuing_country: 'US',
      card_network: method.card.network,
      card_type: 'CREDIT',
      expiry_month: method.expiry.month,
      expiry_year: method.expiry.year,
      last4_digits: method.card.last_four,
    },
  }
}

export const paymentMethodRoutes: Route[] = [
  {
    method: 'GET',
    path: '/customers/:customer_id/payment-methods',
    access: 'api',
    handle(dodo, incoming) {
      const { customer_id } = findCustomer(dodo, pathParam(incoming, 'customer_id'))
      const own = dodo.store.state.payment_methods.filter((method) => method.customer_id === customer_id)
      return json({ items: own.toReversed().map(methodListItem) })
    },
  },
]
