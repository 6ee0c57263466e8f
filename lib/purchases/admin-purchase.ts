import { z } from 'zod'
import { PurchaseState } from './receipt'

/** A refund that an admin asked for. `uncertain`: nobody knows whether Dodo made it; `sent`: it is on its way. */
const RefundRequest = z.object({
  id: z.uuid(),
  /** The Idempotency-Key it was asked for with: asking with it again finds out what came of it. */
  key: z.string(),
  amountCents: z.int(),
  /** Asked for as all that was left. */
  isWhole: z.boolean(),
  reason: z.string(),
  status: z.enum(['requested', 'uncertain', 'sent', 'failed', 'refunded']),
  error: z.string().nullable(),
  createdAt: z.string(),
})
export type RefundRequest = z.infer<typeof RefundRequest>

/**
 * What there is to know before a payment that is not what was agreed is accepted. What was agreed is without tax, what was paid with
 * it, each in cents of its currency; `takenBack` are the credits that go at once for what went back already.
 */
export const Acceptance = z.object({
  agreedCents: z.int(),
  agreedCurrency: z.string(),
  paidCents: z.int(),
  paidCurrency: z.string(),
  returnedCents: z.int(),
  takenBack: z.int(),
  failure: z.string(),
})
export type Acceptance = z.infer<typeof Acceptance>

/**
 * A purchase as admins see it. Amounts in cents of `currency`; `cents` is what was paid, tax included, or while unpaid what was
 * agreed. `userId` and `email` are null when the buyer is gone. For `unspent` to `isGranted` see Refundable.
 */
export const AdminPurchase = z
  .object({
    id: z.uuid(),
    state: PurchaseState,
    user_id: z.uuid().nullable(),
    email: z.string().nullable(),
    package: z.string(),
    quantity: z.int(),
    credits: z.int(),
    cents: z.int(),
    currency: z.string(),
    returned_cents: z.int(),
    clawed_back: z.int(),
    refundable_cents: z.int(),
    unspent: z.int(),
    available: z.int(),
    payment_id: z.string().nullable(),
    failure: z.string().nullable(),
    is_granted: z.boolean(),
    refunds: z.array(RefundRequest),
    /** Null when there is nothing to accept. */
    acceptance: Acceptance.nullable(),
    created_at: z.string(),
    paid_at: z.string().nullable(),
  })
  .transform(
    ({
      user_id,
      returned_cents,
      clawed_back,
      refundable_cents,
      payment_id,
      is_granted,
      created_at,
      paid_at,
      ...row
    }) => ({
      ...row,
      userId: user_id,
      returnedCents: returned_cents,
      clawedBack: clawed_back,
      refundableCents: refundable_cents,
      paymentId: payment_id,
      isGranted: is_granted,
      createdAt: created_at,
      paidAt: paid_at,
    }),
  )
export type AdminPurchase = z.infer<typeof AdminPurchase>
