-- What lets admins trust each other and the books: the audit trail, and checks of the ledger that were kept.

-- One page of what admins did, newest first, before the row p_before. p_admin and p_target: the beginning of an email address or a name, or an
-- id; p_target also what something was done to that is nobody, such as 'package:pro', or the beginning of it. Somebody who is gone has no
-- address any more. Raises forbidden unless p_actor_id is an admin.
create function public.list_admin_actions(
  p_actor_id uuid, p_admin text default null, p_target text default null, p_action text default null,
  p_before bigint default null, p_limit integer default 25
) returns table (
  id bigint, actor_id uuid, actor text, action text, target_id uuid, target text, subject text, reason text, before jsonb,
  after jsonb, created_at timestamptz
)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_subject text := replace(replace(replace(trim(p_target), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  v_admins uuid[] := case when trim(p_admin) <> '' then private.find_people(p_admin) || private.as_id(p_admin) end;
  v_targets uuid[] := case when trim(p_target) <> '' then private.find_people(p_target) || private.as_id(p_target) end;
begin
  perform private.require_admin(p_actor_id);
  return query
  select x.id, x.actor_id, p.email, x.action, x.target_id, t.email, x.subject, x.reason, x.before, x.after, x.created_at
  from (
    select * from public.admin_actions a
    where (v_admins is null or a.actor_id = any (v_admins)) and (v_targets is null or a.target_id = any (v_targets) or a.subject like v_subject)
      and (p_action is null or a.action = p_action) and (p_before is null or a.id < p_before)
    order by a.id desc limit least(greatest(p_limit, 1), 500)
  ) x left join public.profiles p on p.id = x.actor_id left join public.profiles t on t.id = x.target_id
  order by x.id desc;
end $$;
grant execute on function public.list_admin_actions to service_role;

-- The kinds of actions there are in the trail: one look into the index for each.
create function public.list_admin_action_kinds(p_actor_id uuid) returns setof text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_kind text := (select min(a.action) from public.admin_actions a);
begin
  perform private.require_admin(p_actor_id);
  while v_kind is not null loop
    return next v_kind;
    v_kind := (select min(a.action) from public.admin_actions a where a.action > v_kind);
  end loop;
end $$;
grant execute on function public.list_admin_action_kinds to service_role;

-- One row for each time check_ledger() ran: by the daily job, or because an admin asked. Reading everything takes a while, so pages
-- show the latest.
create table public.ledger_checks (
  id bigint generated always as identity primary key,
  asked_by uuid, -- null: the job
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  violations bigint,
  findings jsonb, -- the first 100 of them, as check_ledger answers them
  drift bigint, -- credits by which balances and ledger differ, over all accounts
  accounts bigint,
  open_holds bigint,
  oldest_hold_at timestamptz,
  error text
);
create unique index ledger_checks_one_at_a_time on public.ledger_checks ((true)) where finished_at is null;
alter table public.ledger_checks enable row level security;
create policy "nobody reads ledger checks" on public.ledger_checks for select to anon, authenticated using (false);
grant select on public.ledger_checks to service_role;

-- Begin a check unless one is under way; one that says nothing for 15 minutes has died. Null: somebody else is at it.
create function private.start_ledger_check(p_asked_by uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  v_id bigint;
begin
  update public.ledger_checks c set finished_at = clock_timestamp(), error = 'It never ended.'
  where c.finished_at is null and c.started_at < clock_timestamp() - interval '15 minutes';
  insert into public.ledger_checks (asked_by) values (p_asked_by) on conflict do nothing returning id into v_id;
  delete from public.ledger_checks c where c.id <= v_id - 1000;
  return v_id;
end $$;

create function public.begin_ledger_check() returns bigint
language sql security definer set search_path = '' as $$
  select private.start_ledger_check(null);
$$;
grant execute on function public.begin_ledger_check() to service_role;

create function public.ask_for_ledger_check(p_actor_id uuid) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_id bigint;
begin
  perform private.require_admin(p_actor_id);
  v_id := private.start_ledger_check(p_actor_id);
  if v_id is not null then
    insert into public.admin_actions (actor_id, action, after)
    values (p_actor_id, 'check_ledger', jsonb_build_object('checkId', v_id));
  end if;
  return v_id;
end $$;
grant execute on function public.ask_for_ledger_check(uuid) to service_role;

-- Check the ledger and the payments and keep what was found; answers it as check_ledger() does. Reads all of it: for jobs, not for pages.
create function public.run_ledger_check(p_id bigint) returns table (invariant text, account_id bigint, detail jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  v_found jsonb := coalesce((
    select jsonb_agg(to_jsonb(v)) from (select * from public.check_ledger() union all select * from public.check_payments()) v), '[]');
begin
  update public.ledger_checks c set finished_at = clock_timestamp(), violations = jsonb_array_length(v_found),
    findings = (select coalesce(jsonb_agg(f.value order by f.ordinality), '[]')
      from jsonb_array_elements(v_found) with ordinality f where f.ordinality <= 100),
    drift = (select coalesce(sum(abs((f -> 'detail' ->> 'balance')::bigint - (f -> 'detail' ->> 'transactions')::bigint)), 0)
      from jsonb_array_elements(v_found) f where f ->> 'invariant' = 'balance_is_sum_of_transactions'),
    accounts = (select count(*) from public.credit_accounts),
    open_holds = h.n, oldest_hold_at = h.oldest
  from (select count(*) as n, min(x.created_at) as oldest from public.credit_holds x where x.status = 'held') h
  where c.id = p_id;
  return query select f ->> 'invariant', (f ->> 'account_id')::bigint, f -> 'detail' from jsonb_array_elements(v_found) f;
end $$;
grant execute on function public.run_ledger_check(bigint) to service_role;

create function public.fail_ledger_check(p_id bigint, p_error text) returns void
language sql security definer set search_path = '' as $$
  update public.ledger_checks c set finished_at = clock_timestamp(), error = left(p_error, 500)
  where c.id = p_id and c.finished_at is null;
$$;
grant execute on function public.fail_ledger_check(bigint, text) to service_role;

-- The latest check that came to its end, since when one is under way, and since when something has been waiting to be booked, for
-- longer than the day that a scheduler may take.
create function public.read_ledger_health(p_actor_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  return jsonb_build_object(
    'runningSince', (select c.started_at from public.ledger_checks c where c.finished_at is null),
    'overdueSince', (select min(a.next_due_at) from public.credit_accounts a where a.next_due_at < 'infinity'
      having min(a.next_due_at) < now() - interval '25 hours'),
    'last', (
      select jsonb_build_object('startedAt', c.started_at, 'finishedAt', c.finished_at, 'violations', c.violations,
        'findings', c.findings, 'drift', c.drift, 'accounts', c.accounts, 'openHolds', c.open_holds,
        'oldestHoldAt', c.oldest_hold_at, 'error', c.error, 'askedBy', p.email)
      from public.ledger_checks c left join public.profiles p on p.id = c.asked_by
      where c.finished_at is not null order by c.id desc limit 1));
end $$;
grant execute on function public.read_ledger_health(uuid) to service_role;
