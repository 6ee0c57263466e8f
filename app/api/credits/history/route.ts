import { z } from 'zod'
import { CreditService } from '@/lib/credits'
import { writeHistory } from '@/lib/credits/csv'
import { HistoryAnswer } from '@/lib/credits/wire'
import { HistoryFilter, toTransactionFilter } from '@/lib/history/query'
import { csvResponse } from '@/lib/http/csv'
import { endpoint } from '@/lib/http/endpoint'

const HistoryInput = HistoryFilter.extend({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  before: z.coerce.number().int().positive().optional(),
  format: z.enum(['json', 'csv']).optional(),
})

// GET /api/credits/history: the caller's ledger, newest first; CSV by `Accept: text/csv` or `?format=csv`
export const GET = endpoint(
  { summary: 'Your ledger, newest first, as JSON or CSV', input: HistoryInput, output: HistoryAnswer },
  async ({ user, input: { before, limit, format, ...query }, accepts }) => {
    const filter = { ...toTransactionFilter(query), beforeId: before }
    if (format === 'csv' || (!format && accepts('text/csv'))) {
      return csvResponse('credit-history.csv', writeHistory(user.id, filter))
    }
    const transactions = await CreditService.getTransactions(user.id, { ...filter, limit })
    const nextBefore = transactions.length === limit ? (transactions.at(-1)?.id ?? null) : null
    return { transactions, nextBefore }
  },
)
