'use client'

import { type ReactNode, type RefObject, useState } from 'react'
import { toast } from 'sonner'
import type { Refusal } from '@/components/form/form-end'
import { Alert } from '@/components/ui/alert'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { LocalTime } from '@/components/ui/local-time'
import { useRefresh } from '@/components/ui/use-refresh'
import { asApiError, postJson } from '@/lib/api-client'
import { formatPrice } from '@/lib/pricing-plans'
import type { CurrentPlan, PlanChangeQuote } from '@/lib/subscriptions/plan'

/** No answer came: the change may have been made all the same. */
const UNKNOWN: Refusal = {
  title: 'It is not known whether your plan was changed',
  text: 'The server could not be reached. Once you are connected again, this page shows your plan as it is.',
}

type ChangePlanDialogProps = {
  quote: PlanChangeQuote
  /** The button that led here. */
  opener: RefObject<HTMLButtonElement | null>
  onClose: () => void
}

/** Shows what a change of plan costs and brings before it is made, and asks again when the price has moved meanwhile. */
export function ChangePlanDialog({ quote: first, opener, onClose }: ChangePlanDialogProps) {
  const refresh = useRefresh()
  const [quote, setQuote] = useState(first)
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<Refusal | null>(null)
  const { planId, planName, atPeriodEnd, chargeCents, taxCents, currency, addedCredits } = quote

  async function change() {
    setPending(true)
    setProblem(null)
    try {
      const plan = await postJson<CurrentPlan>('/api/subscriptions/change', {
        planId,
        expectedCents: chargeCents,
      })
      if (plan.planId === planId) toast.success(`You are on ${planName} now.`)
      else if (plan.scheduledPlanName) toast.success(`${planName} begins when this month ends.`)
      else toast.warning(`${planName} is not paid yet. You are still on ${plan.planName}.`)
      refresh()
      onClose()
    } catch (error) {
      const { code, message } = asApiError(error)
      if (code === 'plan_not_found' || code === 'plan_change_pending') {
        // The plan changed elsewhere while the window was open.
        toast.warning(message)
        refresh()
        return onClose()
      }
      if (code === 'offline') refresh()
      if (code === 'price_changed') {
        setQuote(await postJson<PlanChangeQuote>('/api/subscriptions/preview', { planId }).catch(() => quote))
      }
      setProblem(code === 'offline' ? UNKNOWN : { title: 'Not changed', text: message })
    } finally {
      setPending(false)
    }
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !(isOpen || isPending) && onClose()}>
      <DialogContent
        title={`Change to ${planName}`}
        description={
          atPeriodEnd
            ? 'Your plan and its credits stay until the month you paid for is over.'
            : 'What is left of the month you paid for is deducted from the price.'
        }
        onCloseAutoFocus={(event) => {
          // What opens it is an answer of the server, so there is no trigger to go back to.
          event.preventDefault()
          opener.current?.focus()
        }}
      >
        <dl className="grid gap-2 text-sm">
          <Line label="Charged now">
            {formatPrice(chargeCents, currency)}
            {taxCents > 0 ? ` with ${formatPrice(taxCents, currency)} tax` : null}
          </Line>
          <Line label="Credits added now">
            <Amount value={addedCredits} sign={addedCredits > 0} />
          </Line>
          <Line label={atPeriodEnd ? 'From' : 'Each month'}>
            {atPeriodEnd ? (
              <LocalTime iso={quote.effectiveAt} dateOnly />
            ) : (
              <Amount value={quote.creditsPerMonth} unit />
            )}
          </Line>
          <Line label="Then">{formatPrice(quote.priceCents, currency)} a month before tax</Line>
        </dl>
        {problem ? (
          <Alert variant="destructive" title={problem.title}>
            {problem.text}
          </Alert>
        ) : null}
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button variant="outline" onClick={onClose} disabled={isPending}>
            Not now
          </Button>
          <Button pending={isPending} onClick={change}>
            {atPeriodEnd
              ? 'Change at the end of the month'
              : `Pay ${formatPrice(chargeCents, currency)} and change`}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="tabular text-right font-medium">{children}</dd>
    </div>
  )
}
