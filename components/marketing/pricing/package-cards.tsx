import Link from 'next/link'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { buttonVariants } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { cn } from '@/lib/cn'
import { type CreditPackage, formatPrice, quoteQuantity } from '@/lib/pricing-plans'

/** Price of one credit, in tenths of a cent because packages differ by less than a cent. */
const formatUnitPrice = ({ priceCents, credits, currency }: CreditPackage) =>
  formatPrice(priceCents / credits, currency, 3)

function PackageCard({ pack }: { pack: CreditPackage }) {
  return (
    <li
      className={cn(
        'flex flex-col rounded-2xl border bg-card p-6 sm:p-7',
        pack.isPopular && 'border-brand shadow-md ring-1 ring-brand',
      )}
    >
      <div className="flex h-6 items-center justify-between">
        <h3 className="text-heading">{pack.name}</h3>
        {pack.isPopular ? <Badge variant="brand">Most popular</Badge> : null}
      </div>
      <p className="mt-5 flex items-baseline gap-2">
        <Amount value={pack.credits} className="font-semibold text-4xl tracking-tighter" />
        <span className="text-muted-foreground">credits</span>
      </p>
      <p className="mt-1 text-muted-foreground">
        <span className="tabular whitespace-nowrap">
          <span className="font-medium text-foreground">{formatPrice(pack.priceCents, pack.currency)}</span>{' '}
          once<span className="md:max-lg:hidden">,</span>
        </span>{' '}
        <span className="tabular whitespace-nowrap">{formatUnitPrice(pack)} a credit</span>
      </p>
      <Link
        href="/buy-credits"
        className={cn(
          buttonVariants({ variant: pack.isPopular ? 'default' : 'outline', size: 'lg' }),
          'mt-7',
        )}
      >
        Buy {pack.name}
        <span className="sr-only"> credits</span>
      </Link>
    </li>
  )
}

function BulkOffer({ pack }: { pack: CreditPackage }) {
  const { credits, unitCents } = quoteQuantity(pack, pack.maxQuantity)
  return (
    <p className="mt-4 rounded-2xl border bg-card px-6 py-5 text-muted-foreground sm:px-7">
      <span className="font-medium text-foreground">Need another amount?</span> Buy anything from{' '}
      <Amount value={pack.credits} /> to <Amount value={credits} unit />, for as little as{' '}
      <span className="tabular whitespace-nowrap">
        {formatPrice(unitCents / pack.credits, pack.currency, 3)} a credit.
      </span>{' '}
      <Link href="/buy-credits" className="link">
        Choose an amount
      </Link>
    </p>
  )
}

/** The packages sold once, with what one credit comes to in each, and the way to other amounts. */
export function PackageCards({ packages }: { packages: readonly CreditPackage[] }) {
  return (
    <>
      <ul className="grid grid-cols-1 gap-4 md:grid-cols-3">
        {packages
          .filter((pack) => pack.maxQuantity === 1)
          .map((pack) => (
            <PackageCard key={pack.id} pack={pack} />
          ))}
      </ul>
      {packages
        .filter((pack) => pack.maxQuantity > 1)
        .map((pack) => (
          <BulkOffer key={pack.id} pack={pack} />
        ))}
    </>
  )
}

/** As tall as three packages and the way to other amounts. */
export function PackageCardsSkeleton() {
  return (
    <div className="grid gap-4 md:grid-cols-3" role="status">
      <span className="sr-only">Loading packages</span>
      {['a', 'b', 'c'].map((key) => (
        <Skeleton key={key} className="h-58.5 rounded-2xl sm:h-60.5 md:h-66.5 lg:h-60.5" />
      ))}
      <Skeleton className="h-34.5 rounded-2xl sm:h-22.5 md:col-span-3 lg:h-16.5" />
    </div>
  )
}
