import { z } from 'zod'
import { GRANT_SOURCES } from '@/lib/credits/movement'
import { Transaction } from '@/lib/credits/transaction'
import { PurchaseState } from '@/lib/purchases/receipt'

const Money = z.object({ name: z.string(), cents: z.int(), currency: z.string(), has_invoice: z.boolean() })

/** What was paid for a grant: a purchase, or a month of a plan. Cents with tax. */
const Payment = z.discriminatedUnion('kind', [
  Money.extend({
    kind: z.literal('purchase'),
    id: z.uuid(),
    quantity: z.int(),
    state: PurchaseState,
    paid_at: z.string(),
    transaction_id: z.int().nullable(),
  }),
  Money.extend({
    kind: z.literal('month'),
    id: z.int(),
    is_change: z.boolean(),
    period_start: z.string(),
    period_end: z.string(),
  }),
])
export type GrantPayment = z.infer<typeof Payment>

const Slice = z.object({
  grant_id: z.int(),
  source: z.enum(GRANT_SOURCES),
  amount: z.int(),
  granted: z.int(),
  granted_at: z.string(),
  expires_at: z.string().nullable(),
  remaining: z.int(),
  root_source: z.enum(GRANT_SOURCES),
  root_granted_at: z.string(),
  payment: Payment.nullable(),
})
/** One grant behind a transaction. `root` is what its credits first came in with, when that was another grant. */
export type Slice = z.infer<typeof Slice>

/** One transaction and what it hangs together with, as `get_transaction` answers it. Credits, milliseconds, cents. */
export const TransactionDetails = z.object({
  transaction: Transaction,
  by_admin: z.boolean(),
  slices: z.array(Slice),
  usage: z
    .object({
      request_id: z.uuid(),
      tokens_in: z.int(),
      tokens_out: z.int(),
      duration_ms: z.int(),
      outcome: z.enum(['succeeded', 'failed', 'timeout', 'aborted']),
      created_at: z.string(),
    })
    .nullable(),
  hold: z
    .object({
      id: z.int(),
      amount: z.int(),
      captured: z.int(),
      created_at: z.string(),
      closed_at: z.string().nullable(),
    })
    .nullable(),
  refunds: z.array(
    z.object({
      id: z.int(),
      amount: z.int(),
      description: z.string().nullable(),
      created_at: z.string(),
    }),
  ),
  refund_of: z
    .object({
      id: z.int(),
      amount: z.int(),
      feature: z.string().nullable(),
      description: z.string().nullable(),
      created_at: z.string(),
    })
    .nullable(),
})
export type TransactionDetails = z.infer<typeof TransactionDetails>
