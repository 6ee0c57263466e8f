import { burnOrder } from '../ledger/rules'
import { at, availableOf, heldOf, type Ledger } from '../ledger/state'
import type { StoredState } from './stored-state'
import { halfHours, type World } from './world'

/** The tables in the model's words. */
export function pictureOfTables({ ids, clock, ledger }: World, state: StoredState) {
  const sliced = (row: { grant_ids: number[]; grant_amounts: number[] }) =>
    merge(
      row.grant_ids.map((id, place) => ({
        grant: ids.grants.toModel(id),
        amount: row.grant_amounts[place] ?? 0,
      })),
    )
  return {
    accounts: state.accounts.map(({ id, available, held, debt, seq, open_grant_id, open_remaining }) => {
      // The grant in the account's row is spent without looking at the others, so none may come before it.
      const head = burnOrder(ledger, ids.accounts.toModel(id) ?? 0)[0]?.n
      const opened = ids.grants.toModel(open_grant_id)
      const isFirst = open_remaining === 0 || head === opened
      return { available, held, debt, seq, open: isFirst ? 'first to burn' : `grant ${opened}, not ${head}` }
    }),
    grants: byNumber(
      state.grants.map((row) => {
        const account = state.accounts.find(({ id }) => id === row.account_id)
        const rest = account?.open_grant_id === row.id ? account.open_remaining : 0
        return {
          n: ids.grants.toModel(row.id),
          account: ids.accounts.toModel(row.account_id),
          source: row.source,
          amount: row.amount,
          remaining: row.remaining + rest,
          priority: row.priority,
          expires: clock.toModel(row.expires_at),
          costCents: row.cost_cents,
          parent: ids.grants.toModel(row.parent_grant_id),
          transferable: row.transferable,
        }
      }),
    ),
    holds: state.holds.map((row, n) => ({
      n,
      account: ids.accounts.toModel(row.account_id),
      amount: row.amount,
      captured: row.captured,
      status: row.status,
      expires: clock.toModel(row.expires_at),
      closed: clock.toModel(row.closed_at),
      feature: row.feature,
      slices: sliced(row),
    })),
    transactions: byNumber(
      state.transactions.map((row) => ({
        n: ids.transactions.toModel(row.id),
        account: ids.accounts.toModel(row.account_id),
        seq: row.seq,
        type: row.type,
        amount: row.amount,
        before: row.balance_before,
        after: row.balance_after,
        debtChange: row.debt_change,
        feature: row.feature,
        hold: ids.holds.toModel(row.hold_id),
        refundOf: ids.transactions.toModel(row.refund_of),
        slices: sliced(row),
      })),
    ),
  }
}

/** The model in the same words; of its transactions those after `seqs`. */
export function pictureOfModel(ledger: Ledger, seqs: readonly number[]) {
  return {
    accounts: ledger.accounts.map(({ debt }, n) => ({
      available: availableOf(ledger, n),
      held: heldOf(ledger, n),
      debt,
      seq: ledger.transactions.filter((row) => row.account === n).length,
      open: 'first to burn',
    })),
    grants: ledger.grants.map(({ expiresAt, ...grant }) => ({ ...grant, expires: halfHours(expiresAt) })),
    holds: ledger.holds.map(({ expiresAt, closedAt, ...hold }) => {
      return {
        ...hold,
        expires: halfHours(expiresAt),
        closed: halfHours(closedAt),
        slices: merge(hold.slices),
      }
    }),
    transactions: ledger.transactions
      .filter((row) => row.seq > at(seqs, row.account))
      .map((row) => ({ ...row, slices: merge(row.slices) })),
  }
}

const byNumber = <T extends { n: number | null }>(rows: T[]) => rows.sort((a, b) => (a.n ?? -1) - (b.n ?? -1))

/** Slices of one grant that follow each other count as one. */
export function merge<T extends { grant: number | null; amount: number }>(slices: readonly T[]): T[] {
  const merged: T[] = []
  for (const slice of slices) {
    const last = merged.at(-1)
    if (last && last.grant === slice.grant) last.amount += slice.amount
    else merged.push({ ...slice })
  }
  return merged
}
