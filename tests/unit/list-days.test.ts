import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { daysOptions } from '../../components/admin/list/days-choice'
import { UserFilter } from '../../lib/admin/shapes/user'
import { DaysQuery, daysArgs } from '../../lib/reports/period'

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-03-02T23:59:00Z') }))
afterEach(() => void vi.useRealTimers())

it('takes a report’s periods and days that there are, and passes over all else', () => {
  for (const days of ['7', '30', '90', '2026-02-28', '2028-02-29']) expect(DaysQuery.parse(days)).toBe(days)
  for (const odd of [
    '',
    '8',
    '007',
    '-7',
    '2026-02-29',
    '2026-2-1',
    '0001-01-01',
    '9999-12-31',
    ['7'],
    undefined,
  ]) {
    expect(DaysQuery.parse(odd), String(odd)).toBeUndefined()
  }
})

it('of people takes what they did on such days', () => {
  const when = (value: unknown) => UserFilter.parse({ when: value }).when
  for (const good of ['joined-7', 'paid-30', 'first_paid-2026-02-28']) expect(when(good)).toBe(good)
  for (const odd of ['', 'left-7', 'joined', 'joined-', 'joined-8', 'joined-2026-02-30', '-7', undefined]) {
    expect(when(odd), String(odd)).toBeUndefined()
  }
})

it('counts today, in UTC, and as many days before it as a report does', () => {
  expect(daysArgs(undefined)).toEqual({})
  expect(daysArgs('7')).toEqual({ p_from: '2026-02-24', p_to: '2026-03-02' })
  expect(daysArgs('2026-02-28')).toEqual({ p_from: '2026-02-28', p_to: '2026-02-28' })
})

it('offers the periods, and the one day that an address names', () => {
  expect(daysOptions('Paid', '30').map(([, text]) => text)).toEqual([
    'Paid last 7 days',
    'Paid last 30 days',
    'Paid last 90 days',
  ])
  expect(daysOptions('', '7').at(0)).toEqual(['7', 'Last 7 days'])
  expect(daysOptions('Paid', '2026-02-28').at(-1)).toEqual(['2026-02-28', 'Paid 28 Feb 2026'])
})

it('of people goes on after a place of the same order, and of no other', () => {
  const before = (place: string, sort: string) => UserFilter.parse({ sort, before: place }).before
  const id = 'c0ffee00-0000-4000-8000-000000000000'
  const [time, credits] = [`2026-02-28T10:00:00.123456+00:00~${id}`, `1200~${id}`]
  for (const sort of ['newest', 'active']) {
    expect(before(time, sort)).toBe(time)
    expect(before(credits, sort)).toBeUndefined()
  }
  for (const sort of ['balance', 'spending']) {
    expect(before(credits, sort)).toBe(credits)
    expect(before(time, sort)).toBeUndefined()
  }
  for (const odd of [id, `~${id}`, `12.5~${id}`, `2026-02-30T10:00:00+00:00~${id}`, '1200~me', '']) {
    expect(before(odd, 'newest'), odd).toBeUndefined()
    expect(before(odd, 'balance'), odd).toBeUndefined()
  }
})
