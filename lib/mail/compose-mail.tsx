import 'server-only'
import { createHash } from 'node:crypto'
import { render } from '@react-email/components'
import type { ComponentType } from 'react'
import { siteUrl } from '@/lib/env/public'
import { serverEnv } from '@/lib/env/server'
import { wordMessage } from '@/lib/notifications/describe'
import type { NotificationKind } from '@/lib/notifications/kinds'
import { writePlainText } from './plain-text'
import { Alarm } from './templates/alarm'
import { Guide } from './templates/guide'
import { Layout, type MailProps, type Recipient } from './templates/layout'
import { Meter } from './templates/meter'
import { Receipt } from './templates/receipt'
import { unsubscribeUrl } from './unsubscribe-token'

/** How each kind looks. */
const TEMPLATES: Record<NotificationKind, ComponentType<MailProps>> = {
  welcome: Guide,
  follow_up_first_use: Guide,
  follow_up_first_purchase: Guide,
  follow_up_inactive: Layout,
  purchase_receipt: Receipt,
  refund: Receipt,
  top_up_succeeded: Receipt,
  top_up_failed: Layout,
  subscription_started: Receipt,
  subscription_renewed: Receipt,
  subscription_changed: Receipt,
  subscription_failed: Layout,
  subscription_ending: Layout,
  subscription_cancelled: Layout,
  low_balance: Meter,
  credits_expiring: Layout,
  model_expiring: Layout,
  admin_alarm: Alarm,
}

/** One row of the outbox. */
export type QueuedMail = {
  id: number
  kind: NotificationKind
  data: unknown
  userId: string
  email: string
  isRequired: boolean
}

/**
 * A mail as it is handed to the mail server: both parts, its headers, and a Message-ID that is the same however often it is
 * composed. Throws a ZodError for data that does not fit the kind.
 */
export async function composeMail({ id, kind, data, userId, email, isRequired }: QueuedMail) {
  const message = wordMessage(kind, data)
  const oneClick = isRequired ? null : unsubscribeUrl('/api/unsubscribe', userId, kind)
  const recipient: Recipient = {
    email,
    site: siteUrl,
    unsubscribeUrl: isRequired ? null : unsubscribeUrl('/unsubscribe', userId, kind),
    isRequired,
    postalAddress: serverEnv().MAIL_POSTAL_ADDRESS,
  }
  const Template = TEMPLATES[kind]
  return {
    // As an object: text would be read as a list of addresses.
    to: { name: '', address: email },
    subject: message.title,
    html: await render(<Template message={message} recipient={recipient} />),
    text: writePlainText({ message, recipient }),
    // Two databases may both have a mail 1; the person tells them apart.
    messageId: `<${id}.${createHash('sha256').update(userId).digest('hex').slice(0, 16)}@${siteUrl.hostname}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      // RFC 8058: mail programs show a button that posts to this address.
      ...(oneClick && {
        'List-Unsubscribe': `<${oneClick}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  }
}
