import { otherRequests, spoil } from './conflicts'
import { ACCOUNTS, type Intent, type Size } from './intents'
import { refundable } from './ledger/movements'
import type { Call } from './ledger/play'
import { availableOf, HOUR, type Ledger, MAX_CREDITS, NEVER, type Transaction } from './ledger/state'

export type Spot = {
  ledger: Ledger
  /** The idempotency key of a new call. */
  key: string
  /** What keeps references apart from those of other sequences. */
  prefix: string
  /** The calls made so far that can be repeated, newest last. */
  past: readonly Call[]
}

const NOWHERE = -1

/** Turns an intent into the call that it means here; undefined when there is nothing that it could be done to. */
export function resolve(intent: Intent, spot: Spot): Call | undefined {
  const { ledger, key, past, prefix } = spot
  switch (intent.do) {
    case 'grant': {
      const { expiresInHours, ...facts } = intent
      const hour = Math.floor(ledger.now / HOUR)
      // Half past, so that nothing but another grant's expiry can fall on the same moment.
      const expiresAt = expiresInHours === null ? NEVER : (hour + expiresInHours + 0.5) * HOUR
      return { ...facts, key, expiresAt, reference: intent.reference && prefix + intent.reference }
    }
    case 'transfer': {
      const { account, by, size } = intent
      const to = by === 'stranger' ? ACCOUNTS : (account + by) % ACCOUNTS
      return { do: 'transfer', account, to, key, amount: amountOf(size, availableOf(ledger, account)) }
    }
    case 'deduct':
    case 'hold': {
      const { size, ...facts } = intent
      return { ...facts, key, amount: amountOf(size, availableOf(ledger, intent.account)) }
    }
    case 'batch': {
      const items = intent.items.map(({ size, ...facts }, n) => {
        return { ...facts, key: `${key}.${n}`, amount: amountOf(size, availableOf(ledger, facts.account)) }
      })
      return { do: 'batch', items }
    }
    case 'capture':
    case 'release': {
      const holds = ledger.holds.filter((hold) => intent.any || hold.status === 'held')
      const hold = pickFrom(holds, intent.pick)
      if (!hold && !intent.any) return undefined
      const n = hold?.n ?? NOWHERE
      if (intent.do === 'release') return { do: 'release', hold: n }
      return { do: 'capture', hold: n, key, amount: amountOrAll(intent.size, hold?.amount ?? 1) }
    }
    case 'refund': {
      const isMeant = (row: Transaction) => (intent.pick % 2 ? row.type === 'deduction' : true)
      const rows = ledger.transactions.filter((row) => {
        return intent.any ? isMeant(row) : refundable(ledger, row) > 0
      })
      const row = pickFrom(rows, intent.pick)
      if (!row && !intent.any) return undefined
      const account = ownerOf(row, intent.byStranger)
      const amount = amountOrAll(intent.size, row ? refundable(ledger, row) : 1)
      return { do: 'refund', account, transaction: row?.n ?? NOWHERE, key, amount }
    }
    case 'clawBack': {
      const grant = pickFrom(ledger.grants, intent.pick)
      const amount = amountOf(intent.size, grant?.amount ?? 1)
      const account = ownerOf(grant, intent.byStranger)
      return { do: 'clawBack', account, grant: grant?.n ?? NOWHERE, key, amount }
    }
    case 'repeat':
      return pickFrom(past, intent.pick)
    case 'conflict': {
      const call = pickFrom(past, intent.pick)
      return call && pickFrom(otherRequests(call, ledger), intent.how)
    }
    case 'bad': {
      const call = resolve(intent.as, spot)
      return call && spoil(call, intent.bad)
    }
    case 'pass':
      return undefined
    default:
      return intent
  }
}

/** The pick-th from the end, going round. */
const pickFrom = <T>(list: readonly T[], pick: number) => list.at(-1 - (pick % Math.max(list.length, 1)))

const ownerOf = (thing: { account: number } | undefined, isStranger: boolean) =>
  ((thing?.account ?? 0) + Number(isStranger)) % ACCOUNTS

function amountOf(size: Size, there: number): number {
  if (typeof size === 'number') return size
  if (size === 'over') return Math.min(there + 1, MAX_CREDITS)
  return Math.max(size === 'half' ? Math.floor(there / 2) : there, 1)
}

/** As above, but all of it is said by leaving the amount out. */
const amountOrAll = (size: Size, there: number) => (size === 'all' ? null : amountOf(size, there))
