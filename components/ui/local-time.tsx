'use client'

import { useSyncExternalStore } from 'react'

/** Made once: making one takes longer than a hundred uses, and lists show dozens of moments. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function format(iso: string, timeStyle: 'short' | undefined, timeZone?: string): string {
  const key = `${timeStyle} ${timeZone}`
  const formatter =
    formatters.get(key) ?? new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle, timeZone })
  formatters.set(key, formatter)
  return formatter.format(new Date(iso))
}

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
  return (
    <time dateTime={iso} className={dateOnly ? 'whitespace-nowrap' : undefined}>
      {text}
    </time>
  )
}
