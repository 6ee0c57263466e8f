import { PRODUCT_NAME } from '@/lib/brand'
import { type MailProps, REQUIRED } from './templates/layout'

/** The part of a mail for readers without HTML: the same words, from the same message. */
export function writePlainText({ message, recipient }: MailProps): string {
  const { title, text, facts = [], total, lines = [], isOrdered, href, action, note } = message
  const { email, site, unsubscribeUrl, isRequired, postalAddress } = recipient
  const footer = [
    `Sent to ${email} by ${PRODUCT_NAME} (${site.href}).`,
    isRequired ? REQUIRED : '',
    unsubscribeUrl ? `Unsubscribe: ${unsubscribeUrl}` : '',
    `Email preferences: ${new URL('/settings/notifications', site).href}`,
    postalAddress ?? '',
  ]
  const paragraphs = [
    title,
    text,
    [...facts, ...(total ? [total] : [])].map(([name, value]) => `${name}: ${value}`).join('\n'),
    lines.map((line, index) => `${isOrdered ? `${index + 1}.` : '-'} ${line}`).join('\n'),
    `${action}: ${new URL(href, site).href}`,
    note ?? '',
    // What mail programs take for the signature, and fold away.
    `-- \n${footer.filter(Boolean).join('\n')}`,
  ]
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`
}
