'use client'

import { useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { LocalTime } from '@/components/ui/local-time'
import { useRefresh } from '@/components/ui/use-refresh'
import { asApiError, postJson } from '@/lib/api-client'
import type { CurrentPlan } from '@/lib/subscriptions/plan'

/** The plan's name: it has the focus where the button that was pressed is gone. */
const FOCUS_AFTER = 'current-plan'

type Action = 'resume' | 'payment-method' | 'portal'

type PlanActionsProps = {
  plan: CurrentPlan
  isCustomer: boolean
  /** A month is not paid, and another card pays it. */
  isUnpaid: boolean
}

/** What can be done about the plan somebody is on. */
export function PlanActions({ plan, isCustomer, isUnpaid }: PlanActionsProps) {
  const refresh = useRefresh()
  const [running, setRunning] = useState<Action | null>(null)
  const isRunning = plan.subscriptionId !== null && plan.status !== 'cancelled'
  const canResume = isRunning && (plan.cancelAtPeriodEnd || plan.scheduledPlanName !== null)

  async function act(action: Action, path: string) {
    setRunning(action)
    try {
      const { url } = await postJson<{ url?: string }>(path, {})
      if (url) return window.location.assign(url)
      refresh()
      setRunning(null)
      // The button that kept the plan is gone.
      document.getElementById(FOCUS_AFTER)?.focus()
    } catch (error) {
      setRunning(null)
      toast.error(asApiError(error).message)
    }
  }

  async function cancel() {
    await postJson('/api/subscriptions/cancel', {})
    refresh()
  }

  return (
    <div className="flex flex-wrap gap-2 empty:hidden lg:justify-end">
      {canResume ? (
        <Button pending={running === 'resume'} onClick={() => act('resume', '/api/subscriptions/resume')}>
          Keep {plan.planName}
        </Button>
      ) : null}
      {isRunning ? (
        <Button
          variant={isUnpaid ? 'default' : 'outline'}
          pending={running === 'payment-method'}
          onClick={() => act('payment-method', '/api/subscriptions/payment-method')}
        >
          {isUnpaid ? 'Enter another card' : 'Change card'}
        </Button>
      ) : null}
      {isCustomer ? (
        <Button
          variant="outline"
          pending={running === 'portal'}
          onClick={() => act('portal', '/api/dodopayments/portal')}
        >
          Customer portal
        </Button>
      ) : null}
      {isRunning && !plan.cancelAtPeriodEnd ? (
        <ConfirmDialog
          trigger={
            // Its text ends where the card's other rows do.
            <Button variant="ghost" className="sm:-mr-4">
              Cancel plan
            </Button>
          }
          title={`Cancel ${plan.planName}?`}
          description={
            <>
              You keep the plan and its credits until{' '}
              {plan.periodEnd ? <LocalTime iso={plan.periodEnd} dateOnly /> : 'the paid month ends'} and are
              not charged again. Credits you bought or were given are not touched.
            </>
          }
          action="Cancel plan"
          dismiss={`Keep ${plan.planName}`}
          focusAfter={FOCUS_AFTER}
          onConfirm={cancel}
        />
      ) : null}
    </div>
  )
}
