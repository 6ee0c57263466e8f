import type { Sql, TransactionSql } from 'postgres'
import { expect } from 'vitest'

export type Totals = {
  issued: number
  available: number
  held: number
  spent: number
  expired: number
  clawed_back: number
  debt_paid: number
}

type AnySql = Sql<{ int8: number }> | TransactionSql<{ int8: number }>

/**
 * Where all credits ever issued are, as one statement sees it. Fails unless they are all somewhere: available, held, spent
 * and not refunded, expired, clawed back, or gone into debt; and what is owed is what was clawed back too late and not
 * paid since.
 */
export async function expectConserved(sql: AnySql): Promise<Totals> {
  const [row] = await sql<(Totals & { granted: number; moved: number; debt: number; owed: number })[]>`
    select issued.*, accounts.*, ledger.*
    from (
      -- Grace and transferred grants are credits that were issued before.
      select coalesce(sum(amount::bigint), 0)::bigint as issued from public.credit_grants
      where source not in ('grace', 'transfer')
    ) issued, (
      select sum(available::bigint)::bigint as available, sum(held::bigint)::bigint as held,
        sum(debt::bigint)::bigint as debt
      from public.credit_accounts
    ) accounts, (
      select
        coalesce(sum(amount) filter (where type = 'grant'), 0)::bigint as granted,
        coalesce(-sum(amount) filter (where type in ('deduction', 'refund')), 0)::bigint as spent,
        coalesce(-sum(amount) filter (where type = 'expiry'), 0)::bigint as expired,
        coalesce(-sum(amount) filter (where type = 'clawback'), 0)::bigint as clawed_back,
        coalesce(-sum(amount) filter (where type = 'debt_payment'), 0)::bigint as debt_paid,
        coalesce(sum(amount) filter (where type in ('transfer_in', 'transfer_out')), 0)::bigint as moved,
        coalesce(sum(debt_change), 0)::bigint as owed
      from public.credit_transactions
    ) ledger`
  if (!row) throw new Error('The totals are missing.')
  const { issued, available, held, spent, expired, clawed_back, debt_paid } = row
  expect(available + held + spent + expired + clawed_back + debt_paid, JSON.stringify(row)).toBe(issued)
  expect(row).toMatchObject({ granted: issued, moved: 0, debt: row.owed })
  return { issued, available, held, spent, expired, clawed_back, debt_paid }
}
