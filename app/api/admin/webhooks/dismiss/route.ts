import { DismissAnswer, DismissInput, dismissEvent } from '@/lib/admin/operations/events'
import { endpoint } from '@/lib/http/endpoint'

// POST /api/admin/webhooks/dismiss: an admin says that nothing more is to be done about an event that failed or was parked
export const POST = endpoint(
  {
    auth: 'admin',
    summary: 'Say that a failed or parked webhook event is dealt with',
    input: DismissInput,
    output: DismissAnswer,
  },
  async ({ user, input }) => dismissEvent(user.id, input),
)
