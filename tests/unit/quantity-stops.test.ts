import { describe, expect, test } from 'vitest'
import { nearestStop, quantityStops } from '../../components/billing/quantity-stops'

describe('the stops of the quantity slider', () => {
  test.each([1, 2, 9, 10, 11, 48, 500, 9_999, 10_000])('go from 1 to %i, each once and upwards', (max) => {
    const stops = quantityStops(max)
    expect(stops[0]).toBe(1)
    expect(stops.at(-1)).toBe(max)
    expect(stops).toEqual([...new Set(stops)].sort((a, b) => a - b))
    expect(stops.length).toBeLessThan(60)
  })

  test('a quantity between two stops is shown at the lower one', () => {
    const stops = quantityStops(500)
    expect(stops.slice(8, 14)).toEqual([9, 10, 15, 20, 25, 30])
    expect(stops[nearestStop(stops, 27)]).toBe(25)
    expect(nearestStop(stops, 0)).toBe(0)
  })
})
