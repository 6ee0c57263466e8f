-- Finding people among many, for admins.

create index profiles_by_name on public.profiles (lower(name) text_pattern_ops);
create index credit_accounts_in_debt on public.credit_accounts (id) where debt > 0;

-- What the list of people is sorted by, beside the ledger: an index on the balance itself would cost every deduction. New people
-- have their row at once; the figures follow in refresh_user_figures, as of private.user_figures_as_of.
create table public.user_figures (
  user_id uuid primary key references public.profiles (id) on delete cascade,
  role text not null,
  joined_at timestamptz not null,
  available bigint not null default 0,
  spent bigint not null default 0, -- in all, less what was given back
  last_active_at timestamptz not null, -- looked at their balance (to the hour) or spent something
  version bigint not null default -1, -- of the account when it was counted
  last_transaction_id bigint not null default 0 -- the last one that was counted
) with (fillfactor = 80);
create index user_figures_newest on public.user_figures (joined_at desc, user_id desc);
create index user_figures_richest on public.user_figures (available desc, user_id desc);
create index user_figures_spenders on public.user_figures (spent desc, user_id desc);
create index user_figures_active on public.user_figures (last_active_at desc, user_id desc);
alter table public.user_figures enable row level security;
create policy "nobody reads figures of people" on public.user_figures for select to anon, authenticated using (false);
grant select on public.user_figures to service_role;

create table private.user_figures_as_of (
  is_only boolean primary key default true check (is_only),
  as_of timestamptz not null
);

create function private.follow_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.user_figures (user_id, role, joined_at, last_active_at)
  values (new.id, new.role, new.created_at, new.created_at)
  on conflict (user_id) do update set role = excluded.role;
  return null;
end $$;
create trigger user_figures_follow_profile after insert or update of role on public.profiles
  for each row execute function private.follow_profile();

-- Count what moved since the last time, of p_limit accounts after the account p_after. Answers the account to go on from; null
-- when all are done. Each movement is counted once, also when two run at a time.
create function public.refresh_user_figures(p_after bigint default 0, p_limit integer default 1000) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_last bigint;
begin
  with batch as materialized (
    select a.id, a.owner_id, a.available, a.version, a.last_read_at
    from public.credit_accounts a where a.id > p_after order by a.id limit p_limit
  ), changed as materialized (
    select b.*, f.last_transaction_id from batch b join public.user_figures f on f.user_id = b.owner_id
    where f.version <> b.version or f.last_active_at < b.last_read_at
    order by f.user_id for no key update of f -- one order for all who count
  ), counted as (
    update public.user_figures f set available = c.available, version = c.version, spent = f.spent + coalesce(x.spent, 0),
      last_transaction_id = coalesce(x.last_id, f.last_transaction_id),
      last_active_at = greatest(f.last_active_at, c.last_read_at, x.spent_at)
    from changed c cross join lateral (
      -- What an admin took away was not spent, and what is given back of it was not either.
      select -sum(t.amount) filter (where t.type in ('deduction', 'refund') and coalesce(t.reference, (
          select o.reference from public.credit_transactions o where o.account_id = t.account_id and o.id = t.refund_of))
          is distinct from 'adjustment') as spent, max(t.id) as last_id,
        max(t.created_at) filter (where t.type = 'deduction') as spent_at
      from public.credit_transactions t where t.account_id = c.id and t.id > c.last_transaction_id
    ) x
    where f.user_id = c.owner_id and f.last_transaction_id = c.last_transaction_id
  )
  select max(b.id) into v_last from batch b having count(*) = p_limit;
  if v_last is null then
    insert into private.user_figures_as_of (as_of) values (now()) on conflict (is_only) do update set as_of = excluded.as_of;
  end if;
  return v_last;
end $$;
grant execute on function public.refresh_user_figures(bigint, integer) to service_role;

create function private.as_id(p_text text) returns uuid
language sql immutable set search_path = '' as $$
  select case when trim(p_text) ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then trim(p_text)::uuid end;
$$;

-- The people whom a search can mean: by the beginning of the email address or of the name, or an id.
create function private.find_people(p_search text, p_limit integer default 200) returns uuid[]
language plpgsql stable set search_path = '' as $$
declare
  -- A range, not a pattern: the indexes are of use to every plan.
  v_from text := lower(trim(p_search));
  v_to text := v_from || chr(1114111);
begin
  return array(
    (select p.id from public.profiles p where lower(p.email) ~>=~ v_from and lower(p.email) ~<~ v_to
      order by lower(p.email) using ~<~ limit p_limit)
    union
    (select p.id from public.profiles p where lower(p.name) ~>=~ v_from and lower(p.name) ~<~ v_to
      order by lower(p.name) using ~<~ limit p_limit)
    union
    select p.id from public.profiles p where p.id = private.as_id(p_search));
end $$;

-- One page of people, after the `place` p_before: the figure that somebody was listed by, and their id, because the figure itself may
-- be another by then. p_sort: newest, balance, spending or active, the largest first; the last three, and p_has_credits, go by the
-- figures as of the latest refresh, while what is answered of each person is the present. p_when: those
-- who joined, made a call, paid, or paid for the first time (joined, used, paid, first_paid) on the UTC days p_from to p_to, both
-- included. Filters left null pass everybody. Raises forbidden unless p_actor_id is an admin.
create function public.search_users(
  p_actor_id uuid, p_search text default null, p_role text default null, p_plan text default null,
  p_in_debt boolean default null, p_has_credits boolean default null, p_sort text default 'newest',
  p_before text default null, p_limit integer default 25, p_when text default null,
  p_from date default null, p_to date default null
) returns table (
  id uuid, email text, name text, role text, plan text, available bigint, held bigint, debt bigint, spent bigint,
  last_active_at timestamptz, created_at timestamptz, as_of timestamptz, place text
)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_sort text := case p_sort when 'balance' then 'available' when 'spending' then 'spent' when 'active' then 'last_active_at'
    else 'joined_at' end;
  v_search text := nullif(trim(p_search), '');
  v_where text := 'true';
begin
  perform private.require_admin(p_actor_id);
  if p_before is not null then
    v_where := v_where || format(' and (f.%I, f.user_id) < (%L, %L)', v_sort, split_part(p_before, '~', 1), split_part(p_before, '~', 2));
  end if;
  if v_search is not null then
    v_where := v_where || format(' and f.user_id = any (%L)', private.find_people(v_search));
  end if;
  if p_role is not null then
    v_where := v_where || format(' and f.role = %L', p_role);
  end if;
  if p_plan is not null then
    -- As private.living_subscription has it, but for all of them at once.
    v_where := v_where || format($plan$ and %s exists (select from public.subscriptions s where s.user_id = f.user_id
      and (s.status in ('active', 'past_due', 'on_hold', 'paused') or s.status = 'cancelled' and s.period_end > now()) %s)$plan$,
      case when p_plan = 'free' then 'not' end, case when p_plan <> 'free' then format('and s.plan_id = %L', p_plan) end);
  end if;
  if p_in_debt then
    v_where := v_where || ' and f.user_id in (select a.owner_id from public.credit_accounts a where a.debt > 0)';
  end if;
  if p_has_credits is not null then
    v_where := v_where || case when p_has_credits then ' and f.available > 0' else ' and f.available = 0' end;
  end if;
  if p_when = 'joined' then
    v_where := v_where || format(' and f.joined_at >= %L and f.joined_at < %L', private.day_start(p_from), private.day_start(p_to + 1));
  elsif p_when = 'used' then
    -- Of one day they are few, and begun with; of many days most people are, and the first of them are soon found.
    v_where := v_where || format(case when p_from = p_to then $day$ and f.user_id = any (array(
        select a.owner_id from (select distinct d.account_id from public.daily_usage d where d.day between %L and %L offset 0) u
        cross join lateral (select x.owner_id from public.credit_accounts x where x.id = u.account_id offset 0) a))$day$
      else $days$ and exists (select from public.credit_accounts a join public.daily_usage d on d.account_id = a.id
        where a.owner_id = f.user_id and d.day between %L and %L)$days$ end, p_from, p_to);
  elsif p_when in ('paid', 'first_paid') then
    v_where := v_where || format(' and f.user_id in (select b.user_id from public.daily_buyers b where b.day between %L and %L)',
      p_from, p_to);
    if p_when = 'first_paid' then
      v_where := v_where || format(
        ' and not exists (select from public.daily_buyers b where b.user_id = f.user_id and b.day < %L)', p_from);
    end if;
  end if;
  return query execute format($query$
    with page as materialized (
      select f.* from public.user_figures f where %1$s order by f.%2$I desc, f.user_id desc limit %3$s
    )
    select p.id, p.email, p.name, p.role, private.plan_of(p.id), a.available::bigint, a.held::bigint, a.debt::bigint, f.spent,
      greatest(f.last_active_at, a.last_read_at), p.created_at, (select o.as_of from private.user_figures_as_of o),
      (to_jsonb(f.%2$I) #>> '{}') || '~' || f.user_id
    from page f
      cross join lateral (select * from public.profiles x where x.id = f.user_id offset 0) p
      cross join lateral (select * from public.credit_accounts x where x.owner_id = f.user_id offset 0) a
    order by f.%2$I desc, f.user_id desc
  $query$, v_where, v_sort, least(greatest(p_limit, 1), 200));
end $$;
grant execute on function public.search_users to service_role;
