'use client'

import { useSyncExternalStore } from 'react'

const format = (iso: string, timeStyle: 'short' | undefined, timeZone?: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle, timeZone }).format(new Date(iso))

const subscribe = () => () => undefined

type LocalTimeProps = {
  iso: string
  /** Leaves out the time of day. */
  dateOnly?: boolean
}

/** A moment in the reader's own time zone; UTC in the server's HTML, which does not know the zone. */
export function LocalTime({ iso, dateOnly = false }: LocalTimeProps) {
  const timeStyle = dateOnly ? undefined : 'short'
  const text = useSyncExternalStore(
    subscribe,
    () => format(iso, timeStyle),
    () => `${format(iso, timeStyle, 'UTC')} UTC`,
  )
  return <time dateTime={iso}>{text}</time>
}
