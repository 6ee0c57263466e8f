import type { TestSql } from '../../helpers/database'
import type { MovementRow } from '../../helpers/ledger'

async function first<Row>(rows: PromiseLike<readonly unknown[]>): Promise<Row> {
  const [row] = await rows
  if (!row) throw new Error('The function answered nothing.')
  return row as Row
}

export function refund(
  sql: TestSql,
  ownerId: string,
  transactionId: number,
  key: string,
  amount: number | null = null,
) {
  return first<MovementRow>(sql`
    select * from public.refund_transaction(${ownerId}, ${transactionId}, ${key}, ${amount})`)
}

export function transfer(sql: TestSql, fromId: string, toId: string, amount: number, key: string) {
  return first<MovementRow>(sql`select * from public.transfer_credits(${fromId}, ${toId}, ${amount}, ${key})`)
}

/** Claws back from the grant that the transaction `grantedBy` made. */
export function clawBack(sql: TestSql, ownerId: string, grantedBy: number, amount: number, key: string) {
  return first<MovementRow>(sql`
    select * from public.claw_back_credits(${ownerId}, (
      select t.grant_ids[1] from public.credit_transactions t join public.credit_accounts a on a.id = t.account_id
      where a.owner_id = ${ownerId} and t.id = ${grantedBy}), ${amount}, ${key})`)
}

export type BatchItem = { owner_id: string; amount: number; idempotency_key: string }

/** Answers in the order of the items. */
export async function deductBatch(sql: TestSql, items: BatchItem[]): Promise<MovementRow[]> {
  return await sql<MovementRow[]>`select * from public.deduct_credits_batch(${sql.json(items)})`
}

export function expire(sql: TestSql, limit: number) {
  return first<{ accounts: number; expired_credits: number; released_holds: number }>(sql`
    select * from public.expire_credits(${limit})`)
}
