import { Amount } from '@/components/ui/amount'
import { cn } from '@/lib/cn'
import { cheapestPurchase } from '@/lib/price-estimates'
import { type CreditPackage, formatPrice, type Quote } from '@/lib/pricing-plans'

type PriceTiersProps = { offer: CreditPackage; quantity: number; onChoose: (quantity: number) => void }

/** What a credit costs from which amount on, the step that is reached marked; each can be chosen. */
export function PriceTiers({ offer, quantity, onChoose }: PriceTiersProps) {
  if (offer.tiers.length === 0) return null
  const steps = [{ minQuantity: 1, priceCents: offer.priceCents }, ...offer.tiers]
  const reached = steps.findLastIndex((step) => step.minQuantity <= quantity)
  return (
    <ol className="grid grid-cols-3 gap-2 lg:grid-cols-6" aria-label="Price steps">
      {steps.map(({ minQuantity, priceCents }, index) => {
        const percent = Math.round((1 - priceCents / offer.priceCents) * 100)
        return (
          <li key={minQuantity}>
            <button
              type="button"
              aria-current={index === reached ? 'step' : undefined}
              onClick={() => onChoose(minQuantity)}
              className={cn(
                'tabular grid w-full gap-0.5 rounded-lg border px-2.5 py-2 text-left text-muted-foreground text-xs transition-colors hover:bg-accent',
                index === reached && 'border-brand bg-brand-muted ring-1 ring-brand hover:bg-brand-muted',
              )}
            >
              <span>
                <Amount value={minQuantity * offer.credits} />+
              </span>
              <span className="font-medium text-foreground text-sm">
                {formatPrice(priceCents / offer.credits, offer.currency, 3)}
              </span>
              <span className={percent > 0 ? 'text-success' : undefined}>
                {percent > 0 ? `${percent}% off` : 'a credit'}
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

/** A purchase of another package that brings as many credits as this amount, or as the next step, for less. */
function findCheaper(offer: CreditPackage, quote: Quote, packages: readonly CreditPackage[]) {
  const comparable = packages.filter(({ currency }) => currency === offer.currency)
  for (const { quantity, totalCents } of quote.next ? [quote, quote.next] : [quote]) {
    const cheapest = cheapestPurchase(quantity * offer.credits, comparable)
    if (cheapest && cheapest.offer.id !== offer.id && cheapest.priceCents < totalCents) return cheapest
  }
  return null
}

type NextTierProps = {
  offer: CreditPackage
  quote: Quote
  /** All that can be bought, this offer included. */
  packages: readonly CreditPackage[]
  onChoose: (quantity: number) => void
}

/** What is cheaper than this amount: another package, or going on to the next step, which may even cost less in all. */
export function NextTier({ offer, quote, packages, onChoose }: NextTierProps) {
  const { currency, credits } = offer
  const { next } = quote
  const cheaperPackage = findCheaper(offer, quote, packages)
  if (cheaperPackage) {
    return (
      <p className="text-muted-foreground text-sm">
        <span className="font-medium text-foreground">{cheaperPackage.offer.name}</span> above brings{' '}
        <Amount value={cheaperPackage.credits} unit /> for{' '}
        <span className="tabular">{formatPrice(cheaperPackage.priceCents, currency)}</span>.
      </p>
    )
  }
  if (!next) {
    return offer.tiers.length === 0 ? null : (
      <p className="text-muted-foreground text-sm">This is the lowest price for a credit.</p>
    )
  }
  const cheaper = quote.totalCents - next.totalCents
  return (
    <button
      type="button"
      onClick={() => onChoose(next.quantity)}
      className="rounded-lg border border-dashed bg-card px-3 py-2 text-left text-sm transition-colors hover:bg-accent"
    >
      <span className="font-medium">
        <Amount value={(next.quantity - quote.quantity) * credits} unit /> more
      </span>{' '}
      <span className="text-muted-foreground">
        {cheaper > 0 ? (
          <>
            and you pay {formatPrice(cheaper, currency)} less: <Amount value={next.quantity * credits} /> cost{' '}
            {formatPrice(next.totalCents, currency)}.
          </>
        ) : (
          <>
            bring a credit down to {formatPrice(next.unitCents / credits, currency, 3)}: saves{' '}
            {formatPrice(next.savedCents, currency)} on <Amount value={next.quantity * credits} />.
          </>
        )}
      </span>
    </button>
  )
}
