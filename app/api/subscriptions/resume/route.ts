import { endpoint } from '@/lib/http/endpoint'
import { getCurrentPlan } from '@/lib/subscriptions/current-plan'
import { resumeSubscription } from '@/lib/subscriptions/manage'
import { PlanAnswer } from '@/lib/subscriptions/plan'

// POST /api/subscriptions/resume: take back a cancellation or a change that waits
export const POST = endpoint(
  { summary: 'Take back a cancellation or a change of plan that waits', output: PlanAnswer },
  async ({ user }) => {
    await resumeSubscription(user.id)
    return getCurrentPlan(user.id)
  },
)
