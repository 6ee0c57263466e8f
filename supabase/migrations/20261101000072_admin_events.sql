-- Webhook events and runs of jobs as admins read them, newest first, and doing one again. Pages go on from the id of the last row seen.

-- One page of events' ids: of a status, a type, or all. Each status has its own place in the index, so that no page has to look for
-- its rows among others.
create function private.page_of_events(p_status text, p_type text, p_before text, p_limit integer) returns setof text
language plpgsql stable set search_path = '' as $$
declare
  v_at timestamptz := coalesce((select e.received_at from public.webhook_events e where e.webhook_id = p_before), 'infinity');
  v_id text := coalesce(p_before, '');
  v_statuses text[] := case when p_status is null then array['received', 'processed', 'ignored', 'parked', 'failed']
    else array[p_status] end;
begin
  if p_type is null then
    return query select x.webhook_id from unnest(v_statuses) s(status) cross join lateral (
      select e.webhook_id, e.received_at from public.webhook_events e
      where e.status = s.status and (e.received_at, e.webhook_id) < (v_at, v_id)
      order by e.received_at desc, e.webhook_id desc limit p_limit) x
    order by x.received_at desc, x.webhook_id desc limit p_limit;
  else
    return query select x.webhook_id from unnest(v_statuses) s(status) cross join lateral (
      select e.webhook_id, e.received_at from public.webhook_events e
      where e.type = p_type and e.status = s.status and (e.received_at, e.webhook_id) < (v_at, v_id)
      order by e.received_at desc, e.webhook_id desc limit p_limit) x
    order by x.received_at desc, x.webhook_id desc limit p_limit;
  end if;
end $$;

-- The newest events about an id (the event's own, a payment's, a subscription's or a purchase's) or a whole email address: those that
-- name it, and those of the customer that a person with this address is at Dodo.
create function private.find_events(p_search text, p_status text, p_type text, p_before text, p_limit integer) returns setof text
language plpgsql stable set search_path = '' as $$
declare
  v_at timestamptz := coalesce((select e.received_at from public.webhook_events e where e.webhook_id = p_before), 'infinity');
  v_id text := coalesce(p_before, '');
  v_purchase text := private.as_id(p_search);
  v_payment text := coalesce((select p.payment_id from public.purchases p where p.id = v_purchase::uuid), p_search);
  v_address text := case when p_search like '%@%' then lower(p_search) end;
  v_customer text := (select p.dodo_customer_id from public.profiles p where lower(p.email) = v_address limit 1);
begin
  return query select e.webhook_id from public.webhook_events e
  where (e.webhook_id = p_search or e.payload ->> 'payment_id' = v_payment or e.payload ->> 'subscription_id' = p_search
      or e.payload #>> '{metadata,purchase_id}' = v_purchase or lower(e.payload #>> '{customer,email}') = v_address
      or e.payload #>> '{customer,customer_id}' = v_customer)
    and (p_status is null or e.status = p_status) and (p_type is null or e.type = p_type)
    and (e.received_at, e.webhook_id) < (v_at, v_id)
  order by e.received_at desc, e.webhook_id desc limit p_limit;
end $$;

-- One page of events as [{id, type, status, error, attempts, customer, receivedAt, processedAt}]. Raises forbidden unless p_actor_id is an admin.
create function public.search_webhook_events(
  p_actor_id uuid, p_search text default null, p_status text default null, p_type text default null, p_before text default null,
  p_limit integer default 30
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_limit integer := least(p_limit, 200);
  v_ids text[];
begin
  perform private.require_admin(p_actor_id);
  v_ids := case when trim(p_search) <> '' then array(select private.find_events(trim(p_search), p_status, p_type, p_before, v_limit))
    else array(select private.page_of_events(p_status, p_type, p_before, v_limit)) end;
  return coalesce((
    select jsonb_agg(jsonb_build_object('id', e.webhook_id, 'type', e.type, 'status', e.status, 'error', e.error,
      'attempts', e.attempts, 'customer', e.payload #>> '{customer,email}', 'receivedAt', e.received_at,
      'processedAt', e.processed_at) order by e.received_at desc, e.webhook_id desc)
    from public.webhook_events e where e.webhook_id = any (v_ids)), '[]');
end $$;
grant execute on function public.search_webhook_events(uuid, text, text, text, text, integer) to service_role;

-- The types that there are events of. Steps from one to the next in the index.
create function public.webhook_event_types(p_actor_id uuid) returns text[]
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  return array(
    with recursive t(type) as (
      (select e.type from public.webhook_events e order by e.type limit 1)
      union all
      select (select e.type from public.webhook_events e where e.type > t.type order by e.type limit 1) from t where t.type is not null
    )
    select t.type from t where t.type is not null);
end $$;
grant execute on function public.webhook_event_types(uuid) to service_role;

-- One event with its payload, what it led to (the purchase of its payment, the return of its refund or dispute, its subscription), other
-- events about the same, and what admins did about it. A payment that brought nothing shows the purchase that it names; when another
-- payment paid for that, `otherPayment` says which, and there is nothing to accept. Null: there is none.
create function public.get_webhook_event(p_actor_id uuid, p_webhook_id text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  e public.webhook_events;
  p public.purchases;
  v_is_own boolean;
begin
  perform private.require_admin(p_actor_id);
  select * into e from public.webhook_events x where x.webhook_id = p_webhook_id;
  if e.webhook_id is null then
    return null;
  end if;
  select * into p from public.purchases x where x.payment_id = e.payload ->> 'payment_id';
  v_is_own := found;
  if not v_is_own then
    select * into p from public.purchases x where x.id = private.as_id(e.payload #>> '{metadata,purchase_id}');
  end if;
  return jsonb_build_object('id', e.webhook_id, 'type', e.type, 'status', e.status, 'error', e.error, 'attempts', e.attempts,
    'receivedAt', e.received_at, 'processedAt', e.processed_at, 'customer', e.payload #>> '{customer,email}', 'payload', e.payload,
    'canReplay', private.may_replay(e),
    'purchase', (
      select jsonb_build_object('id', p.id, 'state', private.purchase_state(p), 'credits', p.credits, 'package', k.name,
        'quantity', p.quantity, 'otherPayment', case when not v_is_own then p.payment_id end,
        'acceptance', case when v_is_own then private.acceptance(p) end, 'userId', u.id, 'email', u.email)
      from public.credit_packages k left join public.profiles u on u.id = p.user_id where k.id = p.package_id),
    'subscription', (
      select jsonb_build_object('id', s.id, 'status', s.status, 'plan', k.name, 'userId', u.id, 'email', u.email)
      from public.subscriptions s join public.plans k on k.id = s.plan_id left join public.profiles u on u.id = s.user_id
      where s.id = e.payload ->> 'subscription_id'),
    'returned', (
      select jsonb_build_object('kind', r.kind, 'outcome', r.outcome, 'amountCents', r.amount_cents)
      from public.payment_returns r where r.id = coalesce(e.payload ->> 'refund_id', e.payload ->> 'dispute_id')),
    'others', coalesce((
      select jsonb_agg(jsonb_build_object('id', o.webhook_id, 'type', o.type, 'status', o.status, 'receivedAt', o.received_at)
        order by o.received_at desc)
      from (
        select x.* from public.webhook_events x
        where (x.payload ->> 'payment_id' = e.payload ->> 'payment_id'
            or x.payload ->> 'subscription_id' = e.payload ->> 'subscription_id') and x.webhook_id <> e.webhook_id
        order by x.received_at desc limit 10
      ) o), '[]'),
    'acts', coalesce((
      select jsonb_agg(jsonb_build_object('action', a.action, 'at', a.created_at, 'by', u.email, 'reason', a.reason,
        'found', case when a.action <> 'accept_purchase' then a.before end) order by a.id desc)
      from (
        select * from public.admin_actions x
        where x.subject in ('webhook:' || e.webhook_id,
          case when v_is_own then 'purchase:' || p.id end)
          and x.action in ('replay_webhook', 'dismiss_webhook', 'accept_purchase')
        order by x.id desc limit 10
      ) a left join public.profiles u on u.id = a.actor_id), '[]'));
end $$;
grant execute on function public.get_webhook_event(uuid, text) to service_role;

-- What did not come to an end: failed, parked, or received by a server that died before it was done with it.
create function private.may_replay(e public.webhook_events) returns boolean
language sql stable set search_path = '' as $$
  select e.status in ('failed', 'parked') or e.status = 'received' and e.received_at < now() - interval '15 minutes';
$$;

-- Make an event that did not come to an end ready to be received again, and note who asked for it. It counts as failed until then, as
-- after a delivery that failed; the caller hands it on to where deliveries go, which deals with each once. Answers
-- {id, type, payload}. Raises not_found, conflict for an event that was dealt with or is being dealt with, request_in_progress when
-- somebody asked for the same attempt a moment ago.
create function public.begin_webhook_replay(p_actor_id uuid, p_webhook_id text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  e public.webhook_events;
begin
  perform private.require_admin(p_actor_id);
  select * into e from public.webhook_events x where x.webhook_id = p_webhook_id for update;
  if e.webhook_id is null then
    raise exception 'not_found' using errcode = 'PT404', detail = '{}';
  elsif not private.may_replay(e) then
    raise exception 'conflict' using errcode = 'PT409', detail = jsonb_build_object('status', e.status)::text;
  end if;
  if exists (select from public.admin_actions a where a.subject = 'webhook:' || p_webhook_id
      and (a.after ->> 'attempts')::integer > e.attempts and a.created_at > now() - interval '1 minute') then
    raise exception 'request_in_progress' using errcode = 'PT409', detail = '{}';
  end if;
  update public.webhook_events x set status = 'failed' where x.webhook_id = p_webhook_id;
  insert into public.admin_actions (actor_id, action, subject, before, after)
  values (p_actor_id, 'replay_webhook', 'webhook:' || p_webhook_id,
    jsonb_build_object('status', e.status, 'error', e.error, 'attempts', e.attempts),
    jsonb_build_object('attempts', e.attempts + 1));
  return jsonb_build_object('id', e.webhook_id, 'type', e.type, 'payload', e.payload);
end $$;
grant execute on function public.begin_webhook_replay(uuid, text) to service_role;

-- Nothing more is to be done about an event that did not come to an end: it is ignored from now on, with what went wrong, and a row in
-- the trail says why. Safe to repeat. Raises forbidden, invalid_input without a reason, not_found, conflict for an event that was dealt with or is
-- being dealt with.
create function public.dismiss_webhook_event(p_actor_id uuid, p_webhook_id text, p_reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  e public.webhook_events;
  v_found jsonb;
begin
  perform private.require_admin(p_actor_id);
  perform private.check_reason(p_reason);
  select * into e from public.webhook_events x where x.webhook_id = p_webhook_id for update;
  if e.webhook_id is null then
    raise exception 'not_found' using errcode = 'PT404', detail = '{}';
  elsif private.may_replay(e) then
    v_found := jsonb_build_object('status', e.status, 'error', e.error, 'attempts', e.attempts);
    insert into public.admin_actions (actor_id, action, subject, reason, before, after)
    values (p_actor_id, 'dismiss_webhook', 'webhook:' || e.webhook_id, p_reason, v_found, v_found || '{"status": "ignored"}');
    perform public.finish_webhook_event(e.webhook_id, 'ignored', e.error); -- last: see await_forgetting
  elsif e.status <> 'ignored' or not exists (select from public.admin_actions a
      where a.subject = 'webhook:' || e.webhook_id and a.action = 'dismiss_webhook') then
    raise exception 'conflict' using errcode = 'PT409', detail = jsonb_build_object('status', e.status)::text;
  end if;
end $$;
grant execute on function public.dismiss_webhook_event(uuid, text, text) to service_role;

-- The last run of each of these jobs, in their order, with the last that went well and who had it run by hand.
create function public.last_cron_runs(p_actor_id uuid, p_jobs text[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  return (
    select jsonb_agg(jsonb_build_object('job', j.job, 'last', private.run_json(l), 'lastGood', (
        select g.started_at from public.cron_runs g where g.job = j.job and g.error is null order by g.id desc limit 1))
      order by j.n)
    from unnest(p_jobs) with ordinality j(job, n)
    left join lateral (select * from public.cron_runs r where r.job = j.job order by r.id desc limit 1) l on true);
end $$;
grant execute on function public.last_cron_runs(uuid, text[]) to service_role;

create function private.run_json(r public.cron_runs) returns jsonb
language sql stable set search_path = '' as $$
  select case when r.id is not null then jsonb_build_object('id', r.id, 'job', r.job, 'startedAt', r.started_at,
    'durationMs', r.duration_ms, 'result', r.result, 'error', r.error) end;
$$;

-- One page of runs, newest first: of a job, those that failed, or all.
create function public.list_cron_runs(
  p_actor_id uuid, p_job text default null, p_failed boolean default false, p_before bigint default null,
  p_limit integer default 30
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_before bigint := coalesce(p_before, 9223372036854775807);
  v_limit integer := least(p_limit, 200);
begin
  perform private.require_admin(p_actor_id);
  return coalesce((
    select jsonb_agg(private.run_json(r) order by r.id desc) from (
      select * from public.cron_runs x
      where x.id < v_before and (p_job is null or x.job = p_job) and (not p_failed or x.error is not null)
      order by x.id desc limit v_limit
    ) r), '[]');
end $$;
grant execute on function public.list_cron_runs(uuid, text, boolean, bigint, integer) to service_role;

-- An admin has a job run now: notes it, once for each key. Raises request_in_progress while a run that an admin asked for within two
-- minutes has not come to its end. Answers whether this call is the one that runs it.
create function public.begin_cron_run(p_actor_id uuid, p_job text, p_key text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_subject text := 'job:' || p_job;
  a public.admin_actions;
begin
  perform private.require_admin(p_actor_id);
  perform pg_advisory_xact_lock(hashtextextended(v_subject, 0));
  if exists (select from public.admin_actions x where x.subject = v_subject and x.after ->> 'key' = p_key) then
    return false;
  end if;
  select * into a from public.admin_actions x where x.subject = v_subject order by x.id desc limit 1;
  if a.created_at > now() - interval '2 minutes' and not exists (
      select from (select * from public.cron_runs y where y.job = p_job order by y.id desc limit 1) r
      where r.started_at + make_interval(secs => r.duration_ms / 1000.0) >= a.created_at) then
    raise exception 'request_in_progress' using errcode = 'PT409', detail = '{}';
  end if;
  insert into public.admin_actions (actor_id, action, subject, after)
  values (p_actor_id, 'run_job', v_subject, jsonb_build_object('key', p_key));
  return true;
end $$;
grant execute on function public.begin_cron_run(uuid, text, text) to service_role;
