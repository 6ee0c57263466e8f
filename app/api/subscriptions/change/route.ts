import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { changePlan } from '@/lib/subscriptions/change-plan'
import { getCurrentPlan } from '@/lib/subscriptions/current-plan'
import { PlanAnswer } from '@/lib/subscriptions/plan'

// POST /api/subscriptions/change: change the plan of the running subscription
export const POST = endpoint(
  {
    summary: 'Change the plan of your subscription',
    // What the page showed, in cents with tax: a guard against paying more than that, never the price itself.
    input: z.strictObject({ planId: z.string().min(1).max(40), expectedCents: z.int().min(0) }),
    output: PlanAnswer,
  },
  async ({ user, input }) => {
    await changePlan(user.id, input.planId, input.expectedCents)
    return getCurrentPlan(user.id)
  },
)
