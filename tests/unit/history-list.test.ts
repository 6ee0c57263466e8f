import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { TransactionList } from '@/components/history/transaction-list'
import { HistoryQuery } from '@/lib/history/query'

const render = (hasHeld: boolean, lookedThrough: number | null = null) =>
  renderToStaticMarkup(
    createElement(TransactionList, {
      rows: [
        {
          id: 1,
          type: 'grant',
          amount: 50,
          balanceBefore: 0,
          balanceAfter: 50,
          debtChange: 0,
          feature: null,
          model: null,
          description: null,
          reference: null,
          refunded: 0,
          grants: [],
          hasGrace: false,
          createdAt: '2026-11-20T10:00:00Z',
        },
      ],
      sum: { count: 1, creditsIn: 50, creditsOut: 0, isCapped: false, lookedThrough },
      query: HistoryQuery.parse({}),
      isFiltered: false,
      hasHeld,
      older: null,
    }),
  )

it('says why the balances of its rows are more than the one in the header', () => {
  expect(render(true)).toContain('Balances include credits on hold')
  expect(render(false)).not.toContain('on hold')
})

it('says of how many rows its sum is when those are not all', () => {
  const text = (markup: string) => markup.replace(/<[^>]+>/g, '')
  expect(text(render(false, 10_000))).toContain('1 of the newest 10,000 transactions: +50 in, 0 out')
  expect(text(render(false))).toContain('1 transaction: +50 in, 0 out')
})
