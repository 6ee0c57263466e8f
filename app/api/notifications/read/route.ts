import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { markRead } from '@/lib/notifications/notifications'

const ReadInput = z.object({
  id: z.int().positive(),
  withOlder: z.boolean().default(false).meta({ description: 'All older ones as well.' }),
})

// POST /api/notifications/read: mark one notification as read, or it and all older ones
export const POST = endpoint(
  {
    summary: 'Mark a notification as read, or it and all older ones',
    input: ReadInput,
    output: z.object({ unread: z.int() }),
  },
  async ({ user, input }) => ({ unread: await markRead(user.id, input.id, input.withOlder) }),
)
