import type { Metadata } from './catalogue'

/** One line of an order, priced when it was made. Amounts in minor units, for the whole line. */
export type OrderLine = {
  product_id: string
  name: string
  description: string | null
  quantity: number
  amount: number
  tax: number
  /** True when the line belongs to a subscription. */
  recurring?: boolean
}

export type BillingAddress = {
  country: string
  city?: string | null
  state?: string | null
  street?: string | null
  zipcode?: string | null
}

/** The subscription that paying a checkout starts. */
export type SubscriptionOrder = {
  product_id: string
  quantity: number
  trial_period_days: number
  on_demand: boolean
}

export type CheckoutSession = {
  session_id: string
  created_at: string
  expires_at: string
  lines: OrderLine[]
  currency: string
  subscription: SubscriptionOrder | null
  customer: { customer_id: string } | { email: string; name: string; phone_number: string | null } | null
  always_create_new_customer: boolean
  billing: BillingAddress | null
  metadata: Metadata
  return_url: string | null
  cancel_url: string | null
  theme: 'light' | 'dark' | 'system'
  /** One entry per press of Pay; the token tells a second press of the same form from a new try. */
  attempts: CheckoutAttempt[]
  cancelled_at: string | null
}

/** A try to pay a checkout. A subscription that costs nothing today may come without a payment. */
export type CheckoutAttempt = {
  token: string
  status: 'succeeded' | 'failed'
  customer_id: string
  payment_id: string | null
  subscription_id: string | null
}

export type Card = { holder: string; last_four: string; network: string }

export type Decline = { code: string; message: string }

/** A card that a customer left for later charges. */
export type PaymentMethod = {
  payment_method_id: string
  customer_id: string
  card: Card
  expiry: { month: string; year: string }
  /** What the bank answers to every charge; null when it pays. */
  decline: Decline | null
  created_at: string
  last_used_at: string
}

export type Payment = {
  payment_id: string
  checkout_session_id: string | null
  subscription_id: string | null
  payment_method_id: string | null
  customer_id: string
  invoice_id: string
  created_at: string
  lines: OrderLine[]
  currency: string
  status: 'succeeded' | 'failed'
  metadata: Metadata
  billing: BillingAddress
  card: Card
  error: Decline | null
  /** True for a charge of nothing whose only purpose is a new card. */
  is_update_payment_method: boolean
  /** 0 for the first try of a renewal, 1 and up for the tries after it. */
  retry_attempt: number
}

export type Refund = {
  refund_id: string
  payment_id: string
  created_at: string
  items: { item_id: string; amount: number }[]
  status: 'pending' | 'succeeded' | 'failed'
  is_partial: boolean
  reason: string | null
  metadata: Metadata
}

export type DisputeOutcome = 'challenged' | 'won' | 'lost' | 'accepted' | 'expired' | 'cancelled'

export type Dispute = {
  dispute_id: string
  payment_id: string
  created_at: string
  /** Minor units. */
  amount: number
  status: 'opened' | DisputeOutcome
  stage: 'pre_dispute' | 'dispute' | 'pre_arbitration'
  reason: string
  remarks: string | null
}

export type PortalSession = {
  token: string
  customer_id: string
  return_url: string | null
  expires_at: string
}

/** An open page on which a customer enters another card for a subscription. */
export type CardUpdate = {
  /** The payment that the first try becomes, and the address of the page. */
  payment_id: string
  subscription_id: string
  return_url: string | null
  expires_at: string
  attempts: { token: string; payment_id: string | null; status: 'succeeded' | 'failed' }[]
}
