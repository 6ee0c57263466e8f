import { formatDay } from '@/components/charts/series'
import { type ListDays, PERIODS } from '@/lib/reports/period'
import { capitalize } from '@/lib/to-words'
import type { Choice } from './filter-bar'

/**
 * A FilterBar's choice of UTC days, called `name`: the reports' periods, and the day that the list is narrowed to now. `what` is done on
 * them, "Paid", if rows are of different days for different things.
 */
export function daysChoice(name: string, days: ListDays | undefined, what = ''): Choice {
  const label = what ? `${what}, by UTC days` : 'UTC days'
  return { name, label, value: days ?? '', all: text(what, 'any day'), options: daysOptions(what, days) }
}

/** The options of such a choice, for one that offers other things, too. */
export function daysOptions(what: string, days: ListDays | undefined): [ListDays, string][] {
  // Short enough for half a phone.
  const options = PERIODS.map((period): [ListDays, string] => [
    String(period),
    text(what, `last ${period} days`),
  ])
  return days?.includes('-') ? [...options, [days, text(what, formatDay(days, true))]] : options
}

const text = (what: string, when: string) => capitalize(`${what} ${when}`.trim())
