-- What the admin overview shows, from the daily tables alone.

-- What a transaction is to a seller of credits, by its type and its detail in daily_credits. sold: bought, topped up, or a month of a paid
-- plan. granted: given without payment. spent and refunded: by calls and for them. expired: with what rolled over into the next month,
-- which is no end and makes it less. taken: by admins and by refunds of money, what was spent already once the debt is paid.
-- sold + granted + refunded - spent - expired - taken: how much more is unspent. null: moved, not made or ended.
create function private.credit_kind(p_type public.credit_transaction_type, p_detail text) returns text
language sql immutable set search_path = '' as $$
  select case
    when p_type = 'grant' and p_detail in ('purchase', 'plan') then 'sold'
    when p_type = 'grant' and p_detail in ('signup', 'lead', 'free', 'gift', 'referral', 'bonus', 'admin') then 'granted'
    when p_type = 'grant' and p_detail = 'rollover' or p_type = 'expiry' then 'expired'
    when p_type in ('clawback', 'debt_payment') or p_detail = 'adjustment' then 'taken'
    when p_type = 'deduction' then 'spent'
    when p_type = 'refund' then 'refunded' end;
$$;

-- What the daily figures have transactions of, and the kind of each: asked once for each, not for each day.
create function private.credit_kinds() returns table (type public.credit_transaction_type, detail text, kind text)
language sql stable set search_path = '' as $$
  select x.type, x.detail, private.credit_kind(x.type, x.detail)
  from (select distinct c.type, c.detail from public.daily_credits c) x;
$$;

-- What each day of the ledger came to, in credits, as positive figures.
create function private.credit_days(p_from date, p_to date)
returns table (day date, sold bigint, granted bigint, spent bigint, refunded bigint, expired bigint, taken bigint)
language sql stable set search_path = '' as $$
  select c.day, coalesce(sum(c.credits) filter (where k.kind = 'sold'), 0)::bigint,
    coalesce(sum(c.credits) filter (where k.kind = 'granted'), 0)::bigint,
    -coalesce(sum(c.credits) filter (where k.kind = 'spent'), 0)::bigint,
    coalesce(sum(c.credits) filter (where k.kind = 'refunded'), 0)::bigint,
    -coalesce(sum(c.credits) filter (where k.kind = 'expired'), 0)::bigint,
    -coalesce(sum(c.credits) filter (where k.kind = 'taken'), 0)::bigint
  from public.daily_credits c join private.credit_kinds() k on k.type = c.type and k.detail = c.detail
  where c.day between p_from and p_to
  group by c.day;
$$;

-- The days from p_from to p_to as [{day, sold, granted, spent, refunded, expired, taken, signups, leads, claimed_leads, first_buyers,
-- active_users, calls, failed_calls, tokens_in, tokens_out}], those without anything too.
create function private.report_days(p_from date, p_to date) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_agg(jsonb_build_object('day', d.day, 'sold', coalesce(c.sold, 0), 'granted', coalesce(c.granted, 0),
    'spent', coalesce(c.spent, 0), 'refunded', coalesce(c.refunded, 0), 'expired', coalesce(c.expired, 0),
    'taken', coalesce(c.taken, 0), 'signups', coalesce(p.signups, 0), 'leads', coalesce(p.leads, 0),
    'claimedLeads', coalesce(p.claimed_leads, 0), 'firstBuyers', coalesce(p.first_buyers, 0),
    'activeUsers', coalesce(p.active_users, 0), 'calls', coalesce(u.calls, 0), 'failedCalls', coalesce(u.failed_calls, 0),
    'tokensIn', coalesce(u.tokens_in, 0), 'tokensOut', coalesce(u.tokens_out, 0)) order by d.day)
  from (select x::date as day from generate_series(p_from, p_to, interval '1 day') x) d
  left join private.credit_days(p_from, p_to) c on c.day = d.day
  left join public.daily_people p on p.day = d.day
  left join (
    select f.day, sum(f.calls) as calls, sum(f.failed_calls) as failed_calls, sum(f.tokens_in) as tokens_in,
      sum(f.tokens_out) as tokens_out
    from public.daily_feature_usage f where f.day between p_from and p_to group by f.day
  ) u on u.day = d.day;
$$;

-- The ten who spent most in the last 7, 30 or 90 days; `userId` null: a visitor, or somebody who was deleted.
create function private.top_spenders(p_days integer) returns jsonb
language sql stable set search_path = '' as $$
  with most as (
    (select w.account_id, w.last_7 as credits from public.spending_windows w where p_days = 7 and w.last_7 > 0
      order by w.last_7 desc, w.account_id limit 10)
    union all
    (select w.account_id, w.last_30 from public.spending_windows w where p_days = 30 and w.last_30 > 0
      order by w.last_30 desc, w.account_id limit 10)
    union all
    (select w.account_id, w.last_90 from public.spending_windows w where p_days = 90 and w.last_90 > 0
      order by w.last_90 desc, w.account_id limit 10)
  )
  select coalesce(jsonb_agg(jsonb_build_object('accountId', m.account_id, 'userId', p.id, 'email', p.email, 'kind', a.kind,
    'credits', m.credits) order by m.credits desc, m.account_id), '[]')
  from most m join public.credit_accounts a on a.id = m.account_id left join public.profiles p on p.id = a.owner_id;
$$;

-- Everything on the overview for the last p_days (7, 30 or 90, today included). Today is not over, so a trend compares as many days up
-- to yesterday (`buyersWhole`) with as many before those (`buyersBefore`); `days` and `money` hold all of them. Raises forbidden unless
-- p_actor_id is an admin, invalid_input for another number of days.
create function public.admin_overview(p_actor_id uuid, p_days integer) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_to date := private.utc_day(now());
  v_from date := v_to - p_days + 1;
  v_first date := v_to - 2 * p_days;
begin
  perform private.require_admin(p_actor_id);
  if p_days in (7, 30, 90) is not true then
    raise exception 'invalid_input' using errcode = 'PT422', detail = '{"days": "7, 30 or 90"}';
  end if;
  return jsonb_build_object('from', v_from, 'to', v_to,
    'days', private.report_days(v_first, v_to),
    'money', coalesce((
      select jsonb_agg(jsonb_build_object('day', m.day, 'currency', m.currency, 'kind', m.kind, 'payments', m.payments,
        'paidCents', m.paid_cents, 'returnedCents', m.returned_cents) order by m.day, m.currency, m.kind)
      from public.daily_money m where m.day between v_first and v_to), '[]'),
    'features', coalesce((
      select jsonb_agg(to_jsonb(f) order by f.credits desc, f.calls desc, f.feature, f.plan) from (
        select u.feature, u.plan, sum(u.calls) as calls, sum(u.failed_calls) as "failedCalls", sum(u.credits) as credits,
          sum(u.tokens_in + u.tokens_out) as tokens
        from public.daily_feature_usage u where u.day between v_from and v_to group by u.feature, u.plan
      ) f), '[]'),
    'spenders', private.top_spenders(p_days),
    'users', (select coalesce(sum(p.signups - p.deletions), 0) from public.daily_people p),
    'outstanding', (select coalesce(sum(c.credits), 0) from public.daily_credits c))
    -- Each person counts on the first day of a period on which they paid.
    || (select jsonb_build_object(
        'buyers', count(*) filter (where b.day >= v_from and (b.paid_before < v_from) is not false),
        'buyersWhole', count(*) filter (where b.day between v_from - 1 and v_to - 1
          and (b.paid_before < v_from - 1) is not false),
        'buyersBefore', count(*) filter (where b.day <= v_from - 2 and (b.paid_before < v_first) is not false))
      from public.daily_buyers b where b.day between v_first and v_to);
end $$;
grant execute on function public.admin_overview(uuid, integer) to service_role;

-- How the machinery is: webhooks that wait for somebody or failed and when the last one came, mails that are due or failed, the latest
-- run of each job, and since when there are people, who need all of this. Counts end at 1,000. Raises forbidden unless p_actor_id is an admin.
create function public.admin_machinery(p_actor_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  return jsonb_build_object(
    'since', (select min(f.joined_at) from public.user_figures f),
    'webhooks', (
      select jsonb_build_object('lastAt', (
          select max(l.received_at) from unnest(array['received', 'processed', 'ignored', 'parked', 'failed']) s(status)
          cross join lateral (select w.received_at from public.webhook_events w where w.status = s.status
            order by w.received_at desc limit 1) l),
        'failed', count(*) filter (where e.status = 'failed'),
        'parked', count(*) filter (where e.status = 'parked'), 'received', count(*) filter (where e.status = 'received'))
      from (select w.status from public.webhook_events w where w.status in ('received', 'parked', 'failed')
        order by w.received_at desc limit 1000) e),
    'mails', jsonb_build_object(
      'failed', (select count(*) from (select from public.email_outbox o where o.status = 'failed'
        and o.created_at > now() - interval '7 days' limit 1000) x),
      'queued', (select count(*) from (select from public.email_outbox o where o.status = 'queued'
        and o.next_attempt_at <= now() limit 1000) x)),
    'jobs', coalesce((
      -- One index look-up for each job, however many runs there were.
      with recursive jobs (job) as (
        (select r.job from public.cron_runs r order by r.job limit 1)
        union all
        select (select r.job from public.cron_runs r where r.job > j.job order by r.job limit 1) from jobs j where j.job is not null
      )
      select jsonb_agg(jsonb_build_object('job', l.job, 'startedAt', l.started_at, 'durationMs', l.duration_ms, 'error', l.error)
        order by l.job)
      from jobs j cross join lateral (
        select r.* from public.cron_runs r where r.job = j.job order by r.id desc limit 1) l), '[]'));
end $$;
grant execute on function public.admin_machinery(uuid) to service_role;
