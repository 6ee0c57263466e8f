import { PackageX } from 'lucide-react'
import { SupportLink } from '@/components/brand/support-link'
import { DodoCheckoutButton } from '@/components/dodopayments/DodoCheckoutButton'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { cn } from '@/lib/cn'
import { type CreditPackage, formatPrice } from '@/lib/pricing-plans'

/** The packages on sale with their price and a way to buy each. */
export function PackageOffers({ packages }: { packages: CreditPackage[] }) {
  if (packages.length === 0) {
    return (
      <EmptyState
        icon={<PackageX />}
        title="Nothing on sale right now"
        description={
          <>
            Check back in a while. <SupportLink />
          </>
        }
      />
    )
  }
  return (
    <ul className="grid gap-4 md:grid-cols-3">
      {packages.map((offer) => (
        <li
          key={offer.id}
          className={cn(
            'flex flex-col rounded-2xl border bg-card p-5 shadow-xs lg:p-6',
            offer.isPopular && 'border-brand ring-1 ring-brand',
          )}
        >
          <div className="flex h-6 items-center justify-between">
            <h2 className="text-heading">{offer.name}</h2>
            {offer.isPopular ? <Badge variant="brand">Most popular</Badge> : null}
          </div>
          <p className="mt-4 flex items-baseline gap-2">
            <Amount value={offer.credits} className="font-semibold text-4xl tracking-tighter" />
            <span className="text-muted-foreground">credits</span>
          </p>
          <p className="tabular mt-3 mb-6 flex flex-wrap items-baseline gap-x-1 text-muted-foreground text-sm">
            <span>
              <span className="font-medium text-base text-foreground">
                {formatPrice(offer.priceCents, offer.currency)}
              </span>{' '}
              once<span className="md:max-lg:hidden">,</span>
            </span>
            <span>{formatPrice(offer.priceCents / offer.credits, offer.currency, 3)} a credit</span>
          </p>
          <DodoCheckoutButton
            packageId={offer.id}
            variant={offer.isPopular ? 'default' : 'outline'}
            size="lg"
            className="mt-auto"
          >
            Buy {offer.name}
          </DodoCheckoutButton>
        </li>
      ))}
    </ul>
  )
}
