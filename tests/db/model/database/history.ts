import { history } from '../../../helpers/ledger'
import { refundedOf } from '../ledger/movements'
import { at, type Ledger } from '../ledger/state'
import { merge } from './pictures'
import { halfHours, type World } from './world'

/** The history that the database gives of an account, newest first, in the model's words; read in pages. */
export async function readHistory({ sql, owners, ids, clock }: World, account: number) {
  const rows = []
  for (;;) {
    const page = await history(sql, owners[account] ?? '', { limit: 20, beforeId: rows.at(-1)?.id })
    rows.push(...page)
    if (page.length < 20) break
  }
  return rows.map((row) => ({
    n: ids.transactions.toModel(row.id),
    seq: row.seq,
    type: row.type,
    amount: row.amount,
    before: row.balance_before,
    after: row.balance_after,
    debtChange: row.debt_change,
    feature: row.feature,
    refundOf: ids.transactions.toModel(row.refund_of),
    refunded: row.refunded,
    grants: merge(
      (row.grants ?? []).map(({ grant_id, source, amount, expires_at }) => {
        return { grant: ids.grants.toModel(grant_id), source, amount, expires: clock.toModel(expires_at) }
      }),
    ),
  }))
}

/** The history that the model gives of an account, in the same words. */
export function tellHistory(ledger: Ledger, account: number) {
  const rows = ledger.transactions.filter((row) => row.account === account).toReversed()
  return rows.map(({ slices, hold, account: _, ...row }) => ({
    ...row,
    refunded: refundedOf(ledger, row.n),
    grants: merge(
      slices.map(({ grant: n, amount }) => {
        const { source, expiresAt } = at(ledger.grants, n)
        return { grant: n, source, amount, expires: halfHours(expiresAt) }
      }),
    ),
  }))
}
