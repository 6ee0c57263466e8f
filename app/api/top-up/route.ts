import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { saveTopUp } from '@/lib/top-ups/manage'
import { TopUpInput } from '@/lib/top-ups/settings'

// POST /api/top-up: choose how credits are bought by themselves
export const POST = endpoint(
  {
    summary: 'Choose your automatic top-up',
    input: TopUpInput,
    output: z.object({ checkoutUrl: z.url().nullable() }),
  },
  async ({ user, input }) => saveTopUp(user, input),
)
