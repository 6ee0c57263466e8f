-- What the scheduled jobs look at, and what they did.

-- One row for each run of a job: when, how long, what it did or why it failed.
create table public.cron_runs (
  id bigint generated always as identity primary key,
  job text not null,
  started_at timestamptz not null,
  duration_ms integer not null check (duration_ms >= 0),
  result jsonb,
  error text
);
create index cron_runs_by_job on public.cron_runs (job, id desc);
alter table public.cron_runs enable row level security;
create policy "nobody reads cron runs" on public.cron_runs for select to anon, authenticated using (false);
grant select on public.cron_runs to service_role;

-- Note a run, and forget those of the same job older than 90 days.
create function public.record_cron_run(
  p_job text, p_started_at timestamptz, p_duration_ms integer, p_result jsonb default null, p_error text default null
) returns void
language sql security definer set search_path = '' as $$
  delete from public.cron_runs r where r.job = p_job and r.started_at < p_started_at - interval '90 days';
  insert into public.cron_runs (job, started_at, duration_ms, result, error)
  values (p_job, p_started_at, p_duration_ms, p_result, p_error);
$$;
grant execute on function public.record_cron_run to service_role;

-- Models that users have trained; removed by the cleanup-models cron once they failed or their time is over.
create table public.models (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 120),
  status text not null default 'ready' check (status in ('training', 'ready', 'failed')),
  storage_path text unique,
  retain_until timestamptz not null,
  created_at timestamptz not null default now()
);
create index models_by_user on public.models (user_id, created_at desc);
create index models_by_retention on public.models (retain_until);
alter table public.models enable row level security;
grant select on public.models to authenticated, service_role;
create policy "owners read their models" on public.models for select to authenticated
  using (user_id = (select auth.uid()));

-- Models to remove as of p_now: failed ones and those whose retention has passed.
create function public.find_removable_models(p_now timestamptz, p_limit integer default 500)
returns table (id uuid, storage_path text, reason text)
language sql stable security definer set search_path = '' as $$
  select m.id, m.storage_path, case when m.status = 'failed' then 'failed' else 'retention passed' end
  from public.models m where m.status = 'failed' or m.retain_until <= p_now
  order by m.retain_until limit p_limit;
$$;
grant execute on function public.find_removable_models(timestamptz, integer) to service_role;
