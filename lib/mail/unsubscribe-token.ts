import 'server-only'
import { z } from 'zod'
import { isSameSecret, keyedHash } from '@/lib/auth/secret'
import { siteUrl } from '@/lib/env/public'
import { serverEnv } from '@/lib/env/server'
import { isNotificationKind, type NotificationKind } from '@/lib/notifications/kinds'

function sign(userId: string, kind: string): string | undefined {
  const secret = serverEnv().UNSUBSCRIBE_SECRET
  return secret && keyedHash(secret, `unsubscribe:${userId}:${kind}`)
}

/** An address of this app that lets whoever has it switch one kind of mail off for one person. Null without a secret. */
export function unsubscribeUrl(
  path: '/unsubscribe' | '/api/unsubscribe',
  userId: string,
  kind: NotificationKind,
): string | null {
  const signature = sign(userId, kind)
  if (!signature) return null
  const url = new URL(path, siteUrl)
  url.searchParams.set('token', `${userId}.${kind}.${signature}`)
  return url.href
}

/** Whom and which mails a token is about, or null when nobody here has signed it. It does not expire: mails are kept. */
export function readUnsubscribeToken(token: unknown): { userId: string; kind: NotificationKind } | null {
  if (typeof token !== 'string') return null
  const [userId = '', kind = '', signature, ...rest] = token.split('.')
  if (rest.length > 0 || !z.uuid().safeParse(userId).success || !isNotificationKind(kind)) return null
  return isSameSecret(signature, sign(userId, kind)) ? { userId, kind } : null
}
