import { z } from 'zod'

/** Cards are allowed for charges in this, so top-ups buy the packages sold in it. */
export const TOP_UP_CURRENCY = 'USD'

/** Somebody's automatic top-up. */
export const TopUp = z.object({
  packageId: z.string(),
  /** Below so many credits it buys. */
  threshold: z.int(),
  /** The most to spend in any 30 days, without tax. */
  monthlyCapCents: z.int(),
  isEnabled: z.boolean(),
  /** Whether a card may be charged: not yet, yes, or not any more. */
  card: z.enum(['missing', 'usable', 'refused']),
  /** Of `monthlyCapCents`, what went in the last 30 days. */
  spentCents: z.int(),
  /** Why it stopped by itself. */
  stoppedReason: z.string().nullable(),
})
export type TopUp = z.infer<typeof TopUp>

export const TopUpInput = z.strictObject({
  packageId: z.string().min(1).max(40),
  threshold: z.int().min(1).max(1_000_000),
  monthlyCapCents: z.int().min(100).max(10_000_000),
  isEnabled: z.boolean(),
})
export type TopUpInput = z.infer<typeof TopUpInput>
