import { z } from 'zod'
import { beginReplay } from '@/lib/admin/operations/events'
import { DODO_HANDLERS } from '@/lib/dodopayments/events/handlers'
import { endpoint } from '@/lib/http/endpoint'
import { processEvent } from '@/lib/http/webhook'
import { sendMailSoon } from '@/lib/mail/send-mail-soon'
import { runTopUpsSoon } from '@/lib/top-ups/run-top-ups-soon'

const Output = z.object({
  status: z.enum(['received', 'processed', 'ignored', 'parked', 'failed']),
  error: z.string().nullable(),
})

// POST /api/admin/webhooks/replay: an admin has an event that failed or was parked received again, as a delivery would be
export const POST = endpoint(
  {
    auth: 'admin',
    summary: 'Process a failed or parked webhook event again',
    input: z.object({ id: z.string().min(1).max(255) }),
    output: Output,
  },
  async ({ user, input }): Promise<z.infer<typeof Output>> => {
    const event = await beginReplay(user.id, input.id)
    try {
      return { status: await processEvent(event, DODO_HANDLERS), error: null }
    } catch (error) {
      // Kept with the event as after a delivery; whoever asked is told.
      return { status: 'failed', error: error instanceof Error ? error.message : String(error) }
    } finally {
      sendMailSoon()
      runTopUpsSoon()
    }
  },
)
