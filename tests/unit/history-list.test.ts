import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { TransactionList } from '@/components/history/transaction-list'
import { HistoryQuery } from '@/lib/history/query'

const render = (hasHeld: boolean) =>
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
      sum: { count: 1, creditsIn: 50, creditsOut: 0, isCapped: false },
      query: HistoryQuery.parse({}),
      isFiltered: false,
      hasHeld,
    }),
  )

it('says why the balances of its rows are more than the one in the header', () => {
  expect(render(true)).toContain('Balances include credits on hold')
  expect(render(false)).not.toContain('on hold')
})
