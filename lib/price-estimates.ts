import { atComplexity, type Complexity, type CreditPackage, quoteQuantity } from '@/lib/pricing-plans'

/** One line of the price list: a feature, on one model or (with `model` '') on any. Credits for one unit of low complexity. */
export type PricedFeature = {
  id: string
  feature: string
  model: string
  name: string
  /** What the price is for: "a picture". */
  unit: string
  plural: string
  credits: number
  /** False while nothing is connected that could do it. */
  isReady: boolean
}

/** How many runs of each line, by its id. */
export type Mix = Readonly<Record<string, number>>

/** How often a feature can be run with so many credits, all spent on it. */
export function countRuns(credits: number, price: PricedFeature, complexity: Complexity): number {
  return Math.floor(credits / atComplexity(price.credits, complexity))
}

/** Credits that a mix costs. */
export function costOfMix(prices: readonly PricedFeature[], mix: Mix, complexity: Complexity): number {
  return prices.reduce(
    (sum, price) => sum + (mix[price.id] ?? 0) * atComplexity(price.credits, complexity),
    0,
  )
}

/** The same share of the credits for each line; what is left over goes to the lines in their order. Never costs more. */
export function spreadEvenly(credits: number, prices: readonly PricedFeature[], complexity: Complexity): Mix {
  const share = Math.floor(credits / Math.max(prices.length, 1))
  const mix: Record<string, number> = {}
  for (const price of prices) mix[price.id] = countRuns(share, price, complexity)
  let left = credits - costOfMix(prices, mix, complexity)
  for (const price of prices) {
    const more = countRuns(left, price, complexity)
    mix[price.id] = (mix[price.id] ?? 0) + more
    left -= more * atComplexity(price.credits, complexity)
  }
  return mix
}

/** A purchase: how many of which package, and what comes of it. Cents without tax. */
export type Purchase = { offer: CreditPackage; quantity: number; credits: number; priceCents: number }

/** Single purchases of at least so many credits, in the currency of the first package: as few as do, and each later step. */
export function listPurchases(credits: number, packages: readonly CreditPackage[]): Purchase[] {
  const [first] = packages
  return packages.flatMap((offer): Purchase[] => {
    const quantity = Math.max(Math.ceil(credits / offer.credits), 1)
    if (quantity > offer.maxQuantity || offer.currency !== first?.currency) return []
    // Going on to the next step can cost less than staying below it.
    const steps = [quantity, ...offer.tiers.map((tier) => tier.minQuantity)]
    return steps
      .filter((step) => step >= quantity && step <= offer.maxQuantity)
      .map((step) => {
        const quote = quoteQuantity(offer, step)
        return { offer, quantity: step, credits: quote.credits, priceCents: quote.totalCents }
      })
  })
}

/** The cheapest single purchase of at least so many credits; null when no package goes that far. */
export function cheapestPurchase(credits: number, packages: readonly CreditPackage[]): Purchase | null {
  return listPurchases(credits, packages).reduce<Purchase | null>(
    (best, next) => (best === null || next.priceCents < best.priceCents ? next : best),
    null,
  )
}
