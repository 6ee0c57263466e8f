import { z } from 'zod'
import { validateCredits } from '@/lib/credit-validator'
import { endpoint } from '@/lib/http/endpoint'
import { COMPLEXITIES } from '@/lib/pricing-plans'

const CheckInput = z.object({
  feature: z.string().min(1).max(60),
  model: z.string().max(60).optional(),
  complexity: z.enum(COMPLEXITIES).optional(),
})
const CheckAnswer = z.object({ hasCredits: z.boolean(), required: z.int(), available: z.int() })

// GET /api/credits/check?feature=&model=: what a run costs now, and whether the caller could pay it
export const GET = endpoint(
  {
    auth: 'lead',
    summary: 'What a run costs now, and whether you could pay it',
    input: CheckInput,
    output: CheckAnswer,
  },
  async ({ owner, input }) => validateCredits(owner.id, input),
)
