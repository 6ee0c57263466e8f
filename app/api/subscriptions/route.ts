import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { subscribe } from '@/lib/subscriptions/subscribe'

// POST /api/subscriptions: open a checkout page for a plan
export const POST = endpoint(
  {
    summary: 'Open a checkout page for a plan',
    input: z.strictObject({ planId: z.string().min(1).max(40) }),
    output: z.object({ checkoutUrl: z.url() }),
  },
  async ({ user, input }) => subscribe(user, input.planId),
)
