import { z } from 'zod'
import { CreditService } from '@/lib/credits'
import { BalanceAnswer } from '@/lib/credits/wire'
import { endpoint } from '@/lib/http/endpoint'

const OwnBalanceAnswer = BalanceAnswer.extend({
  userId: z.uuid().nullable().meta({ description: 'Whose it is; null on trial.' }),
})

// GET /api/credits/balance: the caller's credits, with the version they belong to
export const GET = endpoint(
  { auth: 'lead', summary: 'Your balance, as a user or on trial', output: OwnBalanceAnswer },
  async ({ owner }) => ({
    ...(await CreditService.getUserCredits(owner.id)),
    userId: owner.kind === 'user' ? owner.id : null,
  }),
)
