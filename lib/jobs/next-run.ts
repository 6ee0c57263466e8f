const DAY_MS = 86_400_000
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

/**
 * The first moment after `after` that a schedule names: minute, hour, day of month, month, day of week, in UTC, as cron has
 * them. Throws RangeError for what is no schedule or never comes.
 */
export function nextRun(schedule: string, after: Date): Date {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = schedule.trim().split(/\s+/)
  const minutes = [...parseField(minute, 0, 59)].sort((a, b) => a - b)
  const hours = [...parseField(hour, 0, 23)].sort((a, b) => a - b)
  const [days, months, weekdays] = [
    parseField(day, 1, 31),
    parseField(month, 1, 12),
    parseField(weekday, 0, 6),
  ]
  const isDay = (date: Date) => {
    const [byDay, byWeekday] = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())]
    // When both are restricted either will do.
    return day === '*' || weekday === '*' ? byDay && byWeekday : byDay || byWeekday
  }
  const midnight = Math.floor(after.getTime() / DAY_MS) * DAY_MS
  for (let n = 0; n < DAYS_AHEAD; n += 1) {
    const date = new Date(midnight + n * DAY_MS)
    if (!months.has(date.getUTCMonth() + 1) || !isDay(date)) continue
    for (const h of hours) {
      for (const m of minutes) {
        const at = date.getTime() + (h * 60 + m) * 60_000
        if (at > after.getTime()) return new Date(at)
      }
    }
  }
  throw new RangeError(`${schedule} never comes`)
}
