-- The proof. One row per broken invariant, none when all is well. Reads one snapshot; takes no locks.
create function public.check_ledger()
returns table (invariant text, account_id bigint, detail jsonb)
language sql stable security definer set search_path = '' as $$
  with live as (
    select g.account_id, sum(g.remaining) as remaining, min(g.expires_at) filter (where g.remaining > 0) as next_expiry
    from public.credit_grants g group by g.account_id
  ), open_holds as (
    select h.account_id, sum(h.amount) as amount, min(h.expires_at) as next_lapse, array_agg(h.id order by h.id) as ids
    from public.credit_holds h where h.status = 'held' group by h.account_id
  ), chained as (
    -- Narrow on purpose: these are the columns that are sorted.
    select t.account_id, t.seq, t.amount, t.balance_before, t.balance_after, t.debt_change,
      row_number() over w as expected_seq, lag(t.balance_after::bigint, 1, 0::bigint) over w as expected_before
    from public.credit_transactions t window w as (partition by t.account_id order by t.seq)
  ), totals as (
    select c.account_id, sum(c.amount) as amount, max(c.seq) as seq, sum(c.debt_change) as debt,
      bool_or(c.seq <> c.expected_seq) as has_gap,
      bool_or(c.balance_before <> c.expected_before or c.balance_after <> c.balance_before + c.amount) as is_broken
    from chained c group by c.account_id
  ), accounts as (
    select a.*, coalesce(l.remaining, 0) as remaining, coalesce(h.amount, 0) as on_hold,
      coalesce(h.ids, '{}') as hold_ids, coalesce(t.amount, 0) as total,
      coalesce(t.seq, 0) as last_seq, coalesce(t.debt, 0) as total_debt, t.has_gap, t.is_broken,
      least(l.next_expiry, h.next_lapse, (
        select g.expires_at from public.credit_grants g where g.id = a.open_grant_id and a.open_remaining > 0)) as due_at
    from public.credit_accounts a left join live l on l.account_id = a.id
    left join open_holds h on h.account_id = a.id left join totals t on t.account_id = a.id
  ), slices as (
    -- Every movement in or out of a grant after it was made: spent and expired count up, given back counts down.
    select u.grant_id, sum(case when u.is_out then u.amount else -u.amount end) as used
    from (
      select unnest(t.grant_ids) as grant_id, unnest(t.grant_amounts) as amount, t.amount < 0 as is_out
      from public.credit_transactions t where t.type not in ('grant', 'transfer_in')
    ) u group by u.grant_id
  ), held_slices as (
    select u.grant_id, sum(u.amount) as held
    from public.credit_holds h, unnest(h.grant_ids, h.grant_amounts) as u(grant_id, amount)
    where h.status = 'held' group by u.grant_id
  ), grace as (
    select g.parent_grant_id as grant_id, sum(g.amount) as moved from public.credit_grants g
    where g.source = 'grace' group by g.parent_grant_id
  ), explained as (
    select g.id, g.account_id, g.amount, g.source, g.remaining
      + case when a.open_grant_id = g.id then a.open_remaining else 0 end
      + coalesce(s.used, 0) + coalesce(h.held, 0) + coalesce(m.moved, 0) as explained
    from public.credit_grants g join public.credit_accounts a on a.id = g.account_id
    left join slices s on s.grant_id = g.id left join held_slices h on h.grant_id = g.id
    left join grace m on m.grant_id = g.id
  )
  select 'available_is_sum_of_grants', a.id, jsonb_build_object('available', a.available, 'grants', a.remaining, 'open', a.open_remaining)
  from accounts a where a.available <> a.remaining + a.open_remaining
  union all
  select 'held_is_sum_of_open_holds', a.id, jsonb_build_object('held', a.held, 'holds', a.on_hold)
  from accounts a where a.held <> a.on_hold
  union all
  select 'open_holds_are_listed', a.id, jsonb_build_object('listed', a.open_holds, 'open', a.hold_ids)
  from accounts a where (select coalesce(array_agg(x order by x), '{}') from unnest(a.open_holds) x) <> a.hold_ids
  union all
  select 'balance_is_sum_of_transactions', a.id, jsonb_build_object('balance', a.available + a.held, 'transactions', a.total)
  from accounts a where a.available + a.held <> a.total
  union all
  select 'debt_is_sum_of_debt_changes', a.id, jsonb_build_object('debt', a.debt, 'transactions', a.total_debt)
  from accounts a where a.debt <> a.total_debt
  union all
  select 'who_owes_has_nothing_to_spend', a.id, jsonb_build_object('available', a.available, 'debt', a.debt)
  from accounts a where a.available > 0 and a.debt > 0
  union all
  select 'sequence_has_no_gap', a.id, jsonb_build_object('seq', a.seq, 'last', a.last_seq)
  from accounts a where a.has_gap or a.seq <> a.last_seq
  union all
  select 'balances_are_chained', a.id, '{}' from accounts a where a.is_broken
  union all
  select 'slices_add_up_to_amount', t.account_id, jsonb_build_object('transaction_id', t.id)
  from public.credit_transactions t
  where cardinality(t.grant_ids) <> cardinality(t.grant_amounts) or abs(t.amount) <> case cardinality(t.grant_amounts)
    when 1 then t.grant_amounts[1] else coalesce((select sum(s) from unnest(t.grant_amounts) s), 0) end
  union all
  select 'grant_is_fully_explained', e.account_id, jsonb_build_object('grant_id', e.id, 'amount', e.amount, 'explained', e.explained)
  from explained e where e.amount <> e.explained
  union all
  select 'open_grant_row_is_empty', a.id, jsonb_build_object('grant_id', a.open_grant_id)
  from public.credit_accounts a left join public.credit_grants g on g.id = a.open_grant_id
  where a.open_grant_id is not null and (g.id is null or g.account_id <> a.id or g.remaining <> 0)
    or a.open_grant_id is null and a.open_remaining <> 0
  union all
  select 'hold_slices_add_up', h.account_id, jsonb_build_object('hold_id', h.id) from public.credit_holds h
  where cardinality(h.grant_ids) <> cardinality(h.grant_amounts)
    or h.amount is distinct from (select sum(s) from unnest(h.grant_amounts) s)
  union all
  select 'hold_has_one_end', h.account_id, jsonb_build_object('hold_id', h.id, 'status', h.status, 'captures', count(t.id))
  from public.credit_holds h left join public.credit_transactions t on t.account_id = h.account_id and t.hold_id = h.id and t.type = 'deduction'
  group by h.id
  having count(t.id) <> case when h.status = 'captured' then 1 else 0 end or (h.status = 'held') <> (h.closed_at is null)
    or h.captured <> coalesce(-sum(t.amount), 0)
  union all
  select 'refunds_fit_their_deduction', r.account_id, jsonb_build_object('transaction_id', r.refund_of, 'refunded', sum(r.amount))
  from public.credit_transactions r left join public.credit_transactions d
    on d.account_id = r.account_id and d.id = r.refund_of and d.type = 'deduction'
  where r.refund_of is not null
  group by r.account_id, r.refund_of, d.amount having sum(r.amount) > coalesce(-d.amount, 0)
  union all
  select 'reference_is_granted_once', null, jsonb_build_object('reference', t.reference, 'grants', count(*))
  from public.credit_transactions t where t.type = 'grant' and t.reference is not null
  group by t.reference having count(*) > 1
  union all
  select 'transaction_has_an_account', t.account_id, jsonb_build_object('transactions', count(*))
  from public.credit_transactions t left join public.credit_accounts a on a.id = t.account_id
  where a.id is null group by t.account_id
  union all
  select 'due_time_is_not_late', a.id, jsonb_build_object('next_due_at', a.next_due_at, 'due_at', a.due_at)
  from accounts a where a.next_due_at > a.due_at;
$$;
grant execute on function public.check_ledger() to service_role;
