import type { ReactNode } from 'react'

/** Names and values of one thing. What has no value is left out. */
export function Facts({ items }: { items: [name: string, value: ReactNode][] }) {
  return (
    <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-[9rem_minmax(0,1fr)]">
      {items
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="-mb-2.5 text-muted-foreground sm:mb-0">{name}</dt>
            <dd className="tabular min-w-0 break-words">{value}</dd>
          </div>
        ))}
    </dl>
  )
}
