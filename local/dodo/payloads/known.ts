import { BUSINESS, type Dodo } from '../context'
import type { Customer } from '../model/catalogue'
import type { Payment } from '../model/orders'

/** The part of the stand-in that payloads are read from. */
export type Source = Pick<Dodo, 'url' | 'store'>

export const OWNER = { business_id: BUSINESS.id, brand_id: BUSINESS.id }

/** One of the stand-in's own records. For ids that it wrote itself: a caller's id is looked up, and refused, where the request is read. */
export function findKnown<Item>(items: Item[], isIt: (item: Item) => boolean, what: string): Item {
  const item = items.find(isIt)
  if (!item) throw new Error(`The stand-in's state has no ${what}`)
  return item
}

/** The payment that a refund or dispute is about. */
export function knownPayment(dodo: Source, paymentId: string): Payment {
  return findKnown(dodo.store.state.payments, (payment) => payment.payment_id === paymentId, paymentId)
}

/** A customer as every customer call shows it. */
export function customerPayload(customer: Customer) {
  return { ...customer, business_id: BUSINESS.id }
}

/** A customer as payments, subscriptions and refunds name it. */
export function customerDetails(dodo: Source, customerId: string) {
  const isIt = (customer: Customer) => customer.customer_id === customerId
  const { created_at: _, ...customer } = findKnown(dodo.store.state.customers, isIt, customerId)
  return customer
}
