import Link from 'next/link'
import { Alert } from '@/components/ui/alert'
import { Amount } from '@/components/ui/amount'
import { Card, CardContent, CardFooter } from '@/components/ui/card'
import { historyHref } from '@/lib/history/href'
import { formatPrice } from '@/lib/pricing-plans'
import type { CurrentPlan } from '@/lib/subscriptions/plan'
import { Outlook, owes } from './outlook'
import { PlanActions } from './plan-actions'
import { SubscriptionBadge } from './subscription-badge'

type CurrentPlanCardProps = {
  plan: CurrentPlan
  isCustomer: boolean
  /** Credits that the plan brought and that are not spent. */
  left: number
}

/** The plan somebody is on, what comes next, and what can be done about it. */
export function CurrentPlanCard({ plan, isCustomer, left }: CurrentPlanCardProps) {
  const isUnpaid = owes(plan)
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
        <PlanActions plan={plan} isCustomer={isCustomer} isUnpaid={isUnpaid} />
      </CardContent>
      {plan.unpaidPlanName && !isUnpaid ? (
        <CardContent className="pt-0 sm:pt-0">
          <Alert variant="destructive" title={`${plan.unpaidPlanName} is not paid yet`}>
            Your card was declined, or your bank has not confirmed the payment. Until it goes through you stay
            on {plan.planName}. With another card (Change card) it is paid at once.
          </Alert>
        </CardContent>
      ) : null}
      {isUnpaid ? (
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
