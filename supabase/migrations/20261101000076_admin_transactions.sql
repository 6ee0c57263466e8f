-- Everybody's ledger rows, as admins read them behind the overview's figures.

-- Every row but calls' deductions, which therefore do not write to it.
create index credit_transactions_uncommon on public.credit_transactions (type, id desc)
  where type <> 'deduction' or reference = 'adjustment';

-- The newest p_limit rows of a kind (see credit_kind), or of all, with an id and a time between these; the last moment is not included.
-- Calls are most of a ledger and have no index by id alone: for them, or for all, give ids that are few.
create function private.transactions_between(
  p_kind text, p_first_id bigint, p_last_id bigint, p_from timestamptz, p_to timestamptz, p_limit integer
) returns setof public.credit_transactions
language plpgsql stable set search_path = '' set enable_seqscan = off set plan_cache_mode = force_custom_plan as $$
declare
  v_sources public.credit_grant_source[];
begin
  if p_kind is null or p_kind = 'spent' then
    return query
    select t.* from public.credit_transactions t
    where t.id between p_first_id and p_last_id and t.created_at >= p_from and t.created_at < p_to
      and (p_kind is null or t.type = 'deduction' and t.reference is distinct from 'adjustment')
    order by t.id desc limit p_limit;
    return;
  end if;
  v_sources := array(select x.source from unnest(enum_range(null::public.credit_grant_source)) x(source)
    where private.credit_kind('grant', x.source::text) = p_kind);
  return query
  select x.* from unnest(case p_kind when 'sold' then '{grant}' when 'granted' then '{grant}' when 'expired' then '{expiry, grant}'
      when 'refunded' then '{refund}' when 'taken' then '{clawback, debt_payment, deduction, refund}' end
      ::public.credit_transaction_type[]) k(type)
  cross join lateral (
    select t.* from public.credit_transactions t
    where t.type = k.type and (t.type <> 'deduction' or t.reference = 'adjustment') and t.id between p_first_id and p_last_id
      and t.created_at >= p_from and t.created_at < p_to
      and case t.type
        when 'grant' then exists (select from public.credit_grants g where g.id = t.grant_ids[1] and g.source = any (v_sources))
        when 'refund' then p_kind = private.credit_kind(t.type, private.credit_detail(t.type, null, t.reference,
          (select o.reference from public.credit_transactions o where o.account_id = t.account_id and o.id = t.refund_of)))
        else true end
    order by t.id desc limit p_limit) x
  order by x.id desc limit p_limit;
end $$;

-- One page of everybody's transactions, newest first, before the row p_before: all, or of a kind, or of these UTC days, both included.
-- `rows`, `source` being that of a grant; and what all such rows come to as far as they are in the daily figures: `count`, and `credits` as
-- the overview shows them. Raises forbidden unless p_actor_id is an admin.
create function public.search_transactions(
  p_actor_id uuid, p_kind text default null, p_before bigint default null, p_limit integer default 30, p_from date default null,
  p_to date default null
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_from timestamptz := coalesce(private.day_start(p_from), '-infinity');
  v_to timestamptz := coalesce(private.day_start(p_to + 1), 'infinity');
  v_limit integer := least(p_limit, 200);
  v_last bigint := coalesce(p_before, 9223372036854775807) - 1;
  v_first bigint;
  v_rows public.credit_transactions[] := '{}';
  v_days public.daily_credits[]; -- the figures of the kind
  s record;
begin
  perform private.require_admin(p_actor_id);
  v_days := array(
    select d from public.daily_credits d
    where d.day between coalesce(p_from, '-infinity') and coalesce(p_to, 'infinity') and (p_kind is null
      or (d.type, d.detail) in (select k.type, k.detail from private.credit_kinds() k where k.kind = p_kind)));
  -- Where there are any: past what the daily figures have, and between the ids of each of their days.
  for s in
    select x.first_id, x.last_id from (
      select c.done_id + 1 as first_id, coalesce(pg_sequence_last_value(c.sequence), 0) as last_id from private.rollup_cursors c
      where c.source = 'credit_transactions'
      union all
      select min(d.first_id), max(d.last_id) from unnest(v_days) d group by d.day
    ) x where x.first_id <= v_last order by x.last_id desc
  loop
    v_last := least(v_last, s.last_id);
    while v_last >= s.first_id and cardinality(v_rows) < v_limit loop
      v_first := case when p_kind is null or p_kind = 'spent' then greatest(s.first_id, v_last - 4999) else s.first_id end;
      v_rows := v_rows || array(
        select t from private.transactions_between(p_kind, v_first, v_last, v_from, v_to, v_limit - cardinality(v_rows)) t);
      v_last := v_first - 1;
    end loop;
    exit when cardinality(v_rows) >= v_limit;
  end loop;
  return (
    select jsonb_build_object('count', coalesce(sum(d.transactions), 0),
      'credits', case when p_kind in ('spent', 'expired', 'taken') then -1 else 1 end * coalesce(sum(d.credits), 0))
    from unnest(v_days) d
  ) || jsonb_build_object('rows', coalesce((
    select jsonb_agg(jsonb_build_object('id', t.id::text, 'type', t.type, 'amount', t.amount, 'feature', t.feature, 'model', t.model,
      'description', t.description, 'reference', t.reference, 'source', g.source, 'createdAt', t.created_at, 'accountId', a.id,
      'accountKind', a.kind, 'userId', u.id, 'email', u.email) order by t.id desc)
    from unnest(v_rows) t
    join public.credit_accounts a on a.id = t.account_id
    left join public.credit_grants g on t.type = 'grant' and g.id = t.grant_ids[1]
    left join public.profiles u on u.id = a.owner_id), '[]'));
end $$;
grant execute on function public.search_transactions(uuid, text, bigint, integer, date, date) to service_role;
