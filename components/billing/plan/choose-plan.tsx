'use client'

import { useRef, useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { asApiError, postJson } from '@/lib/api-client'
import type { CurrentPlan, Plan, PlanChangeQuote } from '@/lib/subscriptions/plan'
import { ChangePlanDialog } from './change-plan-dialog'

/** What stands where there is no button; null where there is one. */
function nameStanding(plan: Plan, current: CurrentPlan, isRunning: boolean) {
  const isFree = plan.priceCents === 0
  if (plan.id === current.planId && (isRunning || isFree)) return 'Your current plan'
  if (plan.name === current.scheduledPlanName || (isFree && current.cancelAtPeriodEnd)) {
    return 'Starts when this month ends'
  }
  return isFree ? `Your plan after ${current.planName} ends` : null
}

type ChoosePlanProps = {
  plan: Plan
  current: CurrentPlan
  /** The next larger one: its button stands out. */
  isNextStep: boolean
}

/** The button under a plan: subscribe, change to it, or nothing to do. Sends the plan's id; the server knows the price. */
export function ChoosePlan({ plan, current, isNextStep }: ChoosePlanProps) {
  const [isPending, setPending] = useState(false)
  const [quote, setQuote] = useState<PlanChangeQuote | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const isRunning = current.subscriptionId !== null && current.status !== 'cancelled'
  // A change that waits is taken back first.
  const canChange = current.status === 'active' && current.scheduledPlanName === null

  const standing = nameStanding(plan, current, isRunning)
  if (standing) {
    return (
      <p className="mt-auto flex min-h-17 items-end justify-center pt-6 pb-2.5 text-balance text-center text-muted-foreground text-sm max-md:hidden">
        {standing}
      </p>
    )
  }
  if (isRunning && plan.currency !== current.currency) {
    return (
      <p className="mt-auto pt-6 text-muted-foreground text-sm">
        Sold in {plan.currency}, and yours in {current.currency}: it can follow when yours has ended.
      </p>
    )
  }

  async function choose() {
    setPending(true)
    try {
      if (!isRunning) {
        const { checkoutUrl } = await postJson<{ checkoutUrl: string }>('/api/subscriptions', {
          planId: plan.id,
        })
        window.addEventListener('pageshow', () => setPending(false), { once: true })
        return window.location.assign(checkoutUrl)
      }
      setQuote(await postJson<PlanChangeQuote>('/api/subscriptions/preview', { planId: plan.id }))
      setPending(false)
    } catch (error) {
      setPending(false)
      toast.error(asApiError(error).message)
    }
  }

  return (
    <div className="mt-auto grid pt-6">
      <Button
        ref={button}
        size="lg"
        // Three plans beside each other on a tablet leave little room for a long name.
        className="px-2 md:max-lg:text-sm"
        variant={isNextStep ? 'default' : 'outline'}
        pending={isPending}
        disabled={isRunning && !canChange}
        onClick={choose}
      >
        {isRunning ? `Change to ${plan.name}` : `Subscribe to ${plan.name}`}
      </Button>
      {quote ? <ChangePlanDialog quote={quote} opener={button} onClose={() => setQuote(null)} /> : null}
    </div>
  )
}
