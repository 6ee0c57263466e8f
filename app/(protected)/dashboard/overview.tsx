import { BalanceCard } from '@/components/credits/balance-card'
import { NextSteps } from '@/components/dashboard/next-steps'
import { AlertBanners } from '@/components/dashboard/overview/alert-banners'
import { BalanceSources } from '@/components/dashboard/overview/balance-sources'
import { FollowBalance } from '@/components/dashboard/overview/follow-balance'
import { PlanCard } from '@/components/dashboard/overview/plan-card'
import { SpendingCard } from '@/components/dashboard/overview/spending-card'
import { RecentActivity } from '@/components/dashboard/recent-activity'
import { readAlerts } from '@/lib/alerts/read-alerts'
import { CreditService } from '@/lib/credits'
import { hasEverPaid } from '@/lib/purchases/has-paid'
import { getCurrentPlan } from '@/lib/subscriptions/current-plan'
import { getTopUp } from '@/lib/top-ups/manage'
import { readFirstDay, readUsage } from '@/lib/usage/read-usage'
import { periodOf, utcToday } from '@/lib/usage/usage-days'
import { loadViewer } from '../viewer'
import { ROWS } from './overview-skeleton'

const DAYS = 30

export async function Overview() {
  const { user, balance } = await loadViewer('/dashboard')
  const period = periodOf(utcToday(), DAYS)
  const [summary, transactions, usage, alerts, plan, topUp, firstDay, hasPaid] = await Promise.all([
    CreditService.getSummary(user.id),
    CreditService.getTransactions(user.id, { limit: ROWS }),
    readUsage(user.id, period.previousFrom, period.to),
    readAlerts(user.id),
    getCurrentPlan(user.id),
    getTopUp(user.id),
    readFirstDay(user.id),
    hasEverPaid(user.id),
  ])
  const hasTopUp = topUp?.isEnabled === true
  return (
    <div className="grid gap-6">
      <FollowBalance userId={user.id} balance={balance} />
      <AlertBanners alerts={alerts} hasTopUp={hasTopUp} />
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
        <BalanceCard userId={user.id} balance={balance} disputed={summary.disputed} />
        <div className="grid gap-6 md:max-lg:grid-cols-[repeat(auto-fit,minmax(18rem,1fr))] lg:col-start-2 lg:row-span-4 lg:row-start-1">
          <NextSteps
            hasSpent={firstDay !== null}
            hasPaid={plan.planId !== 'free' || hasPaid}
            hasTopUp={hasTopUp}
          />
          <PlanCard plan={plan} hasTopUp={hasTopUp} />
        </div>
        <BalanceSources summary={summary} />
        <SpendingCard rows={usage} period={period} />
        <RecentActivity transactions={transactions} hasHeld={summary.held > 0} />
      </div>
    </div>
  )
}
