import {
  type Amount,
  addGrant,
  burn,
  burnOrder,
  checkRequest,
  checkRoom,
  costOf,
  giveBack,
  newest,
  oldest,
  open,
  payDebt,
  record,
} from './rules'
import {
  at,
  availableOf,
  heldOf,
  type Ledger,
  LedgerError,
  MAX_CREDITS,
  type Transaction,
  total,
} from './state'

/** What a call that moves credits answers. */
export type Movement = {
  transaction: number
  amount: number
  before: number
  after: number
  available: number
  held: number
  debt: number
  replayed: boolean
}

type Request = { account: number; amount: Amount; key: string | null }

/**
 * Does the work of a key once. A key that was used answers the first row again when the request is the same, else
 * throws idempotency_conflict.
 */
export function once(
  ledger: Ledger,
  { account, key }: { account: number; key: string | null },
  request: readonly unknown[],
  work: () => Transaction,
): Movement {
  const { claims } = at(ledger.accounts, account)
  const [asked, claim] = [JSON.stringify(request), claims[`${key}`]]
  if (claim && claim.request !== asked) throw new LedgerError('idempotency_conflict')
  const { n, amount, before, after } = claim ? at(ledger.transactions, claim.n) : work()
  claims[`${key}`] = { request: asked, n }
  const { debt } = at(ledger.accounts, account)
  const [available, held] = [availableOf(ledger, account), heldOf(ledger, account)]
  return { transaction: n, amount, before, after, available, held, debt, replayed: claim !== undefined }
}

export type GrantRequest = Request & {
  source: string
  priority: number
  expiresAt: number
  costCents: number
  transferable: boolean
  reference: string | null
}

export function grantCredits(ledger: Ledger, request: GrantRequest): Movement {
  const amount = checkRequest(request.amount, request.key)
  const { account, source, priority, expiresAt, costCents, transferable, reference } = request
  open(ledger, account)
  const same = ['grant', amount, source, priority, costCents, transferable, reference]
  return once(ledger, request, same, () => {
    if (reference !== null && ledger.references.includes(reference)) {
      throw new LedgerError('duplicate_reference')
    }
    checkRoom(ledger, account, amount)
    if (expiresAt <= ledger.now) throw new LedgerError('invalid_expiry')
    if (reference !== null) ledger.references.push(reference)
    const facts = { account, source, amount, priority, expiresAt, costCents, transferable, parent: null }
    const grant = addGrant(ledger, facts)
    const row = record(ledger, { account, type: 'grant', amount, slices: [{ grant: grant.n, amount }] })
    payDebt(ledger, account)
    return row
  })
}

export type DeductRequest = Request & { feature: string | null }

export function deductCredits(ledger: Ledger, request: DeductRequest): Movement {
  const amount = checkRequest(request.amount, request.key)
  const { account, feature } = request
  open(ledger, account)
  return once(ledger, request, ['deduct', amount, feature], () => {
    const slices = burn(burnOrder(ledger, account), amount)
    return record(ledger, { account, type: 'deduction', amount: -amount, slices, feature })
  })
}

/** What of a transaction has been given back. */
export const refundedOf = (ledger: Ledger, n: number) =>
  total(ledger.transactions.filter((row) => row.refundOf === n).map((row) => row.amount))

/** What can still be given back: of a deduction the rest, of other transactions nothing. */
export const refundable = (ledger: Ledger, { n, type, amount }: Transaction) =>
  type === 'deduction' ? -amount - refundedOf(ledger, n) : 0

/** `amount` null: all that is left of it. */
export function refundTransaction(ledger: Ledger, request: Request & { transaction: number }): Movement {
  checkRequest(request.amount ?? 1, request.key)
  const { account, transaction } = request
  open(ledger, account)
  return once(ledger, request, ['refund', transaction, request.amount], () => {
    const spent = ledger.transactions[transaction]
    if (spent?.account !== account || spent.type !== 'deduction') {
      throw new LedgerError('transaction_not_found')
    }
    const left = refundable(ledger, spent)
    if (left === 0) throw new LedgerError('nothing_to_refund')
    const amount = Number(request.amount ?? left)
    if (amount > left) throw new LedgerError('invalid_amount')
    checkRoom(ledger, account, amount)
    const slices = newest(oldest(spent.slices, left), amount)
    giveBack(ledger, slices, ledger.now)
    const { feature } = spent
    const row = record(ledger, { account, type: 'refund', amount, slices, feature, refundOf: transaction })
    payDebt(ledger, account)
    return row
  })
}

export function clawBackCredits(ledger: Ledger, request: Request & { grant: number }): Movement {
  const amount = checkRequest(request.amount, request.key)
  const { account, grant: n } = request
  const { debt } = open(ledger, account)
  return once(ledger, request, ['clawback', amount, n], () => {
    const own = ledger.grants[n]
    if (own?.account !== account) throw new LedgerError('grant_not_found')
    const available = availableOf(ledger, account)
    const debtChange = Math.max(amount - available, 0)
    if (debt > MAX_CREDITS - debtChange) throw new LedgerError('invalid_amount')
    const others = burnOrder(ledger, account).filter((grant) => grant !== own)
    const slices = burn(
      [own, ...others].filter((grant) => grant.remaining > 0),
      amount - debtChange,
    )
    return record(ledger, { account, type: 'clawback', amount: debtChange - amount, slices, debtChange })
  })
}

/** The credits arrive as they left: with their expiry, priority and cost, one grant for each slice. */
export function transferCredits(ledger: Ledger, request: Request & { to: number }): Movement {
  const amount = checkRequest(request.amount, request.key)
  const { account, to } = request
  if (account === to) throw new LedgerError('same_account')
  open(ledger, account)
  open(ledger, to)
  return once(ledger, request, ['transfer', amount, to], () => {
    checkRoom(ledger, to, amount)
    const slices = burn(
      burnOrder(ledger, account).filter((grant) => grant.transferable),
      amount,
    )
    const row = record(ledger, { account, type: 'transfer_out', amount: -amount, slices })
    const arrived = slices.map(({ grant: n, amount: size }) => {
      const grant = at(ledger.grants, n)
      const facts = {
        account: to,
        source: 'transfer',
        amount: size,
        costCents: costOf(grant, size),
        parent: n,
      }
      return addGrant(ledger, { ...grant, ...facts })
    })
    const arrivals = arrived.map((grant) => ({ grant: grant.n, amount: grant.amount }))
    record(ledger, { account: to, type: 'transfer_in', amount, slices: arrivals })
    payDebt(ledger, to)
    return row
  })
}
