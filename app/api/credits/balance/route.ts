import { CreditService } from '@/lib/credits'
import { BalanceAnswer } from '@/lib/credits/wire'
import { endpoint } from '@/lib/http/endpoint'

// GET /api/credits/balance: the caller's credits, with the version they belong to
export const GET = endpoint(
  { auth: 'lead', summary: 'Your balance, as a user or on trial', output: BalanceAnswer },
  async ({ owner }) => CreditService.getUserCredits(owner.id),
)
