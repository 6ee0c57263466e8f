import { z } from 'zod'
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

export const EventDetails = EventRow.omit({ customer: true }).extend({
  payload: z.json(),
  canReplay: z.boolean(),
  purchase: z
    .object({ id: z.uuid(), state: PurchaseState, credits: z.int(), package: z.string(), ...Somebody })
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
  replays: z.array(
    z.object({
      at: z.string(),
      by: z.string().nullable(),
      before: z.object({ status: EventStatus, error: z.string().nullable(), attempts: z.int() }),
    }),
  ),
})
/** An event, what it led to, what else came about the same, and when admins tried it again. */
export type EventDetails = z.infer<typeof EventDetails>
