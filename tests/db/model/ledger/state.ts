/** What an account may hold and owe at most: the largest whole number that JSON carries. */
export const MAX_CREDITS = Number.MAX_SAFE_INTEGER
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const NEVER = Number.POSITIVE_INFINITY

/** Credits of one grant, by its number. */
export type Slice = { grant: number; amount: number }

export type Grant = {
  /** Its place in `Ledger.grants`: grants are numbered as they are made, over all accounts. */
  n: number
  account: number
  source: string
  amount: number
  remaining: number
  priority: number
  expiresAt: number
  costCents: number
  parent: number | null
  transferable: boolean
}

export type Hold = {
  n: number
  account: number
  amount: number
  captured: number
  status: 'held' | 'captured' | 'released' | 'expired'
  expiresAt: number
  closedAt: number | null
  slices: Slice[]
  feature: string | null
}

export type Transaction = {
  n: number
  account: number
  seq: number
  type: string
  amount: number
  before: number
  after: number
  debtChange: number
  slices: Slice[]
  feature: string | null
  hold: number | null
  refundOf: number | null
}

/** What an idempotency key stands for: the request it came with, and the row that answered it. */
type Claim = { request: string; n: number }

type Account = { debt: number; claims: Record<string, Claim>; holdClaims: Record<string, Claim> }

/** All there is to know. Plain data, so that a refused call can be undone by going back to a copy. */
export type Ledger = {
  /** Milliseconds since the sequence began. */
  now: number
  accounts: Account[]
  grants: Grant[]
  holds: Hold[]
  transactions: Transaction[]
  /** The references that were granted already. */
  references: string[]
}

export class LedgerError extends Error {
  constructor(readonly code: keyof typeof STATUS) {
    super(code)
  }
  /** The SQLSTATE that says which HTTP status this is. */
  get state() {
    return `PT${STATUS[this.code]}`
  }
}

const STATUS = {
  insufficient_credits: 402,
  account_not_found: 404,
  grant_not_found: 404,
  hold_not_found: 404,
  transaction_not_found: 404,
  duplicate_reference: 409,
  hold_closed: 409,
  idempotency_conflict: 409,
  nothing_to_refund: 409,
  invalid_amount: 422,
  invalid_expiry: 422,
  invalid_idempotency_key: 422,
  same_account: 422,
}

export function newLedger(accounts: number): Ledger {
  return {
    now: 0,
    accounts: Array.from({ length: accounts }, () => ({ debt: 0, claims: {}, holdClaims: {} })),
    grants: [],
    holds: [],
    transactions: [],
    references: [],
  }
}

/** The element with that number. Throws when there is none: a number comes from a place that knows. */
export function at<T>(list: readonly T[], n: number): T {
  const found = list[n]
  if (found === undefined) throw new Error(`There is no number ${n} among ${list.length}.`)
  return found
}

export const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

/** Credits that can be spent: what is left of the grants. */
export const availableOf = (ledger: Ledger, account: number) =>
  total(ledger.grants.filter((grant) => grant.account === account).map((grant) => grant.remaining))

export const openHolds = (ledger: Ledger, account: number) =>
  ledger.holds.filter((hold) => hold.account === account && hold.status === 'held')

export const heldOf = (ledger: Ledger, account: number) =>
  total(openHolds(ledger, account).map((hold) => hold.amount))
