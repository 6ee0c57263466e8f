import { z } from 'zod'
import { Acceptance } from '@/lib/purchases/admin-purchase'
import { PurchaseState } from '@/lib/purchases/receipt'
import { SubscriptionStatus } from '@/lib/subscriptions/plan'

export const EventStatus = z.enum(['failed', 'parked', 'received', 'processed', 'ignored'])
export type EventStatus = z.infer<typeof EventStatus>

export const EventRow = z.object({
  id: z.string(),
  type: z.string(),
  status: EventStatus,
  error: z.string().nullable(),
  attempts: z.int(),
  /** The email address in the payload. */
  customer: z.string().nullable(),
  receivedAt: z.string(),
  processedAt: z.string().nullable(),
})
export type EventRow = z.infer<typeof EventRow>

const Somebody = { userId: z.uuid().nullable(), email: z.string().nullable() }

export const EventDetails = EventRow.extend({
  payload: z.json(),
  canReplay: z.boolean(),
  purchase: z
    .object({
      id: z.uuid(),
      state: PurchaseState,
      credits: z.int(),
      package: z.string(),
      quantity: z.int(),
      /** The payment that it was paid by, when that is another one than the event's. */
      otherPayment: z.string().nullable(),
      /** Null when there is nothing to accept. */
      acceptance: Acceptance.nullable(),
      ...Somebody,
    })
    .nullable(),
  subscription: z
    .object({ id: z.string(), status: SubscriptionStatus, plan: z.string(), ...Somebody })
    .nullable(),
  returned: z
    .object({
      kind: z.enum(['refund', 'dispute']),
      outcome: z.enum(['pending', 'open', 'void', 'taken']),
      amountCents: z.int().nullable(),
    })
    .nullable(),
  others: z.array(EventRow.pick({ id: true, type: true, status: true, receivedAt: true })),
  acts: z.array(
    z.object({
      action: z.enum(['replay_webhook', 'dismiss_webhook', 'accept_purchase']),
      at: z.string(),
      by: z.string().nullable(),
      reason: z.string().nullable(),
      /** The event as it was then; null for what was done to its purchase. */
      found: z.object({ status: EventStatus, error: z.string().nullable(), attempts: z.int() }).nullable(),
    }),
  ),
})
/** An event, what it led to, what else came about the same, and what admins did about it. */
export type EventDetails = z.infer<typeof EventDetails>
