import { isNotificationKind, type NotificationKind } from '@/lib/notifications/kinds'
import { toWords } from '@/lib/to-words'

/** Each kind of mail as admins read it: what happened, where the settings page says what to be told of. */
const TITLES: Record<NotificationKind, string> = {
  welcome: 'Welcome',
  purchase_receipt: 'Receipt',
  refund: 'Refund',
  top_up_succeeded: 'Automatic top-up',
  top_up_failed: 'Failed top-up',
  subscription_started: 'Plan begun',
  subscription_renewed: 'Plan renewed',
  subscription_changed: 'Plan changed',
  subscription_failed: 'Plan not paid',
  subscription_ending: 'Plan about to end',
  subscription_cancelled: 'Plan ended',
  low_balance: 'Low balance',
  credits_expiring: 'Credits about to expire',
  model_expiring: 'Model about to be removed',
  follow_up_first_use: 'Follow-up: no tool used yet',
  follow_up_first_purchase: 'Follow-up: nothing bought yet',
  follow_up_inactive: 'Follow-up: been away',
  admin_alarm: 'Alarm for admins',
}

export const MAIL_TITLES = Object.entries(TITLES)

/** What a mail is about, in a few words. */
export const mailTitle = (kind: string) => (isNotificationKind(kind) ? TITLES[kind] : toWords(kind))
