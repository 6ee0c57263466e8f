import { burnOrder, open, settle } from './rules'
import { availableOf, HOUR, heldOf, type Ledger, NEVER, openHolds, total } from './state'

export type Balance = { available: number; held: number; debt: number }

export function creditBalance(ledger: Ledger, account: number): Balance {
  const { debt } = open(ledger, account)
  return { available: availableOf(ledger, account), held: heldOf(ledger, account), debt }
}

type Source = { source: string; remaining: number; expiresAt: number }
export type Summary = Balance & {
  expiresAt: number
  expiring: number
  rollover: number
  sources: Source[]
}

/** The live credits by source, in alphabetical order. `expiresAt` is when the next credits expire (NEVER when none do) and `expiring` how many do so within a quarter of an hour of it. */
export function creditSummary(ledger: Ledger, account: number): Summary {
  const balance = creditBalance(ledger, account)
  const live = burnOrder(ledger, account)
  const expiresAt = Math.min(NEVER, ...live.map((grant) => grant.expiresAt))
  const left = (of: (grant: (typeof live)[number]) => boolean) =>
    total(live.filter(of).map((grant) => grant.remaining))
  const names = [...new Set(live.map((grant) => grant.source))].sort()
  const sources = names.map((source) => ({
    source,
    remaining: left((grant) => grant.source === source),
    expiresAt: Math.min(...live.filter((grant) => grant.source === source).map((grant) => grant.expiresAt)),
  }))
  const expiring = expiresAt === NEVER ? 0 : left((grant) => grant.expiresAt < expiresAt + HOUR / 4)
  return { ...balance, expiresAt, expiring, rollover: left((grant) => grant.source === 'rollover'), sources }
}

export type Sweep = { expired: number; lapsed: number }

/** Books everything that is due on every account. Answers the credits that expired and the holds that lapsed. */
export function sweep(ledger: Ledger): Sweep {
  const holds = ledger.holds.filter((hold) => hold.status === 'expired').length
  const rows = ledger.transactions.length
  for (const account of ledger.accounts.keys()) settle(ledger, account)
  const expiries = ledger.transactions.slice(rows).filter(({ type }) => type === 'expiry')
  return {
    // Of several accounts together it may be more than a number holds exactly: rounded once, as the database's answer is.
    expired: Number(expiries.reduce((sum, { amount }) => sum - BigInt(amount), 0n)),
    lapsed: ledger.holds.filter((hold) => hold.status === 'expired').length - holds,
  }
}

/** Whether a hold of that account has lapsed or a grant expired that no call has booked yet. */
export function isDue(ledger: Ledger, account: number): boolean {
  return [...openHolds(ledger, account), ...burnOrder(ledger, account)].some(
    ({ expiresAt }) => expiresAt <= ledger.now,
  )
}
