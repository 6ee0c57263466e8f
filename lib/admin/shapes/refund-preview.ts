import { z } from 'zod'
import { GRANT_SOURCES } from '@/lib/credits/movement'

/** Which grants get how many credits back, in that order; what is expired comes back as a grant that lives for 7 days. Of all these, `debtPaid` credits pay what is owed. */
export const RefundPreview = z.object({
  refundable: z.int(),
  debtPaid: z.int(),
  grants: z.array(
    z.object({
      grantId: z.int(),
      source: z.enum(GRANT_SOURCES),
      amount: z.int(),
      expiresAt: z.string().nullable(),
      isExpired: z.boolean(),
    }),
  ),
})
export type RefundPreview = z.infer<typeof RefundPreview>
