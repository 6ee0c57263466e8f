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
