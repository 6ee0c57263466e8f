import 'server-only'
import { z } from 'zod'
import { CreditService } from '@/lib/credits'
import { AppError } from '@/lib/errors'
import { toPage } from '@/lib/page'
import { callRpc } from '@/lib/supabase/rpc'
import { type HistoryFilter, type HistoryQuery, toTransactionFilter } from './query'
import { TransactionDetails } from './transaction-details'

const ROWS = 25

/** One page of somebody's ledger, newest first; `nextBefore` is the id to go on from, null on the last page. */
export async function readHistory(userId: string, { before, ...query }: HistoryQuery) {
  const filter = { ...toTransactionFilter(query), beforeId: before, limit: ROWS + 1 }
  return toPage(await CreditService.getTransactions(userId, filter), ROWS)
}

const Sum = z
  .object({ rows: z.int(), credits_in: z.int(), credits_out: z.int(), is_capped: z.boolean() })
  .transform((row) => ({
    rows: row.rows,
    creditsIn: row.credits_in,
    creditsOut: row.credits_out,
    /** There are more rows than were counted. */
    isCapped: row.is_capped,
  }))
export type HistorySum = z.infer<typeof Sum>

/** What all rows that pass the filter come to, in credits. `sum_transactions`. */
export function sumHistory(userId: string, query: HistoryFilter): Promise<HistorySum> {
  const filter = toTransactionFilter(query)
  return callRpc(
    'sum_transactions',
    {
      p_owner_id: userId,
      p_type: filter.type,
      p_feature: filter.feature,
      p_from: filter.from?.toISOString(),
      p_to: filter.to?.toISOString(),
      p_source: filter.source,
      p_grant_id: filter.grantId,
      p_search: filter.search,
    },
    Sum,
  )
}

/** One transaction of this person, or null: somebody else's is like one that does not exist. `get_transaction`. */
export function findTransaction(userId: string, transactionId: number): Promise<TransactionDetails | null> {
  const args = { p_owner_id: userId, p_transaction_id: transactionId }
  return callRpc('get_transaction', args, TransactionDetails).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'transaction_not_found') return null
    throw error
  })
}
