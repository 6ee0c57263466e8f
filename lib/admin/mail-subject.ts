import 'server-only'
import { wordMessage } from '@/lib/notifications/describe'
import { isNotificationKind } from '@/lib/notifications/kinds'

/** The mail with its subject in place of the data that make it; null when they make none. */
export function withSubject<Mail extends { kind: string; data?: unknown }>({ data, ...mail }: Mail) {
  try {
    return { ...mail, subject: isNotificationKind(mail.kind) ? wordMessage(mail.kind, data).title : null }
  } catch {
    return { ...mail, subject: null }
  }
}
