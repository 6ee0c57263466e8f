import { z } from 'zod'
import { GRANT_SOURCES } from '@/lib/credits/movement'
import { AccountKind, TRANSACTION_TYPES } from '@/lib/credits/transaction'
import { PurchaseState } from '@/lib/purchases/receipt'
import { SubscriptionStatus } from '@/lib/subscriptions/plan'

const Owner = { userId: z.uuid().nullable(), email: z.string().nullable() }

export const SubscriptionRow = z.object({
  id: z.string(),
  status: SubscriptionStatus,
  plan: z.string(),
  nextPlan: z.string().nullable(),
  ...Owner,
  priceCents: z.int(),
  currency: z.string(),
  credits: z.int(),
  periodEnd: z.string(),
  cancelAtPeriodEnd: z.boolean(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
})
/** A subscription at the terms that were agreed; cents and credits a month. `nextPlan` holds from `periodEnd` on. */
export type SubscriptionRow = z.infer<typeof SubscriptionRow>

export const PlanPayment = z.object({
  id: z.string(),
  paymentId: z.string(),
  plan: z.string(),
  isChange: z.boolean(),
  ...Owner,
  state: PurchaseState,
  credits: z.int(),
  cents: z.int(),
  currency: z.string(),
  returnedCents: z.int(),
  paidAt: z.string(),
  periodStart: z.string(),
  periodEnd: z.string(),
})
/** What was paid for a month of a plan or a change to a larger one, in cents with tax, and the credits it brought. */
export type PlanPayment = z.infer<typeof PlanPayment>

export const TransactionRow = z.object({
  id: z.string(),
  type: z.enum(TRANSACTION_TYPES),
  amount: z.int(),
  feature: z.string().nullable(),
  model: z.string().nullable(),
  description: z.string().nullable(),
  reference: z.string().nullable(),
  source: z.enum(GRANT_SOURCES).nullable(),
  createdAt: z.string(),
  accountId: z.int(),
  accountKind: AccountKind,
  ...Owner,
})
/** One ledger row of anybody's, in credits, signed as its account sees it. `source` is that of a grant. */
export type TransactionRow = z.infer<typeof TransactionRow>

export const TransactionPage = z.object({ rows: z.array(TransactionRow), count: z.int(), credits: z.int() })

export const LeadRow = z.object({
  id: z.uuid(),
  createdAt: z.string(),
  claimedAt: z.string().nullable(),
  ...Owner,
  left: z.int(),
  hasUsed: z.boolean(),
})
/** A trial without an account. `userId` is whom it became; `left` are credits not spent yet. */
export type LeadRow = z.infer<typeof LeadRow>

export const ModelStatus = z.enum(['training', 'uploading', 'ready', 'failed', 'removing'])
export type ModelStatus = z.infer<typeof ModelStatus>

export const ModelRow = z.object({
  id: z.uuid(),
  name: z.string(),
  status: ModelStatus,
  sizeBytes: z.int().nullable(),
  ...Owner,
  createdAt: z.string(),
  retainUntil: z.string().nullable(),
})
export type ModelRow = z.infer<typeof ModelRow>
