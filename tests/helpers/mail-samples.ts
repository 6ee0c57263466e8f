import type { NotificationKind } from '../../lib/notifications/kinds'

type Sample = Record<string, unknown>

const END = '2026-12-20T09:30:00.123456+00:00'
const paid = { paid_cents: 3999, currency: 'USD' }

/** Data of every kind as SQL writes it, in every variant that is worded differently. */
export const MAIL_SAMPLES: Record<NotificationKind, readonly Sample[]> = {
  welcome: [{ credits: 50 }, { credits: 1 }],
  purchase_receipt: [
    {
      purchase_id: '5d5c2a0e-9f7b-4c1d-8a52-b40f2f6f3f10',
      name: 'Pro',
      credits: 1000,
      quantity: 2,
      paid_cents: 7998,
      currency: 'USD',
    },
    {
      purchase_id: '5d5c2a0e-9f7b-4c1d-8a52-b40f2f6f3f10',
      name: 'Starter',
      credits: 100,
      quantity: 1,
      paid_cents: 99900,
      currency: 'INR',
    },
  ],
  refund: [
    { credits: 100, refunded_cents: 999, currency: 'EUR', debt: 12 },
    { credits: 0, refunded_cents: 999, currency: 'GBP', debt: 0 },
  ],
  subscription_started: [
    { plan: 'Pro', credits: 100, rolled_over: 0, period_end: END, paid_cents: 1900, currency: 'USD' },
    { plan: 'Pro', credits: 100, period_end: END, paid_cents: 0, currency: 'USD' },
  ],
  subscription_renewed: [
    { plan: 'Pro', credits: 100, rolled_over: 40, period_end: END, paid_cents: 1900, currency: 'USD' },
    { plan: 'Pro', credits: 100, rolled_over: 0, period_end: END, paid_cents: 1900, currency: 'USD' },
  ],
  subscription_changed: [
    {
      from_plan: 'Pro',
      to_plan: 'Enterprise',
      credits: 1000,
      effective_at: '2026-11-20T15:57:36+00:00',
      paid_cents: 8000,
      currency: 'USD',
    },
    {
      from_plan: 'Enterprise',
      to_plan: 'Pro',
      credits: 100,
      effective_at: END,
      paid_cents: 0,
      currency: 'USD',
    },
  ],
  subscription_failed: ['on_hold', 'past_due', 'failed'].map((status) => ({ plan: 'Pro', status })),
  subscription_ending: [{ plan: 'Pro', ends_at: END }],
  subscription_cancelled: [
    { plan: 'Pro', credits_left: 40, until: END },
    { plan: 'Pro', credits_left: 1, until: null },
    { plan: 'Pro', credits_left: 0, until: END },
    { plan: 'Pro', credits_left: 100, until: END, replaced_by: 'Enterprise' },
  ],
  low_balance: [
    { level: 20, available: 18, reference: 100 },
    { level: 5, available: 0, reference: 100 },
    { level: 10, available: 1, reference: 2000 },
  ],
  credits_expiring: [
    { credits: 40, expires_at: END, days: 7 },
    { credits: 1, expires_at: END, days: 1 },
  ],
  top_up_succeeded: [{ name: 'Pro', credits: 500, ...paid }],
  top_up_failed: [
    { name: 'Starter', reason: 'card declined', stopped: true },
    { name: 'Starter', reason: 'Your card has expired.', stopped: false },
    { name: null, reason: 'You disputed a payment, so we stopped charging your card.', stopped: true },
  ],
  model_expiring: [{ name: 'Product photos <b>v2</b>', remove_at: END }],
  follow_up_first_use: [{ available: 50 }],
  follow_up_first_purchase: [{ available: 12 }],
  follow_up_inactive: [{ available: 1 }],
  admin_alarm: [
    {
      problem: 'The ledger does not add up',
      details: [
        'Account 4711: a transaction is missing. The account counts 12, the last one is number 11.',
        'Account 4711: 100 credits are available, but its grants hold 99.',
      ],
    },
    {
      problem: 'Jobs, webhooks or mails failed',
      details: ['The job “Daily books” failed once. It said: it broke'],
    },
  ],
}
