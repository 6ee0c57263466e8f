import postgres from 'postgres'
import type { TestSql } from '../database'
import { balance, deduct, grant } from '../ledger'

/** A superuser client of the database under the running app; bigints come as numbers. Whoever calls ends it. */
export function connectAppDatabase(url: string): TestSql {
  return postgres(url, {
    max: 4,
    onnotice: () => undefined,
    types: { int8: { to: 20, from: [20], serialize: String, parse: Number } },
  })
}

/** Brings somebody's balance to `credits` by a grant or a deduction, as the app itself would move it. */
export async function setBalance(sql: TestSql, ownerId: string, credits: number): Promise<void> {
  const { available } = await balance(sql, ownerId)
  if (available < credits) await grant(sql, ownerId, credits - available)
  if (available > credits) await deduct(sql, ownerId, available - credits)
}

/** Holds of this person that still wait for their end. */
export async function countOpenHolds(sql: TestSql, ownerId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from public.credit_holds h join public.credit_accounts a on a.id = h.account_id
    where a.owner_id = ${ownerId} and h.status = 'held'`
  return row?.count ?? 0
}
