import { ArrowRight } from 'lucide-react'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { QuietLink } from '@/components/ui/quiet-link'
import { Change } from '@/components/usage/change'
import { historyHref } from '@/lib/history/href'
import { toWords } from '@/lib/to-words'
import {
  groupUsage,
  listDays,
  type Period,
  sumUsage,
  sumWholeDays,
  type UsageRow,
  within,
} from '@/lib/usage/usage-days'

const SHOWN = 4

/** What the last 30 days came to, by day and by what it went to, and their whole days against those before. */
export function SpendingCard({ rows, period }: { rows: UsageRow[]; period: Period }) {
  const now = within(rows, period.from, period.to)
  const spent = sumUsage(now).credits
  const whole = sumWholeDays(rows, period)
  const days = listDays(period.from, period.to).map((day) => ({
    day,
    credits: sumUsage(within(now, day, day)).credits,
  }))
  const most = Math.max(1, ...days.map(({ credits }) => credits))
  const features = groupUsage(now, ({ feature }) => feature).filter(({ credits }) => credits > 0)
  // A single one more takes no more room than a line that says so.
  const shown = features.slice(0, features.length > SHOWN ? SHOWN - 1 : SHOWN)
  const others = features.slice(shown.length)
  return (
    <Card>
      <CardHeader>
        <div className="flex items-center justify-between gap-4">
          <CardTitle>Spent on tools</CardTitle>
          <Button asChild variant="ghost" size="sm" className="-my-1 -mr-3">
            <QuietLink href="/usage">
              Usage
              <ArrowRight aria-hidden />
            </QuietLink>
          </Button>
        </div>
        <CardDescription>The last 30 days, including today, before refunds.</CardDescription>
      </CardHeader>
      {rows.every(({ credits }) => credits === 0) ? (
        <p className="p-5 pt-3 text-muted-foreground text-sm sm:p-6 sm:pt-3">
          Nothing yet. What your tools cost shows here by day and by feature.
        </p>
      ) : (
        <div className="grid gap-4 p-5 sm:p-6">
          <div className="flex flex-wrap items-end justify-between gap-4">
            <div className="grid gap-1">
              <Amount value={spent} unit className="font-semibold text-3xl tracking-tight" />
              <Change now={whole.now.credits} before={whole.before.credits} />
            </div>
            {spent > 0 ? (
              <div aria-hidden className="flex h-14 w-full items-end gap-0.5 sm:w-64">
                {days.map(({ day, credits }) => (
                  <span
                    key={day}
                    className={credits > 0 ? 'flex-1 rounded-sm bg-chart-1' : 'flex-1 rounded-sm bg-border'}
                    style={{ height: credits > 0 ? `${Math.max(8, (credits / most) * 100)}%` : '2px' }}
                  />
                ))}
              </div>
            ) : null}
          </div>
          {features.length > 0 ? (
            <ul className="-mx-2 -mb-2 grid sm:-mx-3 sm:-mb-3">
              {shown.map(({ key, credits }) => (
                <li key={key}>
                  <QuietLink
                    href={historyHref({ type: 'deduction', feature: key, from: period.from, to: period.to })}
                    className="flex items-center justify-between gap-4 rounded-lg px-2 py-2 text-sm transition-colors hover:bg-accent sm:px-3"
                  >
                    {toWords(key)}
                    <Amount value={credits} className="font-medium" />
                  </QuietLink>
                </li>
              ))}
              {others.length > 0 ? (
                <li className="flex items-center justify-between gap-4 px-2 py-2 text-muted-foreground text-sm sm:px-3">
                  {others.length} other features
                  <Amount value={others.reduce((sum, { credits }) => sum + credits, 0)} />
                </li>
              ) : null}
            </ul>
          ) : (
            <p className="text-muted-foreground text-sm">Nothing in these days.</p>
          )}
        </div>
      )}
    </Card>
  )
}
