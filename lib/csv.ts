/** What a cell of a CSV file holds. */
export type Cell = string | number | null

/**
 * One cell. Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function toCell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line of a CSV file (RFC 4180). */
export const toLine = (cells: Cell[]) => `${cells.map(toCell).join(',')}\r\n`
