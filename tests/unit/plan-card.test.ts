import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { PlanCard } from '../../components/dashboard/overview/plan-card'
import type { CurrentPlan } from '../../lib/subscriptions/plan'

const PRO: CurrentPlan = {
  planId: 'pro',
  planName: 'Pro',
  creditsPerMonth: 100,
  priceCents: 1900,
  currency: 'USD',
  rolloverCap: 100,
  subscriptionId: 'sub_1',
  status: 'active',
  periodStart: '2026-11-05T00:00:00Z',
  periodEnd: '2026-12-05T00:00:00Z',
  cancelAtPeriodEnd: false,
  scheduledPlanName: null,
  unpaidPlanName: null,
  trialEndsAt: null,
}

const read = (change: Partial<CurrentPlan>) =>
  renderToStaticMarkup(createElement(PlanCard, { plan: { ...PRO, ...change }, hasTopUp: false })).replace(
    /<[^>]*>/g,
    '',
  )

it('a month that comes is told with its day', () => {
  expect(read({})).toContain('100 credits a month. Renews on 5 Dec 2026')
  expect(read({ scheduledPlanName: 'Enterprise' })).toContain('Changes to Enterprise on 5 Dec 2026')
})

it.each<[string, Partial<CurrentPlan>, string]>([
  ['paused', { status: 'paused' }, 'Paused: you are not charged'],
  ['on hold', { status: 'on_hold' }, 'Your last payment did not go through.'],
  ['past due', { status: 'past_due' }, 'Your last payment did not go through.'],
  ['cancelled with time left', { status: 'cancelled' }, 'Ends on 5 Dec 2026'],
  ['ending', { cancelAtPeriodEnd: true }, 'Ends on 5 Dec 2026'],
  ['free', { periodEnd: null, status: null, subscriptionId: null }, 'Free for as long as you like.'],
])('no next month is promised to one who is %s', (_, change, said) => {
  expect(read(change)).toContain(said)
  expect(read(change)).not.toMatch(/Renews|next on/)
})
