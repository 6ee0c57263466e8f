import type { Route } from 'next'
import Link from 'next/link'
import { Amount } from '@/components/ui/amount'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import type { UsageSum } from '@/lib/usage/usage-days'

export type UsageLine = UsageSum & {
  key: string
  label: string
  /** The transactions behind the credits. */
  href: Route | null
  /** Credits in the period before. */
  before: number
}

type UsageTableProps = { title: string; heading: string; lines: UsageLine[] }

const HEAD = 'px-3 py-2 text-right font-medium whitespace-nowrap'
const CELL = 'px-3 py-2.5 text-right whitespace-nowrap'

/** Usage by one thing or another, what cost most first, each line with its share of the credits. */
export function UsageTable({ title, heading, lines }: UsageTableProps) {
  const all = lines.reduce((sum, { credits }) => sum + credits, 0)
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      {/* Scrolls in its own box where the columns do not fit. */}
      <div className="mt-3 overflow-x-auto px-2 pb-3 sm:px-3">
        <table className="w-full text-sm">
          <caption className="sr-only">{title}</caption>
          <thead className="text-muted-foreground text-xs">
            <tr>
              <th scope="col" className="w-full px-3 py-2 text-left font-medium">
                {heading}
              </th>
              <th scope="col" className={`${HEAD} max-sm:hidden`}>
                Calls
              </th>
              <th scope="col" className={`${HEAD} max-md:hidden`}>
                Tokens
              </th>
              <th scope="col" className={HEAD}>
                Before
              </th>
              <th scope="col" className={HEAD}>
                Credits
              </th>
            </tr>
          </thead>
          <tbody className="divide-y border-t">
            {lines.map((line) => (
              <tr key={line.key}>
                <th scope="row" className="px-3 py-2.5 text-left font-normal">
                  <span className="grid gap-1.5">
                    {line.label}
                    <span aria-hidden className="block h-1 overflow-hidden rounded-full bg-secondary">
                      <span
                        className="block h-full rounded-full bg-chart-1"
                        style={{ width: `${all === 0 ? 0 : (line.credits / all) * 100}%` }}
                      />
                    </span>
                  </span>
                </th>
                <td className={`${CELL} max-sm:hidden`}>
                  <Amount value={line.calls} />
                </td>
                <td className={`${CELL} text-muted-foreground max-md:hidden`}>
                  <Amount value={line.tokens} />
                </td>
                <td className={`${CELL} text-muted-foreground`}>
                  <Amount value={line.before} />
                </td>
                <td className={`${CELL} font-medium`}>
                  {line.href && line.credits > 0 ? (
                    <Link href={line.href} className="link">
                      <Amount value={line.credits} />
                      <span className="sr-only"> credits for {line.label}, their transactions</span>
                    </Link>
                  ) : (
                    <Amount value={line.credits} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
