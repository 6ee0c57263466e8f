import { CreditService } from '@/lib/credits'
import { endpoint } from '@/lib/http/endpoint'

// GET /api/credits/balance: the caller's credits, with the version they belong to
export const GET = endpoint({}, async ({ user }) => CreditService.getUserCredits(user.id))
