import 'server-only'
import { AppError } from '@/lib/errors'
import { NOTIFICATION_KINDS, type NotificationKind } from '@/lib/notifications/kinds'
import { getNotificationSettings, setNotificationPreference } from '@/lib/notifications/settings'
import { readUnsubscribeToken } from './unsubscribe-token'

/**
 * Switch off by mail what a signed token names: of a marketing kind all marketing. Whoever has the token may, signed in or
 * not. Safe to repeat. Throws forbidden for a token of nobody's making, not_found when the person is gone.
 */
export async function unsubscribe(token: unknown): Promise<void> {
  const about = readUnsubscribeToken(token)
  if (!about) throw new AppError('forbidden', { message: 'This link is not complete, or not one of ours.' })
  await setNotificationPreference(about.userId, { kind: about.kind, byMail: false })
}

export type Subscription = { kind: NotificationKind; label: string; description: string; isOn: boolean }

/** The mails a token is about and whether they are still sent; null for a token that opens nothing. */
export async function findSubscription(token: unknown): Promise<Subscription | null> {
  const about = readUnsubscribeToken(token)
  if (!about) return null
  const settings = await getNotificationSettings(about.userId)
  const setting = settings.find(({ kind }) => kind === about.kind)
  if (!setting || setting.isRequired) return null
  const { label, description } = NOTIFICATION_KINDS[setting.kind]
  return { kind: setting.kind, label, description, isOn: setting.byMail }
}
