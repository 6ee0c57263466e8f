import { z } from 'zod'

/** One purchase as its buyer sees it. `mismatch`: paid, but not what was agreed; an admin looks at it. */
export const Purchase = z.object({
  id: z.uuid(),
  status: z.enum(['pending', 'completed', 'failed', 'mismatch']),
  credits: z.int(),
  amountCents: z.int(),
  currency: z.string(),
  failure: z.string().nullable(),
})
export type Purchase = z.infer<typeof Purchase>
