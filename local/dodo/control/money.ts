import { z } from 'zod'
import { parseInput, pathParam, type Route } from '../http'
import { MAX_AMOUNT } from '../money'
import { disputePayload } from '../payloads/disputes'
import { refundPayload } from '../payloads/refunds'
import { DISPUTE_STAGES, findDispute, openDispute, settleDispute } from '../resources/disputes'
import { findPayment } from '../resources/payments'
import { createRefund, findRefund, settleRefund, spreadAmount } from '../resources/refunds'
import { answer, formInteger } from './answer'

const refundBody = z
  .strictObject({
    amount: formInteger(1, MAX_AMOUNT),
    outcome: z.enum(['succeeded', 'failed', 'pending']).default('succeeded'),
    reason: z.string().default('Refunded on the control page'),
  })
  .prefault({})

const refundOutcomeBody = z.strictObject({ outcome: z.enum(['succeeded', 'failed']) })

const disputeBody = z
  .strictObject({
    amount: formInteger(1, MAX_AMOUNT),
    reason: z.string().default('fraudulent'),
    stage: z.enum(DISPUTE_STAGES).default('dispute'),
  })
  .prefault({})

const disputeOutcomeBody = z.strictObject({
  outcome: z.enum(['challenged', 'won', 'lost', 'accepted', 'expired', 'cancelled']),
})

export const moneyRoutes: Route[] = [
  {
    method: 'POST',
    path: '/__local/payments/:payment_id/refund',
    access: 'control',
    handle(dodo, incoming) {
      const payment = findPayment(dodo, pathParam(incoming, 'payment_id'))
      const { amount, outcome, reason } = parseInput(refundBody, incoming.body)
      const items = spreadAmount(dodo, payment, amount)
      const refund = createRefund(dodo, payment, { items, outcome, reason, metadata: {} })
      return answer(incoming, { refund: refundPayload(dodo, refund) }, 'payments')
    },
  },
  {
    method: 'POST',
    path: '/__local/refunds/:refund_id/settle',
    access: 'control',
    handle(dodo, incoming) {
      const refund = findRefund(dodo, pathParam(incoming, 'refund_id'))
      settleRefund(dodo, refund, parseInput(refundOutcomeBody, incoming.body).outcome)
      return answer(incoming, { refund: refundPayload(dodo, refund) }, 'refunds')
    },
  },
  {
    method: 'POST',
    path: '/__local/payments/:payment_id/dispute',
    access: 'control',
    handle(dodo, incoming) {
      const payment = findPayment(dodo, pathParam(incoming, 'payment_id'))
      const dispute = openDispute(dodo, payment, parseInput(disputeBody, incoming.body))
      return answer(incoming, { dispute: disputePayload(dodo, dispute) }, 'disputes')
    },
  },
  {
    method: 'POST',
    path: '/__local/disputes/:dispute_id/settle',
    access: 'control',
    handle(dodo, incoming) {
      const dispute = findDispute(dodo, pathParam(incoming, 'dispute_id'))
      settleDispute(dodo, dispute, parseInput(disputeOutcomeBody, incoming.body).outcome)
      return answer(incoming, { dispute: disputePayload(dodo, dispute) }, 'disputes')
    },
  },
]
