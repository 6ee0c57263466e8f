import 'server-only'
import { z } from 'zod'
import { toPage } from '@/lib/page'
import { adminClient } from '@/lib/supabase/admin'
import { callRpc, toAppError } from '@/lib/supabase/rpc'
import { describeNotification } from './describe'

/** One notification as its reader sees it; `href` is a path of this app. */
export const Notification = z.object({
  id: z.int(),
  title: z.string(),
  text: z.string(),
  href: z.string(),
  createdAt: z.string(),
  isRead: z.boolean(),
})
export type Notification = z.infer<typeof Notification>

const Row = z
  .object({
    id: z.int(),
    kind: z.string(),
    data: z.unknown(),
    createdAt: z.string(),
    readAt: z.string().nullable(),
  })
  .transform(
    ({ id, kind, data, createdAt, readAt }): Notification => ({
      id,
      ...describeNotification(kind, data),
      createdAt,
      isRead: readAt !== null,
    }),
  )

type Page = {
  /** Only those older than this one. */
  before?: number
  limit: number
}

/** A page of somebody's notifications, newest first; `nextBefore` leads to the next one, null at the end. */
export async function listNotifications(userId: string, { before, limit }: Page) {
  let query = adminClient()
    .from('notifications')
    .select('id, kind, data, createdAt:created_at, readAt:read_at')
    .eq('user_id', userId)
  if (before !== undefined) query = query.lt('id', before)
  const { data, error } = await query.order('id', { ascending: false }).limit(limit + 1)
  if (error) throw toAppError(error)
  const { rows: notifications, nextBefore } = toPage(z.array(Row).parse(data), limit)
  return { notifications, nextBefore }
}

/** How many of somebody's notifications are unread, up to 100. */
export function countUnread(userId: string): Promise<number> {
  return callRpc('unread_notifications', { p_user_id: userId }, z.int())
}

/** Mark one notification as read, or it and all older ones. Answers how many are unread then, up to 100. */
export function markRead(userId: string, id: number, withOlder: boolean): Promise<number> {
  return callRpc('mark_notifications_read', { p_user_id: userId, p_id: id, p_with_older: withOlder }, z.int())
}
