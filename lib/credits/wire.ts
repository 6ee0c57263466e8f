import { z } from 'zod'
import { GRANT_SOURCES } from './movement'
import { TRANSACTION_TYPES } from './transaction'

/** What routes answer about credits: whole credits, ISO 8601 times. */

export const BalanceAnswer = z.object({
  available: z.int().meta({ description: 'Credits that can be spent.' }),
  held: z.int().meta({ description: 'Credits on hold: reserved for work in progress, or disputed.' }),
  debt: z.int().meta({ description: 'Credits owed; the next grant pays them first.' }),
  version: z.int().meta({ description: 'Grows with every movement; tells newer answers from older.' }),
})

export const SummaryAnswer = BalanceAnswer.extend({
  nextExpiresAt: z.string().nullable(),
  nextExpiring: z.int(),
  disputed: z.int().meta({ description: 'Of those held: kept until a disputed payment is decided.' }),
  rollover: z.int(),
  sources: z.array(
    z.object({ source: z.enum(GRANT_SOURCES), remaining: z.int(), nextExpiresAt: z.string().nullable() }),
  ),
})

export const TransactionAnswer = z.object({
  id: z.int(),
  type: z.enum(TRANSACTION_TYPES),
  amount: z.int().meta({ description: 'Signed: negative for credits that went out.' }),
  balanceBefore: z.int(),
  balanceAfter: z.int(),
  debtChange: z.int(),
  feature: z.string().nullable(),
  model: z.string().nullable(),
  description: z.string().nullable(),
  reference: z.string().nullable(),
  refunded: z.int().meta({ description: 'How much of a deduction was given back so far.' }),
  grants: z.array(
    z.object({
      grantId: z.int(),
      source: z.enum(GRANT_SOURCES),
      amount: z.int(),
      expiresAt: z.string().nullable(),
    }),
  ),
  hasGrace: z.boolean(),
  createdAt: z.string(),
})
export const HistoryAnswer = z.object({
  transactions: z.array(TransactionAnswer),
  nextBefore: z
    .int()
    .nullable()
    .meta({ description: 'Ask for `before` this for the next page; null: no more.' }),
})

export const AdjustmentAnswer = z.object({
  success: z.literal(true),
  userId: z.uuid(),
  amount: z.int(),
  newBalance: z.int(),
  transactionId: z.int(),
  replayed: z.boolean().meta({ description: 'The same key had done it before; nothing happened this time.' }),
})
