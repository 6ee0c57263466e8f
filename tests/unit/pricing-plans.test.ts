import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  atComplexity,
  COMPLEXITIES,
  CREDIT_PACKAGES,
  calculateToolCost,
  FEATURE_COSTS,
  formatPrice,
  minorDigits,
  quoteQuantity,
  TOKENS_PER_CREDIT,
} from '../../lib/pricing-plans'

const seed = readFileSync(new URL('../../supabase/seed.sql', import.meta.url), 'utf8')

type SeedRow = Record<string, string | number | boolean | null>

/** The rows that seed.sql inserts into a table, by column, all of its inserts together. Numbers and booleans are told apart from text. */
function readSeed(table: string): SeedRow[] {
  const insert = new RegExp(`insert into public\\.${table} \\(([^)]*)\\)\\s+values([^;]*?)on conflict`, 'g')
  const rows = Array.from(seed.matchAll(insert), ([, columns = '', values = '']) => readRows(columns, values))
  // One that reads otherwise would be left out.
  expect(rows.length).toBe(seed.split(`insert into public.${table} `).length - 1)
  return rows.flat()
}

function readRows(columns: string, values: string): SeedRow[] {
  const names = columns.split(',').map((name) => name.trim())
  return Array.from(values.matchAll(/\(([^)]*)\)/g), ([, row = '']) => {
    const cells = Array.from(row.matchAll(/'((?:[^']|'')*)'|[^,\s]+/g), ([raw, text]) =>
      text === undefined ? JSON.parse(raw) : text.replaceAll("''", "'"),
    )
    return Object.fromEntries(names.map((name, index) => [name, cells[index]]))
  })
}

test('the packages are those of seed.sql, in its order', () => {
  const rows = readSeed('credit_packages').sort((a, b) => Number(a.position) - Number(b.position))
  const tiers = readSeed('package_tiers')
  expect(rows.length).toBeGreaterThan(0)
  expect(tiers.length).toBeGreaterThan(0)
  expect(CREDIT_PACKAGES).toEqual(
    rows.map(({ id, name, credits, price_cents, currency, is_popular, max_quantity }) => ({
      id,
      name,
      credits,
      priceCents: price_cents,
      currency,
      isPopular: is_popular,
      maxQuantity: max_quantity,
      tiers: tiers
        .filter((tier) => tier.package_id === id)
        .map((tier) => ({ minQuantity: tier.min_quantity, priceCents: tier.price_cents })),
    })),
  )
})

test('every step of a package sold by quantity is cheaper than the one before, and is a product of its own', () => {
  for (const { priceCents, maxQuantity, tiers } of CREDIT_PACKAGES) {
    const steps = [{ minQuantity: 1, priceCents }, ...tiers]
    for (const [index, step] of steps.entries()) {
      const before = steps[index - 1]
      expect(step.minQuantity).toBeLessThanOrEqual(maxQuantity)
      if (!before) continue
      expect(step.minQuantity).toBeGreaterThan(before.minQuantity)
      expect(step.priceCents).toBeLessThan(before.priceCents)
    }
  }
  const products = [...readSeed('credit_packages'), ...readSeed('package_tiers')].map(
    (row) => row.dodo_product_id,
  )
  expect(new Set(products).size).toBe(products.length)
})

test('the prices of features are those of seed.sql', () => {
  const rows = readSeed('feature_pricing').map(({ feature, model = '', credits }) => [
    feature,
    model,
    credits,
  ])
  expect(rows.length).toBeGreaterThan(0)
  const shipped = Array.from(FEATURE_COSTS, ([feature, models]) =>
    Array.from(models, ([model, credits]) => [feature, model, credits]),
  ).flat()
  expect(shipped.map(String).sort()).toEqual(rows.map(String).sort())
})

test('a credit is 2,000 tokens', () => {
  expect(TOKENS_PER_CREDIT).toBe(2000)
})

test.each([
  [1, 'low', 1],
  [1, 'medium', 2],
  [1, 'high', 2],
  [3, 'medium', 5],
  [5, 'medium', 8],
  [8, 'high', 16],
  [10, 'medium', 15],
  [15, 'low', 15],
  [15, 'medium', 23],
] as const)('%i credits at %s complexity are %i', (credits, complexity, total) => {
  expect(atComplexity(credits, complexity)).toBe(total)
})

describe('calculateToolCost', () => {
  const priced = Array.from(FEATURE_COSTS, ([feature, models]) =>
    Array.from(models, ([model, credits]) => [feature, model, credits] as const),
  ).flat()

  test.each(priced)('of %s on "%s" is its price times the complexity', (feature, model, credits) => {
    for (const complexity of COMPLEXITIES) {
      expect(calculateToolCost(feature, model, complexity)).toBe(atComplexity(credits, complexity))
    }
    expect(calculateToolCost(feature, model)).toBe(credits)
  })

  describe.each(Array.from(FEATURE_COSTS))('of %s', (feature, models) => {
    const anyModel = models.get('')

    test.each(['', 'no-such-model', 'constructor', '__proto__'])(
      'on "%s" is that of any model, or none rather than a wrong one',
      (model) => {
        if (anyModel === undefined) expect(() => calculateToolCost(feature, model)).toThrow(RangeError)
        else expect(calculateToolCost(feature, model)).toBe(anyModel)
      },
    )
  })

  test.each(['teleportation', '', 'constructor', '__proto__', 'toString'])('of %j is none', (feature) => {
    expect(() => calculateToolCost(feature)).toThrow(RangeError)
  })
})

describe('quoteQuantity', () => {
  const offer = {
    ...{ id: 'bulk', name: 'Bulk', credits: 100, priceCents: 1000, currency: 'USD', isPopular: false },
    maxQuantity: 20,
    tiers: [
      { minQuantity: 5, priceCents: 900 },
      { minQuantity: 10, priceCents: 600 },
    ],
  }

  test.each([
    [1, 1000, 1000, 0],
    [4, 1000, 4000, 0],
    [5, 900, 4500, 500],
    [9, 900, 8100, 900],
    [10, 600, 6000, 4000],
    [20, 600, 12_000, 8000],
  ])(
    '%i cost %i each, %i together, %i less than one by one',
    (quantity, unitCents, totalCents, savedCents) => {
      expect(quoteQuantity(offer, quantity)).toMatchObject({
        quantity,
        credits: quantity * 100,
        unitCents,
        totalCents,
        savedCents,
      })
    },
  )

  test('the next step says what it costs and what it saves against the price reached', () => {
    expect(quoteQuantity(offer, 1).next).toEqual({
      quantity: 5,
      unitCents: 900,
      totalCents: 4500,
      savedCents: 500,
    })
    // More for less: nine cost 81.00, ten 60.00.
    expect(quoteQuantity(offer, 9).next).toEqual({
      quantity: 10,
      unitCents: 600,
      totalCents: 6000,
      savedCents: 3000,
    })
    expect(quoteQuantity(offer, 10).next).toBeNull()
    expect(quoteQuantity({ ...offer, maxQuantity: 9 }, 5).next).toBeNull()
  })

  test.each([0, -1, 21, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    '%d is not sold rather than sold at a wrong price',
    (quantity) => {
      expect(() => quoteQuantity(offer, quantity)).toThrow(RangeError)
    },
  )
})

test('a currency has the decimals of its minor unit', () => {
  expect(['USD', 'JPY', 'KWD'].map(minorDigits)).toEqual([2, 0, 3])
})

test.each([
  [999, 'USD', undefined, '$9.99'],
  [999, 'JPY', undefined, '¥999'],
  [999, 'USD', 2, '$9.99'],
  [14_999, 'USD', 2, '$149.99'],
  [0, 'EUR', 2, '€0.00'],
  [9.99, 'USD', 3, '$0.100'],
])('%d cents of %s with %s decimals read %s', (cents, currency, digits, text) => {
  expect(formatPrice(cents, currency, digits)).toBe(text)
})
