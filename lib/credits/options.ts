import type { GrantSource } from './movement'
import type { TRANSACTION_TYPES } from './transaction'

export type GrantOptions = {
  source: GrantSource
  /** 1 to 255 characters; the same key and request answers the first result and moves nothing. */
  idempotencyKey: string
  expiresAt?: Date
  /** What was paid for these credits, in cents; 0 means promotional and burns first. */
  costCents?: number
  transferable?: boolean
  /** The business behind it (`order:<id>`): granted once, whatever the key. `payment:` is for payments at Dodo, which are looked for. */
  reference?: string
  description?: string
  /** The admin who did it. */
  actorId?: string
}

export type SpendOptions = {
  idempotencyKey: string
  feature?: string
  model?: string
  description?: string
  reference?: string
}

export type TransactionFilter = {
  limit?: number
  /** The id of the last row of the page before. */
  beforeId?: number
  type?: (typeof TRANSACTION_TYPES)[number]
  feature?: string
  /** Its whole name; a part of it is for `search`. */
  model?: string
  from?: Date
  /** exclusive */
  to?: Date
  /** Only what came from or went to grants of this source. */
  source?: GrantSource
  /** Only what came from or went to this grant. */
  grantId?: number
  /** A part of the description, feature, model or reference; or the id. */
  search?: string
}

export type HoldOptions = {
  idempotencyKey: string
  feature?: string
  model?: string
  /** How long the credits stay reserved at most, 1 second to 7 days; 600 when left out. */
  ttlSeconds?: number
}

export type CaptureOptions = {
  idempotencyKey: string
  /** What to spend; all of the hold when left out. */
  amount?: number
  description?: string
  reference?: string
}

export type RefundOptions = {
  idempotencyKey: string
  /** What to give back; all that is left of the deduction when left out. */
  amount?: number
  description?: string
  /** The admin who did it. */
  actorId?: string
}

export type TransferOptions = { idempotencyKey: string; description?: string; actorId?: string }
