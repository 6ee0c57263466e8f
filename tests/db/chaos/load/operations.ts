import type { TestSql } from '../../../helpers/database'
import { clawBack, type MovementRow } from '../../../helpers/ledger'

/** Claws back from the grant that the transaction `grantedBy` made. */
export async function clawBackGrant(
  sql: TestSql,
  ownerId: string,
  grantedBy: number,
  amount: number,
  key: string,
) {
  const [grant] = await sql<{ id: number }[]>`
    select t.grant_ids[1] as id from public.credit_transactions t
    join public.credit_accounts a on a.id = t.account_id where a.owner_id = ${ownerId} and t.id = ${grantedBy}`
  return await clawBack(sql, ownerId, grant?.id ?? 0, amount, key)
}

export type BatchItem = { owner_id: string; amount: number; idempotency_key: string }

/** Answers in the order of the items. */
export async function deductBatch(sql: TestSql, items: BatchItem[]): Promise<MovementRow[]> {
  return await sql<MovementRow[]>`select * from public.deduct_credits_batch(${sql.json(items)})`
}
