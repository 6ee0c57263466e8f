/** 1 credit buys this many tokens. */
export const TOKENS_PER_CREDIT = 2000

/** What things are sold in: the currencies that the tables of packages and plans admit. */
export const CURRENCIES = ['USD', 'EUR', 'GBP', 'INR', 'CAD', 'AUD', 'CHF', 'SGD'] as const

export type CreditPackage = {
  id: string
  name: string
  credits: number
  priceCents: number
  currency: string
  isPopular: boolean
  /** More than 1: sold by quantity, see quoteQuantity. */
  maxQuantity: number
  /** What one costs from a quantity on, the smallest quantity first. Below the first it is `priceCents`. */
  tiers: PackageTier[]
}

/** `priceCents` is for one of the package. */
export type PackageTier = { minQuantity: number; priceCents: number }

const SINGLE = { currency: 'USD', isPopular: false, maxQuantity: 1, tiers: [] }

/**
 * The packages as Creditkit ships them. What pages show and a checkout charges is always read from the
 * `credit_packages` table; a test keeps seed.sql and this list the same.
 */
export const CREDIT_PACKAGES: readonly CreditPackage[] = [
  { id: 'starter', name: 'Starter', credits: 100, priceCents: 999, ...SINGLE },
  { id: 'pro', name: 'Pro', credits: 500, priceCents: 3999, ...SINGLE, isPopular: true },
  { id: 'enterprise', name: 'Enterprise', credits: 2000, priceCents: 14999, ...SINGLE },
  {
    id: 'custom',
    name: 'Custom amount',
    credits: 100,
    priceCents: 999,
    ...SINGLE,
    maxQuantity: 500,
    tiers: [
      { minQuantity: 5, priceCents: 849 },
      { minQuantity: 10, priceCents: 799 },
      { minQuantity: 20, priceCents: 769 },
      { minQuantity: 50, priceCents: 699 },
      { minQuantity: 100, priceCents: 649 },
    ],
  },
]

/** What a quantity of a package comes to. Cents without tax. */
export type Quote = {
  quantity: number
  credits: number
  /** Of one of the package, by the tier that the quantity reaches. */
  unitCents: number
  totalCents: number
  /** Less than the same quantity at the package's own price. */
  savedCents: number
  /** The tier after the one reached, with what its smallest quantity costs and saves against today's unit price. */
  next: { quantity: number; unitCents: number; totalCents: number; savedCents: number } | null
}

/**
 * The price of a quantity of a package, for estimates on screen: what a checkout charges is always computed by the database, which
 * picks the tier in the same way. Throws RangeError for a quantity that the package is not sold in.
 */
export function quoteQuantity(offer: CreditPackage, quantity: number): Quote {
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > offer.maxQuantity) {
    throw new RangeError(`${offer.id} is not sold ${quantity} at a time`)
  }
  const reached = offer.tiers.findLast((tier) => tier.minQuantity <= quantity)
  const unitCents = reached?.priceCents ?? offer.priceCents
  const next = offer.tiers.find(
    (tier) => tier.minQuantity > quantity && tier.minQuantity <= offer.maxQuantity,
  )
  return {
    quantity,
    credits: offer.credits * quantity,
    unitCents,
    totalCents: unitCents * quantity,
    savedCents: (offer.priceCents - unitCents) * quantity,
    next: next
      ? {
          quantity: next.minQuantity,
          unitCents: next.priceCents,
          totalCents: next.priceCents * next.minQuantity,
          savedCents: (unitCents - next.priceCents) * next.minQuantity,
        }
      : null,
  }
}

/** Credits one run of a feature costs, by model; '' is every other model. Shipped prices, see CREDIT_PACKAGES. */
export const FEATURE_COSTS: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map([
  ['text-generation', new Map([['', 1]])],
  ['code-generation', new Map([['', 1]])],
  ['code-review', new Map([['', 1]])],
  ['image-generation', new Map([['', 3]])],
  ['video-processing', new Map([['', 10]])],
  [
    'video-generation',
    new Map([
      ['hailuo', 8],
      ['veo2', 15],
    ]),
  ],
  [
    'map-animation',
    new Map([
      ['hailuo', 5],
      ['veo2', 10],
    ]),
  ],
])

export const COMPLEXITIES = ['low', 'medium', 'high'] as const
export type Complexity = (typeof COMPLEXITIES)[number]

/**
 * Credits one run of a tool costs at the shipped prices: the model's price, else the feature's, times the complexity
 * (low 1, medium 1.5, high 2), rounded up. For estimates in the browser; pages and the server read the table.
 * Throws RangeError for a feature or model without a price.
 */
export function calculateToolCost(feature: string, model = '', complexity: Complexity = 'low'): number {
  const models = FEATURE_COSTS.get(feature)
  const credits = models?.get(model) ?? models?.get('')
  if (credits === undefined) throw new RangeError(`no price for ${feature}${model && ` on ${model}`}`)
  return atComplexity(credits, complexity)
}

/** What a price in credits comes to for harder work: low 1, medium 1.5, high 2 times, rounded up. */
export function atComplexity(credits: number, complexity: Complexity): number {
  const halves = { low: 2, medium: 3, high: 4 }[complexity]
  return Math.ceil((credits * halves) / 2)
}

const moneyFormat = (currency: string, digits?: number) =>
  new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })

/** Decimals of a currency's minor unit: 2 for cents, 0 for yen. */
export const minorDigits = (currency: string): number =>
  moneyFormat(currency).resolvedOptions().maximumFractionDigits ?? 2

/**
 * Cents as people read money, in the amount's own currency, with `digits` decimals (the currency's own when left out): 999 USD cents
 * give "$9.99".
 */
export function formatPrice(cents: number, currency: string, digits?: number): string {
  return moneyFormat(currency, digits).format(cents / 10 ** minorDigits(currency))
}
