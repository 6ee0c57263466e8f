import { PRODUCT_NAME } from '@/lib/brand'
import 'server-only'
import { createTransport } from 'nodemailer'
import { siteUrl } from '@/lib/env/public'
import { serverEnv } from '@/lib/env/server'
import { supportEmail } from '@/lib/env/support-email'

/** How many mails are on their way at once. */
export const CONNECTIONS = 5

/**
 * Connections to the mail server of SMTP_URL, or null without one. To be closed after use: an idle connection is no good to a
 * function that sleeps between requests. Every step has its limit, so that no mail takes longer than a minute.
 */
export function openTransport() {
  const { SMTP_URL, MAIL_FROM } = serverEnv()
  if (!SMTP_URL) return null
  return createTransport(
    {
      url: SMTP_URL,
      pool: true,
      maxConnections: CONNECTIONS,
      // A connection that closes in the middle may have delivered: the outbox tries again, minutes later, and counts.
      maxRequeues: 0,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
    },
    {
      from: MAIL_FROM ?? `${PRODUCT_NAME} <no-reply@${siteUrl.hostname}>`,
      ...(supportEmail && { replyTo: supportEmail }),
    },
  )
}
