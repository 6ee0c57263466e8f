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

-- People a follow-up mail is due for as of p_now, one kind each: nothing used a day after signing up, nothing bought after
-- three, credits left but nothing used for fourteen. Never anyone who opted out.
create function public.find_followups(p_now timestamptz, p_limit integer default 500)
returns table (user_id uuid, kind text)
language sql stable security definer set search_path = '' as $$
  select p.id, case
      when last_use.at is null and p.created_at > p_now - interval '3 days' then 'first_use'
      when last_use.at <= p_now - interval '14 days' then 'inactive'
      else 'first_purchase'
    end
  from public.profiles p
  join public.credit_accounts a on a.owner_id = p.id
  left join lateral (
    select t.created_at as at from public.credit_transactions t
    where t.account_id = a.id and t.type = 'deduction' order by t.seq desc limit 1
  ) last_use on true
  where not p.marketing_opt_out and p.created_at <= p_now - interval '1 day'
    and (
      last_use.at is null and p.created_at > p_now - interval '3 days'
      or last_use.at <= p_now - interval '14 days' and a.available > 0
      or p.created_at between p_now - interval '7 days' and p_now - interval '3 days' and not exists (
        select from public.purchases b where b.user_id = p.id and b.status = 'completed')
    )
  order by p.created_at limit p_limit;
$$;
grant execute on function public.find_followups(timestamptz, integer) to service_role;
