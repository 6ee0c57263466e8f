import { describe, expect, test } from 'vitest'
import { axisTicks, axisWidth, formatTick } from '../../components/charts/axis'
import type { ChartSeries, ChartUnit } from '../../components/charts/series'

const bars: ChartSeries[] = [
  { key: 'a', label: 'A', draw: 'bar', color: 1, stack: 'x' },
  { key: 'b', label: 'B', draw: 'bar', color: 2, stack: 'x' },
  { key: 'c', label: 'C', draw: 'line', color: 3 },
]
const ticksFor = (a: number, b: number | null = 0, c: number | null = 0) =>
  axisTicks({ series: bars, rows: [{ day: '2026-11-01', values: { a, b, c } }] })

describe('the lines of a chart', () => {
  test.each([
    [1350, [0, 500, 1000, 1500]],
    [1, [0, 1]],
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [12, [0, 5, 10, 15]],
    [360, [0, 100, 200, 300, 400]],
    [1_080_000, [0, 250_000, 500_000, 750_000, 1_000_000, 1_250_000]],
  ])('up to %i are at round numbers', (top, ticks) => {
    expect(ticksFor(top)).toEqual(ticks)
  })

  test('are above what stands on each other, and what stands alone', () => {
    expect(ticksFor(300, 200).at(-1)).toBe(500)
    expect(ticksFor(300, null, 900).at(-1)).toBe(1000)
  })

  test.each<[number, ChartUnit, string]>([
    [1_250_000, 'tokens', '1.25M'],
    [1500, 'credits', '1.5K'],
    [125_000, { cents: 'USD' }, '$1.25K'],
    [250, { cents: 'USD' }, '$2.50'],
    [50_000, { cents: 'USD' }, '$500'],
    [500, { cents: 'JPY' }, '¥500'],
    [25, 'percent', '25%'],
  ])('%i %j reads "%s"', (value, unit, text) => {
    expect(formatTick(value, unit)).toBe(text)
  })

  test.each<[number[], ChartUnit, number]>([
    // What the widest of them takes in the theme's font at 12 pixels.
    [[0, 8], 'credits', 8],
    [[0, 8_000_000], 'tokens', 19],
    [[0, 88_800], 'tokens', 35],
    [[0, 88_888], { cents: 'USD' }, 47],
    [[0, 50, 100], 'percent', 31],
  ])('%j in %j have room beside them', (ticks, unit, widest) => {
    expect(axisWidth(ticks, unit)).toBeGreaterThanOrEqual(widest + 8)
  })

  test('are never rounded to read', () => {
    const letters = { K: 1e3, M: 1e6, B: 1e9 }
    for (let top = 1; top < 2e9; top = Math.ceil(top * 1.37)) {
      for (const tick of ticksFor(top)) {
        const [, digits, letter] = /^([\d.]+)([KMB]?)$/.exec(formatTick(tick, 'count')) ?? []
        expect(Number(digits) * (letters[letter as keyof typeof letters] ?? 1)).toBeCloseTo(tick, 3)
      }
    }
  })
})
