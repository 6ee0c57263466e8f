-- What is sold and what things cost. Admins edit it; seed.sql fills it.

create table public.credit_packages (
  id text primary key check (id ~ '^[a-z0-9_-]{1,40}$'),
  name text not null,
  credits bigint not null check (credits between 1 and 9007199254740991),
  price_cents bigint not null check (price_cents between 1 and 9007199254740991),
  currency text not null default 'USD' check (currency in ('USD', 'EUR', 'GBP', 'INR', 'CAD', 'AUD', 'CHF', 'SGD')),
  dodo_product_id text not null unique,
  max_quantity integer not null default 1 check (max_quantity between 1 and 10000), -- more than 1: sold by quantity
  is_popular boolean not null default false,
  is_active boolean not null default true,
  position integer not null default 0
);

-- What one of a package costs from a quantity on; below the first tier it is the package's own price. Each tier is a product
-- of its own at Dodo, where a checkout is always a product's price times a quantity.
create table public.package_tiers (
  package_id text not null references public.credit_packages (id) on delete cascade,
  min_quantity integer not null check (min_quantity between 2 and 10000),
  price_cents bigint not null check (price_cents between 1 and 9007199254740991),
  dodo_product_id text not null unique,
  primary key (package_id, min_quantity)
);

create table public.plans (
  id text primary key check (id ~ '^[a-z0-9_-]{1,40}$'),
  name text not null,
  credits_per_month bigint not null check (credits_per_month between 0 and 9007199254740991),
  price_cents bigint not null check (price_cents between 0 and 9007199254740991),
  currency text not null default 'USD' check (currency in ('USD', 'EUR', 'GBP', 'INR', 'CAD', 'AUD', 'CHF', 'SGD')),
  rollover_cap bigint not null default 0 check (rollover_cap >= 0), -- credits carried into the next period at most
  dodo_product_id text unique, -- null: free
  model_retention_days integer not null default 7 check (model_retention_days between 1 and 36500),
  max_models integer not null default 3 check (max_models >= 0), -- kept at a time, whatever their state
  is_active boolean not null default true,
  position integer not null default 0
);

-- A price holds from its moment on until the next one's; a row that is not active says that there is none from then on. So a price
-- that was scheduled takes effect by itself: whoever reads chooses by the clock.
create table public.feature_pricing (
  feature text not null check (feature ~ '^[a-z0-9-]{1,60}$'),
  model text not null default '' check (model ~ '^[a-z0-9.-]{0,60}$'), -- '': whatever the model
  credits bigint not null check (credits between 1 and 9007199254740991),
  is_active boolean not null default true,
  effective_from timestamptz not null default '-infinity',
  primary key (feature, model, effective_from)
);

-- Credits given away once: 'signup' to a new person, 'lead' to a visitor who has not signed up.
create table public.credit_bonuses (
  id text primary key check (id in ('signup', 'lead')),
  credits bigint not null check (credits between 0 and 9007199254740991)
);

alter table public.credit_packages enable row level security;
alter table public.package_tiers enable row level security;
alter table public.plans enable row level security;
alter table public.feature_pricing enable row level security;
alter table public.credit_bonuses enable row level security;
grant select on public.credit_packages, public.package_tiers, public.plans, public.feature_pricing to anon, authenticated;
grant select on public.credit_packages, public.package_tiers, public.plans, public.feature_pricing, public.credit_bonuses
  to service_role;

create policy "everyone reads packages on sale" on public.credit_packages
  for select to anon, authenticated using (is_active);
create policy "everyone reads tiers of packages on sale" on public.package_tiers for select to anon, authenticated
  using (package_id in (select p.id from public.credit_packages p where p.is_active));
create policy "everyone reads plans on sale" on public.plans
  for select to anon, authenticated using (is_active);
create policy "everyone reads prices that have come into force" on public.feature_pricing
  for select to anon, authenticated using (is_active and effective_from <= now());
create policy "nobody reads bonuses" on public.credit_bonuses
  for select to anon, authenticated using (false);

-- Credits one run of a feature costs: the model's own price, else the feature's. Complexity multiplies it,
-- rounded up: low 1, medium 1.5, high 2. Raises unknown_feature when it has no price in force.
create function public.feature_cost(p_feature text, p_model text default null, p_complexity text default 'low')
returns bigint language plpgsql stable security definer set search_path = '' as $$
declare
  v_credits bigint;
begin
  select p.credits into v_credits from (
    select distinct on (x.model) x.model, x.credits, x.is_active from public.feature_pricing x
    where x.feature = p_feature and x.model in (coalesce(p_model, ''), '') and x.effective_from <= now()
    order by x.model desc, x.effective_from desc
  ) p where p.is_active order by p.model desc limit 1;
  if v_credits is null then
    raise exception 'unknown_feature' using errcode = 'PT404',
      detail = jsonb_build_object('feature', p_feature, 'model', p_model)::text;
  end if;
  return case p_complexity when 'low' then v_credits when 'medium' then (v_credits * 3 + 1) / 2 when 'high' then v_credits * 2 end;
end $$;
grant execute on function public.feature_cost to service_role;

-- The prices in force at a moment, one for each feature and model. What every list of prices reads.
create function public.feature_prices(p_at timestamptz default now())
returns table (feature text, model text, credits bigint, effective_from timestamptz)
language sql stable security definer set search_path = '' as $$
  select p.feature, p.model, p.credits, p.effective_from from (
    select distinct on (x.feature, x.model) x.* from public.feature_pricing x where x.effective_from <= p_at
    order by x.feature, x.model, x.effective_from desc
  ) p where p.is_active order by p.feature, p.model;
$$;
grant execute on function public.feature_prices(timestamptz) to service_role;
