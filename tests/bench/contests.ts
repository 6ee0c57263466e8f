import type { Contest, Side } from './slices'

/** Addresses of the bench's databases: `few` has 10 thousand ledger rows to begin with, `many` a million. */
export type Databases = { plain: string; few: string; many: string }

/** Names that the bars look the sides up by. */
export const DEDUCT = 'deduct'
export const HOLD_AND_CAPTURE = 'hold + capture'
export const ONE_GRANT = 'deduct, 1 live grant'
export const HUNDRED_GRANTS = 'deduct, 100 live grants'
export const FEW_ROWS = 'deduct, 10 thousand rows'
export const MANY_ROWS = 'deduct, 1 million rows'

/** What is measured, in the order it is printed. */
export function listContests({ plain, few, many }: Databases): Contest[] {
  const yardstick = (accounts: number, url = plain): Side => ({
    name: 'yardstick',
    url,
    call: (seconds, tag) => `call bench.yardstick(${seconds}, ${accounts}, '${tag}')`,
  })
  const ours = (name: string, procedure: string, shape: string, accounts: number, url = plain): Side => ({
    name,
    url,
    call: (seconds, tag) => `call bench.${procedure}(${seconds}, '${shape}', ${accounts}, '${tag}')`,
  })
  const deduct = (name: string, shape: string, accounts: number, url = plain) =>
    ours(name, 'deduct', shape, accounts, url)
  return [
    {
      title: '1,000 accounts, one connection',
      connections: 1,
      sides: [yardstick(1000), deduct(DEDUCT, 'plain', 1000)],
    },
    {
      title: '1,000 accounts',
      connections: 16,
      sides: [
        yardstick(1000),
        deduct(DEDUCT, 'plain', 1000),
        deduct('deduct, watched', 'watched', 1000),
        ours(HOLD_AND_CAPTURE, 'hold_and_capture', 'held', 1000),
        ours('grant', 'grant', 'granted', 1000),
      ],
    },
    {
      title: 'one hot account, one connection',
      connections: 1,
      sides: [yardstick(1), deduct(DEDUCT, 'plain', 1)],
    },
    {
      title: 'one hot account',
      connections: 16,
      sides: [yardstick(1), deduct(DEDUCT, 'plain', 1), deduct('deduct, watched', 'watched', 1)],
    },
    {
      title:
        '200 accounts; the 100 grants are of 100 credits each, so that every 100th deduction opens the next',
      connections: 16,
      sides: [
        yardstick(200),
        deduct(ONE_GRANT, 'one', 200),
        deduct('deduct, 10 live grants', 'ten', 200),
        deduct(HUNDRED_GRANTS, 'hundred', 200),
      ],
    },
    {
      title: 'ledger rows to begin with, 1,000 accounts',
      connections: 16,
      sides: [
        yardstick(1000, few),
        deduct(FEW_ROWS, 'history', 1000, few),
        deduct(MANY_ROWS, 'history', 1000, many),
      ],
    },
  ]
}

/** The accounts that the sides in `plain` work on, as calls of bench.open_accounts. */
export const SHAPES = [
  `call bench.open_accounts('plain', 1000, 1, 1000000000, false)`,
  `call bench.open_accounts('watched', 1000, 1, 1000000000, true)`,
  `call bench.open_accounts('held', 1000, 1, 1000000000, false)`,
  `call bench.open_accounts('granted', 1000, 1, 1000000000, false)`,
  `call bench.open_accounts('one', 200, 1, 1000000000, false)`,
  `call bench.open_accounts('ten', 200, 10, 1000, false)`,
  `call bench.open_accounts('hundred', 200, 100, 100, false)`,
  // A few rows everywhere: plans that are made for an empty table read all of it, and are kept while it grows.
  `call bench.hold_and_capture(2, 'held', 1000, 'first ')`,
]
