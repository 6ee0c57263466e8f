import { z } from 'zod'
import { createId, type Dodo } from '../context'
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
import type { Payment, Refund } from '../model/orders'
import { sumLines } from '../money'
import { refundListItem, refundPayload } from '../payloads/refunds'
import { int32, metadata } from './fields'
import { findPayment, refundableItems } from './payments'

const createBody = z.object({
  payment_id: z.string(),
  items: z
    .array(
      z.object({
        item_id: z.string(),
        amount: int32.min(1).nullish(),
        tax_inclusive: z.literal(true, 'amounts without tax are not played by the local stand-in').optional(),
      }),
    )
    .nullish(),
  reason: z.string().max(3000).nullish(),
  metadata: metadata.optional(),
})

const refundQuery = z.object({
  ...listQuery,
  status: z.enum(['succeeded', 'failed', 'pending', 'review']).optional(),
  customer_id: z.string().optional(),
  subscription_id: z.string().optional(),
})

type RefundOrder = Pick<Refund, 'items' | 'reason' | 'metadata'> & {
  /** How the bank takes it; `pending` leaves that open. */
  outcome: Refund['status']
}

/** Starts giving money of a payment back. 400 when nothing is left or the payment failed. */
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
    status: 'pending',
    is_partial: amount < sumLines(payment.lines).total,
    reason: order.reason,
    metadata: order.metadata,
  }
  dodo.store.state.refunds.push(refund)
  if (order.outcome !== 'pending') settleRefund(dodo, refund, order.outcome)
  return refund
}

/** Ends a refund that is under way and queues the webhook that says so. 400 when it has ended. */
export function settleRefund(dodo: Dodo, refund: Refund, outcome: 'succeeded' | 'failed'): void {
  if (refund.status !== 'pending') {
    throw new ApiError(400, 'REFUND_SETTLED', `The refund has ${refund.status} already`)
  }
  refund.status = outcome
  dodo.webhooks.enqueue(`refund.${outcome}`, { kind: 'refund', id: refund.refund_id })
}

/** The refund with this id, or 404. */
export function findRefund(dodo: Dodo, refundId: string): Refund {
  const refund = dodo.store.state.refunds.find((entry) => entry.refund_id === refundId)
  if (!refund) throw new ApiError(404, 'REFUND_NOT_FOUND', `Refund ${refundId} not found`)
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
        outcome: dodo.settings.refundOutcome,
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
      const query = parseInput(refundQuery, queryObject(incoming))
      const found = dodo.store.state.refunds.filter((refund) => {
        const payment = findPayment(dodo, refund.payment_id)
        return (
          (query.status === undefined || refund.status === query.status) &&
          (query.customer_id === undefined || payment.customer_id === query.customer_id) &&
          (query.subscription_id === undefined || payment.subscription_id === query.subscription_id) &&
          isCreatedWithin(refund, query)
        )
      })
      return json({ items: pageOf(found, query).map((refund) => refundListItem(dodo, refund)) })
    },
  },
  {
    method: 'GET',
    path: '/refunds/:refund_id',
    access: 'api',
    handle: (dodo, incoming) => json(refundPayload(dodo, findRefund(dodo, pathParam(incoming, 'refund_id')))),
  },
]
