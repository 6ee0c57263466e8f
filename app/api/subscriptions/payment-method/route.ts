import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { updatePaymentMethod } from '@/lib/subscriptions/manage'

// POST /api/subscriptions/payment-method: where to enter another card
export const POST = endpoint(
  { summary: 'Where to enter another card for your subscription', output: z.object({ url: z.url() }) },
  async ({ user }) => updatePaymentMethod(user.id),
)
