import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { BalanceSources } from '../../../components/dashboard/overview/balance-sources'

const source = (name: 'purchase' | 'grace', remaining: number) => ({
  source: name,
  remaining,
  nextExpiresAt: null,
})

it('leads to the transactions of a source, where there are such', () => {
  const summary = {
    available: 30,
    held: 0,
    debt: 0,
    version: 1,
    nextExpiresAt: null,
    nextExpiring: 0,
    disputed: 0,
    rollover: 0,
    sources: [source('purchase', 20), source('grace', 10)],
  }
  const html = renderToStaticMarkup(createElement(BalanceSources, { summary }))
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['/history?source=purchase'])
  expect(html).toContain('Given back after expiry')
})
