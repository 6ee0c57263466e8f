import Link from 'next/link'
import type { ReactNode } from 'react'
import { CheckIcon } from '@/components/brand/icons'
import { Amount } from '@/components/ui/amount'
import { buttonVariants } from '@/components/ui/button'
import type { ListedPlan } from '@/lib/catalogue/listed-plan'
import { cn } from '@/lib/cn'
import { formatPrice } from '@/lib/pricing-plans'

function Included({ children }: { children: ReactNode }) {
  return (
    <li className="flex items-start gap-2">
      <CheckIcon className="mt-0.5 size-4 shrink-0 text-success" />
      <span className="text-balance">{children}</span>
    </li>
  )
}

function PlanCard({ plan }: { plan: ListedPlan }) {
  const { name, creditsPerMonth, priceCents, currency, rolloverCap, maxModels, modelRetentionDays } = plan
  const isFree = priceCents === 0
  return (
    <li className="flex flex-col rounded-2xl border bg-card p-6 sm:p-7">
      <h3 className="text-heading">{name}</h3>
      <p className="tabular mt-5 flex items-baseline gap-2">
        <span className="font-semibold text-4xl tracking-tighter">
          {formatPrice(priceCents, currency, priceCents % 100 ? 2 : 0)}
        </span>
        <span className="text-muted-foreground">a month</span>
      </p>
      <p className="mt-1 text-muted-foreground">
        {isFree || creditsPerMonth === 0 ? (
          'No card needed'
        ) : (
          <span className="tabular">{formatPrice(priceCents / creditsPerMonth, currency, 3)} a credit</span>
        )}
      </p>
      <ul className="mt-6 mb-7 grid gap-2.5 text-sm">
        <Included>
          <Amount value={creditsPerMonth} unit /> every month{isFree ? ', from the second month on' : null}
        </Included>
        <Included>
          {rolloverCap > 0 ? (
            <>
              Up to <Amount value={rolloverCap} /> unused credits roll over
            </>
          ) : (
            'Unused credits expire each month'
          )}
        </Included>
        <Included>
          <Amount value={maxModels} /> stored models, kept for <Amount value={modelRetentionDays} /> days
        </Included>
      </ul>
      <Link
        href={isFree ? '/sign-up' : '/billing'}
        className={cn(buttonVariants({ variant: 'outline', size: 'lg' }), 'mt-auto')}
      >
        {isFree ? 'Start free' : `Choose ${name}`}
        <span className="sr-only"> plan</span>
      </Link>
    </li>
  )
}

/** The plans, as somebody without one sees them. */
export function PlanCards({ plans }: { plans: readonly ListedPlan[] }) {
  return (
    <ul className="grid grid-cols-1 gap-4 md:grid-cols-3">
      {plans.map((plan) => (
        <PlanCard key={plan.id} plan={plan} />
      ))}
    </ul>
  )
}
