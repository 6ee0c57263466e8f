-- Money in, once: packages bought through DodoPayments. A purchase is written at checkout with the price and the
-- credits of that moment; the webhook completes it. What the client or the webhook's metadata say about
-- amounts is never used.

create table public.purchases (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references public.profiles (id) on delete set null,
  package_id text not null references public.credit_packages (id),
  quantity integer not null default 1 check (quantity between 1 and 10000),
  credits bigint not null check (credits between 1 and 9007199254740991), -- of all of them together
  amount_cents bigint not null check (amount_cents between 1 and 9007199254740991), -- for all of them, without tax
  currency text not null,
  dodo_product_id text not null, -- of the tier that the quantity reached
  status text not null default 'pending' check (status in ('pending', 'completed', 'failed', 'mismatch')),
  checkout_session_id text unique,
  payment_id text unique,
  transaction_id bigint, -- of the grant
  paid_cents bigint, -- what the payment came to, tax included: what refunds and disputes are a share of
  paid_currency text, -- of the payment; another than agreed only for a mismatch
  returned_cents bigint not null default 0, -- of that, given back by refunds and lost disputes
  clawed_back bigint not null default 0, -- credits taken back for it
  frozen_hold_id bigint, -- keeps what is left of these credits from being spent while a dispute is open
  is_top_up boolean not null default false, -- charged by us, see top_ups.sql
  failure text, -- why it failed or does not match, in words for the buyer or the admin
  created_at timestamptz not null default now(),
  paid_at timestamptz -- when its payment was first heard of, also one that does not match
);
create index purchases_by_user on public.purchases (user_id, created_at desc, id desc);
create index purchases_by_time on public.purchases (created_at desc, id desc);

create table public.webhook_events (
  webhook_id text primary key check (char_length(webhook_id) between 1 and 255),
  type text not null,
  payload jsonb not null,
  -- parked: waits for a person (or a purchase) to make sense of it; ignored: stored, nothing to do
  status text not null default 'received' check (status in ('received', 'processed', 'ignored', 'parked', 'failed')),
  error text,
  attempts integer not null default 0,
  received_at timestamptz not null default now(),
  processed_at timestamptz
);
create index webhook_events_by_payment on public.webhook_events ((payload ->> 'payment_id'))
  where payload ->> 'payment_id' is not null;
create index webhook_events_by_subscription on public.webhook_events ((payload ->> 'subscription_id'))
  where payload ->> 'subscription_id' is not null;
create index webhook_events_by_purchase on public.webhook_events ((payload #>> '{metadata,purchase_id}'))
  where payload #>> '{metadata,purchase_id}' is not null;
create index webhook_events_by_address on public.webhook_events (lower(payload #>> '{customer,email}'))
  where payload #>> '{customer,email}' is not null;
create index webhook_events_by_status on public.webhook_events (status, received_at desc, webhook_id desc);
create index webhook_events_by_type on public.webhook_events (type, status, received_at desc, webhook_id desc);

alter table public.purchases enable row level security;
alter table public.webhook_events enable row level security;
grant select on public.purchases to authenticated, service_role;
grant select on public.webhook_events to service_role;
create policy "buyers read their purchases" on public.purchases
  for select to authenticated using (user_id = (select auth.uid()));
create policy "nobody reads webhook events" on public.webhook_events
  for select to anon, authenticated using (false);

-- Begin a purchase of an active package at today's price for that quantity. Raises package_not_found, invalid_input for a
-- quantity that this package is not sold in.
create function public.start_purchase(p_user_id uuid, p_package_id text, p_quantity integer default 1)
returns public.purchases
language plpgsql security definer set search_path = '' as $$
declare
  v_package public.credit_packages;
  v_tier public.package_tiers;
  v_purchase public.purchases;
begin
  select * into v_package from public.credit_packages p where p.id = p_package_id and p.is_active;
  if v_package.id is null then
    raise exception 'package_not_found' using errcode = 'PT404',
      detail = jsonb_build_object('package_id', p_package_id)::text;
  end if;
  if p_quantity between 1 and v_package.max_quantity is not true then
    raise exception 'invalid_input' using errcode = 'PT422', detail = jsonb_build_object('fields',
      jsonb_build_object('quantity', array['1 to ' || v_package.max_quantity]))::text;
  end if;
  select * into v_tier from public.package_tiers t where t.package_id = v_package.id and t.min_quantity <= p_quantity
  order by t.min_quantity desc limit 1;
  insert into public.purchases (user_id, package_id, quantity, credits, amount_cents, currency, dodo_product_id)
  values (p_user_id, v_package.id, p_quantity, v_package.credits * p_quantity,
    coalesce(v_tier.price_cents, v_package.price_cents) * p_quantity, v_package.currency,
    coalesce(v_tier.dodo_product_id, v_package.dodo_product_id))
  returning * into v_purchase;
  return v_purchase;
end $$;
grant execute on function public.start_purchase(uuid, text, integer) to service_role;

create function public.set_checkout_session(p_purchase_id uuid, p_session_id text) returns void
language sql security definer set search_path = '' as $$
  update public.purchases set checkout_session_id = p_session_id where id = p_purchase_id;
$$;
grant execute on function public.set_checkout_session(uuid, text) to service_role;

-- What is kept of an event: nothing personal of people who left, as of now.
create function private.without_forgotten(p_payload jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return case when exists (select from public.forgotten_customers f
      where f.customer_hash = private.hash_customer(p_payload #>> '{customer,customer_id}')) then private.without_person(p_payload)
    else p_payload end;
end $$;

-- Wait while the person that an event is about is being forgotten; who is to be forgotten from now on waits for this transaction. So one of
-- the two takes them out of the event. Whoever calls this has the account, which a deletion locks first, or locks nothing more.
create function private.await_forgetting(p_payload jsonb) returns void
language sql volatile set search_path = '' as $$
  select pg_advisory_xact_lock_shared(hashtextextended('customer:' || (p_payload #>> '{customer,customer_id}'), 0));
$$;

-- Store a verified webhook before anything acts on it. Answers its status: 'received' means go on, anything
-- else that it was dealt with before. A failed one is received again. Of people who left, nothing personal is kept: a deletion passes over
-- an event that is locked here, and its end sees to that (finish_webhook_event), or this does when there is none to come.
create function public.store_webhook_event(p_webhook_id text, p_type text, p_payload jsonb) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_status text;
  v_kept jsonb;
begin
  insert into public.webhook_events as e (webhook_id, type, payload, attempts)
  values (p_webhook_id, p_type, private.without_forgotten(p_payload), 1)
  on conflict (webhook_id) do update set attempts = e.attempts + 1,
    status = case when e.status = 'failed' then 'received' else e.status end
  returning status, payload into v_status, v_kept;
  if v_status <> 'received' then
    perform private.await_forgetting(v_kept);
    update public.webhook_events e set payload = private.without_forgotten(v_kept)
    where e.webhook_id = p_webhook_id and private.without_forgotten(v_kept) <> v_kept;
  end if;
  return v_status;
end $$;
grant execute on function public.store_webhook_event(text, text, jsonb) to service_role;

-- Say how an event ended. Never reopens one that was processed. Who left meanwhile is taken out of it: their deletion could not see a row
-- that was not committed, and passed over one that was locked. plpgsql, which plans it once and not for every event.
create function public.finish_webhook_event(p_webhook_id text, p_status text, p_error text default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.await_forgetting(e.payload) from public.webhook_events e where e.webhook_id = p_webhook_id and e.status <> 'processed';
  update public.webhook_events set status = p_status, error = p_error, payload = private.without_forgotten(payload),
    processed_at = case when p_status in ('processed', 'ignored') then now() end
  where webhook_id = p_webhook_id and status <> 'processed';
end $$;
grant execute on function public.finish_webhook_event(text, text, text) to service_role;

-- A payment succeeded: complete its purchase, grant the credits and mark the event, in one transaction. Repeating
-- it, with the same or another webhook id, changes nothing. Answers the event's status: 'processed', or 'parked'
-- when the purchase is unknown or product, quantity, amount or currency differ from what was agreed at checkout (nothing is
-- granted and nothing is lost: an admin decides, see accepted_payments.sql). p_amount_cents is without tax, p_paid_cents with it.
-- Refunds and disputes that came before their payment are applied with it.
create function public.complete_purchase(
  p_webhook_id text, p_payment_id text, p_purchase_id uuid, p_product_id text, p_amount_cents bigint, p_currency text,
  p_customer_id text default null, p_paid_cents bigint default null, p_quantity bigint default 1
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_purchase public.purchases;
  v_outcome text;
  v_problem text;
begin
  -- A refund of this payment that is being recorded right now must be seen here, or see this.
  perform pg_advisory_xact_lock(hashtextextended('payment:' || p_payment_id, 0));
  -- What was paid late for a declined top-up does not name it: heard of again, it is still that one's.
  select * into v_purchase from public.purchases p where p.payment_id = p_payment_id and p.id <> p_purchase_id;
  if v_purchase.id is not null then
    v_outcome := case when v_purchase.status = 'mismatch' then 'parked' else 'processed' end;
    perform public.finish_webhook_event(p_webhook_id, v_outcome, v_purchase.failure);
    return v_outcome;
  end if;
  -- The account before the purchase and the profile, the order in which people are deleted.
  perform from public.credit_accounts a join public.purchases p on p.user_id = a.owner_id
  where p.id = p_purchase_id for no key update of a;
  select * into v_purchase from public.purchases p where p.id = p_purchase_id for update;
  if v_purchase.id is null then
    v_problem := 'unknown purchase';
  elsif v_purchase.user_id is null then
    v_problem := 'the buyer was deleted';
  elsif v_purchase.status in ('completed', 'mismatch') and v_purchase.payment_id <> p_payment_id then
    v_problem := 'purchase was already paid by ' || v_purchase.payment_id;
  elsif v_purchase.status <> 'completed' and ( -- one that was accepted differs for good
      case when v_purchase.is_top_up then p_product_id else v_purchase.dodo_product_id end, v_purchase.quantity,
      v_purchase.amount_cents, v_purchase.currency) is distinct from (p_product_id, p_quantity, p_amount_cents, p_currency) then
    v_problem := format('prices in cents: agreed %s × %s at %s %s, paid %s × %s at %s %s', v_purchase.quantity, v_purchase.dodo_product_id,
      v_purchase.amount_cents, v_purchase.currency, p_quantity, p_product_id, p_amount_cents, p_currency);
  end if;
  if v_problem is not null then
    update public.purchases set status = 'mismatch', payment_id = p_payment_id, failure = v_problem,
      paid_cents = coalesce(p_paid_cents, p_amount_cents), paid_currency = p_currency, paid_at = now()
    where id = v_purchase.id and status in ('pending', 'failed') returning * into v_purchase;
    if found then
      if v_purchase.is_top_up then
        perform private.settle_top_up(v_purchase);
      end if;
      perform private.take_in_returns(p_payment_id, v_purchase.user_id);
      perform private.finish_parked_returns(p_payment_id);
    end if;
    perform public.finish_webhook_event(p_webhook_id, 'parked', v_problem);
    return 'parked';
  end if;
  if v_purchase.status <> 'completed' then
    perform private.grant_purchase(v_purchase, p_payment_id, coalesce(p_paid_cents, p_amount_cents), p_currency);
  end if;
  -- Later checkouts are attached to the same Dodo customer. The profile after the settings of top-up, as when a card is synced.
  update public.profiles set dodo_customer_id = p_customer_id
  where id = v_purchase.user_id and dodo_customer_id is null and not exists (
    select from public.profiles other where other.dodo_customer_id = p_customer_id);
  perform public.finish_webhook_event(p_webhook_id, 'processed');
  return 'processed';
end $$;
grant execute on function public.complete_purchase to service_role;

-- Grant what was agreed at checkout for a payment, tell the buyer, and apply the refunds and disputes that came before. The caller has
-- locked payment, account and purchase, in this order.
create function private.grant_purchase(p public.purchases, p_payment_id text, p_paid_cents bigint, p_paid_currency text) returns void
language plpgsql set search_path = '' as $$
declare
  v_movement public.credit_movement := public.grant_credits(p.user_id, p.credits, 'purchase', 'payment:' || p_payment_id,
    p_cost_cents => p.amount_cents, p_reference => 'payment:' || p_payment_id,
    p_description => 'Purchase of ' || to_char(p.credits, 'FM999,999,999,999,990') || ' credits');
  v_completed public.purchases;
begin
  update public.purchases x set status = 'completed', payment_id = p_payment_id, failure = null,
    transaction_id = v_movement.transaction_id, paid_at = coalesce(x.paid_at, now()), paid_cents = p_paid_cents, paid_currency = p_paid_currency,
    returned_cents = 0 -- counted below with the credits that go for it, of which the buyer is told
  where x.id = p.id returning * into v_completed;
  perform private.tell_buyer(v_completed);
  if exists (select from public.payment_returns r where r.payment_id = p_payment_id) then
    perform private.take_in_returns(p_payment_id, p.user_id);
    perform private.finish_parked_returns(p_payment_id);
  end if;
end $$;

-- A receipt; that of a top-up says so.
create function private.tell_buyer(p public.purchases) returns void
language plpgsql set search_path = '' as $$
begin
  if p.is_top_up then
    perform private.settle_top_up(p);
  else
    perform private.notify(p.user_id, 'purchase_receipt', 'purchase:' || p.id, jsonb_build_object('purchase_id', p.id,
      'name', (select k.name from public.credit_packages k where k.id = p.package_id), 'credits', p.credits,
      'quantity', p.quantity, 'paid_cents', p.paid_cents, 'currency', p.paid_currency));
  end if;
end $$;

-- A payment failed or was cancelled, or its checkout never opened (no webhook then). A purchase that was paid meanwhile stays paid: order is not guaranteed.
create function public.fail_purchase(p_purchase_id uuid, p_failure text, p_webhook_id text default null) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v record;
begin
  -- The account first, as wherever a movement looks at purchases; who waited for it sees what was told meanwhile.
  perform from public.credit_accounts a join public.purchases p on p.user_id = a.owner_id where p.id = p_purchase_id
    for no key update of a;
  update public.purchases p set status = 'failed', failure = p_failure
  where p.id = p_purchase_id and p.status in ('pending', 'failed')
  returning p.*, (select o.status from public.purchases o where o.id = p.id) = 'pending' as is_new into v;
  if v.is_top_up and v.is_new then
    perform private.settle_top_up(p) from public.purchases p where p.id = v.id;
  end if;
  perform public.finish_webhook_event(p_webhook_id, 'processed');
  return 'processed';
end $$;
grant execute on function public.fail_purchase(uuid, text, text) to service_role;
