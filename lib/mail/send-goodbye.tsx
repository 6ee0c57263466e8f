import { PRODUCT_NAME } from '@/lib/brand'
import 'server-only'
import { render } from '@react-email/components'
import { siteUrl } from '@/lib/env/public'
import { serverEnv } from '@/lib/env/server'
import { supportEmail } from '@/lib/env/support-email'
import { formatCredits } from '@/lib/format-number'
import { logger } from '@/lib/logger'
import type { Message } from '@/lib/notifications/wording/message'
import { writePlainText } from './plain-text'
import { Layout, type Recipient } from './templates/layout'
import { openTransport } from './transport'

/**
 * The last mail that somebody gets: their account is deleted. Sent at once and once: the outbox went with the account. Never throws.
 */
export async function sendGoodbye(email: string, lapsedCredits: number): Promise<void> {
  const transport = openTransport()
  if (!transport) return
  const message: Message = {
    title: 'Your account is deleted',
    text: `Your personal data is deleted, and you will not be charged again. ${
      lapsedCredits > 0 ? `${formatCredits(lapsedCredits)} that you had left ended with the account. ` : ''
    }${supportEmail ? `If you did not ask for this, write to ${supportEmail} at once.` : ''}`.trim(),
    href: '/',
    action: `Visit ${PRODUCT_NAME}`,
    note: 'We keep only records of credits and payments, without your name. This is our last mail to this address.',
  }
  const recipient: Recipient = {
    email,
    site: siteUrl,
    unsubscribeUrl: null,
    isRequired: true,
    postalAddress: serverEnv().MAIL_POSTAL_ADDRESS,
  }
  try {
    await transport.sendMail({
      to: { name: '', address: email },
      subject: message.title,
      html: await render(<Layout message={message} recipient={recipient} />),
      text: writePlainText({ message, recipient }),
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } catch (err) {
    logger().error({ err }, 'the mail about a deleted account was not sent')
  } finally {
    transport.close()
  }
}
