import { isUtcDay } from '@/lib/history/utc-day'

const two = (number: number) => String(number).padStart(2, '0')

/**
 * The day (yyyy-mm-dd) that a moment or day of an address stands for in the reader's zone, or in UTC. `isEnd`: the moment is
 * exclusive, so the day is the one that it ends.
 */
export function toDay(
  text: string | undefined,
  { isEnd, isUtc }: { isEnd: boolean; isUtc: boolean },
): string {
  if (text === undefined || isUtcDay(text)) return text ?? ''
  const moment = new Date(Date.parse(text) - (isEnd ? 1 : 0))
  if (isUtc) return moment.toISOString().slice(0, 10)
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** The moment at which a day of the reader's zone begins, or with `isEnd` the one at which it is over; undefined for no real day. */
export function toMoment(day: string, { isEnd }: { isEnd: boolean }): string | undefined {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  // Somebody who is typing a year has been through 0002 and 0020 before.
  if (year < 2000) return undefined
  return new Date(year, month - 1, date + (isEnd ? 1 : 0)).toISOString()
}

/** A day of UTC as the moment of that day in the reader's zone; a moment as it is. */
export function toReaders(text: string | undefined, end: { isEnd: boolean }): string | undefined {
  return text !== undefined && isUtcDay(text) ? toMoment(text, end) : text
}
