import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Conversion } from '../../../components/admin/overview/conversion'
import { Figures } from '../../../components/admin/overview/figures'
import { Spenders } from '../../../components/admin/overview/spenders'
import { currenciesOf, type MoneyDay, type ReportDay, toOverview } from '../../../lib/reports/overview'

const NOTHING: Omit<ReportDay, 'day'> = {
  sold: 0,
  granted: 0,
  spent: 0,
  refunded: 0,
  expired: 0,
  taken: 0,
  signups: 0,
  leads: 0,
  claimedLeads: 0,
  firstBuyers: 0,
  activeUsers: 0,
  calls: 0,
  failedCalls: 0,
  tokensIn: 0,
  tokensOut: 0,
}
const dayOf = (n: number) => `2026-11-${String(n).padStart(2, '0')}`
const paid = (day: number, paidCents: number, more: Partial<MoneyDay> = {}): MoneyDay => ({
  day: dayOf(day),
  currency: 'USD',
  kind: 'purchase',
  payments: 1,
  paidCents,
  returnedCents: 0,
  ...more,
})

/** Seven days of which the 15th is today, and the 1st to the 14th before it. */
const overviewOf = ({
  money = [] as MoneyDay[],
  today = {} as Partial<ReportDay>,
  buyers = [0, 0, 0],
} = {}) =>
  toOverview({
    from: dayOf(9),
    to: dayOf(15),
    days: Array.from({ length: 15 }, (_, n) => ({
      ...NOTHING,
      day: dayOf(n + 1),
      ...(n === 14 ? today : {}),
    })),
    money,
    features: [],
    spenders: [],
    buyers: buyers[0] ?? 0,
    buyersWhole: buyers[1] ?? 0,
    buyersBefore: buyers[2] ?? 0,
    users: 20,
    outstanding: 0,
  })

/** The tile of a name: its text and where it leads. */
function tile(name: string, overview: ReturnType<typeof overviewOf>) {
  const html = renderToStaticMarkup(createElement(Figures, { overview, days: 7 }))
  const item = html.split('<li').find((each) => each.includes(`>${name}<`)) ?? ''
  const text = item
    .split('</li>')[0]
    ?.replace(/^[^>]*>/, '')
    .replace(/<[^>]*>/g, ' ')
  return {
    text: text?.replace(/\s+/g, ' ').trim(),
    href: /href="([^"]*)"/.exec(item)?.[1],
  }
}

describe('the figures of the admin overview', () => {
  it('include today, and compare days that are over', () => {
    const steady = Array.from({ length: 14 }, (_, n) => paid(n + 1, 100))
    expect(tile('Revenue', overviewOf({ money: steady })).text).toBe(
      'Revenue $6.00 unchanged Packages and plans',
    )
    const today = [...steady, paid(14, 100), paid(15, 5)]
    expect(tile('Revenue', overviewOf({ money: today })).text).toBe('Revenue $7.05 Up 14% Packages and plans')
    expect(tile('Paying users', overviewOf({ buyers: [9, 6, 8] })).text).toContain('9 Down 25%')
  })

  it('have no trend where there was nothing to compare', () => {
    expect(tile('Credits sold', overviewOf({ today: { sold: 5 } })).text).toBe('Credits sold 5')
    expect(tile('Refunds', overviewOf({ money: [paid(14, 0, { returnedCents: 70 })] })).text).toBe(
      'Refunds $0.70 Up from $0.00 With lost disputes',
    )
  })

  it('say no rate where nothing came that could be spent', () => {
    expect(tile('Consumption rate', overviewOf({ today: { spent: 5 } })).text).toMatch(
      /^Consumption rate – Spent/,
    )
    expect(tile('Consumption rate', overviewOf({ today: { spent: 5, granted: 50 } })).text).toContain('10%')
  })

  it('lead to the chart of their days, or where that does not add up to them to the people', () => {
    const overview = overviewOf({ money: [paid(3, 1000, { currency: 'EUR' })] })
    const hrefs = ['Revenue', 'Refunds', 'Paying users', 'Credits spent'].map(
      (name) => tile(name, overview).href,
    )
    expect(hrefs).toEqual(['#revenue-EUR', '#revenue-EUR', '/admin/users?when=paid-7', '#credits'])
  })

  it('are in the currency of most payments, whatever its cents are worth', () => {
    const money = [
      paid(1, 500_000, { currency: 'INR' }),
      paid(2, 60_000),
      paid(8, 40_000),
      paid(9, 0, { currency: 'EUR', payments: 0, returnedCents: 70 }),
    ]
    expect(currenciesOf({ money })).toEqual(['USD', 'INR', 'EUR'])
    expect(currenciesOf({ money: [] })).toEqual(['USD'])
    expect(tile('Revenue', overviewOf({ money })).text).toContain('Also in INR, EUR')
  })
})

it('the top spenders lead to what they used, and on to everybody by spending', () => {
  const spender = { accountId: 1, userId: 'u1', email: 'ada@example.com', kind: 'user' as const, credits: 12 }
  const lead = { accountId: 2, userId: null, email: null, kind: 'lead' as const, credits: 3 }
  const html = renderToStaticMarkup(createElement(Spenders, { spenders: [spender, lead] }))
  expect([...html.matchAll(/href="([^"]*)"[^>]*>([^<]*)/g)].map(([, href, text]) => [href, text])).toEqual([
    ['/admin/users/u1?view=usage', 'ada@example.com'],
    ['/admin/users?sort=spending', 'All by spending'],
  ])
  expect(renderToStaticMarkup(createElement(Spenders, { spenders: [] }))).not.toContain('All by spending')
})

it('both steps whose trials are forgotten after 30 days say until when they are listed', () => {
  const overview = overviewOf({ today: { leads: 4, claimedLeads: 1 } })
  const html = renderToStaticMarkup(createElement(Conversion, { overview, days: 90 }))
  expect(html).toContain('Without an account. Listed for 30 days')
  expect(html).toContain('25% of the trials. Within 30 days of the trial, listed until then')
})
