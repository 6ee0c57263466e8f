-- Automatic top-up: a package bought by itself when the balance falls below a threshold that the person chose. Charged through a
-- mandate, an on-demand subscription of Dodo's; the credits come with the payment's webhook like those of any purchase.

-- The product in Dodo that mandates are made on, for each currency.
create table public.top_up_products (
  currency text primary key,
  dodo_product_id text not null unique
);

create table public.top_up_settings (
  user_id uuid primary key references public.profiles (id) on delete cascade,
  package_id text not null references public.credit_packages (id),
  threshold bigint not null check (threshold between 1 and 9007199254740991), -- credits
  monthly_cap_cents bigint not null check (monthly_cap_cents between 1 and 9007199254740991), -- in any 30 days, without tax
  is_enabled boolean not null default true,
  mandate_id text unique, -- Dodo's subscription
  mandate_status public.subscription_status,
  mandate_seen_at timestamptz,
  due_at timestamptz, -- since when the balance is too low
  last_try_at timestamptz,
  declines integer not null default 0, -- in a row
  stopped_reason text, -- why we stopped by ourselves
  created_at timestamptz not null default now()
);
create index top_up_settings_due on public.top_up_settings (due_at) where is_enabled and due_at is not null;

-- Replaced, or forgotten with why it stopped: what Dodo says of them changes no settings.
create table public.old_mandates (
  id text primary key,
  user_id uuid not null references public.profiles (id) on delete cascade,
  ended_at timestamptz -- null: Dodo may still have it as usable
);
create index old_mandates_by_user on public.old_mandates (user_id);
create index old_mandates_to_end on public.old_mandates (id) where ended_at is null;

alter table public.top_up_products enable row level security;
alter table public.top_up_settings enable row level security;
alter table public.old_mandates enable row level security;
grant select on public.top_up_products to service_role;
grant select on public.top_up_settings, public.old_mandates to authenticated, service_role;
create policy "nobody reads mandate products" on public.top_up_products for select to anon, authenticated using (false);
create policy "people read their top-up settings" on public.top_up_settings for select to authenticated
  using (user_id = (select auth.uid()));
create policy "people read their old mandates" on public.old_mandates for select to authenticated
  using (user_id = (select auth.uid()));

-- One at a time, whatever asks for it.
create unique index purchases_one_pending_top_up on public.purchases (user_id) where is_top_up and status = 'pending';

-- Choose the package, the threshold in credits and the most to spend in 30 days in cents. Switching it on again after it
-- stopped forgets why, the card, and when it was last tried. Cards are allowed for charges in USD: raises package_not_found for packages
-- in other money as well, invalid_input for a limit that one package passes. Switching it off is never refused for a package that is not
-- sold any more.
create function public.save_top_up(
  p_user_id uuid, p_package_id text, p_threshold bigint, p_monthly_cap_cents bigint, p_is_enabled boolean
) returns public.top_up_settings
language plpgsql security definer set search_path = '' as $$
declare
  v public.top_up_settings;
  v_price_cents bigint;
begin
  select p.price_cents into v_price_cents from public.credit_packages p
  where p.id = p_package_id and p.is_active and p.currency = 'USD';
  if v_price_cents is null and (p_is_enabled or not exists (
      select from public.top_up_settings t where t.user_id = p_user_id and t.package_id = p_package_id)) then
    raise exception 'package_not_found' using errcode = 'PT404', detail = jsonb_build_object('package_id', p_package_id)::text;
  elsif p_is_enabled and p_monthly_cap_cents < v_price_cents then
    raise exception 'invalid_input' using errcode = 'PT422', detail = jsonb_build_object('fields',
      jsonb_build_object('monthlyCapCents', array['less than the package costs']))::text;
  end if;
  -- The account before the settings, as wherever a movement looks at them.
  perform from public.credit_accounts a where a.owner_id = p_user_id for no key update;
  insert into public.old_mandates (id, user_id)
  select t.mandate_id, t.user_id from public.top_up_settings t
  where t.user_id = p_user_id and p_is_enabled and t.stopped_reason is not null and t.mandate_id is not null
  on conflict do nothing;
  insert into public.top_up_settings as t (user_id, package_id, threshold, monthly_cap_cents, is_enabled)
  values (p_user_id, p_package_id, p_threshold, p_monthly_cap_cents, p_is_enabled)
  on conflict (user_id) do update set package_id = excluded.package_id, threshold = excluded.threshold,
    monthly_cap_cents = excluded.monthly_cap_cents, is_enabled = excluded.is_enabled,
    mandate_status = case when excluded.is_enabled and t.stopped_reason is not null then 'on_hold' else t.mandate_status end,
    declines = case when excluded.is_enabled then 0 else t.declines end,
    last_try_at = case when excluded.is_enabled and t.stopped_reason is not null then null else t.last_try_at end,
    stopped_reason = case when excluded.is_enabled then null else t.stopped_reason end
  returning * into v;
  perform private.watch_balance(p_user_id);
  return v;
end $$;
grant execute on function public.save_top_up to service_role;

-- What Dodo says about a mandate. Marks the event in the same transaction. 'parked' when it is nobody's.
create function public.sync_mandate(
  p_mandate_id text, p_user_id uuid, p_customer_id text, p_status public.subscription_status, p_seen_at timestamptz,
  p_webhook_id text default null
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_before text;
begin
  -- The account before the settings, the profile and the event, as somebody who leaves has it.
  perform from public.credit_accounts a where a.owner_id = coalesce(
    (select t.user_id from public.top_up_settings t where t.mandate_id = p_mandate_id),
    (select o.user_id from public.old_mandates o where o.id = p_mandate_id), p_user_id) for no key update;
  update public.old_mandates o set ended_at = p_seen_at
  where o.id = p_mandate_id and o.ended_at is null and p_status in ('cancelled', 'expired', 'failed');
  select t.mandate_id into v_before from public.top_up_settings t where t.mandate_id = p_mandate_id or t.user_id = p_user_id;
  -- When another card was entered, Dodo charges at once what the last one declined: the next top-up waits until that is heard of.
  update public.top_up_settings t set mandate_id = p_mandate_id, mandate_status = p_status, mandate_seen_at = p_seen_at,
    last_try_at = case when p_status = 'active' and t.mandate_id = p_mandate_id and t.mandate_status <> 'active' and t.declines > 0
      then now() else t.last_try_at end
  where (t.mandate_id = p_mandate_id or t.user_id = p_user_id and p_status = 'active')
    and not exists (select from public.old_mandates o where o.id = p_mandate_id)
    and (t.mandate_seen_at is null or t.mandate_seen_at <= p_seen_at);
  if found and v_before <> p_mandate_id then
    insert into public.old_mandates (id, user_id) values (v_before, p_user_id) on conflict do nothing;
  end if;
  if not exists (select from public.top_up_settings t where t.user_id = p_user_id or t.mandate_id = p_mandate_id)
      -- Of people who left, what ended with them is nobody's business any more.
      and (p_status not in ('cancelled', 'expired', 'failed') or exists (select from public.profiles p where p.id = p_user_id)) then
    perform public.finish_webhook_event(p_webhook_id, 'parked', 'unknown mandate');
    return 'parked';
  end if;
  update public.profiles p set dodo_customer_id = p_customer_id
  where p.id = p_user_id and p.dodo_customer_id is null and not exists (
    select from public.profiles other where other.dodo_customer_id = p_customer_id);
  perform public.finish_webhook_event(p_webhook_id, 'processed');
  return 'processed';
end $$;
grant execute on function public.sync_mandate to service_role;

-- Mandates that are to be ended at Dodo: nothing will be charged to them any more, so nothing should be able to.
create function public.find_old_mandates(p_limit integer default 50) returns setof text
language sql stable security definer set search_path = '' as $$
  select o.id from public.old_mandates o where o.ended_at is null
  order by random() limit p_limit; -- what always fails must not stand in the way of what would not
$$;
grant execute on function public.find_old_mandates(integer) to service_role;

-- People a top-up is due for, those tried longest ago first: whoever is at their limit stays due, and must not be all that is found.
create function public.find_due_top_ups(p_limit integer default 50) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select t.user_id from public.top_up_settings t
  where t.is_enabled and t.due_at is not null and t.mandate_status = 'active'
    and (t.last_try_at is null or t.last_try_at < now() - interval '10 minutes')
    -- What can't be charged now must not stand in the way of what can.
    and exists (select from public.credit_packages p where p.id = t.package_id and p.is_active)
    and not exists (select from public.purchases p where p.user_id = t.user_id and p.is_top_up and p.status = 'pending')
  order by t.last_try_at nulls first, t.due_at limit p_limit;
$$;
grant execute on function public.find_due_top_ups(integer) to service_role;

-- Begin one top-up: the purchase to charge, at today's price, with the mandate to charge it to. Nothing (a null id) when it is not
-- needed any more, another is under way, the last try was less than 10 minutes ago, or it would pass the monthly cap.
create function public.begin_top_up(
  p_user_id uuid, out purchase_id uuid, out mandate_id text, out amount_cents bigint, out currency text, out description text
) language plpgsql security definer set search_path = '' as $$
declare
  v public.credit_accounts := private.lock_account(p_user_id);
  t public.top_up_settings;
  p public.credit_packages;
  v_spent bigint;
begin
  select * into t from public.top_up_settings x where x.user_id = p_user_id for update;
  select * into p from public.credit_packages x where x.id = t.package_id and x.is_active;
  if (t.is_enabled and t.mandate_status = 'active' and p.id is not null
      and (t.last_try_at is null or t.last_try_at < now() - interval '10 minutes')) is not true
      or exists (select from public.purchases x where x.user_id = p_user_id and x.is_top_up and x.status = 'pending') then
    return;
  end if;
  if private.credits_left(v) >= t.threshold then
    update public.top_up_settings x set due_at = null where x.user_id = p_user_id;
    -- Credits that are given back are no new beginning: the threshold is to be watched again.
    update public.credit_accounts a set watch_below = private.next_watch(v) where a.id = v.id;
    return;
  end if;
  select coalesce(sum(x.amount_cents), 0) into v_spent from public.purchases x
  where x.user_id = p_user_id and x.is_top_up and x.paid_at > now() - interval '30 days'; -- what was declined first may have been paid later
  if v_spent + p.price_cents > t.monthly_cap_cents then
    update public.top_up_settings x set last_try_at = now() where x.user_id = p_user_id;
    perform private.notify(p_user_id, 'top_up_failed', 'top_up_cap:' || to_char(now(), 'YYYY-MM'), jsonb_build_object('name', p.name,
      'reason', 'It would exceed your limit for 30 days.', 'stopped', false));
    return;
  end if;
  insert into public.purchases (user_id, package_id, credits, amount_cents, currency, dodo_product_id, is_top_up)
  values (p_user_id, p.id, p.credits, p.price_cents, p.currency, p.dodo_product_id, true)
  returning id into purchase_id;
  update public.top_up_settings x set last_try_at = now() where x.user_id = p_user_id;
  mandate_id := t.mandate_id;
  amount_cents := p.price_cents;
  currency := p.currency;
  description := p.name || ': ' || p.credits || ' credits';
end $$;
grant execute on function public.begin_top_up(uuid) to service_role;

-- The top-up that a payment on a mandate is for when it does not say so: Dodo charges what was declined anew when its customer enters
-- another card there. Answers whether it is a mandate at all, and the newest top-up of that price that was declined, else the one that is
-- pending, or null.
create function public.find_owed_top_up(
  p_mandate_id text, p_user_id uuid, p_amount_cents bigint, out is_mandate boolean, out purchase_id uuid
) language sql stable security definer set search_path = '' as $$
  select count(*) > 0, (array_agg(p.id order by p.status = 'failed' desc, p.created_at desc) filter (where p.id is not null))[1]
  from public.top_up_settings t
  left join public.purchases p on p.user_id = t.user_id and p.is_top_up and p.status in ('pending', 'failed')
    and p.amount_cents = p_amount_cents
  where t.mandate_id = p_mandate_id or t.user_id = p_user_id;
$$;
grant execute on function public.find_owed_top_up(text, uuid, bigint) to service_role;

-- A charge that was never made, for no fault of the card's: neither told nor counted, and tried again.
create function public.drop_top_up(p_purchase_id uuid, p_failure text) returns void
language sql security definer set search_path = '' as $$
  update public.purchases p set status = 'failed', failure = p_failure
  where p.id = p_purchase_id and p.is_top_up and p.status = 'pending';
$$;
grant execute on function public.drop_top_up(uuid, text) to service_role;

-- Switch somebody's top-up off for a reason that it must not go on in spite of, and say so; p_name is the package that was not
-- bought, if it is about one. Nothing when it is off already.
create function private.stop_top_up(p_user_id uuid, p_key text, p_reason text, p_name text default null) returns void
language plpgsql set search_path = '' as $$
begin
  update public.top_up_settings t set is_enabled = false, stopped_reason = p_reason where t.user_id = p_user_id and t.is_enabled;
  if found then
    perform private.notify(p_user_id, 'top_up_failed', 'top_up_stopped:' || p_key,
      jsonb_build_object('name', p_name, 'reason', p_reason, 'stopped', true));
  end if;
end $$;

-- How a top-up ended, told and counted: two declines in a row stop it, and one that cost something else at once, because no credits
-- came that would end it. The grant has said whether another is due.
create function private.settle_top_up(p public.purchases) returns void
language plpgsql set search_path = '' as $$
declare
  v_name text := (select x.name from public.credit_packages x where x.id = p.package_id);
  v_reason text := coalesce(p.failure, 'The payment was not made.');
  v_declines integer;
begin
  if p.status = 'completed' then
    update public.top_up_settings t set declines = 0 where t.user_id = p.user_id;
    perform private.notify(p.user_id, 'top_up_succeeded', 'top_up:' || p.id, jsonb_build_object('name', v_name, 'credits', p.credits,
      'paid_cents', p.paid_cents, 'currency', p.currency));
    return;
  elsif p.status = 'mismatch' then
    perform private.stop_top_up(p.user_id, p.id::text,
      'A payment was not what the package costs, so no credits came with it. We are looking into it.', v_name);
    return;
  end if;
  update public.top_up_settings t set declines = t.declines + 1,
    is_enabled = t.is_enabled and t.declines < 1,
    stopped_reason = case when t.declines >= 1 then 'Two payments in a row did not go through. The last one: ' || v_reason
      else t.stopped_reason end
  where t.user_id = p.user_id returning t.declines into v_declines;
  perform private.notify(p.user_id, 'top_up_failed', 'top_up:' || p.id, jsonb_build_object('name', v_name,
    'reason', v_reason, 'stopped', v_declines >= 2));
end $$;
