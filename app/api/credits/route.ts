import { AdjustmentInput, adjustCredits } from '@/lib/admin/adjust-credits'
import { CreditService } from '@/lib/credits'
import { AdjustmentAnswer, SummaryAnswer } from '@/lib/credits/wire'
import { endpoint } from '@/lib/http/endpoint'

// GET /api/credits: the caller's credits by source, with their next expiry
export const GET = endpoint(
  { summary: 'Your credits by source, with their next expiry', output: SummaryAnswer },
  async ({ user }) => CreditService.getSummary(user.id),
)

// POST /api/credits: an admin adds credits to somebody's account
export const POST = endpoint(
  {
    auth: 'admin',
    summary: 'Add credits to an account',
    input: AdjustmentInput.refine(({ amount }) => amount > 0, { path: ['amount'], message: 'More than 0.' }),
    output: AdjustmentAnswer,
  },
  async ({ user, input, idempotencyKey }) => adjustCredits(user.id, input, idempotencyKey),
)
