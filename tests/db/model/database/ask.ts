import {
  balance,
  clawBack,
  deduct,
  expire,
  type MovementRow,
  refund,
  type SummaryRow,
  type SweepRow,
  summary,
  transfer,
} from '../../../helpers/ledger'
import type { Call } from '../ledger/play'
import { HOUR, NEVER } from '../ledger/state'
import type { World } from './world'

type HoldRow = {
  hold_id: number
  amount: number
  captured: number
  status: string
  expires_at: Date
  available: number
  held: number
  version: number
  replayed: boolean
}
type BalanceRow = { available: number; held: number; debt: number; version: number }

/** What the database answered, by its kind. */
export type Answer =
  | { is: 'movements'; rows: MovementRow[] }
  | { is: 'hold'; row: HoldRow }
  | { is: 'sweep'; row: SweepRow }
  | { is: 'balance'; row: BalanceRow }
  | { is: 'summary'; row: SummaryRow }

const UNKNOWN = 987_654_321

function first<Row>(rows: readonly Row[]): Row {
  const [row] = rows
  if (!row) throw new Error('The function answered nothing.')
  return row
}

/** A sweep stops early on a slow machine; swept is what is due once nothing is left. */
async function sweepAll(sweep: () => Promise<SweepRow>): Promise<SweepRow> {
  const swept = { accounts: 0, expired_credits: 0, released_holds: 0 }
  for (;;) {
    const { accounts, expired_credits, released_holds } = await sweep()
    if (accounts === 0) return swept
    swept.accounts += accounts
    swept.expired_credits += expired_credits
    swept.released_holds += released_holds
  }
}

/** Makes the same call of the database. Rejects with its error. */
export async function ask({ sql, owners, ids, clock }: World, call: Call): Promise<Answer> {
  const owner = (account: number) => owners[account] ?? ''
  const movement = async (row: Promise<MovementRow>): Promise<Answer> => ({
    is: 'movements',
    rows: [await row],
  })
  switch (call.do) {
    case 'grant': {
      const { account, amount, source, key, priority, costCents, transferable, reference } = call
      const expiresAt = call.expiresAt === NEVER ? null : clock.toDatabase(call.expiresAt)
      const rows = await sql<MovementRow[]>`
        select * from public.grant_credits(${owner(account)}, ${amount}, ${source}, ${key},
          p_expires_at => ${expiresAt}, p_priority => ${priority}, p_cost_cents => ${costCents},
          p_transferable => ${transferable}, p_reference => ${reference})`
      return { is: 'movements', rows }
    }
    case 'deduct': {
      const { account, amount, key, feature } = call
      return movement(deduct(sql, owner(account), amount, { key, feature: feature ?? undefined }))
    }
    case 'batch': {
      const items = call.items.map(({ account, amount, key, feature }) => {
        return { owner_id: owner(account), amount, idempotency_key: key, feature }
      })
      const rows = await sql<MovementRow[]>`select * from public.deduct_credits_batch(${sql.json(items)})`
      return { is: 'movements', rows }
    }
    case 'hold': {
      const { account, amount, key, feature, ttlHours } = call
      const seconds = (ttlHours * HOUR) / 1000
      const rows = await sql<HoldRow[]>`
        select * from public.hold_credits(${owner(account)}, ${amount}, ${key}, ${feature},
          p_ttl_seconds => ${seconds})`
      return { is: 'hold', row: first(rows) }
    }
    case 'capture': {
      const id = ids.holds.toDatabase(call.hold) ?? UNKNOWN
      const rows = await sql<
        MovementRow[]
      >`select * from public.capture_hold(${id}, ${call.key}, ${call.amount})`
      return { is: 'movements', rows }
    }
    case 'release': {
      const id = ids.holds.toDatabase(call.hold) ?? UNKNOWN
      return { is: 'hold', row: first(await sql<HoldRow[]>`select * from public.release_hold(${id})`) }
    }
    case 'refund': {
      const id = ids.transactions.toDatabase(call.transaction) ?? UNKNOWN
      return movement(refund(sql, owner(call.account), id, call.amount, call.key))
    }
    case 'clawBack': {
      const id = ids.grants.toDatabase(call.grant) ?? UNKNOWN
      return movement(clawBack(sql, owner(call.account), id, call.amount, call.key))
    }
    case 'transfer':
      return movement(transfer(sql, owner(call.account), owner(call.to), call.amount, call.key))
    case 'expire':
      return { is: 'sweep', row: await sweepAll(() => expire(sql)) }
    case 'releaseExpired':
      return {
        is: 'sweep',
        row: await sweepAll(async () => {
          return first(await sql<SweepRow[]>`select * from public.release_expired_holds()`)
        }),
      }
    case 'balance':
      return { is: 'balance', row: await balance(sql, owner(call.account)) }
    case 'summary':
      return { is: 'summary', row: await summary(sql, owner(call.account)) }
  }
}
