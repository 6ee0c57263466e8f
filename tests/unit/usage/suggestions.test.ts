import { describe, expect, it } from 'vitest'
import { CREDIT_PACKAGES } from '@/lib/pricing-plans'
import { PeriodQuery } from '@/lib/reports/period'
import { cheapestPackages, comparePlans, suggestModels } from '@/lib/usage/suggestions'
import { changeSince, groupUsage, periodOf, sumUsage, type UsageRow, within } from '@/lib/usage/usage-days'

const used = (feature: string, model: string, credits: number, day = '2026-11-01'): UsageRow => ({
  day,
  feature,
  model,
  calls: 1,
  failedCalls: 0,
  credits,
  tokens: 0,
})
const PRICES = [
  { feature: 'video-generation', model: 'hailuo', credits: 8 },
  { feature: 'video-generation', model: 'veo2', credits: 15 },
  { feature: 'text-generation', model: '', credits: 1 },
]
const PLANS = [
  { id: 'free', name: 'Free', creditsPerMonth: 5, priceCents: 0, currency: 'USD' },
  { id: 'pro', name: 'Pro', creditsPerMonth: 100, priceCents: 1900, currency: 'USD' },
  { id: 'enterprise', name: 'Enterprise', creditsPerMonth: 1000, priceCents: 9900, currency: 'USD' },
]
const packages = [...CREDIT_PACKAGES]

describe('suggestModels', () => {
  it('compares with the cheapest model of the feature, over all days', () => {
    const rows = [used('video-generation', 'veo2', 30), used('video-generation', 'veo2', 15, '2026-11-02')]
    expect(suggestModels(rows, PRICES)).toEqual([
      {
        feature: 'video-generation',
        model: 'veo2',
        cheaperModel: 'hailuo',
        price: 15,
        cheaperPrice: 8,
        spent: 45,
        wouldBe: 24,
        saved: 21,
      },
    ])
  })

  it.each([
    ['the cheapest model', used('video-generation', 'hailuo', 80)],
    ['a feature without models', used('text-generation', '', 50)],
    ['a model without a price', used('video-generation', 'old', 50)],
    ['calls that cost nothing', used('video-generation', 'veo2', 0)],
    ['what rounds up to the same', used('video-generation', 'veo2', 1)],
  ])('has nothing to say of %s', (_what, row) => expect(suggestModels([row], PRICES)).toEqual([]))
})

describe('plans against packages', () => {
  it('counts of a purchase what a month takes, as bought credits never expire', () => {
    expect(cheapestPackages(30, packages, 'USD')).toEqual({
      name: 'Starter',
      quantity: 1,
      credits: 100,
      priceCents: 999,
      needed: 30,
      cents: 300,
    })
    expect(cheapestPackages(100, packages, 'USD')).toMatchObject({ name: 'Starter', cents: 999 })
    // Four hundreds cost three cents less than the Pro of 500, which is the lower price.
    expect(cheapestPackages(400, packages.slice(0, 2), 'USD')).toMatchObject({ name: 'Pro', cents: 3199 })
    expect(cheapestPackages(90, packages, 'EUR')).toBeNull()
  })

  const [custom] = packages.filter(({ maxQuantity }) => maxQuantity > 1)
  if (!custom) throw new Error('No package is sold by quantity.')

  it('goes on to the next step where that is cheaper', () => {
    // 49 at 7.69 come to 376.81, and 50 at 6.99 to 349.50.
    const upTo50 = { ...custom, tiers: custom.tiers.filter(({ minQuantity }) => minQuantity <= 50) }
    expect(cheapestPackages(4900, [upTo50], 'USD')).toMatchObject({
      quantity: 50,
      priceCents: 34_950,
      cents: 34_251,
    })
    // No further than three months ahead: 10 hundreds at 7.99, not 100 at 6.49.
    expect(cheapestPackages(400, [custom], 'USD')).toMatchObject({ quantity: 10, cents: 3196 })
  })

  it('keeps the lowest price beyond what is sold at a time', () => {
    const few = { ...custom, maxQuantity: 12 }
    expect(cheapestPackages(1500, [few], 'USD')).toMatchObject({ quantity: 12, cents: 799 * 15 })
    expect(cheapestPackages(60_000, packages, 'USD')).toMatchObject({ quantity: 500, cents: 649 * 600 })
  })

  it('takes a purchase that costs less than one that is just enough, however long it lasts', () => {
    const offer = { ...custom, id: 'sale', name: 'Sale', credits: 1000, priceCents: 500, tiers: [] }
    expect(cheapestPackages(30, [...packages, offer], 'USD')).toMatchObject({ name: 'Sale', cents: 15 })
  })

  it('advises no plan where the credits of a month cost less', () => {
    const plan = { id: 'mini', name: 'Mini', creditsPerMonth: 30, priceCents: 500, currency: 'USD' }
    expect(comparePlans(30, packages, [plan])).toMatchObject({ packages: { cents: 300 }, savedCents: -200 })
  })

  it('says so where no shipped plan is cheaper', () => {
    for (const credits of [50, 100, 300, 1000, 5000]) {
      expect(comparePlans(credits, packages, PLANS)?.savedCents).toBeLessThan(0)
    }
    expect(comparePlans(0, packages, PLANS)).toBeNull()
    expect(comparePlans(10, [], PLANS)).toBeNull()
  })

  it('adds packages for what a plan does not cover, and takes the best plan', () => {
    const cheap = PLANS.map((plan) => (plan.id === 'pro' ? { ...plan, priceCents: 500 } : plan))
    expect(comparePlans(180, packages, cheap)).toMatchObject({
      planName: 'Pro',
      packages: { name: 'Pro', quantity: 1, needed: 180, cents: 1440 },
      plan: { cents: 500, credits: 100, rest: { name: 'Starter', quantity: 1, needed: 80, cents: 799 } },
      totalCents: 1299,
      savedCents: 141,
    })
    expect(comparePlans(100, packages, cheap)).toMatchObject({ plan: { rest: null }, savedCents: 499 })
  })

  it('compares in one currency, that of the first package', () => {
    const [first] = packages
    if (!first) throw new Error('There is no package.')
    const dear = { ...first, id: 'eur', currency: 'EUR', priceCents: 9999 }
    const plan = { id: 'eur', name: 'Euro', creditsPerMonth: 100, priceCents: 100, currency: 'EUR' }
    expect(comparePlans(100, [...packages, dear], [plan])).toBeNull()
    expect(comparePlans(100, [dear, ...packages], [plan])).toMatchObject({
      currency: 'EUR',
      savedCents: 9899,
    })
  })
})

describe('periods', () => {
  it('end today and are as long as those before them', () => {
    expect(periodOf('2026-03-01', 7)).toEqual({
      from: '2026-02-23',
      to: '2026-03-01',
      previousFrom: '2026-02-16',
      previousTo: '2026-02-22',
    })
  })

  it.each([
    ['7', 7],
    ['90', 90],
    [undefined, 30],
    ['8', 30],
    ['x', 30],
    [['7', '30'], 30],
  ])('come from the address: %j', (days, expected) => expect(PeriodQuery.parse(days)).toBe(expected))

  it('sum up', () => {
    const rows = [used('a', '', 3), used('b', '', 5), used('a', '', 4, '2026-11-02')]
    expect(groupUsage(rows, ({ feature }) => feature).map(({ key, credits }) => [key, credits])).toEqual([
      ['a', 7],
      ['b', 5],
    ])
    expect(sumUsage(within(rows, '2026-11-02', '2026-11-02')).credits).toBe(4)
    expect(changeSince(15, 10)).toBe(0.5)
    expect(changeSince(15, 0)).toBeNull()
  })
})
