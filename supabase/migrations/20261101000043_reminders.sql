-- What people are told because time has passed: credits that are about to expire, and follow-ups after signing up. Each walks
-- through many rows in batches; how far it came is kept, so that a run that was cut off is gone on with.

create table private.walks (
  name text primary key,
  at timestamptz not null default '-infinity', -- the last row looked at, as its walk orders them
  id uuid not null default '00000000-0000-0000-0000-000000000000'
);
alter table private.walks enable row level security;
insert into private.walks (name) values ('expiring'), ('new_people'), ('inactive_people');

create index profiles_by_age on public.profiles (created_at, id);

-- Where a walk is, locked. Null while another run is at it.
create function private.resume_walk(p_name text) returns private.walks
language sql set search_path = '' as $$
  select * from private.walks w where w.name = p_name for update skip locked;
$$;

-- Note the last row that was looked at; without one the walk is at its end and begins again with the next run.
create function private.note_walk(p_name text, p_at timestamptz, p_id uuid) returns void
language sql set search_path = '' as $$
  update private.walks w set at = coalesce(p_at, '-infinity'), id = coalesce(p_id, '00000000-0000-0000-0000-000000000000')
  where w.name = p_name;
$$;

-- Warn about credits that expire on one of the next 7 days, and again when it is today or tomorrow: once for each person, day of
-- expiry (UTC) and of the two warnings, all grants of a day together. The Free plan's credits come again each month and those of
-- a plan that renews roll over: both go unmentioned. Looks at up to p_limit accounts, soonest due first; looked_at is 0 when there are no more.
create function public.warn_expiring(
  p_now timestamptz, p_limit integer default 500, out looked_at integer, out warned integer
) language plpgsql security definer set search_path = '' as $$
declare
  v_today date := (p_now at time zone 'UTC')::date;
  v_end timestamptz := (v_today + 8)::timestamp at time zone 'UTC';
  v_walk private.walks := private.resume_walk('expiring');
  v_renews boolean;
  a record;
  d record;
begin
  looked_at := 0;
  warned := 0;
  if v_walk.name is null then
    return;
  end if;
  for a in
    select x.id, x.owner_id, x.next_due_at, x.open_grant_id, x.open_remaining from public.credit_accounts x
    where x.next_due_at < v_end and x.next_due_at < 'infinity' and x.next_due_at >= v_walk.at
      and x.kind = 'user' and x.owner_id is not null and (x.next_due_at, x.owner_id) > (v_walk.at, v_walk.id)
    order by x.next_due_at, x.owner_id limit p_limit
  loop
    looked_at := looked_at + 1;
    v_renews := coalesce((select s.status = 'active' and not s.cancel_at_period_end from private.living_subscription(a.owner_id, p_now) s), false);
    for d in
      select (g.expires_at at time zone 'UTC')::date as day, sum(g.left_over) as credits, min(g.expires_at) as expires_at
      from (
        select x.expires_at, x.source, x.remaining::bigint as left_over
        from public.credit_grants x where x.account_id = a.id and x.remaining > 0
        union all
        select x.expires_at, x.source, a.open_remaining from public.credit_grants x where x.id = a.open_grant_id and a.open_remaining > 0
      ) g
      where g.expires_at > p_now and g.expires_at < v_end and g.source <> 'free' and not (g.source = 'plan' and v_renews)
      group by 1 order by 1
    loop
      if private.notify(a.owner_id, 'credits_expiring',
          format('expiring:%s:%s', case when d.day <= v_today + 1 then 1 else 7 end, d.day),
          jsonb_build_object('credits', d.credits, 'expires_at', d.expires_at,
            'days', case when d.day <= v_today + 1 then 1 else 7 end)) then
        warned := warned + 1;
      end if;
    end loop;
  end loop;
  perform private.note_walk('expiring', a.next_due_at, a.owner_id);
end $$;
grant execute on function public.warn_expiring(timestamptz, integer) to service_role;

-- When somebody last used anything; null: never.
create function private.last_use(p_account_id bigint) returns timestamptz
language sql stable set search_path = '' as $$
  select greatest(
    (select t.created_at from public.credit_transactions t
     where t.account_id = p_account_id and t.type = 'deduction' order by t.id desc limit 1),
    (select u.created_at from public.usage_logs u where u.account_id = p_account_id order by u.id desc limit 1));
$$;

-- The follow-up that is due for somebody as of p_now, or null: nothing used a day after signing up, nothing bought after three,
-- nothing used for fourteen while there are credits. Each has an end, so that a job that did not run for days sends
-- nothing stale. One at a time, in that order.
create function private.due_followup(p public.profiles, a public.credit_accounts, p_now timestamptz) returns text
language sql stable set search_path = '' as $$
  select f.kind
  from (select private.last_use(a.id) as last_use) u cross join lateral (values
    (1, 'first_use', a.available > 0 and u.last_use is null and p.created_at > p_now - interval '4 days'
      and p.created_at <= p_now - interval '1 day'),
    (2, 'first_purchase', p.created_at > p_now - interval '10 days' and p.created_at <= p_now - interval '3 days' and not exists (
      select from public.credit_transactions t join public.credit_grants g on g.id = t.grant_ids[1]
      where t.account_id = a.id and t.type = 'grant' and g.source in ('purchase', 'plan'))),
    (3, 'inactive', a.available > 0 and coalesce(u.last_use, p.created_at) > p_now - interval '28 days'
      and coalesce(u.last_use, p.created_at) <= p_now - interval '14 days')
  ) f (place, kind, is_due)
  where f.is_due and not exists (
    select from public.email_outbox o where o.user_id = p.id and o.key = 'follow_up:' || f.kind)
  order by f.place limit 1;
$$;

-- Write the follow-up mails that are due as of p_now. Looks at up to p_limit people, in the order in which they signed up: with
-- p_walk `new_people` at those of the last 10 days, with `inactive_people` at the older ones. Nobody gets one kind twice, nor
-- any after opting out; admins get none. Answers {looked_at, first_use, first_purchase, inactive}; looked_at is 0 when there
-- are no more.
create function public.queue_followups(p_walk text, p_now timestamptz, p_limit integer default 500) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_from timestamptz := case p_walk when 'new_people' then p_now - interval '10 days' else '-infinity' end;
  v_to timestamptz := case p_walk when 'new_people' then p_now - interval '1 day' else p_now - interval '10 days' end;
  v_walk private.walks := private.resume_walk(p_walk);
  v_done jsonb := '{"looked_at": 0, "first_use": 0, "first_purchase": 0, "inactive": 0}';
  v_looked_at integer := 0;
  v_kind text;
  r record;
begin
  if v_walk.name is null then
    return v_done;
  end if;
  for r in
    select p, a from public.profiles p join public.credit_accounts a on a.owner_id = p.id
    where p.created_at > v_from and p.created_at <= v_to and p.created_at >= v_walk.at
      and (p.created_at, p.id) > (v_walk.at, v_walk.id)
    order by p.created_at, p.id limit p_limit
  loop
    v_looked_at := v_looked_at + 1;
    continue when (r.p).marketing_opt_out or (r.p).role = 'admin';
    v_kind := private.due_followup(r.p, r.a, p_now);
    if v_kind is not null and private.notify((r.p).id, 'follow_up_' || v_kind, 'follow_up:' || v_kind,
        jsonb_build_object('available', (r.a).available)) then
      v_done := jsonb_set(v_done, array[v_kind], to_jsonb((v_done ->> v_kind)::integer + 1));
    end if;
  end loop;
  perform private.note_walk(p_walk, (r.p).created_at, (r.p).id);
  return jsonb_set(v_done, '{looked_at}', to_jsonb(v_looked_at));
end $$;
grant execute on function public.queue_followups(text, timestamptz, integer) to service_role;

-- What went wrong since p_since, or since admins were last told of it if that was later, and may need a person: runs of jobs,
-- webhooks, mails.
create function public.recent_failures(p_since timestamptz) returns table (
  area text, name text, status text, failures bigint, last_error text
)
language plpgsql stable security definer set search_path = '' as $$
declare
  -- Two minutes more: what was under way when they were told. Every admin gets this mail; one that is retried tells nothing new.
  v_since timestamptz := greatest(p_since, (
    select max(o.created_at) - interval '2 minutes' from public.email_outbox o
    where o.kind = 'admin_alarm' and o.key = 'alarm:failures:' || to_char(o.created_at at time zone 'UTC', 'YYYY-MM-DD')));
begin
  return query
  select 'job', r.job, 'failed', count(*), (array_agg(r.error order by r.id desc))[1]
  from public.cron_runs r
  where r.error is not null and r.started_at + make_interval(secs => r.duration_ms / 1000.0) >= v_since group by r.job
  union all
  select 'webhook', e.type, e.status, count(*), (array_agg(e.error order by e.received_at desc))[1]
  from public.webhook_events e
  where e.status in ('parked', 'failed') and e.received_at >= v_since
    -- Left behind by a server that died: known as such for as long.
    or e.status = 'received' and e.received_at >= v_since - interval '15 minutes' and e.received_at < now() - interval '15 minutes'
  group by e.type, e.status
  union all
  select 'mail', o.kind, 'failed', count(*), (array_agg(o.error order by o.id desc))[1]
  from public.email_outbox o
  where o.status = 'failed' and o.next_attempt_at >= v_since and o.created_at >= v_since - interval '7 days' group by o.kind
  order by 1, 2, 3;
end $$;
grant execute on function public.recent_failures(timestamptz) to service_role;
