'use client'

import { useSyncExternalStore } from 'react'

const format = (iso: string, timeZone?: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(iso),
  )

const subscribe = () => () => undefined

/** A moment in the reader's own time zone; UTC in the server's HTML, which does not know the zone. */
export function LocalTime({ iso }: { iso: string }) {
  const text = useSyncExternalStore(
    subscribe,
    () => format(iso),
    () => `${format(iso, 'UTC')} UTC`,
  )
  return <time dateTime={iso}>{text}</time>
}
