import type { Call } from './calls'
import type { Intent, Size } from './intents'
import { refundable } from './ledger-model'
import { availableOf, HOUR, type Ledger, NEVER } from './ledger-state'

type Spot = { ledger: Ledger; key: string; past: readonly Call[]; prefix: string }

const NOWHERE = -1

/**
 * Turns an intent into the call it means here. `past` are the calls made so far, newest first. Undefined when it asks
 * for an earlier call and there is none.
 */
export function resolve(intent: Exclude<Intent, { do: 'pass' }>, spot: Spot): Call | undefined {
  const { ledger, key, past, prefix } = spot
  switch (intent.do) {
    case 'grant': {
      const { expiresInHours, ...facts } = intent
      const hour = Math.floor(ledger.now / HOUR)
      // Half past, so that nothing but another grant's expiry can fall on the same moment.
      const expiresAt = expiresInHours === null ? NEVER : (hour + expiresInHours + 0.5) * HOUR
      return { ...facts, key, expiresAt, reference: intent.reference && prefix + intent.reference }
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
    case 'capture': {
      const hold = pickHold(intent, ledger)
      return { do: 'capture', hold: hold?.n ?? NOWHERE, key, amount: wholeOr(intent.size, hold?.amount ?? 1) }
    }
    case 'release':
      return { do: 'release', hold: pickHold(intent, ledger)?.n ?? NOWHERE }
    case 'refund': {
      const rows = ledger.transactions.filter((row) => {
        return intent.anyRow || (row.type === 'deduction' && refundable(ledger, row) > 0)
      })
      const row = pickFrom(rows, intent.pick)
      const account = stranger(row?.account ?? 0, intent.byStranger)
      const left = row?.type === 'deduction' ? refundable(ledger, row) : 1
      return {
        do: 'refund',
        account,
        transaction: row?.n ?? NOWHERE,
        key,
        amount: wholeOr(intent.size, left),
      }
    }
    case 'clawBack': {
      const grant = pickFrom(ledger.grants, intent.pick)
      const account = stranger(grant?.account ?? 0, intent.byStranger)
      const amount = amountOf(intent.size, grant?.amount ?? 1)
      return { do: 'clawBack', account, grant: grant?.n ?? NOWHERE, key, amount }
    }
    case 'transfer': {
      const { size, ...facts } = intent
      return { ...facts, key, amount: amountOf(size, availableOf(ledger, intent.account)) }
    }
    case 'repeat':
      return past.length > 0 ? past[intent.pick % past.length] : undefined
    case 'conflict': {
      const keyed = past.filter((call) => 'key' in call)
      const call = keyed.length > 0 ? keyed[intent.pick % keyed.length] : undefined
      return call && alter(call, intent.other)
    }
    case 'bad': {
      if (intent.as.do === 'pass') return undefined
      const call = resolve(intent.as, spot)
      return call && spoil(call, intent.bad)
    }
    default:
      return intent
  }
}

const pickFrom = <T>(list: readonly T[], pick: number) => list.at(-1 - (pick % Math.max(list.length, 1)))

function pickHold({ pick, anyHold }: { pick: number; anyHold: boolean }, ledger: Ledger) {
  return pickFrom(
    ledger.holds.filter((hold) => anyHold || hold.status === 'held'),
    pick,
  )
}

const stranger = (account: number, other: boolean) => (other ? (account + 1) % 3 : account)

function amountOf(size: Size, there: number): number {
  if (typeof size === 'number') return size
  if (size === 'over') return Math.min(there + 1, Number.MAX_SAFE_INTEGER)
  return Math.max(size === 'half' ? Math.floor(there / 2) : there, 1)
}

/** As above, but "all" is said by leaving the amount out. */
const wholeOr = (size: Size, there: number) => (size === 'all' ? null : amountOf(size, there))

type Keyed = Extract<Call, { key: string | null }>

/** Another request under the same key. */
function alter(call: Keyed, other: number): Call {
  const more = { ...call, amount: Math.min(Number(call.amount ?? 1) + 1, Number.MAX_SAFE_INTEGER) }
  const account = 'account' in call ? call.account : 0
  if (other === 0) return more
  if (other === 1 && call.do !== 'deduct' && call.do !== 'hold') {
    return { do: 'deduct', account, amount: call.amount ?? 1, key: call.key, feature: null }
  }
  switch (call.do) {
    case 'grant':
      return other === 2 ? { ...call, source: 'referral' } : { ...call, transferable: !call.transferable }
    case 'deduct':
      return other === 2
        ? { ...call, feature: 'image-generation' }
        : { do: 'transfer', account, to: (account + 1) % 3, amount: call.amount, key: call.key }
    case 'hold':
      return { ...call, feature: 'image-generation' }
    case 'capture':
      return { ...call, hold: other === 2 ? call.hold - 1 : call.hold + 1 }
    case 'refund':
      return { ...call, transaction: other === 2 ? call.transaction - 1 : call.transaction + 1 }
    case 'clawBack':
      return { ...call, grant: other === 2 ? call.grant - 1 : call.grant + 1 }
    case 'transfer':
      return { ...call, to: (call.to + 1) % 3 }
  }
}

function spoil(call: Call, { what, value }: Extract<Intent, { do: 'bad' }>['bad']): Call {
  // Leaving the amount out means all of it there.
  if (what === 'amount' && value === null && (call.do === 'capture' || call.do === 'refund')) return call
  if (call.do === 'batch')
    return { do: 'batch', items: call.items.map((item) => ({ ...item, [what]: value })) }
  return 'key' in call ? { ...call, [what]: value } : call
}
