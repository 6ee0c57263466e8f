import type { Delivery } from '../webhooks/delivery'

export type SubscriptionEvent =
  | 'active'
  | 'renewed'
  | 'on_hold'
  | 'past_due'
  | 'paused'
  | 'unpaused'
  | 'cancelled'
  | 'failed'
  | 'expired'
  | 'plan_changed'
  | 'updated'
  | 'update_payment_method'

export type DeliveryAttempt = Delivery & { trigger: 'schedule' | 'resend' | 'duplicate' }

/** What an event is about. `literal` is data that the control API was given, sent as it is. */
export type EventResource =
  | { kind: 'payment' | 'refund' | 'dispute' | 'subscription'; id: string }
  | { kind: 'literal'; id: string; data: Record<string, unknown> }

/** An event on its way to the app. Its `data` is built anew from `resource` at each delivery. */
export type WebhookEvent = {
  id: string
  type: string
  resource: EventResource
  occurred_at: string
  status: 'pending' | 'delivered' | 'failed'
  /** True while this event alone is held back, whatever happens to the others. */
  held?: boolean
  /** How many steps of the retry schedule are used up. */
  step: number
  next_attempt_at: string | null
  attempts: DeliveryAttempt[]
}
