import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'
import { NOTIFICATION_KINDS, type NotificationKind } from './kinds'

const KINDS = Object.keys(NOTIFICATION_KINDS) as [NotificationKind, ...NotificationKind[]]

/** How somebody wants to be told of one kind. Required mails are always sent; marketing is switched as one. */
export const NotificationSetting = z
  .object({
    kind: z.enum(KINDS),
    by_mail: z.boolean(),
    in_app: z.boolean(),
    is_required: z.boolean(),
    is_marketing: z.boolean(),
  })
  .transform((row) => ({
    kind: row.kind,
    byMail: row.by_mail,
    inApp: row.in_app,
    isRequired: row.is_required,
    isMarketing: row.is_marketing,
  }))
export type NotificationSetting = z.infer<typeof NotificationSetting>

/** Every kind somebody can be told of, in the order of the settings page; none for somebody who is gone. */
export function getNotificationSettings(userId: string): Promise<NotificationSetting[]> {
  return callRpc('notification_settings', { p_user_id: userId }, z.array(NotificationSetting))
}

export const PreferenceInput = z.object({
  kind: z.enum(KINDS),
  byMail: z.boolean().optional(),
  inApp: z.boolean().optional(),
})

/** Switch a kind on or off; what is left out stays. Throws invalid_input for a required mail, not_found for nobody. */
export async function setNotificationPreference(
  userId: string,
  { kind, byMail, inApp }: z.infer<typeof PreferenceInput>,
): Promise<void> {
  await callRpc(
    'set_notification_preference',
    { p_user_id: userId, p_kind: kind, p_by_mail: byMail, p_in_app: inApp },
    z.unknown(),
  )
}
