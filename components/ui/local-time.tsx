'use client'

import { useSyncExternalStore } from 'react'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec']

/** "2 Nov 2026, 08:30", as British Intl has it; its first use costs a phone more than all the moments of a page. */
function format(iso: string, { dateOnly, isUtc }: { dateOnly: boolean; isUtc: boolean }): string {
  const moment = new Date(iso)
  const behindUtcMs = isUtc ? 0 : moment.getTimezoneOffset() * 60_000
  const clock = new Date(moment.getTime() - behindUtcMs).toISOString()
  const [year, month, day] = clock.slice(0, 10).split('-').map(Number)
  const date = `${day} ${MONTHS[Number(month) - 1]} ${year}`
  return dateOnly ? date : `${date}, ${clock.slice(11, 16)}`
}

const subscribe = () => () => undefined

type LocalTimeProps = {
  iso: string
  /** Leaves out the time of day. */
  dateOnly?: boolean
}

/** A moment in the reader's own time zone; UTC in the server's HTML, which does not know the zone. */
export function LocalTime({ iso, dateOnly = false }: LocalTimeProps) {
  const text = useSyncExternalStore(
    subscribe,
    () => format(iso, { dateOnly, isUtc: false }),
    () => `${format(iso, { dateOnly, isUtc: true })} UTC`,
  )
  return (
    <time dateTime={iso} className={dateOnly ? 'whitespace-nowrap' : undefined}>
      {text}
    </time>
  )
}
