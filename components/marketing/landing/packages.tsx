import { ArrowRight, Check } from 'lucide-react'
import Link from 'next/link'
import { CREDIT_PACKAGES } from '@/lib/pricing-plans'
import { PackageCards } from '../pricing/package-cards'
import { Section } from './section'

const INCLUDED = [
  'No subscription needed',
  'Bought credits do not expire',
  '50 credits free when you sign up',
]

/** The packages as the catalogue ships them, with what one credit comes to in each. */
export function Packages() {
  return (
    <Section
      id="pricing"
      title="Pay once, spend when you like"
      lead="One credit covers 2,000 tokens. Every tool says its price on the button before you press it."
      className="border-y bg-card/60"
    >
      <PackageCards packages={CREDIT_PACKAGES} />
      <div className="mt-8 flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
        <ul className="flex flex-wrap gap-x-8 gap-y-2 text-muted-foreground text-sm">
          {INCLUDED.map((line) => (
            <li key={line} className="flex items-center gap-2">
              <Check aria-hidden className="size-4 text-success" />
              {line}
            </li>
          ))}
        </ul>
        <Link
          href="/pricing"
          className="group inline-flex items-center gap-1.5 rounded-sm font-medium text-sm underline-offset-4 hover:underline"
        >
          Plans, every price, and a calculator
          <ArrowRight aria-hidden className="size-3.5 transition-transform group-hover:translate-x-0.5" />
        </Link>
      </div>
    </Section>
  )
}
