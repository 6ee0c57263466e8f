import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { Catalogue } from '@/lib/admin/shapes/catalogue'
import { formatPrice } from '@/lib/pricing-plans'
import { PackageDialog } from './package-dialog'
import { PlanDialog } from './plan-dialog'

const ROW = 'grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 gap-y-1 px-5 py-3 sm:px-6'

/** The packages, in their order in the shop. */
export function PackageList({ packages }: { packages: Catalogue['packages'] }) {
  return (
    <Card>
      <ul className="divide-y">
        {packages.map((item) => (
          <li key={item.id} className={ROW}>
            <div className="grid min-w-0 gap-0.5">
              <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium text-sm">
                {item.name}
                {item.isActive ? null : <Badge variant="secondary">Not on sale</Badge>}
                {item.isPopular ? <Badge variant="brand">Popular</Badge> : null}
              </p>
              <p className="tabular flex flex-wrap gap-x-3 break-words text-muted-foreground text-xs">
                <Amount value={item.credits} unit />
                {item.tiers.length > 0 ? (
                  <span>
                    Up to {item.maxQuantity} at a time, cheaper from {item.tiers[0]?.minQuantity}
                  </span>
                ) : null}
                <span className="break-all font-mono">{item.dodoProductId}</span>
              </p>
            </div>
            <p className="tabular text-sm">{formatPrice(item.priceCents, item.currency)}</p>
            <PackageDialog item={item} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The plans, in their order in the shop. */
export function PlanList({ plans }: { plans: Catalogue['plans'] }) {
  return (
    <Card>
      <ul className="divide-y">
        {plans.map((item) => (
          <li key={item.id} className={ROW}>
            <div className="grid min-w-0 gap-0.5">
              <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium text-sm">
                {item.name}
                {item.isActive ? null : <Badge variant="secondary">Not on sale</Badge>}
              </p>
              <p className="tabular flex flex-wrap gap-x-3 break-words text-muted-foreground text-xs">
                <span>
                  <Amount value={item.creditsPerMonth} unit /> a month
                </span>
                {item.rolloverCap > 0 ? (
                  <span>
                    Up to <Amount value={item.rolloverCap} /> roll over
                  </span>
                ) : null}
                {item.dodoProductId ? (
                  <span className="break-all font-mono">{item.dodoProductId}</span>
                ) : null}
              </p>
            </div>
            <p className="tabular text-right text-sm">
              {formatPrice(item.priceCents, item.currency)}{' '}
              <span className="whitespace-nowrap text-muted-foreground max-sm:block">a month</span>
            </p>
            <PlanDialog item={item} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
