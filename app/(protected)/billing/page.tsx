import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { PlanNotice, TopUpNotice } from '@/components/billing/notices'
import { CurrentPlanCard } from '@/components/billing/plan/current-plan-card'
import { Months } from '@/components/billing/plan/months'
import { PlanOptions } from '@/components/billing/plan/plan-options'
import { TopUpCard } from '@/components/billing/top-up/top-up-card'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { getPackages } from '@/lib/catalogue/packages'
import { CreditService } from '@/lib/credits'
import { getCurrentPlan, getMonths, getPlans } from '@/lib/subscriptions/current-plan'
import type { CurrentPlan } from '@/lib/subscriptions/plan'
import { getTopUp } from '@/lib/top-ups/manage'
import { TOP_UP_CURRENCY } from '@/lib/top-ups/settings'
import { loadViewer } from '../viewer'

export const metadata: Metadata = { title: 'Billing' }

type Query = Pick<PageProps<'/billing'>, 'searchParams'>

/** What a change of plan means, or why there can be none now. */
function describeChange({ subscriptionId, status, planName, scheduledPlanName }: CurrentPlan): string {
  if (subscriptionId === null || status === 'cancelled') {
    return 'A plan is charged monthly and can be cancelled at any time. Taxes are added where they apply.'
  }
  if (status === 'paused') return 'The plan can be changed once it resumes.'
  if (scheduledPlanName) return `To change to something else, keep ${planName} first.`
  return status === 'active'
    ? 'A larger plan starts now, and you pay for the rest of the month. A smaller one starts when your month ends. Tax is added where it applies.'
    : 'The plan can be changed once your payments go through again.'
}

async function Billing({ searchParams }: Query) {
  const query = await searchParams
  const { user } = await loadViewer('/billing')
  const [current, plans, months, topUp, packages, { sources }] = await Promise.all([
    getCurrentPlan(user.id),
    getPlans(),
    getMonths(user.id),
    getTopUp(user.id),
    getPackages(),
    CreditService.getSummary(user.id),
  ])
  const source = current.priceCents > 0 ? 'plan' : 'free'
  const left = sources.find((each) => each.source === source)?.remaining ?? 0
  return (
    <div className="grid gap-8">
      <PlanNotice outcome={query.checkout} plan={current} />
      <TopUpNotice outcome={query['top-up']} topUp={topUp} />
      <CurrentPlanCard plan={current} isCustomer={user.dodoCustomerId !== null} left={left} />
      <section className="grid gap-4" aria-labelledby="plans">
        <h2 id="plans" className="font-semibold text-xl tracking-tight">
          Plans
        </h2>
        <PlanOptions plans={plans} current={current} />
        <p className="text-muted-foreground text-sm">{describeChange(current)}</p>
      </section>
      <TopUpCard
        topUp={topUp}
        // What was chosen before is bought as long as it is sold at all.
        offer={packages.find(({ id }) => id === topUp?.packageId)}
        packages={packages.filter((offer) => offer.maxQuantity === 1 && offer.currency === TOP_UP_CURRENCY)}
      />
      <Months months={months} plans={plans} />
    </div>
  )
}

export default function BillingPage({ searchParams }: PageProps<'/billing'>) {
  return (
    <div className="grid gap-8">
      <PageHeader
        title="Billing"
        description="Your plan, automatic top-up and plan invoices."
        actions={
          <Button asChild variant="outline">
            <Link href="/billing/receipts">Purchase receipts</Link>
          </Button>
        }
      />
      <Suspense
        fallback={
          <div className="grid gap-8">
            <Skeleton className="h-40 rounded-xl" />
            <div className="grid gap-4 md:grid-cols-3">
              <Skeleton className="h-72 rounded-2xl" />
              <Skeleton className="h-72 rounded-2xl" />
              <Skeleton className="h-72 rounded-2xl" />
            </div>
          </div>
        }
      >
        <Billing searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
