import { z } from 'zod'

/** How many days a report covers, today included. */
export const PERIODS = [7, 30, 90] as const
export type Period = (typeof PERIODS)[number]

/** From a query; 30 days when it is missing or none of these. */
export const PeriodQuery = z.coerce
  .number()
  .pipe(z.union(PERIODS.map((days) => z.literal(days))))
  .catch(30)

/** The UTC days that a list is narrowed to: the last so many, today included, as a report has them; or one day, `yyyy-mm-dd`. */
export const ListDays = z.union([
  z.enum(PERIODS.map(String)),
  // Of this millennium: what the database takes for a day begins and ends sooner than the calendar.
  z.iso.date().startsWith('2'),
])
export type ListDays = z.infer<typeof ListDays>

/** From a query; undefined, which narrows nothing, when it is missing or no such days. */
export const DaysQuery = ListDays.optional().catch(undefined)

/** The first and the last of these days, as the database's searches take them. */
export function daysArgs(days: ListDays | undefined): { p_from?: string; p_to?: string } {
  if (days === undefined) return {}
  if (days.includes('-')) return { p_from: days, p_to: days }
  const daysAgo = (count: number) => new Date(Date.now() - count * 86_400_000).toISOString().slice(0, 10)
  return { p_from: daysAgo(Number(days) - 1), p_to: daysAgo(0) }
}
