import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { cheapestPurchase } from '@/lib/price-estimates'
import { type CreditPackage, formatPrice } from '@/lib/pricing-plans'
import type { ChosenMix } from './use-mix'

type MixMeterProps = { credits: number; mix: ChosenMix; packages: readonly CreditPackage[] }

/** What the mix takes of the credits, and the cheapest way to have as many as are needed. */
export function MixMeter({ credits, mix, packages }: MixMeterProps) {
  const needed = Math.max(credits, mix.cost)
  const purchase = cheapestPurchase(needed, packages)
  const left = credits - mix.cost
  const percent = Math.min((mix.cost / credits) * 100, 100)
  return (
    <div className="grid gap-4 border-t bg-muted/50 p-5 sm:p-7">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 text-sm">
        <p aria-live="polite" data-testid="mix-sum">
          Your mix takes <Amount value={mix.cost} unit className="font-medium" />
          {left < 0 ? (
            <span className="text-warning">
              , <Amount value={mix.cost - credits} /> more than you have
            </span>
          ) : (
            <span className="text-muted-foreground">
              , <Amount value={left} /> left over
            </span>
          )}
        </p>
        <span className="flex gap-4">
          <Button variant="link" onClick={mix.clear}>
            Clear
          </Button>
          <Button variant="link" onClick={mix.spread} disabled={!mix.isChosen}>
            Spread evenly
          </Button>
        </span>
      </div>
      <div aria-hidden className="h-2 overflow-hidden rounded-full bg-meter-empty">
        <div
          className={`h-full rounded-full ${left < 0 ? 'bg-meter-held' : 'bg-meter-available'}`}
          style={{ width: `${percent}%` }}
        />
      </div>
      <p className="text-muted-foreground text-sm" data-testid="cheapest">
        {purchase ? (
          <>
            Cheapest way to have <Amount value={needed} unit />:{' '}
            <span className="inline-block font-medium text-foreground">
              {purchase.offer.name}, <Amount value={purchase.credits} unit /> for{' '}
              <span className="tabular">{formatPrice(purchase.priceCents, purchase.offer.currency)}</span>,
            </span>{' '}
            before taxes.
          </>
        ) : (
          <>
            No single purchase brings <Amount value={needed} unit />.
          </>
        )}
      </p>
    </div>
  )
}
