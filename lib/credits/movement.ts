import { z } from 'zod'

const credits = z.int()

/** What every call that moves credits answers. Amounts are whole credits, signed as seen by the account. */
export const Movement = z
  .object({
    transaction_id: z.int(),
    amount: credits,
    balance_before: credits,
    balance_after: credits,
    available: credits,
    held: credits,
    debt: credits,
    version: z.int(),
    replayed: z.boolean(),
  })
  .transform((row) => ({
    transactionId: row.transaction_id,
    amount: row.amount,
    /** available + held, before and after this transaction */
    balanceBefore: row.balance_before,
    balanceAfter: row.balance_after,
    /** the account as of now */
    available: row.available,
    held: row.held,
    debt: row.debt,
    version: row.version,
    /** true: the key was used before and nothing moved this time */
    replayed: row.replayed,
  }))
export type Movement = z.infer<typeof Movement>

export const Hold = z
  .object({
    hold_id: z.int(),
    amount: credits,
    captured: credits,
    status: z.enum(['held', 'captured', 'released', 'expired']),
    expires_at: z.string(),
    available: credits,
    held: credits,
    version: z.int(),
    replayed: z.boolean(),
  })
  .transform((row) => ({
    holdId: row.hold_id,
    amount: row.amount,
    captured: row.captured,
    status: row.status,
    expiresAt: row.expires_at,
    available: row.available,
    held: row.held,
    version: row.version,
    replayed: row.replayed,
  }))
export type Hold = z.infer<typeof Hold>

/** Credits that can be spent, that are on hold, and that are owed; `version` grows with every movement. */
export const Balance = z.object({ available: credits, held: credits, debt: credits, version: z.int() })
export type Balance = z.infer<typeof Balance>

export const GRANT_SOURCES = [
  'signup',
  'lead',
  'free',
  'plan',
  'rollover',
  'purchase',
  'gift',
  'referral',
  'bonus',
  'admin',
  'transfer',
  'grace',
] as const
export type GrantSource = (typeof GRANT_SOURCES)[number]

/** A balance taken apart: live credits by source, and when the next of them expire. */
export const Summary = Balance.extend({
  next_expires_at: z.string().nullable(),
  next_expiring: credits,
  disputed: credits,
  rollover: credits,
  sources: z.array(
    z.object({ source: z.enum(GRANT_SOURCES), remaining: credits, next_expires_at: z.string().nullable() }),
  ),
}).transform((row) => ({
  available: row.available,
  held: row.held,
  debt: row.debt,
  version: row.version,
  nextExpiresAt: row.next_expires_at,
  /** credits that expire at nextExpiresAt, or within a quarter of an hour of it */
  nextExpiring: row.next_expiring,
  /** of those on hold: kept until a disputed payment is decided */
  disputed: row.disputed,
  /** subscription credits carried over from an earlier period */
  rollover: row.rollover,
  sources: row.sources.map((part) => ({
    source: part.source,
    remaining: part.remaining,
    nextExpiresAt: part.next_expires_at,
  })),
}))
export type Summary = z.infer<typeof Summary>

/** One broken invariant of the ledger. */
export const Violation = z
  .object({
    invariant: z.string(),
    account_id: z.int().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .transform((row) => ({ invariant: row.invariant, accountId: row.account_id, detail: row.detail }))
export type Violation = z.infer<typeof Violation>
