import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { openPortal } from '@/lib/subscriptions/manage'

// POST /api/dodopayments/portal: the caller's own page at the payment provider
export const POST = endpoint(
  { summary: 'Open your own page at the payment provider', output: z.object({ url: z.url() }) },
  async ({ user }) => openPortal(user),
)
