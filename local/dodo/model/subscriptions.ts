import type { Metadata, Span } from './catalogue'
import type { BillingAddress, OrderLine } from './orders'

/** `past_due` is in Dodo's SDK and not in its OpenAPI file; only the control API sets it. */
export const SUBSCRIPTION_STATUSES = [
  'pending',
  'active',
  'on_hold',
  'paused',
  'cancelled',
  'failed',
  'expired',
  'past_due',
] as const

export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number]

/** What a plan change leads to. */
export type PlanOrder = { product_id: string; quantity: number }

/** Money that a subscription owes after its card was declined. */
export type Dues = {
  reason: 'renewal' | 'plan_change' | 'charge'
  lines: OrderLine[]
  /** Minor units of the subscription's credit that were taken off; used up when the rest is paid. */
  credit_used: number
  /** Tries after the first one. */
  retries: number
  /** When the stand-in tries again by itself; null when only a new card helps. */
  retry_at: string | null
  since: string
}

type PendingChange = PlanOrder & {
  lines: OrderLine[]
  /** Of the payment that was declined, and of the one that makes up for it. */
  metadata: Metadata | null
  credit_used: number
  restarts_cycle: boolean
}

export type Subscription = {
  subscription_id: string
  customer_id: string
  checkout_session_id: string
  product_id: string
  quantity: number
  /** Minor units for one unit and one cycle, as when the plan was chosen: later price changes don't reach it. */
  unit_price: number
  currency: string
  tax_inclusive: boolean
  status: SubscriptionStatus
  created_at: string
  previous_billing_date: string
  next_billing_date: string
  /** The next billing date is `cycle` times the frequency after `date`, so that the 31st comes back after February. */
  anchor: { date: string; cycle: number }
  frequency: Span
  period: Span
  expires_at: string
  trial_period_days: number
  in_trial: boolean
  on_demand: boolean
  payment_method_id: string
  metadata: Metadata
  billing: BillingAddress
  tax_id: string | null
  customer_business_name: string | null
  cancel_at_next_billing_date: boolean
  cancelled_at: string | null
  cancellation_comment: string | null
  cancellation_feedback: string | null
  paused_at: string | null
  /** A change that waits for the next billing date. */
  scheduled_change: (PlanOrder & { id: string; created_at: string }) | null
  /** A change that waits for its payment, with what it costs. */
  pending_change: PendingChange | null
  dues: Dues | null
  /** Minor units left over from downgrades, taken off later renewals. */
  credit: number
}
