import { cheapestPurchase, listPurchases, type Purchase } from '@/lib/price-estimates'
import type { CreditPackage } from '@/lib/pricing-plans'
import { groupRows, type UsageRow } from './usage-days'

type FeaturePrice = { feature: string; model: string; credits: number }
type PlanOffer = { id: string; name: string; creditsPerMonth: number; priceCents: number; currency: string }

/** The same feature on a cheaper model: what `spent` credits would have come to, `price` becoming `cheaperPrice` a run. */
export type ModelSuggestion = {
  feature: string
  model: string
  cheaperModel: string
  price: number
  cheaperPrice: number
  spent: number
  wouldBe: number
  saved: number
}

/**
 * Models that were used where another one does the same for fewer credits at today's prices, the greatest saving first. What a run
 * costs is in proportion to its model's price, so what it came to is, too.
 */
export function suggestModels(rows: UsageRow[], prices: FeaturePrice[]): ModelSuggestion[] {
  const groups = groupRows(rows, ({ feature, model }) => `${feature} ${model}`)
  const found: ModelSuggestion[] = []
  for (const members of groups.values()) {
    const [{ feature, model } = { feature: '', model: '' }] = members
    const own = prices.find((price) => price.feature === feature && price.model === model)
    const cheapest = prices
      .filter((price) => price.feature === feature && price.model !== '')
      .toSorted((a, b) => a.credits - b.credits)[0]
    if (!own || !cheapest || model === '' || cheapest.credits >= own.credits) continue
    const spent = members.reduce((sum, { credits }) => sum + credits, 0)
    const wouldBe = Math.ceil((spent * cheapest.credits) / own.credits)
    if (spent - wouldBe <= 0) continue
    found.push({
      feature,
      model,
      cheaperModel: cheapest.model,
      price: own.credits,
      cheaperPrice: cheapest.credits,
      spent,
      wouldBe,
      saved: spent - wouldBe,
    })
  }
  return found.toSorted((a, b) => b.saved - a.saved)
}

/**
 * `needed` credits of a month out of a purchase that may bring more or fewer. Bought credits do not expire, so what a month costs is its
 * share, `cents`: priceCents × needed ÷ credits, to the cent.
 */
export type Bundle = Pick<Purchase, 'quantity' | 'credits' | 'priceCents'> & {
  name: string
  needed: number
  cents: number
}

/** How many months a purchase may last: a larger one has a lower price, and nobody is to pay years ahead for it. */
const LONGEST_MONTHS = 3

/**
 * The cheapest way to have so many credits a month from packages. One that lasts longer than LONGEST_MONTHS counts if nothing that
 * does for a month costs less. Null when none is sold in that currency.
 */
export function cheapestPackages(needed: number, packages: CreditPackage[], currency: string): Bundle | null {
  const offers = packages.filter((offer) => offer.currency === currency)
  const month = cheapestPurchase(needed, offers)
  const bundles = offers
    // Where a month takes more than are sold at a time they are bought several times.
    .flatMap((offer) => listPurchases(Math.min(needed, offer.credits * offer.maxQuantity), [offer]))
    .filter(
      ({ credits, priceCents }) =>
        credits <= needed * LONGEST_MONTHS || (month !== null && priceCents <= month.priceCents),
    )
    .map(({ offer, quantity, credits, priceCents }) => {
      const cents = Math.round((priceCents * needed) / credits)
      return { name: offer.name, quantity, credits, priceCents, needed, cents }
    })
  return bundles.toSorted((a, b) => a.cents - b.cents || a.priceCents - b.priceCents)[0] ?? null
}

/** A month's credits bought as packages against a plan and, where it is too small, packages for the rest. Cents without tax. */
export type PlanComparison = {
  planName: string
  credits: number
  currency: string
  packages: Bundle
  plan: { cents: number; credits: number; rest: Bundle | null }
  totalCents: number
  /** Negative: the plan costs more. */
  savedCents: number
}

/**
 * The best plan for so many credits a month against packages alone, in the currency of the first package: savings in others are not
 * to be compared. Null when there is nothing to compare.
 */
export function comparePlans(
  credits: number,
  packages: CreditPackage[],
  plans: PlanOffer[],
): PlanComparison | null {
  if (credits <= 0) return null
  const compared = plans.flatMap((plan) => {
    const alone = cheapestPackages(credits, packages, plan.currency)
    if (plan.priceCents <= 0 || plan.currency !== packages[0]?.currency || !alone) return []
    const missing = Math.max(0, credits - plan.creditsPerMonth)
    const rest = missing > 0 ? cheapestPackages(missing, packages, plan.currency) : null
    const totalCents = plan.priceCents + (rest?.cents ?? 0)
    return {
      planName: plan.name,
      credits,
      currency: plan.currency,
      packages: alone,
      plan: { cents: plan.priceCents, credits: plan.creditsPerMonth, rest },
      totalCents,
      savedCents: alone.cents - totalCents,
    }
  })
  return compared.toSorted((a, b) => b.savedCents - a.savedCents)[0] ?? null
}
