-- The catalogue as admins read and edit it. Whoever edits says which version they saw: when somebody else was quicker, nothing is
-- changed and they are told so. What people agreed to before (purchases, subscription_terms, calls that run) keeps its price.

create function private.tiers_json(p_package_id text) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('minQuantity', t.min_quantity, 'priceCents', t.price_cents,
    'dodoProductId', t.dodo_product_id) order by t.min_quantity), '[]')
  from public.package_tiers t where t.package_id = p_package_id;
$$;

create function private.package_json(p public.credit_packages) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', p.id, 'name', p.name, 'credits', p.credits, 'priceCents', p.price_cents, 'currency', p.currency,
    'dodoProductId', p.dodo_product_id, 'maxQuantity', p.max_quantity, 'isPopular', p.is_popular, 'isActive', p.is_active,
    'position', p.position, 'tiers', private.tiers_json(p.id));
$$;

create function private.plan_json(p public.plans) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', p.id, 'name', p.name, 'creditsPerMonth', p.credits_per_month, 'priceCents', p.price_cents,
    'currency', p.currency, 'rolloverCap', p.rollover_cap, 'dodoProductId', p.dodo_product_id,
    'modelRetentionDays', p.model_retention_days, 'maxModels', p.max_models, 'isActive', p.is_active, 'position', p.position);
$$;

create function private.bonus_json(p public.credit_bonuses) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', p.id, 'credits', p.credits);
$$;

-- The product that cards for automatic top-ups are allowed on: see top_ups.sql. They buy in USD.
create function private.top_up_json() returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('currency', 'USD', 'dodoProductId',
    (select t.dodo_product_id from public.top_up_products t where t.currency = 'USD'));
$$;

-- A feature's price on a model: the one in force (null: none), and those to come, the next first.
create function private.price_json(p_feature text, p_model text) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('feature', p_feature, 'model', p_model,
    'current', (
      select case when x.is_active then jsonb_build_object('credits', x.credits, 'since', nullif(x.effective_from, '-infinity')) end
      from public.feature_pricing x
      where x.feature = p_feature and x.model = p_model and x.effective_from <= now() order by x.effective_from desc limit 1),
    'upcoming', coalesce((
      select jsonb_agg(jsonb_build_object('effectiveFrom', x.effective_from, 'credits', case when x.is_active then x.credits end)
        order by x.effective_from)
      from public.feature_pricing x where x.feature = p_feature and x.model = p_model and x.effective_from > now()), '[]'));
$$;

-- Stands for what a part of the catalogue says now.
create function private.version_of(p_json jsonb) returns text
language sql immutable set search_path = '' as $$
  select md5(p_json::text);
$$;

-- Stands for all prices of a feature on a model; '' while there are none. A scheduled price that comes into force leaves it as it is.
create function private.price_version(p_feature text, p_model text) returns text
language sql stable set search_path = '' as $$
  select coalesce(md5(string_agg(concat_ws(' ', extract(epoch from x.effective_from), x.credits, x.is_active), ','
    order by x.effective_from)), '')
  from public.feature_pricing x where x.feature = p_feature and x.model = p_model;
$$;

create function private.with_version(p_json jsonb, p_version text) returns jsonb
language sql immutable set search_path = '' as $$
  select p_json || jsonb_build_object('version', p_version);
$$;

-- One edit of the catalogue at a time.
create function private.lock_catalogue() returns void
language sql volatile set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('creditkit.catalogue', 0));
$$;

create function private.refuse_stale(p_json jsonb, p_current text, p_seen text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_current is distinct from p_seen then
    raise exception 'conflict' using errcode = 'PT409',
      detail = jsonb_build_object('current', private.with_version(p_json, p_current))::text;
  end if;
end $$;

create function private.refuse_field(p_field text, p_problem text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  raise exception 'invalid_input' using errcode = 'PT422',
    detail = jsonb_build_object('fields', jsonb_build_object(p_field, array[p_problem]))::text;
end $$;

-- All of it: {packages, plans, prices, bonuses, topUp}. Raises forbidden unless p_actor_id is an admin.
create function public.admin_catalogue(p_actor_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  return jsonb_build_object(
    'packages', coalesce((
      select jsonb_agg(private.with_version(j, private.version_of(j)) order by p.position, p.id)
      from public.credit_packages p, private.package_json(p) j), '[]'),
    'plans', coalesce((
      select jsonb_agg(private.with_version(j, private.version_of(j)) order by p.position, p.id)
      from public.plans p, private.plan_json(p) j), '[]'),
    'prices', coalesce((
      select jsonb_agg(private.with_version(private.price_json(f.feature, f.model), private.price_version(f.feature, f.model))
        order by f.feature, f.model)
      from (select distinct x.feature, x.model from public.feature_pricing x) f), '[]'),
    'bonuses', coalesce((
      select jsonb_agg(private.with_version(j, private.version_of(j)) order by b.id desc)
      from public.credit_bonuses b, private.bonus_json(b) j), '[]'),
    'topUp', (select private.with_version(j, private.version_of(j)) from private.top_up_json() j));
end $$;
grant execute on function public.admin_catalogue(uuid) to service_role;

-- Whom an edit concerns. p_kind feature: who used it in the last 30 days (on p_model; with '', on the models without a price of their
-- own), by the daily figures; `isMore` when these are too many to be counted while somebody waits. package: checkouts that are open
-- and automatic top-ups that buy it. plan: who is on it, and checkouts that are open; of Free, everybody on no other. They all keep the
-- price they agreed to, top-ups apart, which buy at that of their day. top-up: cards that may be charged.
create function public.catalogue_impact(p_actor_id uuid, p_kind text, p_id text, p_model text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_since date := (now() at time zone 'UTC')::date - 30;
  v_counted integer := 100000;
  v_others text[];
  v_subscribers bigint;
begin
  perform private.require_admin(p_actor_id);
  if p_kind = 'feature' then
    v_others := array(select f.model from public.feature_prices() f where p_model = '' and f.feature = p_id and f.model <> '');
    return (
      select jsonb_build_object('accounts', a.accounts, 'isMore', a.n = v_counted,
        'calls', coalesce(sum(f.calls), 0), 'credits', coalesce(sum(f.credits), 0))
      from (
        select count(distinct x.account_id) as accounts, count(*) as n from (
          select u.account_id from public.daily_usage u
          where u.day > v_since and u.feature = p_id and p_model in ('', u.model) and u.model <> all (v_others) limit v_counted
        ) x
      ) a
      left join public.daily_feature_usage f
        on f.day > v_since and f.feature = p_id and p_model in ('', f.model) and f.model <> all (v_others)
      group by a.accounts, a.n);
  elsif p_kind = 'package' then
    return jsonb_build_object(
      'openCheckouts', (select count(*) from public.purchases p
        where p.created_at > now() - interval '24 hours' and p.package_id = p_id and p.status = 'pending' and not p.is_top_up),
      'topUps', (select count(*) from public.top_up_settings t where t.package_id = p_id and t.is_enabled));
  elsif p_kind = 'top-up' then
    return jsonb_build_object('cards', (select count(*) from public.top_up_settings t where t.mandate_status = 'active'));
  end if;
  select count(distinct s.user_id) into v_subscribers from public.subscriptions s
  where (p_id = 'free' or s.plan_id = p_id)
    and (s.status in ('active', 'past_due', 'on_hold', 'paused') or s.status = 'cancelled' and s.period_end > now());
  if p_id = 'free' then
    return jsonb_build_object('people', (select count(*) from public.profiles) - v_subscribers);
  end if;
  return jsonb_build_object('subscribers', v_subscribers,
    'openCheckouts', (select count(*) from public.subscription_terms t
      where t.plan_id = p_id and t.status = 'open' and t.from_plan_id is null and t.created_at > now() - interval '24 hours'));
end $$;
grant execute on function public.catalogue_impact(uuid, text, text, text) to service_role;
