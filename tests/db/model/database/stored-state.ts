import type { World } from './world'

type Timed = { expires_at: number | null }
type GrantRow = Timed & {
  id: number
  account_id: number
  source: string
  amount: number
  remaining: number
  priority: number
  cost_cents: number
  parent_grant_id: number | null
  transferable: boolean
}
type HoldRow = Timed & {
  id: number
  account_id: number
  amount: number
  captured: number
  status: string
  closed_at: number | null
  feature: string | null
  grant_ids: number[]
  grant_amounts: number[]
}
type TransactionRow = {
  id: number
  account_id: number
  seq: number
  type: string
  amount: number
  balance_before: number
  balance_after: number
  debt_change: number
  feature: string | null
  hold_id: number | null
  refund_of: number | null
  grant_ids: number[]
  grant_amounts: number[]
}
type AccountRow = {
  id: number
  available: number
  held: number
  debt: number
  version: number
  seq: number
  open_grant_id: number | null
  open_remaining: number
}
/** What the tables say about the accounts of a world. Moments are milliseconds since 1970. */
export type StoredState = {
  accounts: AccountRow[]
  grants: GrantRow[]
  holds: HoldRow[]
  /** Those after `seqs`. */
  transactions: TransactionRow[]
}

/** Reads the tables, and of the ledger what is newer than `seqs`, one for each account. */
export async function readState({ sql, ledger, ids }: World, seqs: readonly number[]): Promise<StoredState> {
  const accounts = ledger.accounts.map((_, n) => ids.accounts.toDatabase(n) ?? 0)
  const [row] = await sql<{ state: StoredState }[]>`
    select jsonb_build_object(
      'accounts', (select jsonb_agg(to_jsonb(a) order by a.id) from public.credit_accounts a
        where a.id = any (${accounts}::bigint[])),
      'grants', (select coalesce(jsonb_agg(to_jsonb(g) || jsonb_build_object(
          'expires_at', extract(epoch from g.expires_at) * 1000) order by g.id), '[]')
        from public.credit_grants g where g.account_id = any (${accounts}::bigint[])),
      'holds', (select coalesce(jsonb_agg(to_jsonb(h) || jsonb_build_object(
          'expires_at', extract(epoch from h.expires_at) * 1000,
          'closed_at', extract(epoch from h.closed_at) * 1000) order by h.id), '[]')
        from public.credit_holds h where h.account_id = any (${accounts}::bigint[])),
      'transactions', (select coalesce(jsonb_agg(to_jsonb(t) order by t.id), '[]')
        from unnest(${accounts}::bigint[], ${seqs}::bigint[]) as u(id, seq)
        join public.credit_transactions t on t.account_id = u.id and t.seq > u.seq)) as state`
  if (!row) throw new Error('The state was not read.')
  return row.state
}

/** Finds out which new rows are which of the model's things. What has no counterpart stays without a number. */
export function linkRows({ ledger, ids }: World, state: StoredState): void {
  for (const [n, row] of state.holds.entries()) ids.holds.link(n, row.id)
  for (const row of state.transactions) {
    const account = ids.accounts.toModel(row.account_id)
    const found = ledger.transactions.find((known) => known.account === account && known.seq === row.seq)
    if (found) ids.transactions.link(found.n, row.id)
  }
  // Not by order alone: of two holds that lapsed unnoticed, either may have been booked first. A parent is older.
  for (const row of state.grants.filter(({ id }) => !ids.grants.has(id))) {
    if (ids.grants.has(row.id)) continue
    const alike = state.grants.filter((other) => {
      return !ids.grants.has(other.id) && likeness(other) === likeness(row)
    })
    const account = ids.accounts.toModel(row.account_id)
    const parent = ids.grants.toModel(row.parent_grant_id)
    const candidates = ledger.grants.filter((grant) => {
      const { n, source, amount } = grant
      const same = grant.account === account && source === row.source && amount === row.amount
      return same && grant.parent === parent && ids.grants.toDatabase(n) === undefined
    })
    alike.sort((a, b) => (a.expires_at ?? 0) - (b.expires_at ?? 0) || a.id - b.id)
    candidates.sort((a, b) => a.expiresAt - b.expiresAt || a.n - b.n)
    for (const [place, { id }] of alike.entries()) {
      const match = candidates[place]
      if (match) ids.grants.link(match.n, id)
    }
  }
}

const likeness = (row: GrantRow) => [row.account_id, row.source, row.parent_grant_id, row.amount].join()

/** Throws unless the version of every account has grown with what it has, and never shrunk. */
export function checkVersions({ versions }: World, state: StoredState): void {
  for (const { id, version, available, held, debt, seq } of state.accounts) {
    const figures = [available, held, debt, seq].join()
    const last = versions.get(id) ?? { version: 0, figures: '0,0,0,0' }
    if (version < last.version || (version === last.version && figures !== last.figures)) {
      throw new Error(
        `Account ${id} went from ${last.figures} to ${figures}, its version from ${last.version} to ${version}.`,
      )
    }
    versions.set(id, { version, figures })
  }
}
