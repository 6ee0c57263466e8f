-- The credits of plans: a month's worth for each payment, what is left of it rolled over once, and the Free plan's few.

-- End an allocation whose month is over and carry what was not spent into the month that begins: at most p_cap credits, as a
-- grant of its own that ends with that month and does not roll again. What its money went back for goes again at once, and stays
-- on hold while that is disputed. Answers how many. The account is locked.
create function private.roll_over(a public.subscription_credits, p_cap bigint, p_until timestamptz) returns bigint
language plpgsql set search_path = '' as $$
declare
  v public.credit_accounts := private.close_open_grant(private.lock_account(a.user_id));
  g public.credit_grants;
  v_done record;
  v_moved public.credit_movement;
  v_unused bigint;
  v_key text := 'rollover:' || a.id;
begin
  select * into g from public.credit_grants x where x.id = a.grant_id;
  update public.credit_grants x set remaining = 0, expired = g.expired + g.remaining where x.id = a.grant_id;
  -- A month or a change that brought no credits has no grant, and nothing to carry.
  v_unused := greatest(0, least(coalesce(g.expired + g.remaining, 0), p_cap));
  if g.remaining > 0 then
    v.available := v.available - g.remaining;
    select * into v_done from private.record(v, 'expiry', -g.remaining, array[a.grant_id], array[g.remaining::bigint],
      p_description => 'The month of these credits is over');
    v := v_done.v;
  end if;
  perform private.save_account(v);
  if v_unused > 0 then
    v_moved := public.grant_credits(a.user_id, v_unused, 'rollover', v_key, p_expires_at => p_until,
      p_cost_cents => ceil(coalesce(a.paid_cents, 0)::numeric * v_unused / a.credits)::bigint, p_transferable => false,
      p_parent_grant_id => a.grant_id, p_reference => v_key, p_description => 'Rolled over from last month');
  end if;
  update public.subscription_credits x set is_over = true, rollover_grant_id = private.grant_of(v.id, v_moved.transaction_id)
  where x.id = a.id;
  if exists (select from public.payment_returns r where r.payment_id = a.payment_id) then
    perform private.settle_returns(a.payment_id);
  end if;
  return v_unused - (select x.clawed_back - a.clawed_back from public.subscription_credits x where x.id = a.id);
end $$;

-- How long the credits of a period live. One that was over before it was heard of, or while it was paused, was paid for: 7 days more.
create function private.lives_until(p_end timestamptz) returns timestamptz
language sql volatile set search_path = '' as $$
  select case when p_end > clock_timestamp() then p_end else clock_timestamp() + interval '7 days' end;
$$;

create function private.grant_of(p_account_id bigint, p_transaction_id bigint) returns bigint
language sql stable set search_path = '' as $$
  select t.grant_ids[1] from public.credit_transactions t where t.account_id = p_account_id and t.id = p_transaction_id;
$$;

-- Give the credits of one allocation, once for each period and for each payment. What was paid is written down though it brings no
-- credits (a dearer plan with as many, say). Answers null when it was there already, or would be nothing at all.
create function private.allocate(
  p_user_id uuid, p_subscription_id text, p_plan_id text, p_credits bigint, p_start timestamptz, p_end timestamptz,
  p_is_change boolean default false, p_payment_id text default null, p_paid_cents bigint default null,
  p_currency text default null
) returns public.subscription_credits
language plpgsql set search_path = '' as $$
declare
  a public.subscription_credits;
  v_moved public.credit_movement;
  v_key text := coalesce('payment:' || p_payment_id, 'plan:' || coalesce(p_subscription_id, p_user_id::text) || ':'
    || extract(epoch from p_start)::bigint);
  v_name text := (select p.name from public.plans p where p.id = p_plan_id);
begin
  if p_credits = 0 and p_payment_id is null or exists (select from public.subscription_credits x where x.payment_id = p_payment_id or
      x.period_start = p_start and (x.subscription_id = p_subscription_id or
        p_subscription_id is null and x.subscription_id is null and x.user_id = p_user_id)) then
    return null;
  end if;
  if p_credits > 0 then
    v_moved := public.grant_credits(p_user_id, p_credits,
      (case when p_subscription_id is null then 'free' else 'plan' end)::public.credit_grant_source, v_key,
      p_expires_at => private.lives_until(p_end),
      p_cost_cents => coalesce(p_paid_cents, 0), p_transferable => false, p_reference => v_key,
      p_description => case when p_is_change then 'Change to the ' || v_name || ' plan' else v_name || ' plan' end);
  end if;
  insert into public.subscription_credits (user_id, subscription_id, plan_id, is_change, period_start, period_end, credits,
    grant_id, payment_id, paid_cents, currency, paid_at)
  select p_user_id, p_subscription_id, p_plan_id, p_is_change, p_start, p_end, p_credits,
    private.grant_of(c.id, v_moved.transaction_id), p_payment_id, p_paid_cents, p_currency,
    case when p_payment_id is not null then now() end
  from public.credit_accounts c where c.owner_id = p_user_id
  returning * into a;
  return a;
end $$;

-- The months that payments paid for, oldest first, and what changes of plan added. Payments are [{id, at, terms_id, total_cents,
-- tax_cents, currency}] of one subscription; those known already are passed over. A change of plan is paid once, and at once or not at
-- all: later payments may name its terms, too, and are months. Answers a problem for an admin, or null. The payments and the account are locked.
create function private.allocate_payments(s public.subscriptions, p_payments jsonb) returns text
language plpgsql set search_path = '' as $$
declare
  p record;
  t public.subscription_terms;
  a public.subscription_credits;
  v_is_newest boolean;
  v_end timestamptz;
  v_problem text;
begin
  for p in
    select y.*, min(y.at) filter (where not y.is_change) over w as next_month_at, bool_or(y.is_change) over w as is_changed_later
    from (
      select x.*, c.id is not null and row_number() over (partition by c.id order by x.at) = 1 as is_change
      from jsonb_to_recordset(p_payments) as x(id text, at timestamptz, terms_id uuid, total_cents bigint, tax_cents bigint, currency text)
      left join public.subscription_terms c on c.id = x.terms_id and c.subscription_id = s.id and c.from_plan_id is not null
        and not c.at_period_end and c.charge_cents > 0
    ) y
    window w as (order by y.at rows between 1 following and unbounded following)
    order by y.at
  loop
    continue when exists (select from public.subscription_credits x where x.payment_id = p.id);
    v_is_newest := p.next_month_at is null;
    -- A month ends when the next one was paid for; the newest when the next payment is due.
    v_end := case when v_is_newest and s.period_end > p.at then s.period_end
      else least(private.next_cycle(p.at, p.at), case when p.next_month_at > p.at + interval '1 day' then p.next_month_at end) end;
    select * into t from public.subscription_terms x where x.id = p.terms_id;
    -- Paid when the cycle began, it changes the month that began then, if that was paid for or came for nothing with another plan.
    -- A trial is ended by it, and what is paid for is a month of its own.
    if p.is_change and (abs(extract(epoch from s.period_start - p.at)) > 3600 or exists (
        select from public.subscription_credits x where x.subscription_id = s.id and not x.is_change
        and (x.payment_id is not null or x.plan_id <> t.plan_id and x.period_end is distinct from s.trial_ends_at)
        and abs(extract(epoch from x.period_start - s.period_start)) < 3600)) then -- the cycle goes on as it was
      a := private.allocate(s.user_id, s.id, t.plan_id, t.added_credits, p.at, v_end, true, p.id, p.total_cents, p.currency);
      if a.id is not null then
        perform private.take_in_returns(p.id, s.user_id);
      end if;
      continue;
    end if;
    -- Given in advance, when Dodo said that the month had begun.
    update public.subscription_credits x set payment_id = p.id, paid_cents = p.total_cents, currency = p.currency, paid_at = now()
    where x.subscription_id = s.id and x.payment_id is null and not x.is_change and x.period_end is distinct from s.trial_ends_at
      and p.at between x.period_start - interval '1 day' and x.period_end - interval '1 day';
    if found then
      perform private.take_in_returns(p.id, s.user_id);
      continue;
    end if;
    if exists (select from public.subscription_credits x where x.subscription_id = s.id and not x.is_change and x.payment_id is not null
        and p.at > x.period_start + interval '1 day' and p.at < x.period_end - interval '1 day')
        and abs(extract(epoch from s.period_start - p.at)) > 3600 then
      v_problem := 'payment ' || p.id || ' came in the middle of a paid month';
      continue;
    end if;
    -- An old payment is of the plan that cost that much.
    select * into t from public.subscription_terms x
    where x.subscription_id = s.id and x.price_cents = p.total_cents - coalesce(p.tax_cents, 0)
    order by x.id = s.terms_id desc, x.created_at desc limit 1;
    if t.id is null or v_is_newest and p.is_changed_later is not true then
      select * into t from public.subscription_terms x where x.id = s.terms_id;
    end if;
    perform private.begin_month(s, t, p.at, v_end, p.id, p.total_cents, p.currency);
    perform private.take_in_returns(p.id, s.user_id);
  end loop;
  return v_problem;
end $$;

-- One month of a plan: what is left of the last one rolls over, the new credits come in, the subscriber is told.
create function private.begin_month(
  s public.subscriptions, t public.subscription_terms, p_start timestamptz, p_end timestamptz, p_payment_id text default null,
  p_paid_cents bigint default null, p_currency text default null
) returns void
language plpgsql set search_path = '' as $$
declare
  a public.subscription_credits;
  v_old public.subscription_credits;
  v_until timestamptz := private.lives_until(p_end);
  v_is_first boolean := not exists (select from public.subscription_credits x where x.subscription_id = s.id);
  v_rolled bigint := 0;
begin
  for v_old in
    select x.* from public.subscription_credits x
    where x.subscription_id = s.id and not x.is_over and x.period_start < p_start order by x.period_start
  loop
    -- A month that was paused lasted until now.
    if (v_old.period_end >= p_start - interval '7 days'
        or exists (select from public.credit_grants g where g.id = v_old.grant_id and g.expires_at = 'infinity'))
        and v_old.period_end is distinct from s.trial_ends_at then
      v_rolled := v_rolled + private.roll_over(v_old, (
        select max(x.rollover_cap) from public.subscription_terms x where x.subscription_id = s.id and x.plan_id = v_old.plan_id) - v_rolled,
        v_until);
    else
      update public.subscription_credits x set is_over = true where x.id = v_old.id;
    end if;
  end loop;
  a := private.allocate(s.user_id, s.id, t.plan_id, t.credits, p_start, p_end, false, p_payment_id, p_paid_cents, p_currency);
  if a.id is not null then
    perform private.notify(s.user_id, case when v_is_first then 'subscription_started' else 'subscription_renewed' end,
      'month:' || s.id || ':' || extract(epoch from p_start)::bigint, jsonb_build_object(
        'plan', (select x.name from public.plans x where x.id = t.plan_id), 'credits', t.credits, 'rolled_over', v_rolled,
        'period_end', p_end, 'paid_cents', coalesce(p_paid_cents, 0), 'currency', coalesce(p_currency, t.currency)));
  end if;
end $$;

-- Months that cost nothing have no payment: a trial, or one that was paid from what a change of plan left over. They are known
-- by their beginning. Of trials only a person's first brings credits. The account is locked.
create function private.allocate_unpaid(s public.subscriptions) returns void
language plpgsql set search_path = '' as $$
declare
  t public.subscription_terms;
  v_last public.subscription_credits;
  v_start timestamptz := s.period_start;
begin
  select * into t from public.subscription_terms x where x.id = s.terms_id;
  select * into v_last from public.subscription_credits x where x.subscription_id = s.id and not x.is_change
  order by x.period_start desc limit 1;
  if s.status <> 'active' or v_last.period_start >= s.period_start - interval '1 day'
      or s.trial_ends_at = s.period_end and exists (select from public.subscriptions x
        join public.subscription_credits c on c.subscription_id = x.id
        where x.user_id = s.user_id and x.id <> s.id and x.trial_ends_at is not null) then
    return;
  end if;
  if t.price_cents = 0 and v_last.period_end < v_start - interval '1 day' then
    v_start := v_last.period_end; -- months that nobody told us of
  end if;
  while v_start < s.period_start - interval '1 day' loop
    perform private.begin_month(s, t, v_start, private.next_cycle(v_start, v_start));
    v_start := private.next_cycle(v_start, v_start);
  end loop;
  perform private.begin_month(s, t, s.period_start, s.period_end);
end $$;

-- The Free plan's credits for people without a subscription: at most p_limit people, longest due first. Their month runs from the day
-- they signed up and the first one is the sign-up bonus's; credits of a month that is over are not given later. Safe to
-- repeat and to overlap. Answers how many people were looked at; 0 when nobody is due.
create function public.allocate_free_credits(p_now timestamptz, p_limit integer default 200) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v record;
  v_end timestamptz;
  v_start timestamptz;
  v_begun timestamptz := clock_timestamp();
  v_done integer := 0;
begin
  for v in
    select d.* from (
      select p.id, p.created_at, a.id as account_id, u.email_confirmed_at is not null as is_confirmed
      from public.profiles p join auth.users u on u.id = p.id join public.credit_accounts a on a.owner_id = p.id
      where p.free_due_at <= p_now order by p.free_due_at limit p_limit
    ) d order by d.account_id
  loop
    -- Accounts in id order, and before the profile, as everywhere.
    perform from public.credit_accounts a where a.id = v.account_id for no key update;
    v_end := private.next_cycle(v.created_at, p_now);
    v_start := private.next_cycle(v.created_at, v_end - interval '32 days'); -- no month is longer
    if v.is_confirmed and v_start > v.created_at and private.plan_of(v.id) = 'free' then
      perform private.allocate(v.id, null, p.id, p.credits_per_month, v_start, v_end)
      from public.plans p where p.id = 'free' and p.is_active;
    end if;
    update public.profiles p set free_due_at = v_end where p.id = v.id;
    v_done := v_done + 1;
    exit when clock_timestamp() > v_begun + interval '250 milliseconds'; -- as in expire_credits
  end loop;
  return v_done;
end $$;
grant execute on function public.allocate_free_credits(timestamptz, integer) to service_role;
