import { z } from 'zod'
import { createId, type Dodo } from '../context'
import { ApiError, json, pageOf, pageQuery, parseInput, pathParam, queryObject, type Route } from '../http'
import { refundListItem, refundPayload, sumLines } from '../payloads'
import type { Payment, Refund } from '../store'
import { int32, isoTime, metadata } from './fields'
import { findPayment, refundableItems } from './payments'

const createBody = z.object({
  payment_id: z.string(),
  items: z.array(z.object({ item_id: z.string(), amount: int32.min(1).nullish() })).nullish(),
  reason: z.string().max(3000).nullish(),
  metadata: metadata.optional(),
})

const listQuery = z.object({
  ...pageQuery,
  created_at_gte: isoTime.optional(),
  created_at_lte: isoTime.optional(),
  status: z.string().optional(),
  customer_id: z.string().optional(),
  subscription_id: z.string().optional(),
})

type RefundOrder = {
  items: Refund['items']
  reason: string | null
  metadata: Refund['metadata']
  /** How the bank will take it. */
  outcome: Refund['status']
}

/** Gives money of a payment back, or fails to, and queues the webhook that says so. 400 when nothing is left. */
export function createRefund(dodo: Dodo, payment: Payment, order: RefundOrder): Refund {
  if (payment.status !== 'succeeded') {
    throw new ApiError(400, 'PAYMENT_NOT_SUCCEEDED', 'Only a payment that succeeded can be refunded')
  }
  const amount = order.items.reduce((sum, item) => sum + item.amount, 0)
  if (amount === 0)
    throw new ApiError(400, 'PAYMENT_ALREADY_REFUNDED', 'Nothing of this payment is left to refund')
  const refund: Refund = {
    refund_id: createId('ref'),
    payment_id: payment.payment_id,
    created_at: dodo.now().toISOString(),
    items: order.items,
    status: order.outcome,
    is_partial: amount < sumLines(payment.lines).total,
    reason: order.reason,
    metadata: order.metadata,
  }
  dodo.store.state.refunds.push(refund)
  dodo.webhooks.enqueue(`refund.${refund.status}`, { kind: 'refund', id: refund.refund_id })
  return refund
}

/** The lines to take `amount` minor units from, first line first; all that is left when it is not given. */
export function spreadAmount(
  dodo: Dodo,
  payment: Payment,
  amount = Number.POSITIVE_INFINITY,
): Refund['items'] {
  let rest = amount
  const items = refundableItems(dodo, payment).map(({ line, refundable }) => {
    const taken = Math.min(refundable, rest)
    rest -= taken
    return { item_id: line.product_id, amount: taken }
  })
  if (Number.isFinite(rest) && rest > 0) throw tooMuch()
  return items.filter((item) => item.amount > 0)
}

function pickItems(dodo: Dodo, payment: Payment, wanted: { item_id: string; amount?: number | null }[]) {
  const left = new Map(refundableItems(dodo, payment).map((item) => [item.line.product_id, item.refundable]))
  return wanted.map(({ item_id, amount }) => {
    const refundable = left.get(item_id)
    if (refundable === undefined) {
      throw new ApiError(422, 'INVALID_REQUEST_BODY', `items: ${item_id} is not in this payment`)
    }
    const taken = amount ?? refundable
    if (taken > refundable) throw tooMuch()
    left.set(item_id, refundable - taken)
    return { item_id, amount: taken }
  })
}

function tooMuch(): ApiError {
  return new ApiError(
    400,
    'REFUND_AMOUNT_EXCEEDS_PAYMENT',
    'The refund is larger than what is left of the payment',
  )
}

export const refundRoutes: Route[] = [
  {
    method: 'POST',
    path: '/refunds',
    access: 'api',
    handle(dodo, incoming) {
      const body = parseInput(createBody, incoming.body)
      const payment = findPayment(dodo, body.payment_id)
      const refund = createRefund(dodo, payment, {
        items: body.items?.length ? pickItems(dodo, payment, body.items) : spreadAmount(dodo, payment),
        reason: body.reason ?? null,
        metadata: body.metadata ?? {},
        outcome: 'succeeded',
      })
      // The answer says that the refund is under way; the webhook and later reads say how it ended.
      return json({ ...refundPayload(dodo, refund), status: 'pending' })
    },
  },
  {
    method: 'GET',
    path: '/refunds',
    access: 'api',
    handle(dodo, incoming) {
      const query = parseInput(listQuery, queryObject(incoming))
      const found = dodo.store.state.refunds.filter(
        (refund) =>
          (query.status === undefined || refund.status === query.status) &&
          (query.customer_id === undefined ||
            findPayment(dodo, refund.payment_id).customer_id === query.customer_id) &&
          query.subscription_id === undefined &&
          (query.created_at_gte === undefined || Date.parse(refund.created_at) >= query.created_at_gte) &&
          (query.created_at_lte === undefined || Date.parse(refund.created_at) <= query.created_at_lte),
      )
      return json({ items: pageOf(found, query).map((refund) => refundListItem(dodo, refund)) })
    },
  },
  {
    method: 'GET',
    path: '/refunds/:refund_id',
    access: 'api',
    handle(dodo, incoming) {
      const id = pathParam(incoming, 'refund_id')
      const refund = dodo.store.state.refunds.find((entry) => entry.refund_id === id)
      if (!refund) throw new ApiError(404, 'REFUND_NOT_FOUND', `Refund ${id} not found`)
      return json(refundPayload(dodo, refund))
    },
  },
]
