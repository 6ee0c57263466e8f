import { randomUUID } from 'node:crypto'
import type { TestSql } from './database'

export type MovementRow = {
  transaction_id: number
  amount: number
  balance_before: number
  balance_after: number
  available: number
  held: number
  debt: number
  version: number
  replayed: boolean
}

async function one<Row>(rows: Promise<readonly unknown[]>): Promise<Row> {
  const [row] = await rows
  if (!row) throw new Error('The function answered nothing.')
  return row as Row
}

/** Opens an account of its own for a test and puts `credits` into it. Resolves the owner's id. */
export async function addAccount(sql: TestSql, credits = 0): Promise<string> {
  const ownerId = randomUUID()
  await sql`select public.open_credit_account(${ownerId})`
  if (credits > 0) await grant(sql, ownerId, credits)
  return ownerId
}

export type GrantFacts = {
  key?: string
  source?: string
  expiresAt?: Date
  costCents?: number
  reference?: string
}

export function grant(sql: TestSql, ownerId: string, amount: number | string | null, facts: GrantFacts = {}) {
  const { key = randomUUID(), source = 'bonus', expiresAt = null, costCents = 0, reference = null } = facts
  return one<MovementRow>(sql`
    select * from public.grant_credits(${ownerId}, ${amount}, ${source}, ${key}, p_expires_at => ${expiresAt},
      p_cost_cents => ${costCents}, p_reference => ${reference})`)
}

export type DeductFacts = { key?: string | null; feature?: string; model?: string }

export function deduct(
  sql: TestSql,
  ownerId: string,
  amount: number | string | null,
  facts: DeductFacts = {},
) {
  const { key = randomUUID(), feature = null, model = null } = facts
  return one<MovementRow>(sql`
    select * from public.deduct_credits(${ownerId}, ${amount}, ${key}, ${feature}, ${model})`)
}

export function hold(
  sql: TestSql,
  ownerId: string,
  amount: number,
  { key = String(randomUUID()), ttlSeconds = 600 } = {},
) {
  return one<{ hold_id: number; status: string; available: number; held: number; replayed: boolean }>(sql`
    select * from public.hold_credits(${ownerId}, ${amount}, ${key}, p_ttl_seconds => ${ttlSeconds})`)
}

export function capture(
  sql: TestSql,
  holdId: number,
  amount: number | null = null,
  key: string = randomUUID(),
) {
  return one<MovementRow>(sql`select * from public.capture_hold(${holdId}, ${key}, ${amount})`)
}

export function release(sql: TestSql, holdId: number) {
  return one<{ status: string; available: number; held: number; replayed: boolean }>(sql`
    select * from public.release_hold(${holdId})`)
}

export function balance(sql: TestSql, ownerId: string) {
  return one<{ available: number; held: number; debt: number; version: number }>(sql`
    select * from public.credit_balance(${ownerId})`)
}

/** Moves everything of an account that expires or lapses back in time, as if `interval` had passed. */
export async function passTime(sql: TestSql, ownerId: string, interval: string) {
  await sql.begin(async (tx) => {
    const [account] = await tx<{ id: number }[]>`
      update public.credit_accounts set next_due_at = next_due_at - ${interval}::interval
      where owner_id = ${ownerId} returning id`
    const id = account?.id ?? 0
    await tx`update public.credit_grants set expires_at = expires_at - ${interval}::interval where account_id = ${id}`
    await tx`update public.credit_holds set expires_at = expires_at - ${interval}::interval
      where account_id = ${id} and status = 'held'`
  })
}

/** Gives `amount` of a deduction back, or all that is left of it. */
export function refund(
  sql: TestSql,
  ownerId: string,
  transactionId: number,
  amount: number | string | null = null,
  key: string | null = randomUUID(),
) {
  return one<MovementRow>(sql`
    select * from public.refund_transaction(${ownerId}, ${transactionId}, ${key}, ${amount})`)
}

export function transfer(
  sql: TestSql,
  fromId: string,
  toId: string,
  amount: number | string | null,
  key: string | null = randomUUID(),
) {
  return one<MovementRow>(sql`select * from public.transfer_credits(${fromId}, ${toId}, ${amount}, ${key})`)
}

export function clawBack(
  sql: TestSql,
  ownerId: string,
  grantId: number,
  amount: number | string | null,
  key: string | null = randomUUID(),
) {
  return one<MovementRow>(sql`
    select * from public.claw_back_credits(${ownerId}, ${grantId}, ${amount}, ${key})`)
}

export type SweepRow = { accounts: number; expired_credits: number; released_holds: number }

export function expire(sql: TestSql, limit = 500) {
  return one<SweepRow>(sql`select * from public.expire_credits(${limit})`)
}

export type SummaryRow = {
  available: number
  held: number
  debt: number
  version: number
  next_expires_at: string | null
  next_expiring: number
  disputed: number
  rollover: number
  sources: { source: string; remaining: number; next_expires_at: string | null }[]
}

export async function summary(sql: TestSql, ownerId: string): Promise<SummaryRow> {
  const row = await one<{ credit_summary: SummaryRow }>(sql`select public.credit_summary(${ownerId})`)
  return row.credit_summary
}

export type HistoryRow = {
  id: number
  seq: number
  type: string
  amount: number
  balance_before: number
  balance_after: number
  debt_change: number
  feature: string | null
  refund_of: number | null
  refunded: number
  grants: { grant_id: number; source: string; amount: number; expires_at: string | null }[]
}

export type HistoryFilter = {
  limit?: number
  beforeId?: number
  type?: string
  feature?: string
  from?: Date
  to?: Date
}

/** One page of an account's ledger, newest first. */
export async function history(sql: TestSql, ownerId: string, filter: HistoryFilter = {}) {
  const { limit = 50, beforeId = null, type = null, feature = null, from = null, to = null } = filter
  return await sql<HistoryRow[]>`
    select * from public.get_transactions(${ownerId}, ${limit}, ${beforeId}, ${type}, ${feature}, p_from => ${from},
      p_to => ${to})`
}

export type GrantRow = {
  id: number
  source: string
  left: number
  cost_cents: number
  expires_at: Date | null
}

/** An account's grants, oldest first, with what is left of each. */
export async function grantsOf(sql: TestSql, ownerId: string): Promise<GrantRow[]> {
  return await sql<GrantRow[]>`
    select g.id, g.source, g.cost_cents, g.expires_at,
      g.remaining + case when g.id = a.open_grant_id then a.open_remaining else 0 end as left
    from public.credit_grants g join public.credit_accounts a on a.id = g.account_id
    where a.owner_id = ${ownerId} order by g.id`
}
