import { Amount } from '@/components/ui/amount'
import { LocalTime } from '@/components/ui/local-time'
import type { CurrentPlan } from '@/lib/subscriptions/plan'

/** A month is not paid, and none comes until it is. */
export const owes = ({ status }: CurrentPlan): boolean => status === 'on_hold' || status === 'past_due'

/** What happens next with the plan, in a sentence or two. */
export function Outlook({ plan }: { plan: CurrentPlan }) {
  if (!plan.periodEnd) return <>Free for as long as you like. Unused credits expire each month.</>
  const date = <LocalTime iso={plan.periodEnd} dateOnly />
  if (owes(plan)) return <>Your last payment did not go through. Your plan continues once it does.</>
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
