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
import type { Dispute, DisputeOutcome, Payment } from '../model/orders'
import { sumLines } from '../money'
import { disputeListItem, disputePayload } from '../payloads/disputes'
import { findPayment } from './payments'

export const DISPUTE_STAGES = ['pre_dispute', 'dispute', 'pre_arbitration'] as const

const disputeQuery = z.object({
  ...listQuery,
  dispute_status: z
    .enum([
      'dispute_opened',
      'dispute_expired',
      'dispute_accepted',
      'dispute_cancelled',
      'dispute_challenged',
      'dispute_won',
      'dispute_lost',
    ])
    .optional(),
  dispute_stage: z.enum(DISPUTE_STAGES).optional(),
  customer_id: z.string().optional(),
})

/** What a dispute may become; one that has ended stays as it is. */
const NEXT_STATUSES: Record<Dispute['status'], DisputeOutcome[]> = {
  opened: ['challenged', 'won', 'lost', 'accepted', 'expired', 'cancelled'],
  challenged: ['won', 'lost', 'accepted', 'expired', 'cancelled'],
  won: [],
  lost: [],
  accepted: [],
  expired: [],
  cancelled: [],
}

/** The outcomes that are still open to a dispute. */
export function nextStatuses(dispute: Dispute): DisputeOutcome[] {
  return NEXT_STATUSES[dispute.status]
}

/** Has the customer's bank ask for money of a payment back. 400 when the payment failed or less is left to ask for. */
export function openDispute(
  dodo: Dodo,
  payment: Payment,
  claim: { amount?: number | undefined; reason: string; stage: Dispute['stage'] },
): Dispute {
  if (payment.status !== 'succeeded') {
    throw new ApiError(400, 'PAYMENT_NOT_SUCCEEDED', 'Only a payment that succeeded can be disputed')
  }
  const left = sumLines(payment.lines).total - claimedAmount(dodo, payment)
  const amount = claim.amount ?? left
  if (amount > left || amount === 0) {
    throw new ApiError(
      400,
      'DISPUTE_AMOUNT_EXCEEDS_PAYMENT',
      `${left} of this payment can be disputed, in minor units`,
    )
  }
  const dispute: Dispute = {
    dispute_id: createId('dp'),
    payment_id: payment.payment_id,
    created_at: dodo.now().toISOString(),
    amount,
    status: 'opened',
    stage: claim.stage,
    reason: claim.reason,
    remarks: null,
  }
  dodo.store.state.disputes.push(dispute)
  announce(dodo, dispute)
  return dispute
}

/** Takes a dispute to its next status and queues the webhook that says so. 400 when it can't get there. */
export function settleDispute(dodo: Dodo, dispute: Dispute, outcome: DisputeOutcome): void {
  if (!nextStatuses(dispute).includes(outcome)) {
    throw new ApiError(
      400,
      'DISPUTE_SETTLED',
      `A dispute that is ${dispute.status} does not become ${outcome}`,
    )
  }
  dispute.status = outcome
  announce(dodo, dispute)
}

/** The dispute with this id, or 404. */
export function findDispute(dodo: Dodo, disputeId: string): Dispute {
  const dispute = dodo.store.state.disputes.find((entry) => entry.dispute_id === disputeId)
  if (!dispute) throw new ApiError(404, 'DISPUTE_NOT_FOUND', `Dispute ${disputeId} not found`)
  return dispute
}

function announce(dodo: Dodo, dispute: Dispute): void {
  dodo.webhooks.enqueue(`dispute.${dispute.status}`, { kind: 'dispute', id: dispute.dispute_id })
}

/** Minor units of a payment that disputes ask for or have taken. */
function claimedAmount(dodo: Dodo, payment: Payment): number {
  return dodo.store.state.disputes
    .filter((dispute) => dispute.payment_id === payment.payment_id)
    .filter((dispute) => dispute.status !== 'won' && dispute.status !== 'cancelled')
    .reduce((sum, dispute) => sum + dispute.amount, 0)
}

export const disputeRoutes: Route[] = [
  {
    method: 'GET',
    path: '/disputes',
    access: 'api',
    handle(dodo, incoming) {
      const query = parseInput(disputeQuery, queryObject(incoming))
      const found = dodo.store.state.disputes.filter(
        (dispute) =>
          (query.dispute_status === undefined || `dispute_${dispute.status}` === query.dispute_status) &&
          (query.dispute_stage === undefined || dispute.stage === query.dispute_stage) &&
          (query.customer_id === undefined ||
            findPayment(dodo, dispute.payment_id).customer_id === query.customer_id) &&
          isCreatedWithin(dispute, query),
      )
      return json({ items: pageOf(found, query).map((dispute) => disputeListItem(dodo, dispute)) })
    },
  },
  {
    method: 'GET',
    path: '/disputes/:dispute_id',
    access: 'api',
    handle: (dodo, incoming) =>
      json(disputePayload(dodo, findDispute(dodo, pathParam(incoming, 'dispute_id')))),
  },
]
