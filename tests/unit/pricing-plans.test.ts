import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  CREDIT_PACKAGES,
  calculateToolCost,
  FEATURE_COSTS,
  formatPrice,
  TOKENS_PER_CREDIT,
} from '../../lib/pricing-plans'

const seed = readFileSync(new URL('../../supabase/seed.sql', import.meta.url), 'utf8')

/** The rows that seed.sql inserts into a table, by column. Numbers and booleans are told apart from text. */
function readSeed(table: string): Record<string, string | number | boolean | null>[] {
  const insert = new RegExp(`insert into public\\.${table} \\(([^)]*)\\) values([^;]*?)on conflict`).exec(
    seed,
  )
  if (!insert) throw new Error(`seed.sql does not fill ${table}`)
  const columns = (insert[1] ?? '').split(',').map((name) => name.trim())
  return Array.from((insert[2] ?? '').matchAll(/\(([^)]*)\)/g), ([, row = '']) => {
    const values = Array.from(row.matchAll(/'((?:[^']|'')*)'|[^,\s]+/g), ([raw, text]) =>
      text === undefined ? JSON.parse(raw) : text.replaceAll("''", "'"),
    )
    return Object.fromEntries(columns.map((name, index) => [name, values[index]]))
  })
}

test('the packages are those of seed.sql, in its order', () => {
  const rows = readSeed('credit_packages').sort((a, b) => Number(a.position) - Number(b.position))
  expect(rows.length).toBeGreaterThan(0)
  expect(CREDIT_PACKAGES).toEqual(
    rows.map(({ id, name, credits, price_cents, currency, is_popular }) => ({
      id,
      name,
      credits,
      priceCents: price_cents,
      currency,
      isPopular: is_popular,
    })),
  )
})

test('the prices of features are those of seed.sql', () => {
  const rows = readSeed('feature_pricing').map(({ feature, model, credits }) => [feature, model, credits])
  expect(rows.length).toBeGreaterThan(0)
  const shipped = Array.from(FEATURE_COSTS, ([feature, models]) =>
    Array.from(models, ([model, credits]) => [feature, model, credits]),
  ).flat()
  expect(shipped.map(String).sort()).toEqual(rows.map(String).sort())
})

test('a credit is 2,000 tokens', () => {
  expect(TOKENS_PER_CREDIT).toBe(2000)
})

describe('calculateToolCost', () => {
  test.each([
    ['text-generation', '', 'low', 1],
    ['text-generation', '', 'medium', 2],
    ['text-generation', '', 'high', 2],
    ['text-generation', 'gpt-x', 'low', 1],
    ['image-generation', '', 'medium', 5],
    ['video-processing', '', 'medium', 15],
    ['video-generation', 'veo2', 'low', 15],
    ['video-generation', 'veo2', 'medium', 23],
    ['video-generation', 'hailuo', 'high', 16],
    ['map-animation', 'hailuo', 'medium', 8],
  ] as const)('%s on "%s" at %s complexity costs %i', (feature, model, complexity, credits) => {
    expect(calculateToolCost(feature, model, complexity)).toBe(credits)
  })

  test('low complexity is what is meant when none is named', () => {
    expect(calculateToolCost('video-processing')).toBe(10)
  })

  test.each([
    ['teleportation', ''],
    ['', ''],
    ['video-generation', ''],
    ['video-generation', 'sora'],
    ['constructor', ''],
    ['__proto__', ''],
    ['toString', ''],
    ['video-generation', 'constructor'],
    ['video-generation', '__proto__'],
  ])('%j on %j has no price rather than a wrong one', (feature, model) => {
    expect(() => calculateToolCost(feature, model)).toThrow(RangeError)
  })
})

test.each([
  [999, 'USD', 2, '$9.99'],
  [14_999, 'USD', 2, '$149.99'],
  [0, 'EUR', 2, '€0.00'],
  [9.99, 'USD', 3, '$0.100'],
])('%d cents of %s with %i decimals read %s', (cents, currency, digits, text) => {
  expect(formatPrice(cents, currency, digits)).toBe(text)
})
