-- Accounts with a past: p_rows ledger rows on each, written oldest first across all of them, as time would have. Every 20th
-- row gives the one before it back, every 10th captures a hold, the others are deductions of 1 credit.
-- check_ledger() finds nothing wrong with them.
create procedure bench.load_history(p_accounts int, p_rows int) language plpgsql as $$
declare
  v_first bigint := coalesce((select max(t.id) from public.credit_transactions t), 0);
  v_first_hold bigint := coalesce((select max(h.id) from public.credit_holds h), 0);
begin
  call bench.open_accounts('history', p_accounts, 1, 1000000, false);
  create temporary table past on commit drop as
    select s, o.n, a.id as account_id, a.open_grant_id, g.id as grant_id, s % 20 = 0 as is_refund, s % 10 = 5 as is_capture,
      v_first + p_accounts + (s - 2)::bigint * p_accounts + o.n as id,
      v_first_hold + (s / 10)::bigint * p_accounts + o.n as hold_id,
      1000000 - (s - 1 - 2 * (s / 20)) as balance, now() - (p_rows - s) * interval '1 minute' as at
    from generate_series(2, p_rows) s, bench.owners o
    join public.credit_accounts a on a.owner_id = o.owner join public.credit_grants g on g.account_id = a.id
    where o.shape = 'history';
  insert into public.credit_transactions
    (account_id, id, seq, amount, balance_before, balance_after, hold_id, refund_of, created_at, type, idempotency_key,
     feature, grant_ids, grant_amounts)
  overriding system value
  select p.account_id, p.id, p.s, x.amount, p.balance - x.amount, p.balance, case when p.is_capture then p.hold_id end,
    case when p.is_refund then p.id - p_accounts end, p.at,
    case when p.is_refund then 'refund' else 'deduction' end::public.credit_transaction_type, 'past ' || p.s,
    'text-generation', array[p.grant_id], array[1]
  from past p, lateral (select case when p.is_refund then 1 else -1 end as amount) x
  order by p.s, p.n;
  insert into public.credit_holds
    (id, account_id, amount, captured, status, expires_at, closed_at, idempotency_key, feature, grant_ids,
     grant_amounts, created_at)
  overriding system value
  select p.hold_id, p.account_id, 1, 1, 'captured', p.at + interval '10 minutes', p.at, 'past ' || p.s, 'text-generation',
    array[p.grant_id], array[1], p.at - interval '20 seconds'
  from past p where p.is_capture order by p.s, p.n;
  update public.credit_grants g set remaining = 0 from past p where p.s = p_rows and g.id = p.grant_id;
  update public.credit_accounts a set available = p.balance, open_grant_id = p.grant_id, open_remaining = p.balance,
    seq = p_rows, version = p_rows
  from past p where p.s = p_rows and a.id = p.account_id;
  perform setval(pg_get_serial_sequence('public.credit_transactions', 'id'), (select max(t.id) from public.credit_transactions t));
  perform setval(pg_get_serial_sequence('public.credit_holds', 'id'), (select max(h.id) from public.credit_holds h));
end $$;
