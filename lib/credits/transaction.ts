import { z } from 'zod'
import { toWords } from '@/lib/to-words'
import { GRANT_SOURCES, type GrantSource } from './movement'

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

export const TYPE_LABELS: Record<Transaction['type'], string> = {
  grant: 'Credits added',
  deduction: 'Credits spent',
  refund: 'Refund',
  expiry: 'Credits expired',
  transfer_in: 'Received',
  transfer_out: 'Sent',
  clawback: 'Taken back',
  debt_payment: 'Debt paid',
}

/** What a row of a list is called. */
export function nameTransaction({
  type,
  feature,
  description,
}: Pick<Transaction, 'type' | 'feature' | 'description'>): string {
  return description ?? (feature ? toWords(feature) : TYPE_LABELS[type])
}

export const SOURCE_LABELS: Record<GrantSource, string> = {
  signup: 'Sign-up bonus',
  lead: 'Trial',
  free: 'Free plan',
  plan: 'Plan',
  rollover: 'Rolled over',
  purchase: 'Purchases',
  gift: 'Gifts',
  referral: 'Referrals',
  bonus: 'Bonuses',
  admin: 'Adjustments',
  transfer: 'Transfers',
  grace: 'Given back',
}

/** Within a sentence. */
export const SOURCE_NAMES: Record<GrantSource, string> = {
  signup: 'your sign-up bonus',
  lead: 'your trial',
  free: 'the Free plan',
  plan: 'your plan',
  rollover: 'credits rolled over',
  purchase: 'a purchase',
  gift: 'a gift',
  referral: 'a referral',
  bonus: 'a bonus',
  admin: 'an adjustment',
  transfer: 'a transfer',
  grace: 'credits given back after their expiry',
}

/** In plain words where a transaction's credits came from or went: "3 from a bonus, 5 from a purchase". */
export function explainTransaction({ type, grants, debtChange, hasGrace }: Transaction): string {
  const link = type === 'refund' ? 'back to' : type === 'grant' || type === 'transfer_in' ? 'as' : 'from'
  const parts = grants.map(({ amount, source }) => `${amount} ${link} ${SOURCE_NAMES[source]}`)
  if (hasGrace) parts.push('what had expired meanwhile stays usable for 7 days')
  if (debtChange > 0) parts.push(`${debtChange} owed until the next credits come in`)
  return parts.join(', ')
}
