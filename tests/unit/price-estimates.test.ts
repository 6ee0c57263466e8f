import { expect, test } from 'vitest'
import {
  cheapestPurchase,
  costOfMix,
  countRuns,
  type PricedFeature,
  spreadEvenly,
} from '../../lib/price-estimates'
import { COMPLEXITIES, CREDIT_PACKAGES } from '../../lib/pricing-plans'

const price = (id: string, credits: number): PricedFeature => ({
  id,
  feature: id,
  model: '',
  name: id,
  unit: 'a run',
  plural: 'runs',
  credits,
  isReady: true,
})
const PRICES = [price('text', 1), price('image', 3), price('video', 15)]

test('what is left of a run that can not be paid whole does not count', () => {
  expect(countRuns(500, price('image', 3), 'low')).toBe(166)
  expect(countRuns(500, price('image', 3), 'medium')).toBe(100)
  expect(countRuns(2, price('image', 3), 'low')).toBe(0)
})

test('an even mix never costs more than there is, and leaves less than the cheapest run', () => {
  for (const complexity of COMPLEXITIES) {
    for (const credits of [1, 7, 20, 99, 500, 12_345]) {
      const mix = spreadEvenly(credits, PRICES, complexity)
      const cost = costOfMix(PRICES, mix, complexity)
      expect(cost).toBeLessThanOrEqual(credits)
      expect(countRuns(credits - cost, price('text', 1), complexity)).toBe(0)
    }
  }
  expect(spreadEvenly(90, PRICES, 'low')).toEqual({ text: 30, image: 10, video: 2 })
  expect(spreadEvenly(100, [], 'low')).toEqual({})
})

test('the cheapest purchase covers the need, by a package or by quantity', () => {
  expect(cheapestPurchase(500, CREDIT_PACKAGES)).toMatchObject({ credits: 500, priceCents: 3999 })
  expect(cheapestPurchase(500, CREDIT_PACKAGES)?.offer.id).toBe('pro')
  expect(cheapestPurchase(600, CREDIT_PACKAGES)).toMatchObject({ quantity: 6, priceCents: 6 * 849 })
  // Four hundreds cost three cents less than the five hundred of Pro.
  expect(cheapestPurchase(400, CREDIT_PACKAGES)?.priceCents).toBe(3996)
  for (let credits = 1; credits <= 50_000; credits += 997) {
    expect(cheapestPurchase(credits, CREDIT_PACKAGES)?.credits).toBeGreaterThanOrEqual(credits)
  }
  expect(cheapestPurchase(50_001, CREDIT_PACKAGES)).toBeNull()
  expect(cheapestPurchase(1, [])).toBeNull()
})

test('a larger quantity at a lower step is found when it costs less', () => {
  const [custom] = CREDIT_PACKAGES.filter((pack) => pack.maxQuantity > 1)
  if (!custom) throw new Error('no package is sold by quantity')
  // 49 at 7.69 come to more than 50 at 6.99.
  expect(cheapestPurchase(4900, [custom])).toMatchObject({ quantity: 50, priceCents: 50 * 699 })
})
