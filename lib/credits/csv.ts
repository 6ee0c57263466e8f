import 'server-only'
import { CreditService } from '.'
import type { TransactionFilter } from './options'
import { explainTransaction, type Transaction } from './transaction'

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
 * One cell. Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function toCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line of a file, with its line break. */
export const toLine = (cells: (string | number | null)[]) => `${cells.map(toCell).join(',')}\r\n`

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
