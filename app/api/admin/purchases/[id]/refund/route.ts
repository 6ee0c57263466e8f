import { RefundAnswer, RefundInput, refundPurchase } from '@/lib/admin/refund-purchase'
import { endpoint } from '@/lib/http/endpoint'

// POST /api/admin/purchases/:id/refund: an admin has money of a purchase given back, all of it or a part
export const POST = endpoint(
  {
    auth: 'admin',
    summary: 'Refund a purchase through Dodo, in whole or in part',
    input: RefundInput,
    output: RefundAnswer,
  },
  async ({ user, input, idempotencyKey }) => refundPurchase(user.id, input, idempotencyKey),
)
