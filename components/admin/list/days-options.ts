import { formatDay } from '@/components/charts/series'
import { type ListDays, PERIODS } from '@/lib/reports/period'

/** What a list can be narrowed to by days, for a FilterBar: the reports' periods, and the day that it is narrowed to now. `what` is done on them: "Paid". */
export function daysOptions(what: string, days: ListDays | undefined): [ListDays, string][] {
  const options: [ListDays, string][] = PERIODS.map((period) => [
    String(period),
    `${what} in the last ${period} days`,
  ])
  return days?.includes('-') ? [...options, [days, `${what} on ${formatDay(days, true)}, UTC`]] : options
}
