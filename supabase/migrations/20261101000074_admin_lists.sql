-- Subscriptions, trials and models as admins read them, newest first. Pages go on from the id of the last row seen.

-- One page of subscriptions, of a status, a plan, and of people whose address begins so. price and credits are what was agreed.
-- Raises forbidden unless p_actor_id is an admin.
create function public.search_subscriptions(
  p_actor_id uuid, p_search text default null, p_status text default null, p_plan text default null, p_before text default null,
  p_limit integer default 30
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_at timestamptz := coalesce((select s.created_at from public.subscriptions s where s.id = p_before), 'infinity');
  v_id text := coalesce(p_before, '');
  v_limit integer := least(p_limit, 200);
  v_search text := nullif(trim(p_search), '');
  v_people uuid[];
  v_statuses public.subscription_status[] := case when p_status is null then enum_range(null::public.subscription_status)
    else array[p_status::public.subscription_status] end;
  v_plans text[] := case when p_plan is null then array(select k.id from public.plans k) else array[p_plan] end;
  v_ids text[];
begin
  perform private.require_admin(p_actor_id);
  if v_search is not null then
    v_people := private.people_by_address(v_search);
    v_ids := array(
      select s.id from public.subscriptions s
      where (s.user_id = any (v_people) or s.id = v_search) and s.status = any (v_statuses) and s.plan_id = any (v_plans)
        and (s.created_at, s.id) < (v_at, v_id)
      order by s.created_at desc, s.id desc limit v_limit);
  else
    v_ids := array(
      select x.id from unnest(v_statuses) t(status) cross join unnest(v_plans) k(id) cross join lateral (
        select s.id, s.created_at from public.subscriptions s
        where s.plan_id = k.id and s.status = t.status and (s.created_at, s.id) < (v_at, v_id)
        order by s.created_at desc, s.id desc limit v_limit) x
      order by x.created_at desc, x.id desc limit v_limit);
  end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object('id', s.id, 'status', s.status, 'plan', k.name, 'nextPlan', n.name, 'userId', u.id,
      'email', u.email, 'priceCents', t.price_cents, 'currency', t.currency, 'credits', t.credits, 'periodEnd', s.period_end,
      'cancelAtPeriodEnd', s.cancel_at_period_end, 'createdAt', s.created_at, 'endedAt', s.ended_at)
      order by s.created_at desc, s.id desc)
    from public.subscriptions s
    join public.plans k on k.id = s.plan_id
    join public.subscription_terms t on t.id = s.terms_id
    left join public.plans n on n.id = s.scheduled_plan_id
    left join public.profiles u on u.id = s.user_id
    where s.id = any (v_ids)), '[]');
end $$;
grant execute on function public.search_subscriptions(uuid, text, text, text, text, integer) to service_role;

-- One page of what was paid for plans, the last paid first, before the row p_before: all, or with p_search those of people whose address
-- begins so, of a person by id, or a payment's or a subscription's; with p_from and p_to those paid on these UTC days, both
-- included. Raises forbidden unless p_actor_id is an admin.
create function public.search_plan_payments(
  p_actor_id uuid, p_search text default null, p_before bigint default null, p_limit integer default 30,
  p_from date default null, p_to date default null
) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_search text := nullif(trim(p_search), '');
  v_at timestamptz := coalesce((select c.paid_at from public.subscription_credits c where c.id = p_before), 'infinity');
  v_id bigint := coalesce(p_before, 0);
  v_from timestamptz := coalesce(private.day_start(p_from), '-infinity');
  v_to timestamptz := coalesce(private.day_start(p_to + 1), 'infinity');
  v_limit integer := least(p_limit, 200);
  v_people uuid[];
  v_ids bigint[];
begin
  perform private.require_admin(p_actor_id);
  if v_search is null then
    v_ids := array(
      select c.id from public.subscription_credits c where c.payment_id is not null and (c.paid_at, c.id) < (v_at, v_id)
        and c.paid_at >= v_from and c.paid_at < v_to
      order by c.paid_at desc, c.id desc limit v_limit);
  else
    v_people := private.people_by_address(v_search) || private.as_id(v_search);
    v_ids := array(
      select x.id from (
        select c.id, c.paid_at from public.subscription_credits c where c.user_id = any (v_people) and c.payment_id is not null
        union select c.id, c.paid_at from public.subscription_credits c where c.payment_id = v_search
        union select c.id, c.paid_at from public.subscription_credits c
        where c.subscription_id = v_search and c.payment_id is not null
      ) x where (x.paid_at, x.id) < (v_at, v_id) and x.paid_at >= v_from and x.paid_at < v_to
      order by x.paid_at desc, x.id desc limit v_limit);
  end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object('id', c.id::text, 'paymentId', c.payment_id, 'plan', k.name, 'isChange', c.is_change,
      'userId', u.id, 'email', u.email, 'credits', c.credits, 'cents', c.paid_cents, 'currency', c.currency,
      'returnedCents', c.returned_cents, 'paidAt', c.paid_at, 'periodStart', c.period_start, 'periodEnd', c.period_end,
      'state', case when c.returned_cents > 0 then case when c.returned_cents < c.paid_cents then 'partly_refunded' else 'refunded' end
        when exists (select from public.payment_returns r where r.payment_id = c.payment_id and r.outcome = 'open') then 'disputed'
        else 'paid' end) order by c.paid_at desc, c.id desc)
    from public.subscription_credits c join public.plans k on k.id = c.plan_id left join public.profiles u on u.id = c.user_id
    where c.id = any (v_ids)), '[]');
end $$;
grant execute on function public.search_plan_payments(uuid, text, bigint, integer, date, date) to service_role;

-- One page of trials: those that became somebody's (p_claimed true), those that did not (false), or all; with a search those of people whose
-- address begins so; with p_from and p_to those that began, or with p_claimed true became somebody's, on these UTC days, both
-- included. left: credits not spent yet.
create function public.search_leads(
  p_actor_id uuid, p_search text default null, p_claimed boolean default null, p_before uuid default null,
  p_limit integer default 30, p_from date default null, p_to date default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_at timestamptz := coalesce((select l.created_at from public.leads l where l.id = p_before), 'infinity');
  v_from timestamptz := coalesce(private.day_start(p_from), '-infinity');
  v_to timestamptz := coalesce(private.day_start(p_to + 1), 'infinity');
  v_id uuid := coalesce(p_before, '00000000-0000-0000-0000-000000000000');
  v_limit integer := least(p_limit, 200);
  v_people uuid[];
  v_ids uuid[];
begin
  perform private.require_admin(p_actor_id);
  if trim(p_search) <> '' then
    v_people := private.people_by_address(trim(p_search));
    v_ids := array(
      select l.id from (select * from public.leads x where x.claimed_by = any (v_people) offset 0) l -- theirs first, then by age
      where (p_claimed is null or (l.claimed_at is not null) = p_claimed) and (l.created_at, l.id) < (v_at, v_id)
        and case when p_claimed then l.claimed_at else l.created_at end >= v_from
        and case when p_claimed then l.claimed_at else l.created_at end < v_to
      order by l.created_at desc, l.id desc limit v_limit);
  elsif p_claimed then
    v_ids := array(
      select l.id from public.leads l where l.claimed_at is not null and (l.created_at, l.id) < (v_at, v_id)
        and l.claimed_at >= v_from and l.claimed_at < v_to
      order by l.created_at desc, l.id desc limit v_limit);
  else
    v_ids := array(
      select l.id from public.leads l where (p_claimed is null or l.claimed_at is null) and (l.created_at, l.id) < (v_at, v_id)
        and l.created_at >= v_from and l.created_at < v_to
      order by l.created_at desc, l.id desc limit v_limit);
  end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object('id', l.id, 'createdAt', l.created_at, 'claimedAt', l.claimed_at, 'userId', u.id,
      'email', u.email, 'left', coalesce(a.available, 0), 'hasUsed', exists (select from public.usage_logs g where g.account_id = a.id))
      order by l.created_at desc, l.id desc)
    from public.leads l
    left join public.profiles u on u.id = l.claimed_by
    left join public.credit_accounts a on a.owner_id = l.id
    where l.id = any (v_ids)), '[]');
end $$;
grant execute on function public.search_leads(uuid, text, boolean, uuid, integer, date, date) to service_role;

-- One page of models, of a status, and of people whose address begins so.
create function public.search_models(
  p_actor_id uuid, p_search text default null, p_status text default null, p_before uuid default null,
  p_limit integer default 30
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_at timestamptz := coalesce((select m.created_at from public.models m where m.id = p_before), 'infinity');
  v_id uuid := coalesce(p_before, '00000000-0000-0000-0000-000000000000');
  v_limit integer := least(p_limit, 200);
  v_statuses text[] := case when p_status is null then array['training', 'uploading', 'ready', 'failed', 'removing']
    else array[p_status] end;
  v_people uuid[];
  v_ids uuid[];
begin
  perform private.require_admin(p_actor_id);
  if trim(p_search) <> '' then
    v_people := private.people_by_address(trim(p_search));
    v_ids := array(
      select m.id from (select * from public.models x where x.user_id = any (v_people) offset 0) m
      where m.status = any (v_statuses) and (m.created_at, m.id) < (v_at, v_id)
      order by m.created_at desc, m.id desc limit v_limit);
  else
    v_ids := array(
      select x.id from unnest(v_statuses) s(status) cross join lateral (
        select m.id, m.created_at from public.models m
        where m.status = s.status and (m.created_at, m.id) < (v_at, v_id)
        order by m.created_at desc, m.id desc limit v_limit) x
      order by x.created_at desc, x.id desc limit v_limit);
  end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'status', m.status, 'sizeBytes', m.size_bytes, 'userId', u.id,
      'email', u.email, 'createdAt', m.created_at, 'retainUntil', m.retain_until) order by m.created_at desc, m.id desc)
    from public.models m join public.profiles u on u.id = m.user_id where m.id = any (v_ids)), '[]');
end $$;
grant execute on function public.search_models(uuid, text, text, uuid, integer) to service_role;
