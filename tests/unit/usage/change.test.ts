// @vitest-environment happy-dom
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { UsageTotals } from '@/components/usage/usage-totals'
import { addDays, listDays, periodOf, sumUsage, sumWholeDays, within } from '@/lib/usage/usage-days'

const TODAY = '2026-11-20'
const period = periodOf(TODAY, 7)

/** What the tiles of somebody say who spends so much on each day before today, and so much today. */
function tiles(perDay: (day: string) => number, today: number): string {
  const rows = listDays(addDays(TODAY, -20), TODAY).map((day) => ({
    day,
    feature: 'a',
    model: '',
    calls: 1,
    failedCalls: 0,
    credits: day === TODAY ? today : perDay(day),
    tokens: 0,
  }))
  const sum = sumUsage(within(rows, period.from, period.to))
  const element = createElement(UsageTotals, {
    sum,
    whole: sumWholeDays(rows, period),
    spentHref: '/history',
  })
  const container = document.createElement('div')
  container.innerHTML = renderToStaticMarkup(element)
  return container.querySelector('[data-slot=card]')?.textContent ?? ''
}

it('a steady pace is no change, whatever the hour', () => {
  for (const today of [0, 4, 10]) {
    const text = tiles(() => 10, today)
    expect(text).toContain(String(60 + today))
    expect(text).toContain('60 without today, 60 in the same days before')
  }
})

it('whole days are compared with those as far into the period before', () => {
  // The last day before the period stands beside today: neither is compared.
  const text = tiles((day) => (day >= period.from ? 15 : day === period.previousTo ? 90 : 10), 5)
  expect(text).toContain('95')
  expect(text).toContain('90 without today, up 50% from 60 in the same days before')
})
