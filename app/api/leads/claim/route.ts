import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { claimTrial } from '@/lib/leads/trial'

// POST /api/leads/claim: move what is left of this browser's trial to the account of the person who signed up
export const POST = endpoint(
  { summary: 'Take over what is left of your trial', output: z.object({ creditsMoved: z.int() }) },
  async ({ user }) => ({ creditsMoved: await claimTrial(user.id) }),
)
