import Link from 'next/link'
import type { ReactNode } from 'react'
import { ArrowRightIcon, CheckIcon } from '@/components/brand/icons'
import { Amount } from '@/components/ui/amount'
import { type CreditPackage, TOKENS_PER_CREDIT } from '@/lib/pricing-plans'
import { PackageCards } from '../pricing/package-cards'
import { Section } from './section'

/** What is sold once. The children are the offer, which comes later than the page around it. */
export function Packages({ children }: { children: ReactNode }) {
  return (
    <Section
      id="pricing"
      title="Pay once, spend when you like"
      lead={
        <>
          One credit covers <Amount value={TOKENS_PER_CREDIT} /> tokens. Every tool shows its price on the
          button before you press it.
        </>
      }
      className="border-y bg-band"
    >
      {children}
      <Link
        href="/pricing"
        className="group mt-8 inline-flex items-center gap-1.5 rounded-sm font-medium text-sm underline-offset-4 hover:underline"
      >
        Plans, every price, and a calculator
        <ArrowRightIcon className="size-3.5 transition-transform group-hover:translate-x-0.5" />
      </Link>
    </Section>
  )
}

type OfferProps = {
  packages: readonly CreditPackage[]
  /** What signing up gives, in words; empty when it gives none. */
  bonus: string
}

/** The packages with what one credit comes to in each, and what goes without saying for all of them. */
export function Offer({ packages, bonus }: OfferProps) {
  const included = [
    'No subscription needed',
    'Bought credits do not expire',
    ...(bonus ? [`${bonus} when you sign up`] : []),
  ]
  return (
    <>
      <PackageCards packages={packages} />
      <ul className="mt-8 flex flex-wrap gap-x-8 gap-y-2 text-muted-foreground text-sm">
        {included.map((line) => (
          <li key={line} className="flex items-center gap-2">
            <CheckIcon className="size-4 text-success" />
            {line}
          </li>
        ))}
      </ul>
    </>
  )
}
