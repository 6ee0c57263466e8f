import Link from 'next/link'
import { Alert } from '@/components/ui/alert'
import { Amount } from '@/components/ui/amount'
import { Card, CardContent, CardFooter } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import { historyHref } from '@/lib/history/href'
import { formatPrice } from '@/lib/pricing-plans'
import type { CurrentPlan } from '@/lib/subscriptions/plan'
import { PlanActions } from './plan-actions'
import { SubscriptionBadge } from './subscription-badge'

/** What happens next with the plan, in one sentence. */
function Outlook({ plan }: { plan: CurrentPlan }) {
  if (!plan.periodEnd) return <>Free for as long as you like. Unused credits expire each month.</>
  const date = <LocalTime iso={plan.periodEnd} dateOnly />
  if (plan.status === 'paused') {
    return <>Paused: you are not charged and get no credits until it resumes. Those you have wait for it.</>
  }
  if (plan.status === 'cancelled' || plan.cancelAtPeriodEnd) {
    return <>Ends on {date}, then Free. This month’s credits last until then; bought credits do not expire.</>
  }
  if (plan.scheduledPlanName) {
    return (
      <>
        Changes to {plan.scheduledPlanName} on {date}.
      </>
    )
  }
  if (plan.trialEndsAt && plan.trialEndsAt === plan.periodEnd)
    return <>Trial until {date}, then charged monthly.</>
  return (
    <>
      Renews on {date}.{' '}
      {plan.rolloverCap > 0 ? (
        <>
          Up to <Amount value={plan.rolloverCap} /> unused credits roll over once.
        </>
      ) : (
        'Unused credits expire when the month ends.'
      )}
    </>
  )
}

type CurrentPlanCardProps = {
  plan: CurrentPlan
  isCustomer: boolean
  /** Credits that the plan brought and that are not spent. */
  left: number
}

/** The plan somebody is on, what comes next, and what can be done about it. */
export function CurrentPlanCard({ plan, isCustomer, left }: CurrentPlanCardProps) {
  const owes = plan.status === 'on_hold' || plan.status === 'past_due'
  return (
    <Card>
      <CardContent className="grid gap-4 lg:flex lg:items-start lg:justify-between">
        <div className="grid gap-2">
          <div className="flex items-center gap-3">
            <h2 id="current-plan" tabIndex={-1} className="text-title outline-none">
              {plan.planName}
            </h2>
            {plan.status ? (
              <SubscriptionBadge status={plan.status} isEnding={plan.cancelAtPeriodEnd} />
            ) : null}
          </div>
          <p className="text-muted-foreground">
            <Amount value={plan.creditsPerMonth} unit /> a month
            {plan.priceCents > 0 ? `, ${formatPrice(plan.priceCents, plan.currency)} before tax` : null}
          </p>
          {left > 0 ? (
            <p className="text-muted-foreground text-sm">
              Left of this month:{' '}
              <Link href={historyHref({ source: plan.priceCents > 0 ? 'plan' : 'free' })} className="link">
                <Amount value={left} unit />
              </Link>
            </p>
          ) : null}
        </div>
        <PlanActions plan={plan} isCustomer={isCustomer} />
      </CardContent>
      {owes ? (
        <CardContent className="pt-0 sm:pt-0">
          <Alert variant="destructive" title="Your last payment did not go through">
            Enter another card. It is charged what is owed, and your plan continues. You keep your credits.
          </Alert>
        </CardContent>
      ) : (
        <CardFooter>
          <p>
            <Outlook plan={plan} />
          </p>
        </CardFooter>
      )}
    </Card>
  )
}
