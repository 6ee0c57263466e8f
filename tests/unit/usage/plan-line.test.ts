// @vitest-environment happy-dom
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { SuggestionList } from '@/components/usage/suggestion-list'
import { CREDIT_PACKAGES } from '@/lib/pricing-plans'
import { comparePlans } from '@/lib/usage/suggestions'

const plan = { id: 'pro', name: 'Pro', creditsPerMonth: 100, priceCents: 500, currency: 'USD' }

function lineFor(credits: number): string {
  const comparison = comparePlans(credits, [...CREDIT_PACKAGES], [plan])
  const container = document.createElement('div')
  container.innerHTML = renderToStaticMarkup(
    createElement(SuggestionList, { models: [], days: 30, comparison }),
  )
  return container.querySelector('li')?.textContent ?? ''
}

it('the arithmetic of plan and packages adds up for its reader', () => {
  expect(lineFor(180)).toContain('Take the Pro plan and pay $1.41 a month less')
  expect(lineFor(180)).toContain(
    '180 credits in the last 30 days. As packages, which do not expire: 180 × $39.99 ÷ 500 ≈ $14.40 (Pro). ' +
      'With the Pro plan: $5.00 for 100, and for the rest 80 × $9.99 ÷ 100 ≈ $7.99 (Starter): $12.99.',
  )
  expect(lineFor(30)).toContain('Packages are the cheaper way for you')
  expect(lineFor(30)).toContain('30 × $9.99 ÷ 100 ≈ $3.00 (Starter). With the Pro plan: $5.00 for 100.')
})
