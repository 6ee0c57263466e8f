import { endpoint } from '@/lib/http/endpoint'
import { getCurrentPlan } from '@/lib/subscriptions/current-plan'
import { cancelAtPeriodEnd } from '@/lib/subscriptions/manage'
import { PlanAnswer } from '@/lib/subscriptions/plan'

// POST /api/subscriptions/cancel: let the subscription end with the paid period
export const POST = endpoint(
  { summary: 'Let your subscription end with the paid period', output: PlanAnswer },
  async ({ user }) => {
    await cancelAtPeriodEnd(user.id)
    return getCurrentPlan(user.id)
  },
)
