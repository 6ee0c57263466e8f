import { z } from 'zod'

/** What metered work came to: credits and tokens, and the balance it left. Answered by finish_call and consume_credits. */
export const ChargeResult = z.object({
  creditsUsed: z.int(),
  newBalance: z.int(),
  balanceVersion: z.int(),
  tokensUsed: z.int(),
  totalTokensUsed: z.int(),
})
export type ChargeResult = z.infer<typeof ChargeResult>
