import { describe, expect, it } from 'vitest'
import { dailySpending, forecastRunOut } from '@/lib/usage/forecast'
import type { UsageRow } from '@/lib/usage/usage-days'

const TODAY = '2026-11-20'
const each = (days: number, credits: number) => Array.from({ length: days }, () => credits)
const lasting = (credits: number) => [{ credits, expiresAt: null }]

function forecast(daily: number[], outlook: Parameters<typeof forecastRunOut>[0]['outlook']) {
  return forecastRunOut({ daily, outlook, today: TODAY })
}

describe('forecastRunOut', () => {
  it('is the day itself when every day is like the other', () => {
    expect(forecast(each(28, 10), lasting(100))).toEqual({
      kind: 'forecast',
      perDay: 10,
      knownDays: 28,
      likely: '2026-11-30',
      earliest: '2026-11-30',
      latest: '2026-11-30',
      lapsing: 0,
    })
  })

  it('has a range that widens with how days scatter', () => {
    const found = forecast([0, 20, 0, 20, 0, 20, 0, 20, 0, 20, 0, 20, 0, 20], lasting(200))
    if (found.kind !== 'forecast') throw new Error(found.kind)
    // s² = 1400 / 13. 13 days: 130 + 1.2816 √(13 s² + 13² s² / 14) = 196.6; 14 days: 140 + 70.4 = 210.4.
    expect(found.likely).toBe('2026-12-10')
    expect(found.earliest).toBe('2026-12-04')
    expect(found.latest).not.toBeNull()
    expect(
      found.earliest && found.latest && found.earliest < '2026-12-10' && found.latest > '2026-12-10',
    ).toBe(true)
  })

  it('has no latest day when the pace may as well be nothing', () => {
    const found = forecast([0, 0, 0, 30, 0, 0, 1, 0, 0, 1], lasting(60))
    expect(found).toMatchObject({ kind: 'forecast', likely: '2026-12-09', latest: null })
  })

  it('spends in burn order and loses what expires', () => {
    const outlook = [
      { credits: 100, expiresAt: '2026-11-23T12:00:00Z' },
      { credits: 50, expiresAt: null },
    ]
    // 30 of the 100 go by the 23rd, 70 lapse, and 50 last 5 days more.
    expect(forecast(each(14, 10), outlook)).toMatchObject({ likely: '2026-11-28', lapsing: 70 })
  })

  it('ends with the last expiry when use would take longer', () => {
    const outlook = [{ credits: 1000, expiresAt: '2026-12-01T00:00:00Z' }]
    expect(forecast(each(14, 1), outlook)).toMatchObject({
      likely: '2026-12-01',
      earliest: '2026-12-01',
      latest: '2026-12-01',
      lapsing: 989,
    })
  })

  it('names no day beyond a year', () => {
    expect(forecast(each(14, 1), lasting(1000))).toMatchObject({ likely: null, earliest: null, latest: null })
  })

  it.each([
    [[], 0, 0],
    [each(6, 10), 6, 6],
    [[0, 0, 0, 0, 0, 5, 5], 7, 2],
  ])('says when it knows too little: %j', (daily, knownDays, activeDays) => {
    expect(forecast(daily, lasting(10))).toEqual({ kind: 'too_little', knownDays, activeDays })
  })

  it('tells somebody who stopped what will lapse', () => {
    const outlook = [
      { credits: 5, expiresAt: '2026-12-01T00:00:00Z' },
      { credits: 7, expiresAt: '2027-01-01T00:00:00Z' },
      { credits: 9, expiresAt: null },
    ]
    expect(forecast(each(28, 0), outlook)).toEqual({
      kind: 'idle',
      expiring: 12,
      lastExpiry: '2027-01-01T00:00:00Z',
    })
  })
})

it('looks back at whole days since the first call, at most 28, without today', () => {
  const row = (day: string, credits: number): UsageRow => ({
    day,
    credits,
    feature: 'a',
    model: '',
    calls: 1,
    failedCalls: 0,
    tokens: 0,
  })
  const rows = [row('2026-11-17', 2), row('2026-11-17', 3), row('2026-11-19', 1), row(TODAY, 9)]
  expect(dailySpending(rows, '2026-11-17', TODAY)).toEqual([5, 0, 1])
  // Whether the rows reach back to the first call or not.
  const early = row('2026-09-01', 2)
  expect(dailySpending([early], early.day, TODAY)).toEqual(each(28, 0))
  expect(dailySpending([early, ...rows], early.day, TODAY)).toEqual([...each(25, 0), 5, 0, 1])
  expect(dailySpending(rows, early.day, TODAY)).toEqual([...each(25, 0), 5, 0, 1])
  expect(dailySpending([], null, TODAY)).toEqual([])
})
