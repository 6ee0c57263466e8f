import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { countUnread, listNotifications, Notification } from '@/lib/notifications/notifications'

const PageInput = z.object({
  limit: z.coerce.number().int().min(1).max(50).default(10),
  before: z.coerce.number().int().positive().optional(),
})

const PageAnswer = z.object({
  userId: z.uuid().meta({ description: 'Whose they are.' }),
  notifications: z.array(Notification),
  /** For the next page; null at the end. */
  nextBefore: z.int().nullable(),
  /** In all, counted up to 100. */
  unread: z.int(),
})

// GET /api/notifications: what the caller was told, newest first
export const GET = endpoint(
  { summary: 'Your notifications, newest first', input: PageInput, output: PageAnswer },
  async ({ user, input }) => {
    const [page, unread] = await Promise.all([listNotifications(user.id, input), countUnread(user.id)])
    return { userId: user.id, ...page, unread }
  },
)
