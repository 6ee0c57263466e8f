import { BUSINESS, type Dodo } from './context'
import type { Customer, OrderLine, Payment, Product, Refund, WebhookEvent } from './store'

/** The part of the stand-in that payloads are read from. */
type Source = Pick<Dodo, 'url' | 'store'>

const OWNER = { business_id: BUSINESS.id, brand_id: BUSINESS.id }

/** What a set of lines costs in minor units: `total` includes `tax`. */
export function sumLines(lines: OrderLine[]): { total: number; tax: number } {
  const tax = lines.reduce((sum, line) => sum + line.tax, 0)
  return { total: lines.reduce((sum, line) => sum + line.amount, tax), tax }
}

// For ids that the stand-in itself wrote; a caller's id is looked up, and refused, where the request is read.
function findKnown<Item>(items: Item[], isIt: (item: Item) => boolean, what: string): Item {
  const item = items.find(isIt)
  if (!item) throw new Error(`The stand-in's state has no ${what}`)
  return item
}

/** A customer as every customer call shows it. */
export function customerPayload(customer: Customer) {
  return { ...customer, business_id: BUSINESS.id }
}

/** A product as `GET /products/{id}` shows it. */
export function productPayload(product: Product) {
  return {
    ...product,
    ...OWNER,
    is_recurring: false,
    license_key_enabled: false,
    credit_entitlements: [],
    entitlements: [],
    addons: null,
    image: null,
  }
}

/** A product as `GET /products` lists it, its price flattened. */
export function productListItem(product: Product) {
  const { price, ...rest } = product
  return {
    ...rest,
    business_id: BUSINESS.id,
    is_recurring: false,
    entitlements: [],
    image: null,
    price: price.price,
    currency: price.currency,
    tax_inclusive: price.tax_inclusive,
    price_detail: price,
  }
}

/** A payment as `GET /payments/{id}` and webhooks show it, with the refunds it has by now. */
export function paymentPayload(dodo: Source, payment: Payment) {
  const { total, tax } = sumLines(payment.lines)
  const refunds = dodo.store.state.refunds.filter((refund) => refund.payment_id === payment.payment_id)
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
    disputes: [],
    error_code: payment.error?.code ?? null,
    error_message: payment.error?.message ?? null,
    is_update_payment_method: false,
    payment_link: `${dodo.url}/checkout/${payment.checkout_session_id}`,
    payment_method_id: null,
    product_cart: payment.lines.map(({ product_id, quantity }) => ({ product_id, quantity })),
    refunds: refunds.map((refund) => refundListItem(dodo, refund)),
    retry_attempt: 0,
    settlement_amount: total,
    settlement_currency: payment.currency,
    settlement_tax: tax || null,
    tax: tax || null,
    updated_at: null,
  }
}

/** A payment as `GET /payments` lists it. */
export function paymentListItem(dodo: Source, payment: Payment) {
  return {
    ...paymentSummary(dodo, payment),
    brand_id: BUSINESS.id,
    dispute_status: null,
    has_license_key: false,
  }
}

function paymentSummary(dodo: Source, payment: Payment) {
  const { total } = sumLines(payment.lines)
  const paid = payment.status === 'succeeded'
  const refunded = refundedAmount(dodo, payment.payment_id)
  return {
    payment_id: payment.payment_id,
    created_at: payment.created_at,
    status: payment.status,
    total_amount: total,
    currency: payment.currency,
    customer: customerDetails(dodo, payment.customer_id),
    metadata: payment.metadata,
    subscription_id: null,
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

/** Minor units of a payment that have been given back, of one line of it when `itemId` is given. */
export function refundedAmount(dodo: Source, paymentId: string, itemId?: string): number {
  return dodo.store.state.refunds
    .filter((refund) => refund.payment_id === paymentId && refund.status === 'succeeded')
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

/** The body of a webhook, its `data` as things stand at this moment. */
export function webhookPayload(dodo: Source, event: WebhookEvent) {
  return {
    business_id: BUSINESS.id,
    type: event.type,
    timestamp: event.occurred_at,
    data: webhookData(dodo, event.resource),
  }
}

function webhookData(dodo: Source, resource: WebhookEvent['resource']) {
  switch (resource.kind) {
    case 'payment':
      return { ...paymentPayload(dodo, knownPayment(dodo, resource.id)), payload_type: 'Payment' }
    case 'refund': {
      const isIt = (refund: Refund) => refund.refund_id === resource.id
      return {
        ...refundPayload(dodo, findKnown(dodo.store.state.refunds, isIt, resource.id)),
        payload_type: 'Refund',
      }
    }
  }
}

function knownPayment(dodo: Source, paymentId: string): Payment {
  return findKnown(dodo.store.state.payments, (payment) => payment.payment_id === paymentId, paymentId)
}

function customerDetails(dodo: Source, customerId: string) {
  const isIt = (customer: Customer) => customer.customer_id === customerId
  const { created_at: _, ...customer } = findKnown(dodo.store.state.customers, isIt, customerId)
  return customer
}
