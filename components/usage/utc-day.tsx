const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })

/** A day that is counted in UTC (yyyy-mm-dd): the same one wherever it is read. */
export function UtcDay({ day }: { day: string }) {
  return <time dateTime={day}>{format.format(new Date(day))}</time>
}
