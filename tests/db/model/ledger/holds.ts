import type { Movement } from './movements'
import { once } from './movements'
import {
  type Amount,
  burn,
  burnOrder,
  checkRequest,
  giveBack,
  newest,
  oldest,
  open,
  payDebt,
  record,
} from './rules'
import { at, availableOf, DAY, HOUR, type Hold, heldOf, type Ledger, LedgerError } from './state'

/** What a call about a hold answers. */
export type HoldAnswer = Pick<Hold, 'amount' | 'captured' | 'status' | 'expiresAt'> & {
  hold: number
  available: number
  held: number
  replayed: boolean
}

function answer(ledger: Ledger, { n, account, ...hold }: Hold, replayed: boolean): HoldAnswer {
  const { amount, captured, status, expiresAt } = hold
  const [available, held] = [availableOf(ledger, account), heldOf(ledger, account)]
  return { hold: n, amount, captured, status, expiresAt, available, held, replayed }
}

export type HoldRequest = {
  account: number
  amount: Amount
  key: string | null
  feature: string | null
  ttlHours: number
}

export function holdCredits(ledger: Ledger, request: HoldRequest): HoldAnswer {
  const amount = checkRequest(request.amount, request.key)
  const { account, key, feature, ttlHours } = request
  if (ttlHours <= 0 || ttlHours * HOUR > 7 * DAY) throw new LedgerError('invalid_expiry')
  const { holdClaims } = open(ledger, account)
  const [asked, claim] = [JSON.stringify([amount, feature]), holdClaims[`${key}`]]
  if (claim && claim.request !== asked) throw new LedgerError('idempotency_conflict')
  if (claim) return answer(ledger, at(ledger.holds, claim.n), true)
  const hold: Hold = {
    n: ledger.holds.length,
    account,
    amount,
    captured: 0,
    status: 'held',
    expiresAt: ledger.now + ttlHours * HOUR,
    closedAt: null,
    slices: burn(burnOrder(ledger, account), amount),
    feature,
  }
  ledger.holds.push(hold)
  holdClaims[`${key}`] = { request: asked, n: hold.n }
  return answer(ledger, hold, false)
}

/** The hold, its account settled. Throws hold_not_found. */
function openHold(ledger: Ledger, n: number): Hold {
  const hold = ledger.holds[n]
  if (!hold) throw new LedgerError('hold_not_found')
  open(ledger, hold.account)
  return hold
}

function close(ledger: Ledger, hold: Hold, status: 'captured' | 'released'): void {
  hold.status = status
  hold.closedAt = ledger.now
}

export type CaptureRequest = { hold: number; amount: Amount; key: string | null }

/** `amount` null: all of the hold. Less gives the rest back, more takes the excess from what is available. */
export function captureHold(ledger: Ledger, request: CaptureRequest): Movement {
  const hold = openHold(ledger, request.hold)
  const amount = checkRequest(request.amount ?? hold.amount, request.key)
  const { n, account, feature } = hold
  return once(ledger, { account, key: request.key }, ['capture', n, amount], () => {
    if (hold.status !== 'held') throw new LedgerError('hold_closed')
    const rest = Math.max(hold.amount - amount, 0)
    const excess = burn(burnOrder(ledger, account), Math.max(amount - hold.amount, 0))
    giveBack(ledger, newest(hold.slices, rest), ledger.now)
    close(ledger, hold, 'captured')
    hold.captured = amount
    const slices = [...oldest(hold.slices, amount), ...excess]
    const row = record(ledger, { account, type: 'deduction', amount: -amount, slices, feature, hold: n })
    payDebt(ledger, account)
    return row
  })
}

export function releaseHold(ledger: Ledger, request: { hold: number }): HoldAnswer {
  const hold = openHold(ledger, request.hold)
  if (hold.status === 'captured') throw new LedgerError('hold_closed')
  if (hold.status !== 'held') return answer(ledger, hold, true)
  giveBack(ledger, hold.slices, ledger.now)
  close(ledger, hold, 'released')
  payDebt(ledger, hold.account)
  return answer(ledger, hold, false)
}
