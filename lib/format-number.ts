// Made at the first use: a page that only might show a number should not pay for it at its start.
let numbers: Intl.NumberFormat | undefined

/** A number inside words, as "1,234.5" with three decimals at most. A figure that stands by itself is an `Amount`. */
export function formatNumber(value: number): string {
  numbers ??= new Intl.NumberFormat('en-US')
  return numbers.format(value)
}

/** A number to a tenth, as "1,234.5". */
export const formatTenths = (value: number): string => formatNumber(Math.round(value * 10) / 10)

/** Credits inside words, as "1,000 credits". */
export const formatCredits = (credits: number): string =>
  `${formatNumber(credits)} ${credits === 1 ? 'credit' : 'credits'}`
