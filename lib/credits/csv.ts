import 'server-only'
import { toLine } from '@/lib/csv'
import { CreditService } from '.'
import type { TransactionFilter } from './options'
import type { Transaction } from './transaction'
import { explainTransaction } from './transaction-words'

const PAGE = 500

const COLUMNS: [title: string, value: (row: Transaction) => string | number | null][] = [
  ['id', (row) => row.id],
  ['time', (row) => row.createdAt],
  ['type', (row) => row.type],
  ['amount', (row) => row.amount],
  ['balance_before', (row) => row.balanceBefore],
  ['balance_after', (row) => row.balanceAfter],
  ['feature', (row) => row.feature],
  ['model', (row) => row.model],
  ['description', (row) => row.description],
  ['credits', explainTransaction],
]

/**
 * A user's ledger as CSV (RFC 4180), newest first, all of it that passes the filter: page by page, so that a long history never
 * sits in memory.
 */
export async function* writeHistory(ownerId: string, filter: TransactionFilter): AsyncGenerator<string> {
  yield toLine(COLUMNS.map(([title]) => title))
  let beforeId = filter.beforeId
  for (;;) {
    const page = await CreditService.getTransactions(ownerId, { ...filter, beforeId, limit: PAGE })
    yield page.map((row) => toLine(COLUMNS.map(([, value]) => value(row)))).join('')
    beforeId = page.at(-1)?.id
    if (page.length < PAGE) return
  }
}
