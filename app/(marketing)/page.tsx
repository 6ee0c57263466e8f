import type { Metadata } from 'next'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { Closing } from '@/components/marketing/landing/closing'
import { CodeSample } from '@/components/marketing/landing/code-sample'
import { Hero } from '@/components/marketing/landing/hero'
import { Offer, Packages } from '@/components/marketing/landing/packages'
import { Properties } from '@/components/marketing/landing/properties'
import { Questions } from '@/components/marketing/landing/questions'
import { Steps } from '@/components/marketing/landing/steps'
import { PackageCardsSkeleton } from '@/components/marketing/pricing/package-cards'
import { describeSignUpBonus, findPriceList } from '@/lib/catalogue/price-list'
import { ClosingOffer, StartLabel } from './sign-up-bonus'

/** All but what the catalogue says is the same for everyone and built ahead of time. */
export const ensureStatic = 'shell'

export const metadata: Metadata = { alternates: { canonical: '/' } }

async function OnSale() {
  // Today's prices, not those of the build: an admin changes them while the app runs.
  await connection()
  const [list, bonus] = await Promise.all([findPriceList(), describeSignUpBonus()])
  // Whoever comes to look around still gets the page; /pricing, a click away, says that it failed.
  return list ? <Offer packages={list.packages} bonus={bonus} /> : null
}

export default function LandingPage() {
  return (
    <>
      <Hero start={<StartLabel />} />
      <Steps />
      <CodeSample />
      <Properties />
      <Packages>
        <Suspense fallback={<PackageCardsSkeleton />}>
          <OnSale />
        </Suspense>
      </Packages>
      <Questions />
      <Closing offer={<ClosingOffer />} />
    </>
  )
}
