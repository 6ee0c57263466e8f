import { z } from 'zod'
import { GRANT_SOURCES } from './movement'

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

export const AccountKind = z.enum(['user', 'pool', 'lead'])
/** Whose credits an account holds: a person's, those of several, a visitor's on a trial. */
export type AccountKind = z.infer<typeof AccountKind>

/**
 * One ledger row as its owner sees it. Amounts are credits, signed as seen by the account; `grants` says which grants the
 * credits came from or went to, `refunded` how much of a deduction was given back so far.
 */
export const Transaction = z
  .object({
    id: z.int(),
    type: z.enum(TRANSACTION_TYPES),
    amount: z.int(),
    balance_before: z.int(),
    balance_after: z.int(),
    debt_change: z.int(),
    feature: z.string().nullable(),
    model: z.string().nullable(),
    description: z.string().nullable(),
    reference: z.string().nullable(),
    refunded: z.int(),
    grants: z
      .array(
        z.object({
          grant_id: z.int(),
          source: z.enum(GRANT_SOURCES),
          amount: z.int(),
          expires_at: z.string().nullable(),
        }),
      )
      .nullable(),
    metadata: z.looseObject({ grace_grant_ids: z.array(z.int()).optional() }).nullable(),
    created_at: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    type: row.type,
    amount: row.amount,
    balanceBefore: row.balance_before,
    balanceAfter: row.balance_after,
    debtChange: row.debt_change,
    feature: row.feature,
    model: row.model,
    description: row.description,
    reference: row.reference,
    refunded: row.refunded,
    grants: (row.grants ?? []).map((grant) => ({
      grantId: grant.grant_id,
      source: grant.source,
      amount: grant.amount,
      expiresAt: grant.expires_at,
    })),
    /** Some of it went back to an expired grant and lives on for 7 days. */
    hasGrace: (row.metadata?.grace_grant_ids ?? []).length > 0,
    createdAt: row.created_at,
  }))
export type Transaction = z.infer<typeof Transaction>
