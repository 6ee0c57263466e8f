import type { Route } from 'next'
import Link from 'next/link'
import { type ChartData, type ChartUnit, formatValue, nameDay } from './series'

/** Every number of a chart, the newest day first. */
export default function ChartTable({ unit, series, rows, caption }: ChartData & { caption: string }) {
  // Without the noun in each cell, which pushes the last columns out of sight.
  const cellUnit: ChartUnit = unit === 'credits' || unit === 'tokens' ? 'count' : unit
  return (
    // Scrolls in its own box: by keyboard too, which only reaches what can be focused.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls
    <section aria-label={caption} tabIndex={0} className="max-h-80 overflow-auto rounded-lg border">
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-muted text-muted-foreground text-xs">
          <tr>
            <th scope="col" className="px-3 py-2 text-left font-medium">
              Day (UTC)
            </th>
            {series.map((each) => (
              <th key={each.key} scope="col" className="px-3 py-2 text-right font-medium">
                {each.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.toReversed().map((row) => (
            <tr key={row.day}>
              <th scope="row" className="whitespace-nowrap px-3 py-1.5 text-left font-normal">
                {row.href ? (
                  <Link href={row.href} prefetch={false} className="link">
                    {nameDay(row.day)}
                  </Link>
                ) : (
                  nameDay(row.day)
                )}
              </th>
              {series.map(({ key, rows: path }) => {
                const value = row.values[key] ?? null
                return (
                  <td key={key} className="whitespace-nowrap px-3 py-1.5 text-right">
                    {value === null ? (
                      '–'
                    ) : path && value !== 0 ? (
                      <Link href={`${path}${row.day}` as Route} prefetch={false} className="link">
                        {formatValue(value, cellUnit)}
                      </Link>
                    ) : (
                      formatValue(value, cellUnit)
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
