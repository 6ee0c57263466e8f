import fc from 'fast-check'

/** How many accounts a sequence plays with. The number after the last one is an owner that has none. */
export const ACCOUNTS = 3

/** How much: a number, or in relation to what there is (the balance, the hold, the deduction, the grant). */
export type Size = number | 'half' | 'all' | 'over'

type Bad = { what: 'amount'; value: string | number | null } | { what: 'key'; value: string | null }

/** What to do, in words that make sense in any state: `pick` means the pick-th of those that fit, newest first. */
export type Intent =
  | {
      do: 'grant'
      account: number
      amount: number
      source: string
      priority: number
      /** From now; null never. */
      expiresInHours: number | null
      costCents: number
      transferable: boolean
      reference: string | null
    }
  | { do: 'deduct'; account: number; size: Size; feature: string | null }
  | { do: 'batch'; items: { account: number; size: Size; feature: string | null }[] }
  | { do: 'hold'; account: number; size: Size; feature: string | null; ttlHours: number }
  | { do: 'capture'; pick: number; size: Size; anyHold: boolean }
  | { do: 'release'; pick: number; anyHold: boolean }
  | { do: 'refund'; pick: number; size: Size; anyRow: boolean; byStranger: boolean }
  | { do: 'clawBack'; pick: number; size: Size; byStranger: boolean }
  | { do: 'transfer'; account: number; to: number; size: Size }
  | { do: 'expire' | 'releaseExpired' }
  | { do: 'balance' | 'summary'; account: number }
  | { do: 'pass'; hours: number }
  | { do: 'repeat'; pick: number }
  | { do: 'conflict'; pick: number; other: number }
  | { do: 'bad'; as: Intent; bad: Bad }

const MOSTLY = 15
const mostly = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>) =>
  fc.oneof({ weight: MOSTLY, arbitrary: usual }, { weight: 1, arbitrary: rare })

const account = mostly(fc.nat({ max: ACCOUNTS - 1 }), fc.constant(ACCOUNTS))
const pick = fc.nat({ max: 5 })
const rarely = mostly(fc.constant(false), fc.constant(true))
const size = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 3, arbitrary: fc.constantFrom<Size[]>('half', 'all', 'over') },
)
const feature = fc.constantFrom(null, null, 'text-generation', 'code-review')
const hours = fc.constantFrom(1, 2, 6, 24, 72, 168)

const grant = fc.record({
  do: fc.constant('grant' as const),
  account,
  amount: fc.oneof(
    { weight: 60, arbitrary: fc.integer({ min: 1, max: 20 }) },
    { weight: 1, arbitrary: fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 30) },
  ),
  source: fc.constantFrom('bonus', 'purchase', 'plan', 'rollover', 'gift'),
  priority: fc.constantFrom(100, 100, 100, 50, 10),
  expiresInHours: fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 6, arbitrary: hours },
    { weight: 1, arbitrary: fc.constantFrom(-1, 720) },
  ),
  costCents: fc.constantFrom(0, 0, 999, 7),
  transferable: fc.constantFrom(true, true, false),
  reference: mostly(fc.constant(null), fc.constantFrom('payment:1', 'payment:2')),
})
const spend = { account, size, feature }
const deduct = fc.record({ do: fc.constant('deduct' as const), ...spend })
const batch = fc.record({
  do: fc.constant('batch' as const),
  items: fc.array(fc.record(spend), { minLength: 1, maxLength: 4 }),
})
const hold = fc.record({
  do: fc.constant('hold' as const),
  ...spend,
  ttlHours: mostly(hours, fc.constantFrom(0, 169)),
})
const capture = fc.record({ do: fc.constant('capture' as const), pick, size, anyHold: rarely })
const release = fc.record({ do: fc.constant('release' as const), pick, anyHold: rarely })
const refund = fc.record({
  do: fc.constant('refund' as const),
  pick,
  size,
  anyRow: rarely,
  byStranger: rarely,
})
const clawBack = fc.record({ do: fc.constant('clawBack' as const), pick, size, byStranger: rarely })
const transfer = fc.record({ do: fc.constant('transfer' as const), account, to: account, size })

const calls: fc.WeightedArbitrary<Intent>[] = [
  { weight: 8, arbitrary: grant },
  { weight: 6, arbitrary: deduct },
  { weight: 2, arbitrary: batch },
  { weight: 5, arbitrary: hold },
  { weight: 5, arbitrary: capture },
  { weight: 2, arbitrary: release },
  { weight: 5, arbitrary: refund },
  { weight: 3, arbitrary: clawBack },
  { weight: 5, arbitrary: transfer },
]
const bad: fc.Arbitrary<Bad> = fc.oneof(
  fc.record({
    what: fc.constant('amount' as const),
    value: fc.constantFrom(null, 0, -5, '1.5', 'NaN', 'Infinity', '9007199254740992', '1e30'),
  }),
  fc.record({
    what: fc.constant('key' as const),
    value: fc.constantFrom(null, '', 'x'.repeat(256), 'x'.repeat(300)),
  }),
)

/** One step of a sequence. */
export const intent: fc.Arbitrary<Intent> = fc.oneof(
  ...calls,
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('expire' as const, 'releaseExpired' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('balance' as const, 'summary' as const), account }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('pass' as const), hours: mostly(hours, fc.constant(720)) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('repeat' as const), pick }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('conflict' as const), pick, other: fc.nat({ max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('bad' as const), as: fc.oneof(...calls), bad }) },
)
