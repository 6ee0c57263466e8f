import {
  previewCreditRefund,
  RefundPreviewInput,
  refundTransaction,
  TransactionRefundInput,
} from '@/lib/admin/people/refund-transaction'
import { RefundPreview } from '@/lib/admin/shapes/refund-preview'
import { AdjustmentAnswer } from '@/lib/credits/wire'
import { endpoint } from '@/lib/http/endpoint'

// POST /api/admin/transactions/:id/refund: an admin gives the credits of a deduction back, all of them or a part
export const POST = endpoint(
  {
    auth: 'admin',
    summary: 'Give the credits of a deduction back, in whole or in part',
    input: TransactionRefundInput,
    output: AdjustmentAnswer,
  },
  async ({ user, input, idempotencyKey }) => refundTransaction(user.id, input, idempotencyKey),
)

// GET /api/admin/transactions/:id/refund: which grants would get how much of it
export const GET = endpoint(
  {
    auth: 'admin',
    summary: 'Preview what refunding a deduction would do',
    input: RefundPreviewInput,
    output: RefundPreview,
  },
  async ({ user, input }) => previewCreditRefund(user.id, input),
)
