import { ACCOUNTS, type Bad } from './intents'
import type { Call } from './ledger/play'
import { type Ledger, MAX_CREDITS } from './ledger/state'

/** Other requests under the key of an earlier call, as much like it as can be. */
export function otherRequests(call: Call, { holds, transactions, grants }: Ledger): Call[] {
  if (!('key' in call)) return []
  const { key } = call
  const more = { ...call, amount: Math.min(Number(call.amount ?? MAX_CREDITS) + 1, MAX_CREDITS) }
  switch (call.do) {
    case 'grant': {
      const { account, amount, transferable, costCents, priority } = call
      return [
        more,
        { ...call, source: 'referral' },
        { ...call, transferable: !transferable },
        { ...call, costCents: costCents + 1 },
        { ...call, priority: priority + 1 },
        { do: 'deduct', account, amount, key, feature: null },
      ]
    }
    case 'deduct': {
      const { account, amount, feature } = call
      const like = holds.filter((hold) => hold.account === account && hold.feature === feature)
      return [
        more,
        { ...call, feature: 'image-generation' },
        { do: 'transfer', account, to: (account + 1) % ACCOUNTS, amount, key },
        ...like.map(({ n }) => ({ do: 'capture' as const, hold: n, amount, key })),
        ...grants.slice(-1).map(({ n }) => ({ do: 'clawBack' as const, account, grant: n, amount, key })),
        ...transactions
          .slice(-1)
          .map(({ n }) => ({ do: 'refund' as const, account, transaction: n, amount, key })),
      ]
    }
    case 'hold':
      return [more, { ...call, feature: 'image-generation' }]
    case 'capture': {
      const hold = holds[call.hold]
      if (!hold) return [more]
      const { account, feature } = hold
      const amount = call.amount ?? hold.amount
      const like = holds.filter(
        (other) => other !== hold && other.account === account && other.feature === feature,
      )
      return [
        more,
        { do: 'deduct', account, amount, key, feature },
        ...like.map(({ n }) => ({ ...call, hold: n, amount })),
      ]
    }
    case 'refund': {
      const others = transactions.filter(
        ({ n, account }) => n !== call.transaction && account === call.account,
      )
      return [more, ...others.map(({ n }) => ({ ...call, transaction: n }))]
    }
    case 'clawBack': {
      const others = grants.filter(({ n, account }) => n !== call.grant && account === call.account)
      const { account, amount } = call
      return [
        more,
        { do: 'deduct', account, amount, key, feature: null },
        ...others.map(({ n }) => ({ ...call, grant: n })),
      ]
    }
    case 'transfer': {
      const { account, amount } = call
      return [
        more,
        { ...call, to: (call.to + 1) % ACCOUNTS },
        { do: 'deduct', account, amount, key, feature: null },
      ]
    }
  }
}

/** The same call with an amount or a key that nobody may send. */
export function spoil(call: Call, { what, value }: Bad): Call {
  // There, an amount left out means all of it.
  if (what === 'amount' && value === null && (call.do === 'capture' || call.do === 'refund')) return call
  if (call.do === 'batch')
    return { do: 'batch', items: call.items.map((item) => ({ ...item, [what]: value })) }
  return 'key' in call ? { ...call, [what]: value } : call
}
