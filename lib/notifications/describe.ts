import { isNotificationKind, NOTIFICATION_KINDS, type NotificationKind } from './kinds'
import { CREDIT_WORDING } from './wording/credits'
import type { Message, Wording } from './wording/message'
import { PAYMENT_WORDING } from './wording/payments'
import { PEOPLE_WORDING } from './wording/people'
import { PLAN_WORDING } from './wording/plans'

/** The words of every kind, each written once. */
const WORDING: Record<NotificationKind, Wording> = {
  ...PEOPLE_WORDING,
  ...PAYMENT_WORDING,
  ...PLAN_WORDING,
  ...CREDIT_WORDING,
}

/** What is said about `data` of this kind. Throws a ZodError when SQL wrote data of another shape. */
export function wordMessage(kind: NotificationKind, data: unknown): Message {
  return WORDING[kind](data)
}

/** As wordMessage, for lists: a row that can't be worded is shown by its kind's name instead of taking the list down. */
export function describeNotification(kind: string, data: unknown): Pick<Message, 'title' | 'text' | 'href'> {
  try {
    if (isNotificationKind(kind)) {
      const { title, text, href } = wordMessage(kind, data)
      return { title, text, href }
    }
  } catch {
    // Described below.
  }
  const label = isNotificationKind(kind) ? NOTIFICATION_KINDS[kind].label : 'Something happened'
  return { title: label, text: '', href: '/notifications' }
}
