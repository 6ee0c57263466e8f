import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/lib/cn'
import { formatPrice } from '@/lib/pricing-plans'
import type { CurrentPlan, Plan } from '@/lib/subscriptions/plan'
import { ChoosePlan } from './choose-plan'

/** The plans on sale, with the way from the one somebody is on to each. */
export function PlanOptions({ plans, current }: { plans: Plan[]; current: CurrentPlan }) {
  const [nextStep] = plans
    .filter(({ priceCents }) => priceCents > current.priceCents)
    .sort((a, b) => a.priceCents - b.priceCents)
  return (
    <ul className="grid gap-4 md:grid-cols-3">
      {plans.map((plan) => {
        const isCurrent = plan.id === current.planId
        const isNext = plan.name === current.scheduledPlanName
        return (
          <li
            key={plan.id}
            className={cn(
              'flex flex-col rounded-2xl border bg-card p-5 shadow-xs lg:p-6',
              isCurrent && 'border-brand ring-1 ring-brand',
            )}
          >
            <div className="flex h-6 items-center justify-between">
              <h3 className="text-heading">{plan.name}</h3>
              {isCurrent ? <Badge variant="brand">Your plan</Badge> : null}
              {isNext ? <Badge>Your next plan</Badge> : null}
            </div>
            <p className="tabular mt-4 flex items-baseline gap-2">
              <span className="font-semibold text-4xl tracking-tighter">
                {formatPrice(plan.priceCents, plan.currency, plan.priceCents % 100 ? 2 : 0)}
              </span>
              <span className="text-muted-foreground">a month</span>
            </p>
            <ul className="mt-4 grid gap-2 text-muted-foreground text-sm">
              <Included>
                <Amount value={plan.creditsPerMonth} unit /> every month
                {plan.priceCents === 0 ? ', from the second month on' : null}
              </Included>
              <Included>
                {plan.rolloverCap > 0 ? (
                  <>
                    Up to <Amount value={plan.rolloverCap} /> unused credits roll over
                  </>
                ) : (
                  'Unused credits expire each month'
                )}
              </Included>
              <Included>Bought credits never expire</Included>
            </ul>
            <ChoosePlan
              // The offer of a change is about the plan in force.
              key={`${current.planId} ${current.scheduledPlanName}`}
              plan={plan}
              current={current}
              isNextStep={plan.id === nextStep?.id}
            />
          </li>
        )
      })}
    </ul>
  )
}

function Included({ children }: { children: ReactNode }) {
  return (
    <li className="flex items-start gap-2">
      <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
      <span className="text-balance">{children}</span>
    </li>
  )
}
