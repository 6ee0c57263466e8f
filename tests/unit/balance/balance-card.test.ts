import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { BalanceCard } from '../../../components/credits/balance-card'

/** What the card says to somebody with 50 credits beside `held`, of which `disputed` belong to a dispute. */
function read(held: number, disputed: number): string {
  const balance = { available: 50, held, version: 1 }
  const html = renderToStaticMarkup(createElement(BalanceCard, { userId: 'somebody', balance, disputed }))
  return html.replace(/<[^>]*>/g, '')
}

it.each([
  ['nothing', 0, 0, 'tokens.Use'],
  ['work in progress', 3, 0, 'tokens. 3 more on hold while work runs.Use'],
  ['a dispute', 100, 100, 'tokens. 100 credits on hold until a disputed payment is settled.Use'],
  ['both', 103, 100, 'work runs. 100 credits on hold until a disputed payment is settled.Use'],
  ['a dispute that was decided since', 0, 100, 'tokens.Use'],
])('says what %s holds', (_what, held, disputed, said) => {
  expect(read(held, disputed)).toContain(said)
})
