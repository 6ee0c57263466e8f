const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Beyond every day that a schedule can name, 29 February among them. */
const DAYS_AHEAD = 366 * 8

/** The values that a field of a schedule stands for: numbers, ranges, lists, steps, or all. */
function parseField(field: string, min: number, max: number): Set<number> {
  const found = new Set<number>()
  for (const part of field.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part)
    if (!match) throw new RangeError(`not a field of a schedule: ${field}`)
    const [, from, to, step] = match
    const first = from === undefined ? min : Number(from)
    const last = to !== undefined ? Number(to) : from === undefined || step !== undefined ? max : first
    for (let value = first; value <= last; value += Number(step ?? 1)) found.add(value)
  }
  return found
}

/** What a schedule names: its days, and the moments of each of them as milliseconds after midnight, in order. */
function parseSchedule(schedule: string) {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = schedule.trim().split(/\s+/)
  const minutes = [...parseField(minute, 0, 59)].sort((a, b) => a - b)
  const hours = [...parseField(hour, 0, 23)].sort((a, b) => a - b)
  const [days, months, weekdays] = [
    parseField(day, 1, 31),
    parseField(month, 1, 12),
    parseField(weekday, 0, 6),
  ]
  const isDay = (date: Date) => {
    if (!months.has(date.getUTCMonth() + 1)) return false
    const [byDay, byWeekday] = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())]
    // When both are restricted either will do.
    return day === '*' || weekday === '*' ? byDay && byWeekday : byDay || byWeekday
  }
  return { isDay, times: hours.flatMap((h) => minutes.map((m) => (h * 60 + m) * 60_000)) }
}

/** The moments of one day, `days` after that of `from`, in order. */
function momentsOf({ isDay, times }: ReturnType<typeof parseSchedule>, from: Date, days: number): number[] {
  const midnight = (Math.floor(from.getTime() / DAY_MS) + days) * DAY_MS
  return isDay(new Date(midnight)) ? times.map((time) => midnight + time) : []
}

/**
 * The first moment after `after` that a schedule names: minute, hour, day of month, month, day of week, in UTC, as cron has
 * them. Throws RangeError for what is no schedule or never comes.
 */
export function nextRun(schedule: string, after: Date): Date {
  const parsed = parseSchedule(schedule)
  for (let n = 0; n < DAYS_AHEAD; n += 1) {
    const at = momentsOf(parsed, after, n).find((moment) => moment > after.getTime())
    if (at !== undefined) return new Date(at)
  }
  throw new RangeError(`${schedule} never comes`)
}

/** The last moment up to `before` that a schedule names. Throws as nextRun does. */
function lastRun(schedule: string, before: Date): Date {
  const parsed = parseSchedule(schedule)
  for (let n = 0; n < DAYS_AHEAD; n += 1) {
    const at = momentsOf(parsed, before, -n).findLast((moment) => moment <= before.getTime())
    if (at !== undefined) return new Date(at)
  }
  throw new RangeError(`${schedule} never comes`)
}

/**
 * Whether a job that started last at `lastStart` has missed its schedule: the start is more than an hour before the moment at which it
 * was last due. What became due within the last hour does not count yet: schedulers are late, and a run is noted at its end.
 */
export const isOverdue = (schedule: string, lastStart: Date, now: Date): boolean =>
  lastStart.getTime() < lastRun(schedule, new Date(now.getTime() - HOUR_MS)).getTime() - HOUR_MS
