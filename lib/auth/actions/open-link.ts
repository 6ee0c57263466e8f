'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { countAttempt } from '@/lib/auth/form/attempt-limit'
import { MailLink } from '@/lib/auth/form/credentials'
import { withNext } from '@/lib/auth/form/next-link'
import { nextPathFromLink } from '@/lib/auth/next-path'
import { siteUrl } from '@/lib/env/public'
import { logger } from '@/lib/logger'
import { sendMailSoon } from '@/lib/mail/send-mail-soon'
import { createSessionClient } from '@/lib/supabase/server'

/** Trades the token of a mail's link for a session and goes where the link leads. */
export async function openLink(form: FormData): Promise<void> {
  const next = nextPathFromLink(form.get('next'), siteUrl)
  const link = MailLink.safeParse(Object.fromEntries(form))
  if (!link.success) redirect(withNext('/auth/link-expired', next))
  const { token_hash, type } = link.data
  // The link is not used up: back to its button.
  const again = (problem: 'attempts' | 'overrun') =>
    withNext(`/auth/confirm?token_hash=${token_hash}&type=${type}&problem=${problem}`, next)
  if (await countAttempt()) redirect(again('attempts'))
  const { auth } = await createSessionClient()
  const { data, error } = await auth.verifyOtp({ token_hash, type })
  if (error) {
    logger().info({ code: error.code, type }, 'mail link refused')
    if (error.status === 429) redirect(again('overrun'))
    redirect(withNext(`/auth/link-expired?type=${type}`, next))
  }
  sendMailSoon()
  // A change of address takes a click in both mailboxes; the first one brings no session.
  if (!data.session) redirect('/auth/half-confirmed')
  redirect(type === 'recovery' || type === 'invite' ? withNext('/reset-password', next) : (next as Route))
}
