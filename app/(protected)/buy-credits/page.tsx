import type { Metadata } from 'next'
import { Suspense } from 'react'
import { CustomAmount } from '@/components/billing/custom-amount'
import { PackageOffers } from '@/components/billing/package-offers'
import { Alert } from '@/components/ui/alert'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { getPackages } from '@/lib/catalogue/packages'
import { loadViewer } from '../viewer'

export const metadata: Metadata = { title: 'Buy credits' }

type Query = Pick<PageProps<'/buy-credits'>, 'searchParams'>

async function CheckoutNotice({ searchParams }: Query) {
  const { checkout } = await searchParams
  if (checkout !== 'cancelled') return null
  return <Alert title="Checkout cancelled">You were not charged. Your credits are as they were.</Alert>
}

async function Offers({ searchParams }: Query) {
  const { checkout } = await searchParams
  await loadViewer(checkout === 'cancelled' ? '/buy-credits?checkout=cancelled' : '/buy-credits')
  const packages = await getPackages()
  return (
    <div className="grid gap-6">
      <PackageOffers packages={packages.filter((offer) => offer.maxQuantity === 1)} />
      {packages
        .filter((offer) => offer.maxQuantity > 1)
        .map((offer) => (
          <CustomAmount key={offer.id} offer={offer} packages={packages} />
        ))}
      <p className="text-muted-foreground text-sm">
        Bought credits do not expire and are spent last. Payments are handled by DodoPayments; taxes are added
        where they apply.
      </p>
    </div>
  )
}

export default function BuyCreditsPage({ searchParams }: PageProps<'/buy-credits'>) {
  return (
    <div className="grid gap-8">
      <PageHeader title="Buy credits" description="Pay once, spend when you like." />
      <Suspense>
        <CheckoutNotice searchParams={searchParams} />
      </Suspense>
      <Suspense
        fallback={
          <div className="grid gap-6">
            <div className="grid gap-4 md:grid-cols-3">
              <Skeleton className="h-56 rounded-2xl md:h-61.5 lg:h-58.5" />
              <Skeleton className="h-56 rounded-2xl md:h-61.5 lg:h-58.5" />
              <Skeleton className="h-56 rounded-2xl md:h-61.5 lg:h-58.5" />
            </div>
            <Skeleton className="h-178 rounded-2xl md:h-105.5 lg:h-82" />
          </div>
        }
      >
        <Offers searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
