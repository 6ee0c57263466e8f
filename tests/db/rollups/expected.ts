import type { TestSql } from '../../helpers/database'

// The same figures, added up from the rows themselves.
const FROM_ROWS = {
  daily_usage: `
    select u.account_id, (u.created_at at time zone 'UTC')::date::text as day, u.feature, coalesce(u.model, '') as model,
      count(*) as calls, count(*) filter (where u.outcome in ('failed', 'timeout')) as failed_calls,
      sum(u.credits)::bigint as credits, sum(u.tokens_in)::bigint as tokens_in, sum(u.tokens_out)::bigint as tokens_out
    from public.usage_logs u group by 1, 2, 3, 4`,
  daily_feature_usage: `
    select (u.created_at at time zone 'UTC')::date::text as day, u.feature, coalesce(u.model, '') as model,
      private.plan_at(a, u.created_at) as plan, count(*) as calls,
      count(*) filter (where u.outcome in ('failed', 'timeout')) as failed_calls, sum(u.credits)::bigint as credits,
      sum(u.tokens_in)::bigint as tokens_in, sum(u.tokens_out)::bigint as tokens_out, sum(u.duration_ms)::bigint as duration_ms
    from public.usage_logs u join public.credit_accounts a on a.id = u.account_id group by 1, 2, 3, 4`,
  daily_credits: `
    select (t.created_at at time zone 'UTC')::date::text as day, t.type::text, case
        when t.type = 'grant' then (select g.source::text from public.credit_grants g where g.id = t.grant_ids[1])
        when t.type = 'deduction' and t.reference = 'adjustment' then 'adjustment'
        when t.type = 'refund' and exists (select from public.credit_transactions o where o.id = t.refund_of and o.reference = 'adjustment')
          then 'adjustment' else '' end as detail,
      count(*) as transactions, sum(t.amount)::bigint as credits, min(t.id) as first_id, max(t.id) as last_id
    from public.credit_transactions t group by 1, 2, 3`,
  spending_windows: `
    select u.account_id,
      coalesce(sum(u.credits) filter (where u.age < 7), 0)::bigint as last_7,
      coalesce(sum(u.credits) filter (where u.age < 30), 0)::bigint as last_30, sum(u.credits)::bigint as last_90
    from (select *, (now() at time zone 'UTC')::date - (created_at at time zone 'UTC')::date as age from public.usage_logs) u
    where u.age < 90 group by 1 having sum(u.credits) > 0`,
  active: `
    select (u.created_at at time zone 'UTC')::date::text as day, count(distinct u.account_id) as active_users
    from public.usage_logs u join public.credit_accounts a on a.id = u.account_id where a.kind = 'user' group by 1`,
  daily_money: `
    select private.utc_day(now())::text as day, m.currency, m.kind, sum(m.payments)::bigint as payments, sum(m.paid)::bigint as paid_cents,
      sum(m.returned)::bigint as returned_cents
    from (select to_jsonb(p) as row from public.purchases p
      union all select to_jsonb(s) from public.subscription_credits s where s.paid_cents > 0) x, private.money_of(x.row) m
    where m.paid > 0 group by 1, 2, 3`,
}

const ROLLED_UP: Record<keyof typeof FROM_ROWS, string> = {
  daily_usage:
    'select account_id, day::text, feature, model, calls, failed_calls, credits, tokens_in, tokens_out from public.daily_usage',
  daily_feature_usage: `select day::text, feature, model, plan, calls, failed_calls, credits, tokens_in, tokens_out, duration_ms
    from public.daily_feature_usage`,
  daily_credits:
    'select day::text, type::text, detail, transactions, credits, first_id, last_id from public.daily_credits',
  spending_windows: 'select account_id, last_7, last_30, last_90 from public.spending_windows',
  active: 'select day::text, active_users from public.daily_people where active_users > 0',
  daily_money:
    'select day::text, currency, kind, payments, paid_cents, returned_cents from public.daily_money',
}

const readAll = async (sql: TestSql, queries: Record<string, string>) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(queries).map(async ([name, query]) => {
        const rows = await sql.unsafe<Record<string, unknown>[]>(query)
        return [name, rows.map((row) => JSON.stringify(row)).toSorted()]
      }),
    ),
  ) as Record<keyof typeof FROM_ROWS, string[]>

/** The daily figures as they should be: plain aggregates over the ledger, the usage log and the purchases. */
export const expectedFigures = (sql: TestSql) => readAll(sql, FROM_ROWS)
/** The daily figures as they are. */
export const rolledUpFigures = (sql: TestSql) => readAll(sql, ROLLED_UP)

/** Moves usage logs and ledger rows back by a number of days that differs from row to row, up to `days`. */
export async function spreadOverDays(sql: TestSql, days: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update public.usage_logs set created_at = created_at - (id * 7 % ${days}) * interval '1 day'`
    await tx`update public.credit_transactions set created_at = created_at - (id * 7 % ${days}) * interval '1 day'`
  })
}
