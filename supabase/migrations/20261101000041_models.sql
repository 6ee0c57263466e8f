-- Trained models that people keep: a row here, and a file in the bucket `models` that the browser puts there by a signed
-- address. How many, and for how long, is the plan's. Files are deleted through the storage API alone, and before their rows.

create table public.models (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 120),
  -- uploading: its file is expected; removing: given up for good, the file goes first and the row after it
  status text not null check (status in ('training', 'uploading', 'ready', 'failed', 'removing')),
  storage_path text unique, -- <user id>/<id>.<extension> in the bucket
  size_bytes bigint check (size_bytes between 1 and 50 * 1024 * 1024), -- as announced before the upload, and checked after it
  created_at timestamptz not null default now(),
  ready_at timestamptz,
  retain_until timestamptz,
  warned_of timestamptz, -- the retain_until that the owner was warned of
  check (status not in ('uploading', 'ready') or storage_path is not null and size_bytes is not null),
  check (status <> 'ready' or ready_at is not null and retain_until is not null)
);
create index models_by_status on public.models (status, created_at desc, id desc);
create index models_by_user on public.models (user_id, created_at desc);
create unique index models_by_name on public.models (user_id, lower(name)) where status in ('training', 'uploading', 'ready');
create index models_by_retention on public.models (retain_until) where status = 'ready';
create index models_unfinished on public.models (created_at) where status in ('uploading', 'failed');
create index models_removing on public.models (id) where status = 'removing';
alter table public.models enable row level security;
grant select on public.models to authenticated, service_role;
create policy "owners read their models" on public.models for select to authenticated
  using (user_id = (select auth.uid()));

-- How long a model of this person is kept.
create function private.model_retention(p_user_id uuid) returns interval
language sql stable set search_path = '' as $$
  select make_interval(days => p.model_retention_days) from public.plans p where p.id = private.plan_of(p_user_id);
$$;

-- What somebody's plan allows and what they use of it: {planName, maxModels, retentionDays, used}.
create function public.model_allowance(p_user_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('planName', p.name, 'maxModels', p.max_models, 'retentionDays', p.model_retention_days,
    'used', (select count(*) from public.models m where m.user_id = p_user_id))
  from public.plans p where p.id = private.plan_of(p_user_id);
$$;
grant execute on function public.model_allowance(uuid) to service_role;

-- Expect a file: its row, `uploading`, and the path to put it at. Every row counts for the plan's limit, those being
-- removed as well: their files may still be there. Locks the profile. Raises name_taken, model_limit_reached.
create function public.start_model_upload(p_user_id uuid, p_name text, p_extension text, p_size_bytes bigint)
returns table (id uuid, storage_path text)
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := gen_random_uuid();
  v_path text := p_user_id || '/' || v_id || '.' || p_extension;
  v_allowance jsonb;
begin
  -- One at a time for each person: otherwise two at once would each count the other as not yet there.
  perform from public.profiles p where p.id = p_user_id for no key update;
  v_allowance := public.model_allowance(p_user_id);
  if exists (
    select from public.models m
    where m.user_id = p_user_id and lower(m.name) = lower(p_name) and m.status in ('training', 'uploading', 'ready')
  ) then
    raise exception 'name_taken' using errcode = 'PT409', detail = jsonb_build_object('name', p_name)::text;
  end if;
  if not coalesce((v_allowance ->> 'used')::integer < (v_allowance ->> 'maxModels')::integer, false) then
    raise exception 'model_limit_reached' using errcode = 'PT409', detail = coalesce(v_allowance, '{}')::text;
  end if;
  insert into public.models (id, user_id, name, status, storage_path, size_bytes)
  values (v_id, p_user_id, p_name, 'uploading', v_path, p_size_bytes);
  return query select v_id, v_path;
end $$;
grant execute on function public.start_model_upload(uuid, text, text, bigint) to service_role;

-- The upload is over: `ready` when the file is there with the size that was announced, `failed` when it has another. The
-- size is what the storage counted. Safe to repeat. Raises not_found, also for somebody else's, and conflict while
-- there is no file or when it was given up already.
create function public.finish_model_upload(p_user_id uuid, p_model_id uuid) returns public.models
language plpgsql security definer set search_path = '' as $$
declare
  v public.models;
  v_stored bigint;
begin
  select * into v from public.models m where m.id = p_model_id and m.user_id = p_user_id for update;
  if v.id is null then
    raise exception 'not_found' using errcode = 'PT404', detail = jsonb_build_object('model_id', p_model_id)::text;
  elsif v.status = 'ready' then
    return v;
  elsif v.status <> 'uploading' then
    raise exception 'conflict' using errcode = 'PT409', detail = jsonb_build_object('status', v.status)::text;
  end if;
  select (o.metadata ->> 'size')::bigint into v_stored
  from storage.objects o where o.bucket_id = 'models' and o.name = v.storage_path;
  if not found then
    raise exception 'conflict' using errcode = 'PT409', detail = jsonb_build_object('status', 'uploading')::text;
  end if;
  if v_stored = v.size_bytes then
    update public.models m set status = 'ready', ready_at = now(), retain_until = now() + private.model_retention(m.user_id)
    where m.id = p_model_id returning * into v;
  else
    update public.models m set status = 'failed' where m.id = p_model_id returning * into v;
  end if;
  return v;
end $$;
grant execute on function public.finish_model_upload(uuid, uuid) to service_role;

-- Give a model up: from here on nobody can download it and it is only waiting for its file to be deleted. Answers the path of
-- the file, null when there never was one. Raises not_found, also for somebody else's.
create function public.begin_model_removal(p_user_id uuid, p_model_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_path text;
begin
  update public.models m set status = 'removing' where m.id = p_model_id and m.user_id = p_user_id
  returning m.storage_path into v_path;
  if not found then
    raise exception 'not_found' using errcode = 'PT404', detail = jsonb_build_object('model_id', p_model_id)::text;
  end if;
  return v_path;
end $$;
grant execute on function public.begin_model_removal(uuid, uuid) to service_role;

-- Delete the rows of models that were given up and whose files are gone. Answers {removed, kept}: kept are those with a file.
create function public.remove_models(p_ids uuid[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_removed integer;
begin
  delete from public.models m where m.id = any (p_ids) and m.status = 'removing' and not exists (
    select from storage.objects o where o.bucket_id = 'models' and o.name = m.storage_path);
  get diagnostics v_removed = row_count;
  return jsonb_build_object('removed', v_removed,
    'kept', (select count(*) from public.models m where m.id = any (p_ids)));
end $$;
grant execute on function public.remove_models(uuid[]) to service_role;
