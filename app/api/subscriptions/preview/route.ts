import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { quotePlanChange } from '@/lib/subscriptions/change-plan'
import { PlanChangeQuote } from '@/lib/subscriptions/plan'

// POST /api/subscriptions/preview: what changing to a plan would cost and bring
export const POST = endpoint(
  {
    summary: 'What changing to a plan would cost now and bring',
    input: z.strictObject({ planId: z.string().min(1).max(40) }),
    output: PlanChangeQuote,
  },
  async ({ user, input }) => quotePlanChange(user.id, input.planId),
)
