import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { BalanceSources } from '../../../components/dashboard/overview/balance-sources'

const source = (name: 'purchase' | 'grace' | 'plan', remaining: number) => ({
  source: name,
  remaining,
  nextExpiresAt: null,
})

const render = (held: number, sources = [source('purchase', 20), source('grace', 10)]) => {
  const summary = {
    available: 30,
    held,
    debt: 0,
    version: 1,
    nextExpiresAt: null,
    nextExpiring: 0,
    disputed: 0,
    rollover: 0,
    sources,
  }
  return renderToStaticMarkup(createElement(BalanceSources, { summary }))
}

it('leads to the transactions of a source, where there are such', () => {
  const html = render(0)
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['/history?source=purchase'])
  expect(html).toContain('Given back after expiry')
})

it('says that credits on hold are missing, whose transactions the sources lead to', () => {
  expect(render(5)).toContain('Credits on hold are not counted here.')
  expect(render(0)).not.toContain('on hold')
})

it('says that the credits of a paused plan wait for it, and not that they never expire', () => {
  const html = render(0, [source('purchase', 20), source('plan', 10)])
  expect(html).toContain('None of them expire while your plan is paused.')
  expect(html.match(/kept while your plan is paused/g)).toHaveLength(1)
  expect(render(0)).toContain('None of them expire.')
})
