// @vitest-environment happy-dom
import { act, createElement, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'
import { Amount } from '../../components/ui/amount'
import { LocalTime } from '../../components/ui/local-time'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

/** What a browser shows of an element. */
function show(element: ReactElement): string | null {
  const container = document.createElement('div')
  act(() => createRoot(container).render(element))
  return container.textContent
}

test.each([
  [{ value: 1, unit: true }, '1 credit'],
  [{ value: 0, unit: true }, '0 credits'],
  [{ value: 2000, unit: true }, '2,000 credits'],
  [{ value: 5, sign: true }, '+5'],
  [{ value: -1500, sign: true }, '−1,500'],
  [{ value: 0, sign: true }, '0'],
  [{ value: -3 }, '−3'],
])('an amount of %j reads "%s"', (props, text) => {
  expect(show(createElement(Amount, props))).toBe(text)
})

describe('a moment', () => {
  /** What `read` gives where the clock shows the time of this zone. */
  function within<Result>(zone: string, read: () => Result): Result {
    const before = process.env.TZ
    process.env.TZ = zone
    try {
      return read()
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  }

  const ISO = '2026-11-01T23:30:00.000Z'

  test('reads in UTC, and says so, where the zone of the reader is not known', () => {
    const html = renderToString(createElement(LocalTime, { iso: ISO }))
    expect(html).toBe(`<time dateTime="${ISO}">1 Nov 2026, 23:30 UTC</time>`)
  })

  test('reads in the zone of the reader in a browser', () => {
    const shown = within('Asia/Tokyo', () => show(createElement(LocalTime, { iso: ISO })))
    expect(shown).toBe('2 Nov 2026, 08:30')
  })

  // Half hours, both sides of UTC, summer time and the hours around its change.
  test.each(['Asia/Kolkata', 'America/St_Johns', 'Europe/Berlin', 'Pacific/Apia', 'UTC'])(
    'reads as British Intl writes it in %s',
    (zone) =>
      within(zone, () => {
        const intl = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
        const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })
        for (let hour = 0; hour < 366 * 24; hour += 43) {
          const moment = new Date(Date.UTC(2026, 0, 1, hour, 59))
          const iso = moment.toISOString()
          expect(show(createElement(LocalTime, { iso }))).toBe(intl.format(moment))
          expect(show(createElement(LocalTime, { iso, dateOnly: true }))).toBe(days.format(moment))
        }
      }),
  )
})
