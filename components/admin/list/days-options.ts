import { formatDay } from '@/components/charts/series'
import { type ListDays, PERIODS } from '@/lib/reports/period'
import { capitalize } from '@/lib/to-words'

/**
 * UTC days that a list can be narrowed to, for a FilterBar: the reports' periods, and the day that it is narrowed to now. `what` is done on
 * them: "Paid".
 */
export function daysOptions(what: string, days: ListDays | undefined): [ListDays, string][] {
  // Short enough for half a phone.
  const text = (when: string) => capitalize(`${what} ${when}`.trim())
  const options: [ListDays, string][] = PERIODS.map((period) => [String(period), text(`last ${period} days`)])
  return days?.includes('-') ? [...options, [days, text(formatDay(days, true))]] : options
}
