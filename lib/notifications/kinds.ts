/** The headings of the settings page, in its order. */
export const NOTIFICATION_GROUPS = [
  'Payments',
  'Plan',
  'Credits',
  'Models',
  'Tips',
  'Administration',
] as const

type Kind = {
  /** What it is about, on the settings page. */
  label: string
  description: string
  /** Its heading there. Without one it is not listed: it comes once, and is over when somebody reads the list. */
  group?: (typeof NOTIFICATION_GROUPS)[number]
}

const TIPS = {
  label: 'Tips and reminders',
  description: 'Marketing: a few mails in your first weeks, and one if you have been away.',
}

const KINDS = {
  welcome: { label: 'Welcome', description: 'Your free credits, once you have signed up.' },
  purchase_receipt: { label: 'Receipts', description: 'What you bought and paid.', group: 'Payments' },
  refund: { label: 'Refunds', description: 'Money that goes back to you.', group: 'Payments' },
  top_up_succeeded: {
    label: 'Automatic top-ups',
    description: 'A package bought when your balance ran low.',
    group: 'Payments',
  },
  top_up_failed: {
    label: 'Failed top-ups',
    description: 'A top-up that could not be paid.',
    group: 'Payments',
  },
  subscription_started: {
    label: 'Plan started',
    description: 'The first month and its credits.',
    group: 'Plan',
  },
  subscription_renewed: {
    label: 'Plan renewed',
    description: 'A new month, what it cost and what rolled over.',
    group: 'Plan',
  },
  subscription_changed: {
    label: 'Plan changed',
    description: 'Which plan you move to, and from when.',
    group: 'Plan',
  },
  subscription_failed: {
    label: 'Plan payment failed',
    description: 'Your plan could not be paid.',
    group: 'Plan',
  },
  subscription_ending: {
    label: 'Plan ending',
    description: 'It is cancelled and will not renew.',
    group: 'Plan',
  },
  subscription_cancelled: {
    label: 'Plan ended',
    description: 'Which credits you keep.',
    group: 'Plan',
  },
  low_balance: { label: 'Low balance', description: 'At 20%, 10% and 5% of your credits.', group: 'Credits' },
  credits_expiring: {
    label: 'Credits about to expire',
    description: 'A week before, and a day before.',
    group: 'Credits',
  },
  model_expiring: {
    label: 'Models about to be removed',
    description: 'Trained models that reach their last days.',
    group: 'Models',
  },
  // Switched on and off as one.
  follow_up_first_use: { ...TIPS, group: 'Tips' },
  follow_up_first_purchase: TIPS,
  follow_up_inactive: TIPS,
  admin_alarm: {
    label: 'Alarms',
    description: 'The ledger does not add up, or a job or a webhook failed.',
    group: 'Administration',
  },
} satisfies Record<string, Kind>

export type NotificationKind = keyof typeof KINDS

/** Everything people are told, by the kinds of the table `notification_kinds`; a test keeps both the same. */
export const NOTIFICATION_KINDS: Readonly<Record<NotificationKind, Kind>> = KINDS

export function isNotificationKind(kind: string): kind is NotificationKind {
  return Object.hasOwn(NOTIFICATION_KINDS, kind)
}
