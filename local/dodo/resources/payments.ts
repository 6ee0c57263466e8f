import { z } from 'zod'
import { DECLINE, type TestCard } from '../cards'
import { BUSINESS, createId, type Dodo } from '../context'
import { ApiError, json, pageOf, pageQuery, parseInput, pathParam, queryObject, type Route } from '../http'
import { paymentListItem, paymentPayload, refundedAmount } from '../payloads'
import type { CheckoutSession, Customer, Payment, WebhookEvent } from '../store'
import { isoTime } from './fields'
import { invoicePdf } from './invoice-pdf'

const listQuery = z.object({
  ...pageQuery,
  created_at_gte: isoTime.optional(),
  created_at_lte: isoTime.optional(),
  customer_id: z.string().optional(),
  status: z.string().optional(),
  product_id: z.string().optional(),
  currency: z.string().optional(),
  subscription_id: z.string().optional(),
  brand_id: z.string().optional(),
})

/** The payment with this id, or 404. */
export function findPayment(dodo: Dodo, paymentId: string): Payment {
  const payment = dodo.store.state.payments.find((entry) => entry.payment_id === paymentId)
  if (!payment) throw new ApiError(404, 'PAYMENT_NOT_FOUND', `Payment ${paymentId} not found`)
  return payment
}

/**
 * Charges a session's order to a test card: one payment, succeeded or failed, and its webhook in the queue.
 * `token` marks the form that asked; the caller has made sure that it is new and the session open.
 */
export function chargeSession(
  dodo: Dodo,
  session: CheckoutSession,
  charge: { card: TestCard; holder: string; customer: Customer; token: string },
): { payment: Payment; event: WebhookEvent } {
  const { card } = charge
  const payment: Payment = {
    payment_id: createId('pay'),
    checkout_session_id: session.session_id,
    customer_id: charge.customer.customer_id,
    invoice_id: createId('inv'),
    created_at: dodo.now().toISOString(),
    lines: session.lines,
    currency: session.currency,
    status: card.declined ? 'failed' : 'succeeded',
    metadata: session.metadata,
    billing: session.billing ?? { country: 'US' },
    card: { holder: charge.holder, last_four: card.number.slice(-4), network: card.network },
    error: card.declined ? DECLINE : null,
  }
  dodo.store.state.payments.push(payment)
  session.attempts.push({ token: charge.token, payment_id: payment.payment_id })
  const type = card.declined ? 'payment.failed' : 'payment.succeeded'
  return { payment, event: dodo.webhooks.enqueue(type, { kind: 'payment', id: payment.payment_id }) }
}

/** What is left to refund of each line, in minor units with tax. */
export function refundableItems(dodo: Dodo, payment: Payment) {
  return payment.lines.map((line) => ({
    line,
    refundable:
      payment.status === 'succeeded'
        ? line.amount + line.tax - refundedAmount(dodo, payment.payment_id, line.product_id)
        : 0,
  }))
}

export const paymentRoutes: Route[] = [
  {
    method: 'GET',
    path: '/payments',
    access: 'api',
    handle(dodo, incoming) {
      const query = parseInput(listQuery, queryObject(incoming))
      const found = dodo.store.state.payments.filter((payment) => matches(payment, query))
      return json({ items: pageOf(found, query).map((payment) => paymentListItem(dodo, payment)) })
    },
  },
  {
    method: 'GET',
    path: '/payments/:payment_id',
    access: 'api',
    handle: (dodo, incoming) =>
      json(paymentPayload(dodo, findPayment(dodo, pathParam(incoming, 'payment_id')))),
  },
  {
    method: 'GET',
    path: '/payments/:payment_id/line-items',
    access: 'api',
    handle(dodo, incoming) {
      const payment = findPayment(dodo, pathParam(incoming, 'payment_id'))
      const items = refundableItems(dodo, payment).map(({ line, refundable }) => ({
        items_id: line.product_id,
        name: line.name,
        description: line.description,
        amount: line.amount + line.tax,
        tax: line.tax,
        refundable_amount: refundable,
      }))
      return json({ currency: payment.currency, items })
    },
  },
  {
    // Dodo's invoice addresses work without the key, so that a customer can open them.
    method: 'GET',
    path: '/invoices/payments/:payment_id',
    access: 'public',
    handle(dodo, incoming) {
      const payment = findPayment(dodo, pathParam(incoming, 'payment_id'))
      if (payment.status !== 'succeeded') {
        throw new ApiError(404, 'INVOICE_NOT_FOUND', 'Only a payment that succeeded has an invoice')
      }
      const headers = {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="invoice-${payment.payment_id}.pdf"`,
      }
      return { status: 200, headers, body: invoicePdf(dodo, payment) }
    },
  },
]

function matches(payment: Payment, query: z.output<typeof listQuery>): boolean {
  const created = Date.parse(payment.created_at)
  const fields = {
    customer_id: payment.customer_id,
    status: payment.status,
    currency: payment.currency,
    brand_id: BUSINESS.id,
    subscription_id: null,
  }
  const names = ['customer_id', 'status', 'currency', 'brand_id', 'subscription_id'] as const
  return (
    names.every((name) => query[name] === undefined || query[name] === fields[name]) &&
    (query.created_at_gte === undefined || created >= query.created_at_gte) &&
    (query.created_at_lte === undefined || created <= query.created_at_lte) &&
    (query.product_id === undefined || payment.lines.some((line) => line.product_id === query.product_id))
  )
}
