import type { OrderLine } from './model/orders'

/** The largest amount that Dodo's API can carry, in minor units. */
export const MAX_AMOUNT = 2_147_483_647

/** What a set of lines costs in minor units: `total` includes `tax`. */
export function sumLines(lines: OrderLine[]): { total: number; tax: number } {
  const tax = lines.reduce((sum, line) => sum + line.tax, 0)
  return { total: lines.reduce((sum, line) => sum + line.amount, tax), tax }
}

/** An order line for `amount` minor units, with the tax added or, for prices that include it, taken out. */
export function taxedLine(
  line: Omit<OrderLine, 'tax'>,
  tax: { percent: number; inclusive: boolean | null },
): OrderLine {
  const rate = tax.percent / 100
  if (!tax.inclusive) return { ...line, tax: Math.round(line.amount * rate) }
  const share = line.amount - Math.round(line.amount / (1 + rate))
  return { ...line, amount: line.amount - share, tax: share }
}
