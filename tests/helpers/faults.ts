import type postgres from 'postgres'
import type { TestSql } from './database'

/** What does not add up in the ledger, or between it and the payments: a row for each, none when all is well. */
export function findFaults(sql: TestSql | postgres.Sql) {
  return sql`select * from public.check_ledger() union all select * from public.check_payments()`
}
