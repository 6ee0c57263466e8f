import { z } from 'zod'

export const TRANSACTION_TYPES = [
  'grant',
  'deduction',
  'refund',
  'expiry',
  'transfer_in',
  'transfer_out',
  'clawback',
  'debt_payment',
] as const

/** One ledger row as its owner sees it: a signed amount in credits and the balance it left. */
export const Transaction = z.object({
  id: z.int(),
  type: z.enum(TRANSACTION_TYPES),
  amount: z.int(),
  balanceAfter: z.int(),
  feature: z.string().nullable(),
  description: z.string().nullable(),
  createdAt: z.string(),
})
export type Transaction = z.infer<typeof Transaction>
