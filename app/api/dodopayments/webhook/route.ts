import { DODO_HANDLERS } from '@/lib/dodopayments/events/handlers'
import { verifyDodoWebhook } from '@/lib/dodopayments/verify'
import { webhook } from '@/lib/http/webhook'

// POST /api/dodopayments/webhook: what DodoPayments tells us. One file per event family in lib/dodopayments/events.
export const POST = webhook(verifyDodoWebhook, DODO_HANDLERS)
