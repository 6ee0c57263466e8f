import fc from 'fast-check'

/** How many accounts a sequence plays with. The number after the last one is an owner that has none. */
export const ACCOUNTS = 3

/** How much: a number, or in relation to what there is (the balance, the hold, the deduction, the grant). */
export type Size = number | 'half' | 'all' | 'over'

/** What to put in place of a good amount or key. */
export type Bad = { what: 'amount'; value: string | number | null } | { what: 'key'; value: string | null }

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
  | { do: 'capture'; pick: number; size: Size; any: boolean }
  | { do: 'release'; pick: number; any: boolean }
  | { do: 'refund'; pick: number; size: Size; any: boolean; byStranger: boolean }
  | { do: 'clawBack'; pick: number; size: Size; byStranger: boolean }
  /** To the account that many places further on; 'stranger' to somebody without one. */
  | { do: 'transfer'; account: number; by: number | 'stranger'; size: Size }
  | { do: 'expire' | 'releaseExpired' }
  | { do: 'balance' | 'summary'; account: number }
  | { do: 'pass'; hours: number }
  /** An earlier call once more, or another request under its key. */
  | { do: 'repeat' | 'conflict'; pick: number; how: number }
  | { do: 'bad'; as: Intent; bad: Bad }

const mostly = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 14, arbitrary: usual }, { weight: 1, arbitrary: rare })

const intend = <Name extends Intent['do'], Parts>(
  name: Name,
  parts: { [Key in keyof Parts]: fc.Arbitrary<Parts[Key]> },
): fc.Arbitrary<Parts & { do: Name }> => fc.record(parts).map((chosen) => ({ do: name, ...chosen }))

const account = mostly(fc.constantFrom(0, 0, 0, 1, 1, 2), fc.constant(ACCOUNTS))
const pick = fc.nat({ max: 5 })
const rarely = mostly(fc.constant(false), fc.constant(true))
const any = fc.constantFrom(false, false, false, false, true)
const size = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom<Size[]>('half', 'all', 'all', 'over') },
)
const huge = fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 60)
const spend = { account, size, feature: fc.constantFrom(null, null, 'text-generation', 'code-review') }
const by = mostly(fc.constantFrom(1, 2), fc.constantFrom(0, 'stranger' as const))
const hours = fc.constantFrom(1, 1, 1, 2, 2, 6, 6, 24, 24, 72, 168, 720)

const grant = intend('grant', {
  account,
  amount: fc.oneof(
    { weight: 99, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 1, arbitrary: huge },
  ),
  source: fc.constantFrom('bonus', 'purchase', 'plan', 'rollover', 'gift'),
  priority: fc.constantFrom(100, 100, 100, 50, 10),
  expiresInHours: mostly(fc.option(hours, { nil: null, freq: 3 }), fc.constant(-1)),
  costCents: fc.constantFrom(0, 0, 999, 7),
  transferable: fc.constantFrom(true, true, false),
  reference: mostly(fc.constant(null), fc.constantFrom('order:1', 'order:2')),
})

const calls: fc.WeightedArbitrary<Intent>[] = [
  { weight: 8, arbitrary: grant },
  { weight: 7, arbitrary: intend('deduct', spend) },
  {
    weight: 2,
    arbitrary: intend('batch', { items: fc.array(fc.record(spend), { minLength: 1, maxLength: 3 }) }),
  },
  { weight: 8, arbitrary: intend('hold', { ...spend, ttlHours: mostly(hours, fc.constantFrom(0, 169)) }) },
  { weight: 7, arbitrary: intend('capture', { pick, size, any }) },
  { weight: 4, arbitrary: intend('release', { pick, any }) },
  { weight: 6, arbitrary: intend('refund', { pick, size, any, byStranger: rarely }) },
  { weight: 2, arbitrary: intend('clawBack', { pick, size: mostly(size, huge), byStranger: rarely }) },
  { weight: 6, arbitrary: intend('transfer', { account, by, size }) },
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

const intent: fc.Arbitrary<Intent> = fc.oneof(
  ...calls,
  { weight: 1, arbitrary: intend('expire', {}) },
  { weight: 1, arbitrary: intend('releaseExpired', {}) },
  { weight: 1, arbitrary: intend('balance', { account }) },
  { weight: 1, arbitrary: intend('summary', { account }) },
  { weight: 6, arbitrary: intend('pass', { hours }) },
  { weight: 3, arbitrary: intend('repeat', { pick, how: fc.constant(0) }) },
  { weight: 4, arbitrary: intend('conflict', { pick, how: fc.nat({ max: 11 }) }) },
  { weight: 2, arbitrary: intend('bad', { as: fc.oneof(...calls), bad }) },
)

/** Some grants to begin with, then anything. */
export const sequence: fc.Arbitrary<Intent[]> = fc
  .tuple(
    fc.array(grant, { minLength: 2, maxLength: 7, size: 'max' }),
    fc.array(intent, { minLength: 1, maxLength: 50, size: 'max' }),
  )
  .map(([grants, intents]) => [...grants, ...intents])
