import { DISPUTE_EVENTS } from '@/lib/dodopayments/events/dispute'
import { PAYMENT_EVENTS } from '@/lib/dodopayments/events/payment'
import { REFUND_EVENTS } from '@/lib/dodopayments/events/refund'
import { SUBSCRIPTION_EVENTS } from '@/lib/dodopayments/events/subscription'
import { verifyDodoWebhook } from '@/lib/dodopayments/verify'
import { webhook } from '@/lib/http/webhook'

// POST /api/dodopayments/webhook: what DodoPayments tells us. One file per event family in lib/dodopayments/events.
export const POST = webhook(
  verifyDodoWebhook,
  new Map([...PAYMENT_EVENTS, ...SUBSCRIPTION_EVENTS, ...REFUND_EVENTS, ...DISPUTE_EVENTS]),
)
