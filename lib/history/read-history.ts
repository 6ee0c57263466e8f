import 'server-only'
import { z } from 'zod'
import { Transaction } from '@/lib/credits/transaction'
import { transactionArgs } from '@/lib/credits/transaction-args'
import { AppError } from '@/lib/errors'
import { toPage } from '@/lib/page'
import { callRpc } from '@/lib/supabase/rpc'
import { type HistoryQuery, toTransactionFilter } from './query'
import { TransactionDetails } from './transaction-details'

const ROWS = 25

const Found = z.object({
  rows: z.array(Transaction),
  count: z.int(),
  credits_in: z.int(),
  credits_out: z.int(),
  is_capped: z.boolean(),
  looked_through: z.int().nullable(),
  next_before_id: z.int().nullable(),
})

/**
 * One page of somebody's ledger, newest first, and in credits what all rows that pass the filters come to, of which `isCapped` tells
 * that there are more than were counted, and `lookedThrough` how many rows were looked through if those are not all. `nextBefore` is the
 * id to go on from, also when nothing was found so far; null on the last page. `get_history`.
 */
export async function readHistory(userId: string, { before, ...query }: HistoryQuery) {
  const filter = { ...toTransactionFilter(query), beforeId: before }
  const args = { ...transactionArgs(userId, filter), p_limit: ROWS + 1 }
  const found = await callRpc('get_history', args, Found)
  const page = toPage(found.rows, ROWS)
  const sum = {
    count: found.count,
    creditsIn: found.credits_in,
    creditsOut: found.credits_out,
    isCapped: found.is_capped,
    lookedThrough: found.looked_through,
  }
  return { rows: page.rows, nextBefore: page.nextBefore ?? found.next_before_id, sum }
}

/** One transaction of this person, or null: somebody else's is like one that does not exist. `get_transaction`. */
export function findTransaction(userId: string, transactionId: number): Promise<TransactionDetails | null> {
  const args = { p_owner_id: userId, p_transaction_id: transactionId }
  return callRpc('get_transaction', args, TransactionDetails).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'transaction_not_found') return null
    throw error
  })
}
