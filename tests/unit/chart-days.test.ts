import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nameDay } from '../../components/charts/series'

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-03-02T23:59:00Z') }))
afterEach(() => void vi.useRealTimers())

it('says of today, in UTC, that it is not over, and of other days nothing', () => {
  expect(nameDay('2026-03-02')).toBe('2 Mar 2026, so far')
  expect(nameDay('2026-03-01')).toBe('1 Mar 2026')
  vi.setSystemTime(new Date('2026-03-03T00:00:00Z'))
  expect(nameDay('2026-03-02')).toBe('2 Mar 2026')
})
