import type { Metadata } from 'next'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { Closing } from '@/components/marketing/landing/closing'
import { Questions } from '@/components/marketing/landing/questions'
import { PriceList, PriceListSkeleton } from '@/components/marketing/pricing/price-list'
import { getPriceList } from '@/lib/catalogue/price-list'
import { describePrices } from '@/lib/tools/price-lines'
import { ClosingOffer } from '../sign-up-bonus'

export const metadata: Metadata = {
  title: 'Pricing',
  description:
    'Credit packages and monthly plans, what every feature costs by model and complexity, and a calculator for what your credits are good for.',
  alternates: { canonical: '/pricing' },
}

async function Prices() {
  // Today's prices, not those of the build: an admin changes them while the app runs.
  await connection()
  const { packages, plans, features, signUpBonus } = await getPriceList()
  return (
    <PriceList
      packages={packages}
      plans={plans}
      prices={describePrices(features)}
      signUpBonus={signUpBonus}
    />
  )
}

export default function PricingPage() {
  return (
    <>
      <header className="frame pt-14 md:pt-20">
        <h1 className="text-display">Pay for what you run</h1>
        <p className="mt-6 max-w-xl text-lg text-muted-foreground">
          Buy credits once, get some every month, or both: it is one balance. You see the price before each
          run, and a failed run costs nothing.
        </p>
      </header>
      <Suspense fallback={<PriceListSkeleton />}>
        <Prices />
      </Suspense>
      <Questions />
      <Closing offer={<ClosingOffer />} />
    </>
  )
}
