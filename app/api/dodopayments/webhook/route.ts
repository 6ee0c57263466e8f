import { DISPUTE_EVENTS } from '@/lib/dodopayments/events/dispute'
import { PAYMENT_EVENTS } from '@/lib/dodopayments/events/payment'
import { REFUND_EVENTS } from '@/lib/dodopayments/events/refund'
import { verifyDodoWebhook } from '@/lib/dodopayments/verify'
import { webhook } from '@/lib/http/webhook'

// POST /api/dodopayments/webhook: what DodoPayments tells us. One file per event family in lib/dodopayments/events.
export const POST = webhook(
  verifyDodoWebhook,
  new Map([...PAYMENT_EVENTS, ...REFUND_EVENTS, ...DISPUTE_EVENTS]),
)
