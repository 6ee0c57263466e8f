-- One function that brings a subscription in line with what Dodo says about it. See subscriptions.sql and allocations.sql.

-- Whose subscription it is: who began the checkout, who has it already, or who pays with this Dodo customer. Null: unknown.
create function private.subscriber_of(p_state jsonb) returns uuid
language sql stable set search_path = '' as $$
  select coalesce(
    (select s.user_id from public.subscriptions s where s.id = p_state ->> 'id'),
    (select t.user_id from public.subscription_terms t where t.id = (p_state ->> 'terms_id')::uuid),
    (select p.id from public.profiles p where p.dodo_customer_id = p_state ->> 'customer_id'));
$$;

-- The terms of the product that a subscription is on: those agreed with us, else the catalogue's of now (Dodo's own portal and
-- dashboard change plans, too). Null: a product that is not ours.
create function private.terms_in_force(p_state jsonb, p_user_id uuid) returns public.subscription_terms
language plpgsql set search_path = '' as $$
declare
  t public.subscription_terms;
begin
  update public.subscription_terms x set subscription_id = p_state ->> 'id'
  where x.id = (p_state ->> 'terms_id')::uuid and x.user_id = p_user_id and x.subscription_id is null;
  select x.* into t from public.subscription_terms x
  where x.subscription_id = p_state ->> 'id' and x.dodo_product_id = p_state ->> 'product_id' and x.status <> 'failed'
  order by x.created_at desc limit 1;
  if t.id is null then
    insert into public.subscription_terms (user_id, plan_id, credits, rollover_cap, price_cents, currency, dodo_product_id, subscription_id)
    select p_user_id, p.id, p.credits_per_month, p.rollover_cap, p.price_cents, p.currency, p.dodo_product_id, p_state ->> 'id'
    from public.plans p where p.dodo_product_id = p_state ->> 'product_id'
    returning * into t;
  end if;
  return t;
end $$;

-- The plan that a subscription means by a product: as agreed with us, else the catalogue's of now, where it may have another by then.
create function private.plan_sold_as(p_subscription_id text, p_product_id text) returns text
language sql stable set search_path = '' as $$
  select coalesce(
    (select x.plan_id from public.subscription_terms x
      where x.subscription_id = p_subscription_id and x.dodo_product_id = p_product_id and x.status <> 'failed'
      order by x.created_at desc limit 1),
    (select p.id from public.plans p where p.dodo_product_id = p_product_id));
$$;

-- Write down what Dodo says, unless something newer is here, and tell the subscriber what changed. The account is locked.
create function private.save_subscription(p_state jsonb, t public.subscription_terms, p_user_id uuid, p_seen_at timestamptz)
returns public.subscriptions
language plpgsql set search_path = '' as $$
declare
  v_old public.subscriptions;
  s public.subscriptions;
  v_status public.subscription_status := p_state ->> 'status';
  v_end timestamptz := (p_state ->> 'period_end')::timestamptz;
  v_trial interval := make_interval(days => (p_state ->> 'trial_days')::integer);
begin
  select * into v_old from public.subscriptions x where x.id = p_state ->> 'id' for update;
  if v_old.seen_at > p_seen_at then
    return v_old;
  end if;
  insert into public.subscriptions as x (id, user_id, terms_id, plan_id, status, period_start, period_end, cancel_at_period_end,
    scheduled_plan_id, trial_ends_at, seen_at, created_at, ended_at)
  values (p_state ->> 'id', p_user_id, t.id, t.plan_id, v_status, (p_state ->> 'period_start')::timestamptz, v_end,
    (p_state ->> 'cancel_at_period_end')::boolean,
    private.plan_sold_as(p_state ->> 'id', p_state ->> 'scheduled_product_id'),
    case when v_trial > interval '0' and v_end <= (p_state ->> 'created_at')::timestamptz + v_trial + interval '1 day' then v_end end,
    p_seen_at, (p_state ->> 'created_at')::timestamptz,
    case when v_status in ('cancelled', 'expired', 'failed') then now() end)
  on conflict (id) do update set terms_id = excluded.terms_id, plan_id = excluded.plan_id, status = excluded.status,
    period_start = excluded.period_start, period_end = excluded.period_end, cancel_at_period_end = excluded.cancel_at_period_end,
    scheduled_plan_id = excluded.scheduled_plan_id, trial_ends_at = coalesce(excluded.trial_ends_at, x.trial_ends_at),
    seen_at = excluded.seen_at, ended_at = case when excluded.ended_at is not null then coalesce(x.ended_at, excluded.ended_at) end
  returning * into s;
  perform private.end_changes(v_old, s, t);
  perform private.tell_subscriber(v_old, s);
  return s;
end $$;

-- Changes of plan that have come to an end: in force, or given up by Dodo (an hour is more than any answer takes). A larger plan
-- that cost nothing, paid from what an earlier change left over, brings its credits here.
create function private.end_changes(v_old public.subscriptions, s public.subscriptions, t public.subscription_terms) returns void
language plpgsql set search_path = '' as $$
begin
  update public.subscription_terms x set status = 'in_force' where x.id = t.id and x.status = 'open';
  if found and t.charge_cents = 0 and t.added_credits > 0 and s.period_start = v_old.period_start then
    -- Never more than the larger plan's month: the change that paid for it may have been taken back at Dodo in between.
    perform private.allocate(s.user_id, s.id, t.plan_id, greatest(0, least(t.added_credits, t.credits - (
      select coalesce(sum(x.credits), 0) from public.subscription_credits x
      where x.subscription_id = s.id and x.period_start >= s.period_start - interval '1 hour')))::bigint, now(), s.period_end, true);
  end if;
  update public.subscription_terms x set status = 'failed'
  where x.subscription_id = s.id and x.status = 'open' and (s.ended_at is not null
    or x.created_at < now() - interval '1 hour' and x.plan_id is distinct from s.scheduled_plan_id);
end $$;

create function private.tell_subscriber(v_old public.subscriptions, s public.subscriptions) returns void
language plpgsql set search_path = '' as $$
declare
  t public.subscription_terms;
  v_plan text := (select p.name from public.plans p where p.id = s.plan_id);
  v_key text := s.id || ':' || extract(epoch from s.period_end)::bigint;
  v_left record;
begin
  select * into t from public.subscription_terms x where x.id = s.terms_id;
  if v_old.plan_id <> s.plan_id then
    perform private.notify(s.user_id, 'subscription_changed', 'plan:' || s.terms_id, jsonb_build_object(
      'from_plan', (select p.name from public.plans p where p.id = v_old.plan_id), 'to_plan', v_plan, 'credits', t.credits,
      'effective_at', now(), 'paid_cents', coalesce(t.charge_cents, 0), 'currency', t.currency));
  end if;
  if s.status in ('on_hold', 'past_due', 'failed') and v_old.status is distinct from s.status then
    perform private.notify(s.user_id, 'subscription_failed', s.status || ':' || v_key,
      jsonb_build_object('plan', v_plan, 'status', s.status));
  end if;
  if s.cancel_at_period_end and s.ended_at is null and v_old.cancel_at_period_end is distinct from true then
    perform private.notify(s.user_id, 'subscription_ending', 'ending:' || v_key, jsonb_build_object('plan', v_plan, 'ends_at', s.period_end));
  end if;
  if s.status in ('cancelled', 'expired') and v_old.ended_at is null then
    select coalesce(sum(x.credits), 0) as credits, max(x.until) filter (where x.credits > 0) as until into v_left
    from (
      select g.remaining + case when g.id = a.open_grant_id then a.open_remaining else 0 end as credits,
        case when g.expires_at = 'infinity' then private.lives_until(s.period_end) else g.expires_at end as until -- as keep_month does
      from public.subscription_credits c join public.credit_grants g on g.id in (c.grant_id, c.rollover_grant_id)
      join public.credit_accounts a on a.id = g.account_id
      where c.subscription_id = s.id and g.expires_at > clock_timestamp()) x;
    perform private.notify(s.user_id, 'subscription_cancelled', 'ended:' || s.id, jsonb_build_object('plan', v_plan,
      'credits_left', v_left.credits, 'until', v_left.until,
      'replaced_by', (select p.name from public.subscriptions n join public.plans p on p.id = n.plan_id
        where n.user_id = s.user_id and n.status = 'active' and n.id <> s.id order by n.created_at desc limit 1)));
    -- What was cancelled is paid for until its period ends; anything else is over now.
    update public.profiles p set free_due_at = least(p.free_due_at, case s.status when 'cancelled' then s.period_end else s.created_at end)
    where p.id = s.user_id;
  end if;
end $$;

-- What Dodo says about one subscription: p_state {id, terms_id, product_id, customer_id, status, currency, price_cents or null, created_at,
-- period_start, period_end, cancel_at_period_end, trial_days, scheduled_product_id}, and all its payments that went
-- through, for allocate_payments. p_seen_at is when Dodo was asked. Marks the event, if there is one, in the same
-- transaction. Safe to repeat in any order. Answers 'processed', or 'parked' when nobody or no plan of ours is meant or
-- price or currency are not what was agreed: an admin decides.
create function public.sync_subscription(p_state jsonb, p_payments jsonb, p_seen_at timestamptz, p_webhook_id text default null)
returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_id text := p_state ->> 'id';
  v_user_id uuid;
  t public.subscription_terms;
  s public.subscriptions;
  v_problem text;
begin
  perform pg_advisory_xact_lock(hashtextextended('subscription:' || v_id, 0));
  -- As in complete_purchase: the payments before the account.
  perform pg_advisory_xact_lock(hashtextextended('payment:' || x.id, 0))
  from (select y.id from jsonb_to_recordset(p_payments) as y(id text) order by y.id) x;
  v_user_id := private.subscriber_of(p_state);
  if v_user_id is null then
    -- Of a person who left it is written down, so that it is ended. Once it has, what is said of it is nothing to look at.
    select x.* into t from public.subscription_terms x where x.user_id is null and x.id = coalesce(
      (select o.terms_id from public.subscriptions o where o.id = v_id), (p_state ->> 'terms_id')::uuid);
    if t.id is not null then
      s := private.save_subscription(p_state, t, null, p_seen_at);
      v_problem := case when s.ended_at is null then 'the subscriber was deleted' end;
      perform public.finish_webhook_event(p_webhook_id, case when v_problem is null then 'processed' else 'parked' end, v_problem);
      return case when v_problem is null then 'processed' else 'parked' end;
    end if;
  end if;
  perform from public.credit_accounts a where a.owner_id = v_user_id for no key update;
  t := private.terms_in_force(p_state, v_user_id);
  v_problem := case when v_user_id is null then 'unknown subscriber' when t.id is null then 'unknown product ' || (p_state ->> 'product_id')
    when (t.currency, t.price_cents) is distinct from (p_state ->> 'currency', coalesce((p_state ->> 'price_cents')::bigint, t.price_cents))
      then format('prices in cents: agreed %s %s, is %s %s', t.price_cents, t.currency, p_state ->> 'price_cents', p_state ->> 'currency') end;
  if v_problem is not null then
    perform public.finish_webhook_event(p_webhook_id, 'parked', v_problem);
    return 'parked';
  end if;
  s := private.save_subscription(p_state, t, v_user_id, p_seen_at);
  v_problem := private.allocate_payments(s, p_payments);
  perform private.allocate_unpaid(s);
  perform private.keep_month(s);
  update public.profiles p set dodo_customer_id = p_state ->> 'customer_id'
  where p.id = v_user_id and p.dodo_customer_id is null and not exists (
    select from public.profiles other where other.dodo_customer_id = p_state ->> 'customer_id');
  perform private.finish_parked_returns(x.id) from jsonb_to_recordset(p_payments) as x(id text);
  perform public.finish_webhook_event(e.webhook_id, 'processed') from public.webhook_events e
  where e.status = 'parked' and e.payload ->> 'subscription_id' = v_id and e.type like any (array['payment.%', 'subscription.%']);
  perform public.finish_webhook_event(p_webhook_id, case when v_problem is null then 'processed' else 'parked' end, v_problem);
  return case when v_problem is null then 'processed' else 'parked' end;
end $$;
grant execute on function public.sync_subscription to service_role;

-- Let the credits of the month that runs, with what changes added to it and what rolled over into it, last as long as it does: longer
-- when Dodo made it longer, and without an end (`infinity`) while it is paused, since nobody knows yet when it goes on. Of a paused
-- month that another one followed, nothing is left to keep. The account is locked.
create function private.keep_month(s public.subscriptions) returns void
language plpgsql set search_path = '' as $$
declare
  v public.credit_accounts := private.lock_account(s.user_id);
  a public.subscription_credits;
  v_is_running boolean;
  v_is_longer boolean;
  v_grants bigint[];
begin
  select * into a from public.subscription_credits x where x.subscription_id = s.id and not x.is_change
  order by x.period_start desc limit 1;
  v_is_running := a.period_start >= s.period_start - interval '1 day';
  v_is_longer := s.status = 'active' and v_is_running and s.period_end > a.period_end + interval '1 hour'
    and a.period_end is distinct from s.trial_ends_at; -- what is paid for after a trial is a month of its own
  v_grants := array(
    select x.grant_id from public.subscription_credits x
    where x.subscription_id = s.id and x.period_start >= a.period_start and x.grant_id is not null
    union all
    select x.rollover_grant_id from public.subscription_credits x
    where x.subscription_id = s.id and x.period_start < a.period_start and x.rollover_grant_id is not null
      and x.period_start >= (select max(m.period_start) from public.subscription_credits m
        where m.subscription_id = s.id and not m.is_change and m.period_start < a.period_start));
  if v_is_longer then
    update public.subscription_credits x set period_end = s.period_end
    where x.subscription_id = s.id and x.period_start >= a.period_start;
  end if;
  update public.credit_grants g set expires_at = n.expires_at
  from (
    select o.id, case when o.id <> all (v_grants) then clock_timestamp()
      when s.status = 'paused' then 'infinity'
      when o.expires_at = 'infinity' then private.lives_until(case when v_is_running then s.period_end else a.period_end end)
      else greatest(o.expires_at, s.period_end) end as expires_at
    from public.credit_grants o
    where o.id = any (v_grants) and o.expires_at > clock_timestamp() and (s.status = 'paused' or v_is_longer)
      or o.expires_at = 'infinity' and o.id in (
        select unnest(array[x.grant_id, x.rollover_grant_id]) from public.subscription_credits x where x.subscription_id = s.id)
  ) n
  where g.id = n.id and g.expires_at <> n.expires_at;
  if found then
    perform private.settle(v);
  end if;
end $$;

-- Subscriptions that are to be ended, p_id's person's or everybody's: a checkout can't be taken back once it is open, so somebody may
-- pay in two tabs, or after deleting the account. Of one person's the newest goes on.
create function public.find_unwanted_subscriptions(p_id text default null) returns table (id text, reason text)
language sql stable security definer set search_path = '' as $$
  select s.id, case when s.user_id is null then 'nobody' else 'second' end
  from public.subscriptions s
  where s.ended_at is null and (s.user_id is null or exists (select from public.subscriptions n
      where n.user_id = s.user_id and n.status = 'active' and (n.created_at, n.id) > (s.created_at, s.id)))
    and (p_id is null or s.id = p_id or s.user_id = (select x.user_id from public.subscriptions x where x.id = p_id));
$$;
grant execute on function public.find_unwanted_subscriptions(text) to service_role;
