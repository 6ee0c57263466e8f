import {
  at,
  availableOf,
  DAY,
  type Grant,
  heldOf,
  type Ledger,
  LedgerError,
  MAX_CREDITS,
  openHolds,
  type Slice,
  type Transaction,
  total,
} from './state'

const GRACE = 7 * DAY

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)

/** What is left of an account's grants, first to burn first: priority, soonest expiry, promotional, oldest. */
export function burnOrder(ledger: Ledger, account: number): Grant[] {
  return ledger.grants
    .filter((grant) => grant.account === account && grant.remaining > 0)
    .sort(
      (a, b) =>
        compare(a.priority, b.priority) ||
        compare(a.expiresAt, b.expiresAt) ||
        compare(Number(a.costCents > 0), Number(b.costCents > 0)) ||
        compare(a.n, b.n),
    )
}

/** Takes credits out of grants, in the order they come in. Throws insufficient_credits. */
export function burn(grants: readonly Grant[], amount: number): Slice[] {
  if (total(grants.map((grant) => grant.remaining)) < amount) throw new LedgerError('insufficient_credits')
  let left = amount
  const slices: Slice[] = []
  for (const grant of grants) {
    const taken = Math.min(grant.remaining, left)
    if (taken === 0) break
    grant.remaining -= taken
    left -= taken
    slices.push({ grant: grant.n, amount: taken })
  }
  return slices
}

/** The first `amount` credits of slices, in burn order. */
export function oldest(slices: readonly Slice[], amount: number): Slice[] {
  let left = amount
  return slices
    .map(({ grant, amount: size }) => {
      const part = Math.min(size, left)
      left -= part
      return { grant, amount: part }
    })
    .filter((slice) => slice.amount > 0)
}

/** The last `amount` credits of slices, still in burn order. */
export function newest(slices: readonly Slice[], amount: number): Slice[] {
  return oldest(slices.toReversed(), amount).toReversed()
}

export function addGrant(ledger: Ledger, grant: Omit<Grant, 'n' | 'remaining'>): Grant {
  const added = { ...grant, n: ledger.grants.length, remaining: grant.amount }
  ledger.grants.push(added)
  return added
}

/** What a part of a grant's credits cost, rounded up so that paid credits stay paid. */
export function costOf(grant: Grant, amount: number): number {
  return Number((BigInt(grant.costCents) * BigInt(amount) + BigInt(grant.amount) - 1n) / BigInt(grant.amount))
}

/** Puts slices back where they came from, as of a moment. Credits that had expired by then live 7 days more. */
export function giveBack(ledger: Ledger, slices: readonly Slice[], moment: number): void {
  for (const { grant: n, amount } of slices) {
    const grant = at(ledger.grants, n)
    if (grant.expiresAt > moment) {
      grant.remaining += amount
    } else {
      addGrant(ledger, {
        ...grant,
        source: 'grace',
        amount,
        expiresAt: moment + GRACE,
        costCents: costOf(grant, amount),
        parent: n,
      })
    }
  }
}

type Entry = Pick<Transaction, 'account' | 'type' | 'amount' | 'slices'> &
  Partial<Pick<Transaction, 'debtChange' | 'feature' | 'hold' | 'refundOf'>>

/** Appends a row. The grants and holds have changed already, so the balance is the one after it. */
export function record(ledger: Ledger, entry: Entry): Transaction {
  const own = ledger.transactions.filter(({ account }) => account === entry.account)
  const before = own.at(-1)?.after ?? 0
  const transaction = {
    debtChange: 0,
    feature: null,
    hold: null,
    refundOf: null,
    ...entry,
    n: ledger.transactions.length,
    seq: own.length + 1,
    before,
    after: before + entry.amount,
  }
  at(ledger.accounts, entry.account).debt += transaction.debtChange
  ledger.transactions.push(transaction)
  return transaction
}

/** Lets happen to an account what time has brought: holds lapse at their hour, then grants lose what is left. */
export function settle(ledger: Ledger, account: number): void {
  const lapsed = openHolds(ledger, account).filter((hold) => hold.expiresAt <= ledger.now)
  for (const hold of lapsed.sort((a, b) => compare(a.expiresAt, b.expiresAt))) {
    hold.status = 'expired'
    hold.closedAt = hold.expiresAt
    giveBack(ledger, hold.slices, hold.expiresAt)
  }
  payDebt(ledger, account)
  const expired = burnOrder(ledger, account)
    .filter((grant) => grant.expiresAt <= ledger.now)
    .sort((a, b) => compare(a.expiresAt, b.expiresAt) || compare(a.n, b.n))
  if (expired.length === 0) return
  const amount = total(expired.map((grant) => grant.remaining))
  record(ledger, { account, type: 'expiry', amount: -amount, slices: burn(expired, amount) })
}

/** Pays an account's debt out of credits that came in or came back. */
export function payDebt(ledger: Ledger, account: number): void {
  const amount = Math.min(at(ledger.accounts, account).debt, availableOf(ledger, account))
  if (amount === 0) return
  const slices = burn(burnOrder(ledger, account), amount)
  record(ledger, { account, type: 'debt_payment', amount: -amount, slices, debtChange: -amount })
}

/** The account, settled. Throws account_not_found. */
export function open(ledger: Ledger, account: number) {
  const found = ledger.accounts[account]
  if (!found) throw new LedgerError('account_not_found')
  settle(ledger, account)
  return found
}

/** What callers may send as an amount; most of it is refused. */
export type Amount = number | string | null

/** The amount as a number, if it is a whole number of credits and the key a key. Throws which one is wrong. */
export function checkRequest(amount: Amount, key: string | null): number {
  if (amount === null || !Number.isSafeInteger(Number(amount)) || Number(amount) < 1) {
    throw new LedgerError('invalid_amount')
  }
  if (key === null || key.length < 1 || key.length > 255) throw new LedgerError('invalid_idempotency_key')
  return Number(amount)
}

export function checkRoom(ledger: Ledger, account: number, amount: number): void {
  if (amount > MAX_CREDITS - availableOf(ledger, account) - heldOf(ledger, account)) {
    throw new LedgerError('invalid_amount')
  }
}
