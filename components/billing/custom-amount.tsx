'use client'

import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { DodoCheckoutButton } from '@/components/dodopayments/DodoCheckoutButton'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type CreditPackage, formatPrice, quoteQuantity } from '@/lib/pricing-plans'
import { NextTier, PriceTiers } from './price-tiers'
import { nearestStop, quantityStops, sliderPart } from './quantity-stops'

/** Where the choice begins: far enough up to show that more is cheaper. */
const firstQuantity = ({ tiers, maxQuantity }: CreditPackage) =>
  Math.min((tiers[1] ?? tiers[0])?.minQuantity ?? 1, maxQuantity)

type CustomAmountProps = {
  offer: CreditPackage
  /** All that can be bought, this offer included. */
  packages: readonly CreditPackage[]
}

/** Choose how many credits to buy of a package that is sold by quantity, and see what they come to. */
export function CustomAmount({ offer, packages }: CustomAmountProps) {
  const { credits: step, currency, maxQuantity } = offer
  const [quantity, setQuantity] = useState(firstQuantity(offer))
  /** What is being typed; null while nothing is. */
  const [draft, setDraft] = useState<string | null>(null)
  const quote = quoteQuantity(offer, quantity)
  const stops = quantityStops(maxQuantity)

  function choose(wanted: number) {
    setQuantity(Math.min(Math.max(Math.round(wanted), 1), maxQuantity))
  }
  function type(text: string) {
    setDraft(text)
    const credits = Number(text)
    if (text !== '' && Number.isFinite(credits)) choose(credits / step)
  }
  function press(wanted: number) {
    setDraft(null)
    choose(wanted)
  }

  return (
    <Card className="rounded-2xl">
      <CardContent className="grid gap-x-10 gap-y-6 md:grid-cols-[1fr_17rem]">
        <div className="grid content-between gap-5">
          <div className="grid gap-1">
            <CardTitle>Buy a custom amount</CardTitle>
            <CardDescription>
              Any number of credits from <Amount value={step} /> to <Amount value={step * maxQuantity} />, in
              steps of <Amount value={step} />. The more you buy, the less each costs.
            </CardDescription>
          </div>
          <Field label="Credits">
            {(control) => (
              <div className="flex max-w-60 gap-2">
                <Button
                  variant="outline"
                  size="icon"
                  className="size-10"
                  aria-label={`${step} credits fewer`}
                  disabled={quantity <= 1}
                  onClick={() => press(quantity - 1)}
                >
                  <Minus aria-hidden />
                </Button>
                <Input
                  {...control}
                  type="number"
                  inputMode="numeric"
                  min={step}
                  max={step * maxQuantity}
                  step={step}
                  className="tabular text-center [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
                  value={draft ?? quote.credits}
                  onChange={(event) => type(event.target.value)}
                  onBlur={() => setDraft(null)}
                />
                <Button
                  variant="outline"
                  size="icon"
                  className="size-10"
                  aria-label={`${step} credits more`}
                  disabled={quantity >= maxQuantity}
                  onClick={() => press(quantity + 1)}
                >
                  <Plus aria-hidden />
                </Button>
              </div>
            )}
          </Field>
          <input
            type="range"
            aria-label="Credits, by slider"
            aria-valuetext={`${quote.credits} credits for ${formatPrice(quote.totalCents, currency)}`}
            className="slider h-6 w-full"
            style={sliderPart(nearestStop(stops, quantity), stops.length)}
            min={0}
            max={stops.length - 1}
            value={nearestStop(stops, quantity)}
            onChange={(event) => press(stops[event.target.valueAsNumber] ?? quantity)}
          />
          <PriceTiers offer={offer} quantity={quantity} onChoose={press} />
        </div>
        <div className="flex flex-col gap-4 rounded-xl bg-muted/60 p-5">
          <output className="grid gap-1">
            <span className="text-muted-foreground text-sm">
              <Amount value={quote.credits} unit />
            </span>
            <span data-testid="custom-total" className="tabular font-semibold text-3xl tracking-tight">
              {formatPrice(quote.totalCents, currency)}
            </span>
            <span className="tabular text-muted-foreground text-sm">
              {formatPrice(quote.unitCents / step, currency, 3)} a credit
              {quote.savedCents > 0 ? `, you save ${formatPrice(quote.savedCents, currency)}` : ''}
            </span>
          </output>
          <NextTier offer={offer} quote={quote} packages={packages} onChoose={press} />
          <DodoCheckoutButton packageId={offer.id} quantity={quantity} size="lg" className="mt-auto">
            <span>
              Buy <Amount value={quote.credits} unit />
            </span>
          </DodoCheckoutButton>
        </div>
      </CardContent>
    </Card>
  )
}
