-- What the cleanup-models cron asks and does: who is warned, which models go, which files belong to nobody. Each step is
-- bounded, and can be repeated, overlap another run and be missed for days.

-- Let a person's models live as long as their plan says now, if that is longer than they had.
create function private.extend_models(p_user_id uuid) returns void
language sql set search_path = '' as $$
  update public.models m set retain_until = m.ready_at + private.model_retention(p_user_id)
  where m.user_id = p_user_id and m.status = 'ready' and m.retain_until < m.ready_at + private.model_retention(p_user_id);
$$;

create function private.handle_plan_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform private.extend_models(new.user_id);
  return null;
end $$;
create trigger creditkit_plan_changed after insert or update of plan_id, status on public.subscriptions
  for each row execute function private.handle_plan_change();

-- The same for whatever would be warned of or removed next, for plans that keep models longer than before. Answers how many.
create function public.extend_models(p_now timestamptz, p_limit integer default 500) returns integer
language sql security definer set search_path = '' as $$
  with longer as (
    select m.id, m.ready_at + private.model_retention(m.user_id) as retain_until from public.models m
    where m.status = 'ready' and m.retain_until <= p_now + interval '3 days'
      and m.retain_until < m.ready_at + private.model_retention(m.user_id)
    limit p_limit for update skip locked
  ), extended as (
    update public.models m set retain_until = longer.retain_until from longer where m.id = longer.id returning m.id
  )
  select count(*)::integer from extended;
$$;
grant execute on function public.extend_models(timestamptz, integer) to service_role;

-- Tell owners of models that go within three days, once for each date they go at. A model whose time is over already is not
-- warned of: runs that were missed shorten the notice and never lengthen the retention. Answers how many were told of.
create function public.warn_expiring_models(p_now timestamptz, p_limit integer default 500) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v public.models;
  v_again text;
  v_done integer := 0;
begin
  for v in
    select * from public.models m
    where m.status = 'ready' and m.retain_until > p_now and m.retain_until <= p_now + interval '3 days'
      and m.warned_of is distinct from m.retain_until
    order by m.retain_until limit p_limit for update skip locked
  loop
    -- Told of another date before: the retention has grown since.
    v_again := case when v.warned_of is not null then to_char(v.retain_until at time zone 'UTC', ':YYYY-MM-DD') else '' end;
    perform private.notify(v.user_id, 'model_expiring', 'model_expiring:' || v.id || v_again,
      jsonb_build_object('name', v.name, 'remove_at', v.retain_until));
    update public.models m set warned_of = m.retain_until where m.id = v.id;
    v_done := v_done + 1;
  end loop;
  return v_done;
end $$;
grant execute on function public.warn_expiring_models(timestamptz, integer) to service_role;

-- Give up models whose retention has passed, that failed, or whose upload has not come to an end within a day. Answers how many.
create function public.give_up_models(p_now timestamptz, p_limit integer default 500) returns integer
language sql security definer set search_path = '' as $$
  with due as (
    select m.id from public.models m
    where m.status = 'ready' and m.retain_until <= p_now or m.status = 'failed'
      or m.status = 'uploading' and m.created_at <= p_now - interval '24 hours'
    limit p_limit for update skip locked
  ), given_up as (
    update public.models m set status = 'removing' from due where m.id = due.id returning m.id
  )
  select count(*)::integer from given_up;
$$;
grant execute on function public.give_up_models(timestamptz, integer) to service_role;

-- Delete the rows of ready models that have no file any more, among the p_limit after p_after. Answers {removed, next}: where
-- to go on, null at the end.
create function public.remove_orphan_models(p_after uuid, p_limit integer default 1000) returns jsonb
language sql security definer set search_path = '' as $$
  with page as (
    select m.id, m.storage_path from public.models m
    where m.status = 'ready' and m.id > p_after order by m.id limit p_limit
  ), gone as (
    delete from public.models m using page
    where m.id = page.id and m.status = 'ready' and not exists (
      select from storage.objects o where o.bucket_id = 'models' and o.name = page.storage_path)
    returning m.id
  )
  select jsonb_build_object('removed', (select count(*) from gone),
    'next', case when count(*) = p_limit then (array_agg(page.id order by page.id desc))[1] end) from page;
$$;
grant execute on function public.remove_orphan_models(uuid, integer) to service_role;

-- Whose folder a file is in: the id that its path begins with, or null.
create function private.path_owner(p_path text) returns uuid
language sql immutable set search_path = '' as $$
  select case when p_path ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/' then left(p_path, 36)::uuid end;
$$;

-- Files of a bucket that belong to nobody, among the p_limit by name after p_after: files of people and visitors who are
-- gone, and in `models` those without a row that are older than a day, when no upload can be under way any more.
-- Answers {paths, next}: where to go on, null at the end.
create function public.find_orphan_files(p_bucket text, p_now timestamptz, p_after text, p_limit integer default 1000)
returns jsonb
language sql stable security definer set search_path = '' as $$
  with page as (
    select o.name, o.created_at, private.path_owner(o.name) as owner_id from storage.objects o
    where o.bucket_id = p_bucket and o.name > p_after order by o.name limit p_limit
  ), orphans as (
    select page.name from page
    where page.owner_id is not null
        and not exists (select from public.profiles p where p.id = page.owner_id)
        and not exists (select from public.leads l where l.id = page.owner_id)
      or p_bucket = 'models' and page.created_at <= p_now - interval '24 hours'
        and not exists (select from public.models m where m.storage_path = page.name)
  )
  select jsonb_build_object(
    'paths', coalesce((select jsonb_agg(orphans.name order by orphans.name) from orphans), '[]'),
    'next', case when count(*) = p_limit then max(page.name) end) from page;
$$;
grant execute on function public.find_orphan_files(text, timestamptz, text, integer) to service_role;
