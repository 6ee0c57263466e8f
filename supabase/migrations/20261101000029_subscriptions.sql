-- Plans sold every month through DodoPayments. Dodo is asked for a subscription and all of its payments whenever anything is heard
-- of it, and one function brings our rows and the credits in line with the answer (sync_subscription, in
-- allocations.sql). So neither the order of events nor a lost one matters: whichever comes next catches up.

create type public.subscription_status as enum (
  'pending', 'active', 'past_due', 'on_hold', 'paused', 'cancelled', 'failed', 'expired'
);

-- What was agreed: at a checkout, or by a change of plan. Later changes of the catalogue don't reach it.
create table public.subscription_terms (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references public.profiles (id) on delete set null,
  plan_id text not null references public.plans (id),
  credits bigint not null check (credits between 0 and 9007199254740991), -- each month
  rollover_cap bigint not null check (rollover_cap >= 0),
  price_cents bigint not null check (price_cents >= 0),
  currency text not null,
  dodo_product_id text not null,
  checkout_session_id text unique,
  checkout_url text,
  -- Of a change: the subscription it is about, when it takes effect, what it charges now, and what it adds to the running month.
  subscription_id text,
  from_plan_id text references public.plans (id),
  at_period_end boolean not null default false,
  charge_cents bigint,
  added_credits bigint not null default 0,
  status text not null default 'open' check (status in ('open', 'in_force', 'failed')),
  created_at timestamptz not null default now()
);
create index subscription_terms_by_subscription on public.subscription_terms (subscription_id, created_at);
create index subscription_terms_by_user on public.subscription_terms (user_id, created_at desc) where from_plan_id is null;
create index subscription_terms_open on public.subscription_terms (plan_id, created_at) where status = 'open';
create unique index subscription_terms_one_open_change on public.subscription_terms (subscription_id)
  where status = 'open' and from_plan_id is not null;

create table public.subscriptions (
  id text primary key, -- Dodo's
  user_id uuid references public.profiles (id) on delete set null,
  terms_id uuid not null references public.subscription_terms (id),
  plan_id text not null references public.plans (id),
  status public.subscription_status not null,
  period_start timestamptz not null,
  period_end timestamptz not null, -- when the next payment is due
  cancel_at_period_end boolean not null default false,
  scheduled_plan_id text references public.plans (id), -- from period_end on
  trial_ends_at timestamptz,
  -- When Dodo was asked for this state: an answer that is older than what is here changes nothing.
  seen_at timestamptz not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index subscriptions_by_user on public.subscriptions (user_id, created_at desc);
create index subscriptions_by_status on public.subscriptions (status, created_at desc, id desc);
create index subscriptions_by_plan on public.subscriptions (plan_id, status, created_at desc, id desc);
create index subscriptions_unended on public.subscriptions (period_end) where ended_at is null;

-- One row per allocation: a month of a plan, or what a change of plan added to one. Without a subscription it is the Free plan's.
create table public.subscription_credits (
  id bigint generated always as identity primary key,
  user_id uuid references public.profiles (id) on delete set null,
  subscription_id text references public.subscriptions (id),
  plan_id text not null references public.plans (id),
  is_change boolean not null default false,
  period_start timestamptz not null,
  period_end timestamptz not null,
  credits bigint not null check (credits between 0 and 9007199254740991),
  grant_id bigint check ((grant_id is null) = (credits = 0)), -- null: it was paid for and brought none
  payment_id text unique, -- null: nothing was charged
  paid_cents bigint, -- tax included: what refunds and disputes are a share of
  currency text,
  paid_at timestamptz, -- when the payment was first heard of
  is_over boolean not null default false, -- the next month has begun
  rollover_grant_id bigint, -- what was left of it then
  returned_cents bigint not null default 0, -- as in purchases, and the two below
  clawed_back bigint not null default 0,
  frozen_hold_id bigint,
  created_at timestamptz not null default now(),
  unique (subscription_id, period_start)
);
create index subscription_credits_by_user on public.subscription_credits (user_id, period_start desc);
create index subscription_credits_paid on public.subscription_credits (paid_at desc, id desc) where payment_id is not null;
create unique index subscription_credits_free on public.subscription_credits (user_id, period_start)
  where subscription_id is null;

alter table public.subscription_terms enable row level security;
alter table public.subscriptions enable row level security;
alter table public.subscription_credits enable row level security;
grant select on public.subscription_terms to service_role;
grant select on public.subscriptions, public.subscription_credits to authenticated, service_role;
create policy "nobody reads terms" on public.subscription_terms for select to anon, authenticated using (false);
create policy "subscribers read their subscriptions" on public.subscriptions for select to authenticated
  using (user_id = (select auth.uid()));
create policy "subscribers read their allocations" on public.subscription_credits for select to authenticated
  using (user_id = (select auth.uid()));

-- The subscription that decides about somebody's plan: one that goes on (also while its payment is being recovered), or that was
-- cancelled and is paid for still. The newest of them; none: Free.
create function private.living_subscription(p_user_id uuid, p_now timestamptz default now()) returns public.subscriptions
language sql stable set search_path = '' as $$
  select s from public.subscriptions s
  where s.user_id = p_user_id
    and (s.status in ('active', 'past_due', 'on_hold', 'paused') or s.status = 'cancelled' and s.period_end > p_now)
  order by s.ended_at is null desc, s.created_at desc limit 1;
$$;

create function private.plan_of(p_user_id uuid) returns text
language sql stable set search_path = '' as $$
  select coalesce((private.living_subscription(p_user_id)).plan_id, 'free');
$$;

-- Begin subscribing to a plan at today's terms. Raises plan_not_found, account_not_found, and already_subscribed while another
-- subscription is going on: that one is changed instead.
create function public.start_subscription(p_user_id uuid, p_plan_id text) returns public.subscription_terms
language plpgsql security definer set search_path = '' as $$
declare
  v public.subscription_terms;
begin
  if exists (select from public.subscriptions s where s.user_id = p_user_id and s.ended_at is null) then
    raise exception 'already_subscribed' using errcode = 'PT409', detail = '{}';
  end if;
  insert into public.subscription_terms (user_id, plan_id, credits, rollover_cap, price_cents, currency, dodo_product_id)
  select p_user_id, p.id, p.credits_per_month, p.rollover_cap, p.price_cents, p.currency, p.dodo_product_id
  from public.plans p where p.id = p_plan_id and p.is_active and p.dodo_product_id is not null
  returning * into v;
  if v.id is null then
    raise exception 'plan_not_found' using errcode = 'PT404', detail = jsonb_build_object('plan_id', p_plan_id)::text;
  end if;
  return v;
end $$;
grant execute on function public.start_subscription(uuid, text) to service_role;

-- The checkout that somebody opened last and that may still be paid: Dodo keeps one for a day. Without its address when it is for another
-- plan or for terms that are not today's. Nothing for who is subscribed.
create function public.find_open_checkout(p_user_id uuid, p_plan_id text, out session_id text, out checkout_url text)
language sql stable security definer set search_path = '' as $$
  select t.checkout_session_id, case when t.plan_id = p_plan_id and p.is_active
      and (t.credits, t.rollover_cap, t.price_cents, t.currency, t.dodo_product_id)
        = (p.credits_per_month, p.rollover_cap, p.price_cents, p.currency, p.dodo_product_id) then t.checkout_url end
  from public.subscription_terms t join public.plans p on p.id = t.plan_id
  where t.user_id = p_user_id and t.from_plan_id is null and t.status = 'open' and t.subscription_id is null
    and t.checkout_url is not null and t.created_at > now() - interval '23 hours'
    and not exists (select from public.subscriptions s where s.user_id = p_user_id and s.ended_at is null)
  order by t.created_at desc limit 1;
$$;
grant execute on function public.find_open_checkout(uuid, text) to service_role;

-- What another plan would mean for a running subscription. A larger one holds at once, with the difference of the months' credits in
-- proportion to the time left, rounded up; a smaller one when the paid period ends. Raises not_subscribed, plan_not_found,
-- plan_renewing when the month that we know of ends within a minute or is over: what is left of the next one is not known yet.
create function public.quote_plan_change(
  p_user_id uuid, p_plan_id text, out subscription_id text, out from_plan_id text, out plan_id text, out plan_name text,
  out credits_per_month bigint, out rollover_cap bigint, out price_cents bigint, out currency text, out dodo_product_id text,
  out at_period_end boolean, out added_credits bigint, out period_end timestamptz
) language plpgsql stable security definer set search_path = '' as $$
declare
  s public.subscriptions;
  v_from public.subscription_terms;
  v_share numeric;
begin
  select * into s from public.subscriptions x where x.user_id = p_user_id and x.status = 'active'
  order by x.created_at desc limit 1;
  if s.id is null then
    raise exception 'not_subscribed' using errcode = 'PT409', detail = '{}';
  end if;
  if s.period_end <= now() + interval '1 minute' then
    raise exception 'plan_renewing' using errcode = 'PT409', detail = jsonb_build_object('subscription_id', s.id)::text;
  end if;
  select * into v_from from public.subscription_terms t where t.id = s.terms_id;
  select p.id, p.name, p.credits_per_month, p.rollover_cap, p.price_cents, p.currency, p.dodo_product_id
  into plan_id, plan_name, credits_per_month, rollover_cap, price_cents, currency, dodo_product_id
  from public.plans p where p.id = p_plan_id and p.is_active and p.dodo_product_id is not null
    and p.id <> s.plan_id and p.currency = v_from.currency;
  if plan_id is null then
    raise exception 'plan_not_found' using errcode = 'PT404', detail = jsonb_build_object('plan_id', p_plan_id)::text;
  end if;
  subscription_id := s.id;
  from_plan_id := s.plan_id;
  period_end := s.period_end;
  at_period_end := price_cents < v_from.price_cents;
  v_share := greatest(0, least(1, extract(epoch from s.period_end - now())
    / nullif(extract(epoch from s.period_end - s.period_start), 0)));
  added_credits := case when at_period_end then 0
    when s.trial_ends_at > now() then credits_per_month -- a trial ends with the change: a month of its own begins
    else greatest(0, ceil((credits_per_month - v_from.credits) * v_share)) end;
end $$;
grant execute on function public.quote_plan_change to service_role;

-- Agree on another plan, before Dodo is asked for it. p_charge_cents is what Dodo said it would charge now. Raises what
-- quote_plan_change raises, and plan_change_pending.
create function public.start_plan_change(p_user_id uuid, p_plan_id text, p_charge_cents bigint)
returns public.subscription_terms
language plpgsql security definer set search_path = '' as $$
declare
  q record;
  v public.subscription_terms;
begin
  select * into q from public.quote_plan_change(p_user_id, p_plan_id);
  insert into public.subscription_terms (user_id, plan_id, credits, rollover_cap, price_cents, currency, dodo_product_id,
    subscription_id, from_plan_id, at_period_end, charge_cents, added_credits)
  values (p_user_id, q.plan_id, q.credits_per_month, q.rollover_cap, q.price_cents, q.currency, q.dodo_product_id,
    q.subscription_id, q.from_plan_id, q.at_period_end, p_charge_cents, q.added_credits)
  returning * into v;
  return v;
exception when unique_violation then
  raise exception 'plan_change_pending' using errcode = 'PT409', detail = '{}';
end $$;
grant execute on function public.start_plan_change to service_role;

-- The checkout of these terms was opened, or Dodo refused them (no session then): they come to nothing.
create function public.set_terms_session(p_terms_id uuid, p_session_id text, p_checkout_url text default null) returns void
language sql security definer set search_path = '' as $$
  update public.subscription_terms t set checkout_session_id = p_session_id, checkout_url = p_checkout_url,
    status = case when p_session_id is null then 'failed' else t.status end
  where t.id = p_terms_id and t.status = 'open';
$$;
grant execute on function public.set_terms_session(uuid, text, text) to service_role;

-- A change of plan that was taken back, or that Dodo refused.
create function public.drop_plan_change(p_subscription_id text) returns void
language sql security definer set search_path = '' as $$
  update public.subscription_terms t set status = 'failed'
  where t.subscription_id = p_subscription_id and t.status = 'open' and t.from_plan_id is not null;
$$;
grant execute on function public.drop_plan_change(text) to service_role;

-- What somebody is on: the plan in force, and the subscription behind it if there is one.
create function public.get_subscription(p_user_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('plan_id', p.id, 'plan_name', p.name, 'credits_per_month', coalesce(t.credits, p.credits_per_month),
    'price_cents', coalesce(t.price_cents, 0), 'currency', coalesce(t.currency, p.currency), 'id', s.id, 'status', s.status,
    -- As begin_month has it.
    'rollover_cap', coalesce((select max(x.rollover_cap) from public.subscription_terms x
      where x.subscription_id = s.id and x.plan_id = p.id), p.rollover_cap),
    'period_start', s.period_start, 'period_end', s.period_end, 'cancel_at_period_end', coalesce(s.cancel_at_period_end, false),
    'scheduled_plan_name', (select x.name from public.plans x where x.id = s.scheduled_plan_id),
    -- A change that waits for its payment.
    'unpaid_plan_name', (select x.name from public.subscription_terms o join public.plans x on x.id = o.plan_id
      where o.subscription_id = s.id and o.status = 'open' and o.from_plan_id is not null and not o.at_period_end),
    'trial_ends_at', s.trial_ends_at)
  from public.plans p
  left join private.living_subscription(p_user_id) s on s.id is not null
  left join public.subscription_terms t on t.id = s.terms_id
  where p.id = coalesce(s.plan_id, 'free');
$$;
grant execute on function public.get_subscription(uuid) to service_role;

-- Subscriptions to ask Dodo about: their period is over and nothing was heard, a change of plan still waits for its payment, or they
-- were not looked at for a week.
create function public.find_quiet_subscriptions(p_now timestamptz, p_limit integer default 100) returns setof text
language sql stable security definer set search_path = '' as $$
  select s.id from public.subscriptions s
  where s.ended_at is null and s.user_id is not null and s.seen_at < p_now - interval '1 hour'
    and (s.period_end < p_now - interval '1 hour' or s.seen_at < p_now - interval '7 days' or exists (
      select from public.subscription_terms t where t.subscription_id = s.id and t.status = 'open' and t.from_plan_id is not null
        and not t.at_period_end and t.created_at < p_now - interval '1 hour'))
  order by s.seen_at limit p_limit;
$$;
grant execute on function public.find_quiet_subscriptions(timestamptz, integer) to service_role;
