import 'server-only'
import { cookies } from 'next/headers'
import { siteUrl } from '@/lib/env/public'

/** As long as the links in mails work (`otp_expiry` in supabase/config.toml), in seconds. */
const LINK_LIFETIME_SECONDS = 3_600
const ASKED_HERE = 'auth-mail-asked'

/** The address that a mail's link leads to in the end; the templates put it into the link as `next`. */
export function linkTarget(next: string): string {
  return new URL(next, siteUrl).href
}

/** Remembers that this browser asked for a mail. Says nothing about whether one was sent. */
export async function rememberMailAsked(): Promise<void> {
  const store = await cookies()
  store.set(ASKED_HERE, '1', {
    httpOnly: true,
    sameSite: 'lax',
    secure: siteUrl.protocol === 'https:',
    path: '/auth/confirm',
    maxAge: LINK_LIFETIME_SECONDS,
  })
}

/** Whether the browser that opens a link is one that asked for a mail lately. */
export async function wasMailAskedHere(): Promise<boolean> {
  return (await cookies()).has(ASKED_HERE)
}
