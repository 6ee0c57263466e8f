import { ArrowRight, Lightbulb } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { formatNumber } from '@/lib/format-number'
import { formatPrice } from '@/lib/pricing-plans'
import { toWords } from '@/lib/to-words'
import type { Bundle, ModelSuggestion, PlanComparison } from '@/lib/usage/suggestions'

type SuggestionListProps = {
  models: ModelSuggestion[]
  /** Days that `models` looks at. */
  days: number
  comparison: PlanComparison | null
}

function Suggestion({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-3 px-5 py-4 sm:px-6">
      <Lightbulb aria-hidden className="mt-0.5 size-4 shrink-0 text-brand" />
      <div className="grid gap-1 text-sm">
        <p className="font-medium">{title}</p>
        <div className="tabular text-muted-foreground">{children}</div>
      </div>
    </li>
  )
}

/** The result as it comes out; what is not whole is rounded up, and says so. */
function nameQuotient({ spent, price, cheaperPrice, wouldBe }: ModelSuggestion) {
  const exact = (spent * cheaperPrice) / price
  const result = formatNumber(wouldBe)
  return exact === wouldBe
    ? result
    : `${exact.toLocaleString('en-US', { maximumFractionDigits: 1, minimumFractionDigits: 1 })}, rounded up to ${result}`
}

/** A month's share of a purchase, as it is worked out. */
function BundleShare({ bundle, currency }: { bundle: Bundle; currency: string }) {
  const { name, quantity, credits, priceCents, needed, cents } = bundle
  const isExact = priceCents * needed === cents * credits
  return (
    <>
      <span className="whitespace-nowrap">
        {formatNumber(needed)} × {formatPrice(priceCents, currency)} ÷ {formatNumber(credits)}{' '}
        {isExact ? '=' : '≈'}
      </span>{' '}
      {formatPrice(cents, currency)} ({quantity === 1 ? name : `${formatNumber(quantity)} × ${name}`})
    </>
  )
}

function PlanLine({ comparison }: { comparison: PlanComparison }) {
  const { planName, credits, currency, packages, plan, totalCents, savedCents } = comparison
  const price = (cents: number) => formatPrice(cents, currency)
  const arithmetic = (
    <>
      <Amount value={credits} unit /> in the last 30 days. As packages, which do not expire:{' '}
      <BundleShare bundle={packages} currency={currency} />. With the {planName} plan: {price(plan.cents)} for{' '}
      {formatNumber(plan.credits)}
      {plan.rest ? (
        <>
          , and for the rest <BundleShare bundle={plan.rest} currency={currency} />: {price(totalCents)}
        </>
      ) : null}
      .
    </>
  )
  if (savedCents > 0) {
    return (
      <Suggestion
        title={
          <>
            Take the {planName} plan and pay {price(savedCents)} a month less
          </>
        }
      >
        {arithmetic}{' '}
        <Link href="/billing" className="link">
          See plans
          <ArrowRight aria-hidden className="ml-1 inline size-3.5" />
        </Link>
      </Suggestion>
    )
  }
  return (
    <Suggestion title="Packages are the cheaper way for you: no plan would save anything">
      {arithmetic}
    </Suggestion>
  )
}

/** Ways to pay less for the same, with the arithmetic. */
export function SuggestionList({ models, days, comparison }: SuggestionListProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Ways to spend less</CardTitle>
        <CardDescription>From what you used and today’s prices, before tax.</CardDescription>
      </CardHeader>
      {models.length === 0 && !comparison ? (
        <CardContent className="pt-3 sm:pt-3">
          <p className="text-muted-foreground text-sm">Nothing to suggest for these days.</p>
        </CardContent>
      ) : (
        <ul className="mt-4 divide-y border-t">
          {models.map((found) => (
            <Suggestion
              key={`${found.feature} ${found.model}`}
              title={
                <>
                  {toWords(found.feature)} on {found.cheaperModel} instead of {found.model} would have saved{' '}
                  <Amount value={found.saved} unit />
                </>
              }
            >
              {formatNumber(found.spent)} credits in {days} days at {found.price} a run. At{' '}
              {found.cheaperPrice}:{' '}
              <span className="whitespace-nowrap">
                {formatNumber(found.spent)} × {found.cheaperPrice} ÷ {found.price} =
              </span>{' '}
              {nameQuotient(found)}.
            </Suggestion>
          ))}
          {comparison ? <PlanLine comparison={comparison} /> : null}
        </ul>
      )}
    </Card>
  )
}
