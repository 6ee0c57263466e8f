import { z } from 'zod'

/** What a purchase has come to. `in_review`: paid, but not what was agreed; `disputed`: the buyer's bank asks for it back. */
export const PurchaseState = z.enum([
  'pending',
  'not_completed',
  'failed',
  'paid',
  'partly_refunded',
  'refunded',
  'disputed',
  'in_review',
])
export type PurchaseState = z.infer<typeof PurchaseState>

/**
 * A purchase in its buyer's history. `cents` is what was paid, tax included; while it is unpaid what was agreed, without. Both
 * amounts are in `currency`.
 */
export const Receipt = z
  .object({
    id: z.uuid(),
    state: PurchaseState,
    package: z.string(),
    quantity: z.int(),
    credits: z.int(),
    cents: z.int(),
    currency: z.string(),
    returned_cents: z.int(),
    payment_id: z.string().nullable(),
    created_at: z.string(),
  })
  .transform(({ returned_cents, payment_id, created_at, ...row }) => ({
    ...row,
    returnedCents: returned_cents,
    /** Null: unpaid, and there is no invoice. */
    paymentId: payment_id,
    createdAt: created_at,
  }))
export type Receipt = z.infer<typeof Receipt>
