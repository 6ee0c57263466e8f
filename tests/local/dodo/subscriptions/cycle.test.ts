import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addSpans } from '../../../../local/dodo/subscriptions/time/cycle'

const add = (start: string, count: number, interval: 'Day' | 'Week' | 'Month' | 'Year', times: number) =>
  addSpans(new Date(start), { count, interval }, times).toISOString()

describe('adding months', () => {
  test.each([
    ['2026-01-31T10:20:30.456Z', 1, '2026-02-28T10:20:30.456Z'],
    ['2026-01-31T10:20:30.456Z', 2, '2026-03-31T10:20:30.456Z'],
    ['2026-01-31T10:20:30.456Z', 3, '2026-04-30T10:20:30.456Z'],
    ['2024-01-30T00:00:00.000Z', 1, '2024-02-29T00:00:00.000Z'],
    ['2026-12-31T23:59:59.999Z', 2, '2027-02-28T23:59:59.999Z'],
    ['2026-05-15T12:00:00.000Z', 0, '2026-05-15T12:00:00.000Z'],
  ])('%s and %i months', (start, months, expected) => {
    expect(add(start, 1, 'Month', months)).toBe(expected)
  })

  test('days, weeks and years', () => {
    expect(add('2026-02-27T00:00:00Z', 1, 'Day', 3)).toBe('2026-03-02T00:00:00.000Z')
    expect(add('2026-02-27T00:00:00Z', 2, 'Week', 2)).toBe('2026-03-27T00:00:00.000Z')
    expect(add('2024-02-29T00:00:00Z', 1, 'Year', 1)).toBe('2025-02-28T00:00:00.000Z')
    expect(add('2024-02-29T00:00:00Z', 1, 'Year', 4)).toBe('2028-02-29T00:00:00.000Z')
  })

  test('lands in the right month, on the same day or its last, at the same time', () => {
    const dates = fc.date({ min: new Date('2000-01-01'), max: new Date('2080-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(
        dates,
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 0, max: 60 }),
        (start, count, times) => {
          const end = addSpans(start, { count, interval: 'Month' }, times)
          const month = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth()
          expect(month(end) - month(start)).toBe(count * times)
          const tomorrow = new Date(end.getTime() + 86_400_000)
          const isLast = tomorrow.getUTCDate() === 1
          expect(
            end.getUTCDate() === start.getUTCDate() || (isLast && end.getUTCDate() < start.getUTCDate()),
          ).toBe(true)
          expect(end.toISOString().slice(10)).toBe(start.toISOString().slice(10))
        },
      ),
    )
  })
})
