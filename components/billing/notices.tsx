import { Alert } from '@/components/ui/alert'
import { ForgetQuery } from '@/components/ui/forget-query'
import type { CurrentPlan } from '@/lib/subscriptions/plan'
import type { TopUp } from '@/lib/top-ups/settings'
import { RefreshWhileWaiting } from './plan/refresh-while-waiting'

/** What came of the checkout page that somebody comes back from. `outcome` is what the address says, which is not believed. */
export function PlanNotice({ outcome, plan }: { outcome: unknown; plan: CurrentPlan }) {
  if (outcome === 'cancelled') {
    return (
      <>
        <ForgetQuery />
        <Alert title="Checkout cancelled">You were not charged and your plan is as it was.</Alert>
      </>
    )
  }
  if (outcome !== 'done') return null
  if (plan.subscriptionId === null || plan.status === 'cancelled') {
    return (
      <RefreshWhileWaiting
        title="Setting up your plan"
        late="The payment provider has not confirmed your payment yet, or it was declined. You can close this page: your plan starts once it is confirmed."
      />
    )
  }
  if (plan.status !== 'active') return null
  return (
    <>
      <ForgetQuery />
      <Alert variant="success" title={`Welcome to ${plan.planName}`}>
        Your first month’s credits are in your account.
      </Alert>
    </>
  )
}

/** The same for the page on which a card is allowed. */
export function TopUpNotice({ outcome, topUp }: { outcome: unknown; topUp: TopUp | null }) {
  if (!topUp?.isEnabled) return null
  if (outcome === 'cancelled' && topUp.card !== 'usable') {
    return (
      <>
        <ForgetQuery />
        <Alert title="No card was entered">
          Nothing was charged. Automatic top-up waits until you enter one.
        </Alert>
      </>
    )
  }
  if (outcome !== 'done') return null
  if (topUp.card !== 'usable') {
    return (
      <RefreshWhileWaiting
        title="Setting up automatic top-up"
        late="The payment provider has not confirmed your card yet, or it was declined. You can close this page: it starts once your card is confirmed. You can also enter another card below."
      />
    )
  }
  return (
    <>
      <ForgetQuery />
      <Alert variant="success" title="Automatic top-up is on">
        Your card is charged when your credits run low.
      </Alert>
    </>
  )
}
