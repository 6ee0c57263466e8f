import { z } from 'zod'
import { BUSINESS, type Dodo } from '../context'
import {
  ApiError,
  isCreatedWithin,
  json,
  listQuery,
  pageOf,
  parseInput,
  pathParam,
  queryObject,
  type Route,
} from '../http'
import type { Payment } from '../model/orders'
import { paymentListItem, paymentPayload } from '../payloads/payments'
import { refundedAmount } from '../payloads/refunds'
import { currencyCode } from './fields'
import { invoicePdf } from './invoice-pdf'

const paymentQuery = z.object({
  ...listQuery,
  customer_id: z.string().optional(),
  subscription_id: z.string().optional(),
  status: z
    .enum([
      'succeeded',
      'failed',
      'cancelled',
      'processing',
      'requires_customer_action',
      'requires_merchant_action',
      'requires_payment_method',
      'requires_confirmation',
      'requires_capture',
      'partially_captured',
      'partially_captured_and_capturable',
    ])
    .optional(),
  product_id: z.string().optional(),
  currency: currencyCode.optional(),
  brand_id: z.string().optional(),
})

/** The payment with this id, or 404. */
export function findPayment(dodo: Dodo, paymentId: string): Payment {
  const payment = dodo.store.state.payments.find((entry) => entry.payment_id === paymentId)
  if (!payment) throw new ApiError(404, 'PAYMENT_NOT_FOUND', `Payment ${paymentId} not found`)
  return payment
}

/** What is left to refund of each line, in minor units with tax. Refunds under way count as made. */
export function refundableItems(dodo: Dodo, payment: Payment) {
  return payment.lines.map((line) => ({
    line,
    refundable:
      payment.status === 'succeeded'
        ? line.amount +
          line.tax -
          refundedAmount(dodo, payment.payment_id, ['succeeded', 'pending'], line.product_id)
        : 0,
  }))
}

export const paymentRoutes: Route[] = [
  {
    method: 'GET',
    path: '/payments',
    access: 'api',
    handle(dodo, incoming) {
      const query = parseInput(paymentQuery, queryObject(incoming))
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

function matches(payment: Payment, query: z.output<typeof paymentQuery>): boolean {
  const fields = {
    customer_id: payment.customer_id,
    subscription_id: payment.subscription_id,
    status: payment.status,
    currency: payment.currency,
    brand_id: BUSINESS.id,
  }
  const names = ['customer_id', 'subscription_id', 'status', 'currency', 'brand_id'] as const
  return (
    names.every((name) => query[name] === undefined || query[name] === fields[name]) &&
    isCreatedWithin(payment, query) &&
    (query.product_id === undefined || payment.lines.some((line) => line.product_id === query.product_id))
  )
}
