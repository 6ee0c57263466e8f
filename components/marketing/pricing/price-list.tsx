import type { ComponentProps } from 'react'
import { Amount } from '@/components/ui/amount'
import { Skeleton } from '@/components/ui/skeleton'
import type { PricedFeature } from '@/lib/price-estimates'
import { type CreditPackage, TOKENS_PER_CREDIT } from '@/lib/pricing-plans'
import { Section } from '../landing/section'
import { Calculator } from './calculator'
import { CostTable } from './cost-table'
import { PackageCards } from './package-cards'
import { PlanCards } from './plan-cards'

type PriceListProps = {
  packages: readonly CreditPackage[]
  plans: ComponentProps<typeof PlanCards>['plans']
  prices: readonly PricedFeature[]
  /** Credits that come with signing up. */
  signUpBonus: number
}

/** Amounts that people come across here: the bonus, the packages, the paid plans. Each once, smallest first. */
function listPresets({ packages, plans, signUpBonus }: PriceListProps): number[] {
  const amounts = [
    signUpBonus,
    ...packages.map((pack) => pack.credits),
    ...plans.filter((plan) => plan.priceCents > 0).map((plan) => plan.creditsPerMonth),
  ]
  return [...new Set(amounts)].filter((credits) => credits > 0).sort((a, b) => a - b)
}

/** Everything for sale, what everything costs, and what an amount of credits is good for. */
export function PriceList(props: PriceListProps) {
  const { packages, plans, prices, signUpBonus } = props
  const start = (packages.find((pack) => pack.isPopular) ?? packages[0])?.credits ?? 500
  return (
    <>
      <Section
        id="packages"
        title="Packages"
        lead={
          <>
            Pay once, spend when you like: bought credits do not expire.
            {signUpBonus > 0 ? (
              <>
                {' '}
                The first <Amount value={signUpBonus} /> are free when you sign up.
              </>
            ) : null}
          </>
        }
      >
        <PackageCards packages={packages} />
      </Section>
      <Section
        id="plans"
        title="Plans"
        lead="Credits every month, spent before the ones you bought. Change or cancel whenever you like."
        className="border-y bg-band"
      >
        <PlanCards plans={plans} />
      </Section>
      <Section
        id="calculator"
        title="What can I do with my credits?"
        lead="Choose an amount to see how far it goes, then put your own mix together."
      >
        <Calculator prices={prices} packages={packages} presets={listPresets(props)} start={start} />
      </Section>
      <Section
        id="costs"
        title="What everything costs"
        lead={
          <>
            In credits for one run. One credit covers <Amount value={TOKENS_PER_CREDIT} /> tokens. Harder work
            costs 1.5 or 2 times as much, rounded up; the tools here are all of low complexity today.
          </>
        }
        className="border-y bg-band"
      >
        <CostTable prices={prices} />
      </Section>
    </>
  )
}

/** As tall as the first two sections, so that nothing above the fold moves when they come. */
export function PriceListSkeleton() {
  return (
    <div className="frame section-y grid gap-4 md:grid-cols-3" role="status">
      <span className="sr-only">Loading prices</span>
      {['a', 'b', 'c'].map((key) => (
        <Skeleton key={key} className="h-64 rounded-2xl" />
      ))}
      <Skeleton className="mt-24 h-96 rounded-2xl md:col-span-3" />
    </div>
  )
}
