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
create index cron_runs_failed on public.cron_runs (id desc) where error is not null;
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

