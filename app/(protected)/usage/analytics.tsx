import { ChartColumn } from 'lucide-react'
import Link from 'next/link'
import { ChartCard } from '@/components/charts/chart-card'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ForecastCard } from '@/components/usage/forecast-card'
import { SuggestionList } from '@/components/usage/suggestion-list'
import { UsageTable } from '@/components/usage/usage-table'
import { UsageTotals } from '@/components/usage/usage-totals'
import { requireUser } from '@/lib/auth/session'
import { getFeaturePrices } from '@/lib/catalogue/feature-prices'
import { getPackages } from '@/lib/catalogue/packages'
import { ANY_FEATURE, historyHref } from '@/lib/history/href'
import type { Period } from '@/lib/reports/period'
import { getCurrentPlan, getPlans } from '@/lib/subscriptions/current-plan'
import { dailySpending, forecastRunOut } from '@/lib/usage/forecast'
import { readFirstDay, readOutlook, readUsage } from '@/lib/usage/read-usage'
import { comparePlans, suggestModels } from '@/lib/usage/suggestions'
import { addDays, periodOf, sumUsage, sumWholeDays, utcToday, within } from '@/lib/usage/usage-days'
import { chartDays, linesByFeature, linesByModel } from './usage-lines'

/** What a month's spending is compared by, whatever period is looked at. */
const MONTH_DAYS = 30

/** Everything that a period of somebody's usage says. */
export async function Analytics({ days }: { days: Period }) {
  const user = await requireUser(`/usage?days=${days}`)
  const period = periodOf(utcToday(), days)
  const earliest = addDays(period.to, 1 - 2 * Math.max(days, MONTH_DAYS))
  const [rows, firstDay, outlook, prices, packages, plans, plan] = await Promise.all([
    readUsage(user.id, earliest, period.to),
    readFirstDay(user.id),
    readOutlook(user.id),
    getFeaturePrices(),
    getPackages(),
    getPlans(),
    getCurrentPlan(user.id),
  ])
  const now = within(rows, period.from, period.to)
  const before = within(rows, period.previousFrom, period.previousTo)
  const hasPlan = plan.planId !== 'free'
  const lastMonth = sumUsage(within(rows, addDays(period.to, 1 - MONTH_DAYS), period.to)).credits
  const daily = dailySpending(rows, firstDay, period.to)
  const forecast = forecastRunOut({ daily, outlook, today: period.to })
  return (
    <div className="grid gap-6">
      <UsageTotals
        sum={sumUsage(now)}
        whole={sumWholeDays(rows, period)}
        spentHref={historyHref({ type: 'deduction', feature: ANY_FEATURE, from: period.from, to: period.to })}
      />
      {now.length > 0 || before.length > 0 ? (
        <ChartCard
          title="By day"
          description={`Credits spent on each day, beside those ${days} days earlier.`}
          unit="credits"
          series={[
            { key: 'credits', label: 'Credits', draw: 'bar', color: 1 },
            { key: 'before', label: `${days} days earlier`, draw: 'shade', color: 5 },
          ]}
          rows={chartDays(now, before, period)}
          fileName="usage"
          csvHref={`/api/user/usage/daily?days=${days}&format=csv`}
          empty={`Nothing spent in the last ${days} days`}
        />
      ) : null}
      {now.length > 0 ? (
        <div className="grid gap-6 lg:auto-cols-fr lg:grid-flow-col">
          <UsageTable title="By feature" heading="Feature" lines={linesByFeature(now, before, period)} />
          {/* Where no run names a model it would say the same again. */}
          {now.some(({ model }) => model !== '') ? (
            <UsageTable title="By model" heading="Model" lines={linesByModel(now, before, period)} />
          ) : null}
        </div>
      ) : (
        <Card>
          <EmptyState
            icon={<ChartColumn />}
            title={`Nothing used in the last ${days} days`}
            description="What you run shows here by feature, model and day."
            action={
              <Button asChild>
                <Link href="/tools">Use a tool</Link>
              </Button>
            }
          />
        </Card>
      )}
      <div className="grid gap-6 lg:grid-cols-2">
        <ForecastCard
          forecast={forecast}
          available={outlook.reduce((sum, { credits }) => sum + credits, 0)}
          hasPlan={hasPlan}
        />
        <SuggestionList
          models={suggestModels(now, prices)}
          days={days}
          comparison={hasPlan ? null : comparePlans(lastMonth, packages, plans)}
        />
      </div>
    </div>
  )
}
