import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import { QuietLink } from '@/components/ui/quiet-link'
import type { CurrentPlan } from '@/lib/subscriptions/plan'

/** The plan in a line or two, with the way to billing. */
export function PlanCard({ plan, hasTopUp }: { plan: CurrentPlan; hasTopUp: boolean }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{plan.planName} plan</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-4 pt-1 text-sm sm:pt-1">
        <p className="text-muted-foreground">
          <Amount value={plan.creditsPerMonth} unit /> a month
          {plan.status === 'paused' ? (
            ', paused'
          ) : plan.periodEnd ? (
            <>
              , {plan.cancelAtPeriodEnd ? 'ends' : 'next'} on <LocalTime iso={plan.periodEnd} dateOnly />
            </>
          ) : null}
          . Automatic top-up is {hasTopUp ? 'on' : 'off'}.
        </p>
        <Button asChild variant="outline" size="sm" className="justify-self-start">
          <QuietLink href="/billing">Plan and top-up</QuietLink>
        </Button>
      </CardContent>
    </Card>
  )
}
