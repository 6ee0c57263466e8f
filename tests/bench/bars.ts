import { DEDUCT, FEW_ROWS, HOLD_AND_CAPTURE, HUNDRED_GRANTS, MANY_ROWS, ONE_GRANT } from './contests'
import { compare } from './figures'
import type { Contest, Slice } from './slices'

export type Measured = { contest: Contest; slices: Slice[][] }

/** One line for each bar of the ledger: what was measured, what was asked, and whether it holds. Nothing fails on it. */
export function judgeBars(measured: Measured[], checkSeconds: number): string[] {
  const inContest = (connections: number, accounts: string) =>
    measured.filter(
      ({ contest }) => contest.connections === connections && contest.title.startsWith(accounts),
    )
  const find = (among: Measured[], name: string) => {
    for (const { contest, slices } of among) {
      const place = contest.sides.findIndex((side) => side.name === name)
      if (place >= 0) return { own: slices[place] ?? [], yardstick: slices[0] ?? [] }
    }
    throw new Error(`Nothing called ${name} was measured.`)
  }
  const many = inContest(16, '1,000 accounts')
  const atLeast = (what: string, among: Measured[], bar: number) => {
    const { own, yardstick } = find(among, DEDUCT)
    const { low, median, high } = compare(own, yardstick)
    return line(
      what,
      `${median.toFixed(2)}x of the yardstick`,
      `${low.toFixed(2)}-${high.toFixed(2)}`,
      bar,
      median >= bar,
    )
  }
  // What one costs, in time per operation, as a multiple of the other.
  const atMost = (what: string, dear: Slice[], cheap: Slice[], bar: number) => {
    const { low, median, high } = compare(cheap, dear)
    return line(
      what,
      `${median.toFixed(2)}x of the cost`,
      `${low.toFixed(2)}-${high.toFixed(2)}`,
      bar,
      median <= bar,
    )
  }
  return [
    atLeast('deduct over 1,000 accounts, 16 connections, at least', many, 0.5),
    atLeast('deduct on one hot account, 16 connections, at least', inContest(16, 'one hot account'), 0.75),
    atMost(
      '100 live grants against one, at most',
      ...([find(measured, HUNDRED_GRANTS).own, find(measured, ONE_GRANT).own] as const),
      1.5,
    ),
    atMost(
      '1 million ledger rows against 10 thousand, at most',
      ...([find(measured, MANY_ROWS).own, find(measured, FEW_ROWS).own] as const),
      1.1,
    ),
    atMost(
      'hold + capture against a deduction, at most',
      ...([find(many, HOLD_AND_CAPTURE).own, find(many, DEDUCT).own] as const),
      2.2,
    ),
    line(
      'check_ledger() on 1 million rows, seconds, at most',
      `${checkSeconds.toFixed(1)} s`,
      '',
      10,
      checkSeconds <= 10,
    ),
  ]
}

function line(what: string, found: string, spread: string, bar: number, holds: boolean) {
  return `${holds ? 'holds' : 'FAILS'}  ${what} ${bar}: ${found}${spread ? ` (quartiles ${spread})` : ''}`
}
