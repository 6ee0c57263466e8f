-- Reading the ledger.

-- What an account has, as of now: available, held, debt, version, when the next credits expire and how many
-- do within a quarter of an hour of that (what came in one after the other ends that way), and the live
-- grants summed by source. Rolled-over credits are a source of their own. Credits on hold are not in the sources.
create function public.credit_summary(p_owner_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_balance record;
begin
  select * into v_balance from public.credit_balance(p_owner_id); -- settles what is due
  return (
    with live as (
      select g.source, g.expires_at, g.remaining + case when g.id = a.open_grant_id then a.open_remaining else 0 end as remaining
      from public.credit_accounts a join public.credit_grants g on g.account_id = a.id
        and (g.remaining > 0 or g.id = a.open_grant_id)
      where a.owner_id = p_owner_id
    ), by_source as (
      select l.source, sum(l.remaining) as remaining, nullif(min(l.expires_at), 'infinity') as next_expires_at
      from live l where l.remaining > 0 group by l.source
    )
    select to_jsonb(v_balance) || jsonb_build_object(
      'next_expires_at', (select nullif(min(l.expires_at), 'infinity') from live l where l.remaining > 0),
      'next_expiring', coalesce((select sum(l.remaining) from live l
        where l.expires_at < (select min(m.expires_at) from live m where m.remaining > 0) + interval '15 minutes'), 0),
      'disputed', (select coalesce(sum(h.amount), 0) from public.credit_accounts a join public.credit_holds h on h.id = any (a.open_holds)
        where a.owner_id = p_owner_id and h.expires_at = 'infinity'),
      'rollover', coalesce((select s.remaining from by_source s where s.source = 'rollover'), 0),
      'sources', coalesce((select jsonb_agg(to_jsonb(s) order by s.remaining desc, s.source) from by_source s), '[]'))
  );
end $$;
grant execute on function public.credit_summary(uuid) to service_role;

-- The first row that a look is not to reach, when it goes through p_depth rows of a type and a time that are older than p_before_id:
-- null when there are no more than those. What else a look asks for is read off each row, and must not have an account with millions of
-- them read whole.
create function private.find_depth(
  p_owner_id uuid, p_depth integer, p_before_id bigint, p_type public.credit_transaction_type, p_from timestamptz, p_to timestamptz
) returns bigint
language plpgsql stable set search_path = '' set enable_bitmapscan = off set plan_cache_mode = force_custom_plan as $$
declare
  v_account_id bigint := (select a.id from public.credit_accounts a where a.owner_id = p_owner_id and a.seq > p_depth);
begin
  if v_account_id is null then
    return null;
  end if;
  return (
    select t.id from public.credit_transactions t
    where t.account_id = v_account_id
      and t.id < coalesce(p_before_id, 9223372036854775807)
      and (p_type is null or t.type = p_type)
      and (p_from is null or t.created_at >= p_from)
      and (p_to is null or t.created_at < p_to)
    order by t.account_id desc, t.id desc offset p_depth limit 1);
end $$;

-- The rows of an account's ledger that pass every filter that is not null, newest first, older than p_before_id and newer than
-- p_after_id: at most p_limit. p_feature '*': any. p_source and p_grant_id: rows whose credits came from or went to such a grant,
-- `amount` being those credits alone. p_search: a part of the description, the feature, the model or the reference, where `-` and a
-- space are one, or the row's number.
create function private.find_transactions(
  p_owner_id uuid, p_limit integer, p_before_id bigint, p_type public.credit_transaction_type, p_feature text,
  p_model text, p_from timestamptz, p_to timestamptz, p_source public.credit_grant_source, p_grant_id bigint, p_search text,
  p_after_id bigint default null
) returns table (account_id bigint, id bigint, amount bigint)
-- Newest first is the order of the primary key, so that a walk along it ends with the last row that is asked for. The planner can't
-- know how rare what passes is, and would read all of the account's rows and sort them.
language plpgsql stable rows 25 set search_path = '' set enable_bitmapscan = off set plan_cache_mode = force_custom_plan as $$
declare
  v_account_id bigint := (select a.id from public.credit_accounts a where a.owner_id = p_owner_id);
  v_search text := replace(lower(nullif(trim(p_search), '')), '-', ' ');
  v_grants bigint[];
begin
  if p_grant_id is not null or p_source is not null then
    v_grants := array(select g.id from public.credit_grants g where g.account_id = v_account_id
      and (p_source is null or g.source = p_source) and (p_grant_id is null or g.id = p_grant_id));
  end if;
  return query
  select t.account_id, t.id, case when v_grants is null then t.amount else sign(t.amount)::bigint * (
    select sum(s.amount)::bigint from unnest(t.grant_ids, t.grant_amounts) as s(grant_id, amount)
    where s.grant_id = any (v_grants)) end
  from public.credit_transactions t
  where t.account_id = v_account_id
    and t.id < coalesce(p_before_id, 9223372036854775807)
    and t.id > coalesce(p_after_id, 0)
    and (p_type is null or t.type = p_type)
    and (p_feature is null or t.feature = p_feature or (p_feature = '*' and t.feature is not null))
    and (p_model is null or t.model = p_model)
    and (p_from is null or t.created_at >= p_from)
    and (p_to is null or t.created_at < p_to)
    -- Not `&&`, which compares every two; an array that is known beforehand is hashed.
    and (v_grants is null or exists (select from unnest(t.grant_ids) as s(grant_id) where s.grant_id = any (v_grants)))
    -- One text, lowered once: half the time of as many comparisons.
    and (v_search is null or t.id::text = v_search or position(v_search in replace(lower(coalesce(t.description, '') || E'\n'
      || coalesce(t.feature, '') || E'\n' || coalesce(t.model, '') || E'\n' || coalesce(t.reference, '')), '-', ' ')) > 0)
  order by t.account_id desc, t.id desc limit p_limit;
end $$;

-- These rows of the person's ledger, newest first. `grants` explains each: which grants the credits came from or went to,
-- [{grant_id, source, amount, expires_at}]; a refund into expired grants names the grace grants in its metadata.
create function private.explain_transactions(p_owner_id uuid, p_ids bigint[]) returns table (
  id bigint, seq bigint, type public.credit_transaction_type, amount bigint, balance_before bigint, balance_after bigint,
  debt_change bigint, feature text, model text, description text, reference text, actor_id uuid, refund_of bigint,
  refunded bigint, grants jsonb, metadata jsonb, created_at timestamptz
)
language sql stable rows 25 set search_path = '' as $$
  select t.id, t.seq, t.type, t.amount, t.balance_before, t.balance_after, t.debt_change, t.feature, t.model,
    t.description, t.reference, t.actor_id, t.refund_of,
    coalesce((select sum(r.amount) from public.credit_transactions r where r.refund_of = t.id), 0)::bigint,
    (select jsonb_agg(jsonb_build_object('grant_id', g.id, 'source', g.source, 'amount', s.amount, 'expires_at', nullif(g.expires_at, 'infinity'))
        order by s.n)
      from unnest(t.grant_ids, t.grant_amounts) with ordinality as s(grant_id, amount, n)
      join public.credit_grants g on g.id = s.grant_id),
    t.metadata, t.created_at
  from public.credit_accounts a cross join unnest(p_ids) as i(id)
  join public.credit_transactions t on t.account_id = a.id and t.id = i.id
  where a.owner_id = p_owner_id
  order by t.id desc;
$$;

-- One page of an account's ledger, newest first, older than p_before_id. Filters as in find_transactions.
create function public.get_transactions(
  p_owner_id uuid, p_limit integer default 50, p_before_id bigint default null,
  p_type public.credit_transaction_type default null, p_feature text default null, p_model text default null,
  p_from timestamptz default null, p_to timestamptz default null, p_source public.credit_grant_source default null,
  p_grant_id bigint default null, p_search text default null
) returns table (
  id bigint, seq bigint, type public.credit_transaction_type, amount bigint, balance_before bigint, balance_after bigint,
  debt_change bigint, feature text, model text, description text, reference text, actor_id uuid, refund_of bigint,
  refunded bigint, grants jsonb, metadata jsonb, created_at timestamptz
) language sql stable security definer set search_path = '' as $$
  select t.* from private.explain_transactions(p_owner_id, array(
    select f.id from private.find_transactions(p_owner_id, least(greatest(p_limit, 1), 500), p_before_id, p_type, p_feature, p_model,
      p_from, p_to, p_source, p_grant_id, p_search) f)) t;
$$;
grant execute on function public.get_transactions to service_role;

-- A page of get_transactions as `rows`, and what all rows with the same filters come to, found in one look at the first page:
-- `count`, and the credits that came in and went out by them. Counts the newest 5,000 rows at most and says so by `is_capped`. Either
-- look goes through p_depth rows of the type and the time: `looked_through` says so when there are more than that to count, and
-- `next_before_id` is where to look on when there are more for the page; else both are null.
create function public.get_history(
  p_owner_id uuid, p_limit integer, p_before_id bigint default null,
  p_type public.credit_transaction_type default null, p_feature text default null, p_model text default null,
  p_from timestamptz default null, p_to timestamptz default null, p_source public.credit_grant_source default null,
  p_grant_id bigint default null, p_search text default null, p_depth integer default 10000
) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_ids bigint[];
  v_sum jsonb;
  v_end bigint := private.find_depth(p_owner_id, p_depth, null, p_type, p_from, p_to);
begin
  with found as materialized (
    select f.id, f.amount, row_number() over (order by f.id desc) as n
    from private.find_transactions(p_owner_id, 5001, null, p_type, p_feature, p_model, p_from, p_to, p_source, p_grant_id,
      p_search, v_end) f
  )
  select array_agg(f.id order by f.n) filter (where f.n <= p_limit), jsonb_build_object('count', least(count(*), 5000),
    'credits_in', coalesce(sum(f.amount) filter (where f.amount > 0 and f.n <= 5000), 0),
    'credits_out', coalesce(-sum(f.amount) filter (where f.amount < 0 and f.n <= 5000), 0), 'is_capped', count(*) > 5000,
    'looked_through', case when v_end is not null and count(*) <= 5000 then p_depth end)
  into v_ids, v_sum from found f;
  if p_before_id is not null then
    v_end := private.find_depth(p_owner_id, p_depth, p_before_id, p_type, p_from, p_to);
    v_ids := array(select f.id from private.find_transactions(p_owner_id, p_limit, p_before_id, p_type, p_feature, p_model, p_from,
      p_to, p_source, p_grant_id, p_search, v_end) f);
  end if;
  return v_sum || jsonb_build_object(
    'next_before_id', case when coalesce(cardinality(v_ids), 0) < p_limit then v_end + 1 end,
    'rows', coalesce((select jsonb_agg(to_jsonb(t) order by t.id desc) from private.explain_transactions(p_owner_id, v_ids) t), '[]'));
end $$;
grant execute on function public.get_history to service_role;
