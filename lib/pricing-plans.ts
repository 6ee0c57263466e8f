/** 1 credit buys this many tokens. */
export const TOKENS_PER_CREDIT = 2000

export type CreditPackage = {
  id: string
  name: string
  credits: number
  priceCents: number
  currency: string
  isPopular: boolean
}

/**
 * The packages as Creditkit ships them, for pages that are built ahead of time. What a checkout charges and grants is
 * always read from the `credit_packages` table; a test keeps seed.sql and this list the same.
 */
export const CREDIT_PACKAGES: readonly CreditPackage[] = [
  { id: 'starter', name: 'Starter', credits: 100, priceCents: 999, currency: 'USD', isPopular: false },
  { id: 'pro', name: 'Pro', credits: 500, priceCents: 3999, currency: 'USD', isPopular: true },
  {
    id: 'enterprise',
    name: 'Enterprise',
    credits: 2000,
    priceCents: 14999,
    currency: 'USD',
    isPopular: false,
  },
]

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
 * (low 1, medium 1.5, high 2), rounded up. For estimates on screen; the server charges what the table says.
 * Throws RangeError for a feature or model without a price.
 */
export function calculateToolCost(feature: string, model = '', complexity: Complexity = 'low'): number {
  const models = FEATURE_COSTS.get(feature)
  const credits = models?.get(model) ?? models?.get('')
  if (credits === undefined) throw new RangeError(`no price for ${feature}${model && ` on ${model}`}`)
  const halves = { low: 2, medium: 3, high: 4 }[complexity]
  return Math.ceil((credits * halves) / 2)
}

/** Cents as people read money, in the package's own currency, with `digits` decimals: 999 USD cents give "$9.99". */
export function formatPrice(cents: number, currency: string, digits = 2): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cents / 100)
}
