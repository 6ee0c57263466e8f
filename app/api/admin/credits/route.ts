import { AdjustmentInput, adjustCredits } from '@/lib/admin/adjust-credits'
import { AdjustmentAnswer } from '@/lib/credits/wire'
import { endpoint } from '@/lib/http/endpoint'

// POST /api/admin/credits: an admin adds credits, or takes some away, and says why
export const POST = endpoint(
  {
    auth: 'admin',
    summary: 'Add credits to an account, or take some away',
    input: AdjustmentInput,
    output: AdjustmentAnswer,
  },
  async ({ user, input, idempotencyKey }) => adjustCredits(user.id, input, idempotencyKey),
)
