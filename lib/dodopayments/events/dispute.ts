import 'server-only'
import { z } from 'zod'
import type { WebhookHandler } from '@/lib/http/webhook'
import { type ReturnOutcome, recordReturn } from './record-return'

/** The amount comes as text: cents, or units with decimals. A number is taken as well. */
const toCents = (amount: string | number) =>
  String(amount).includes('.') ? Math.round(Number(amount) * 100) : Number(amount)

const Dispute = z.looseObject({
  dispute_id: z.string().min(1),
  payment_id: z.string().min(1),
  amount: z.union([z.string(), z.number()]).transform(toCents).pipe(z.int().min(0)),
  dispute_status: z.string(),
})

/** What each status means for the money. A dispute that nobody answered in time is lost. */
const OUTCOMES = new Map<string, ReturnOutcome>([
  ['dispute_opened', 'open'],
  ['dispute_challenged', 'open'],
  ['dispute_won', 'void'],
  ['dispute_cancelled', 'void'],
  ['dispute_lost', 'taken'],
  ['dispute_accepted', 'taken'],
  ['dispute_expired', 'taken'],
])

/** One that we do not know keeps the credits from being spent. */
export const disputeOutcome = (status: string): ReturnOutcome => OUTCOMES.get(status) ?? 'open'

const handleDispute: WebhookHandler = async (event) => {
  const dispute = Dispute.parse(event.data)
  return recordReturn({
    kind: 'dispute',
    id: dispute.dispute_id,
    paymentId: dispute.payment_id,
    amountCents: dispute.amount,
    outcome: disputeOutcome(dispute.dispute_status),
  })
}

export const DISPUTE_EVENTS: [string, WebhookHandler][] = [
  'opened',
  'challenged',
  'won',
  'cancelled',
  'lost',
  'accepted',
  'expired',
].map((name) => [`dispute.${name}`, handleDispute])
