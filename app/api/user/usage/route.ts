import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { getUsageStatus } from '@/lib/usage'

const UsageAnswer = z.object({
  success: z.literal(true),
  data: z.object({
    credits: z.int(),
    totalTokens: z.int(),
    availableTokens: z.int(),
    totalTokensUsed: z.int(),
    monthlyTokensUsed: z.int(),
    monthlyResetDate: z.string(),
    isSubscribed: z.boolean(),
    subscriptionTier: z.string(),
  }),
})

// GET /api/user/usage: credits and tokens, in all and this month
export const GET = endpoint(
  { summary: 'Your credits and tokens, in all and this month', output: UsageAnswer },
  async ({ user }) => ({ success: true as const, data: await getUsageStatus(user.id) }),
)
