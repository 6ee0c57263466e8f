import { z } from 'zod'
import { CreditService } from '@/lib/credits'
import { writeHistory } from '@/lib/credits/csv'
import { TRANSACTION_TYPES } from '@/lib/credits/transaction'
import { HistoryAnswer } from '@/lib/credits/wire'
import { csvResponse } from '@/lib/http/csv'
import { endpoint } from '@/lib/http/endpoint'

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const HistoryInput = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  before: z.coerce.number().int().positive().optional(),
  type: z.enum(TRANSACTION_TYPES).optional(),
  feature: z.string().max(60).optional(),
  from: time.optional(),
  to: time.optional(),
  format: z.enum(['json', 'csv']).optional(),
})

// GET /api/credits/history: the caller's ledger, newest first; CSV by `Accept: text/csv` or `?format=csv`
export const GET = endpoint(
  { summary: 'Your ledger, newest first, as JSON or CSV', input: HistoryInput, output: HistoryAnswer },
  async ({ user, input: { before, limit, format, ...filter }, accepts }) => {
    if (format === 'csv' || (!format && accepts('text/csv'))) {
      return csvResponse('credit-history.csv', writeHistory(user.id, { ...filter, beforeId: before }))
    }
    const transactions = await CreditService.getTransactions(user.id, { ...filter, limit, beforeId: before })
    const nextBefore = transactions.length === limit ? (transactions.at(-1)?.id ?? null) : null
    return { transactions, nextBefore }
  },
)
