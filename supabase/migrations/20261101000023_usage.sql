-- Metering: what each call used, and how many tokens each account has used in all and this month.

create type public.usage_outcome as enum ('succeeded', 'failed', 'timeout', 'aborted');

-- One row per metered call, failed ones too (they cost nothing).
create table public.usage_logs (
  id bigint generated always as identity primary key,
  account_id bigint not null references public.credit_accounts (id),
  request_id uuid not null,
  feature text not null,
  model text,
  credits bigint not null default 0 check (credits between 0 and 9007199254740991),
  tokens_in bigint not null default 0 check (tokens_in between 0 and 9007199254740991),
  tokens_out bigint not null default 0 check (tokens_out between 0 and 9007199254740991),
  duration_ms integer not null check (duration_ms >= 0),
  outcome public.usage_outcome not null,
  transaction_id bigint, -- what it was paid with; null: nothing
  created_at timestamptz not null default now()
);
create index usage_logs_by_account on public.usage_logs (account_id, id desc);
create unique index usage_logs_by_transaction on public.usage_logs (transaction_id) where transaction_id is not null;
-- Who has used a feature lately: whom another price of it would concern.
create index usage_logs_by_feature on public.usage_logs (feature, created_at) include (account_id, model, credits);

-- The month of a counter is the account's own: it runs from the day of the month the account was opened.
create table public.usage_counters (
  account_id bigint primary key references public.credit_accounts (id),
  tokens bigint not null default 0 check (tokens >= 0),
  month_tokens bigint not null default 0 check (month_tokens >= 0),
  cycle_anchor timestamptz not null,
  resets_at timestamptz not null
) with (fillfactor = 70);
create index usage_counters_due on public.usage_counters (resets_at);

alter table public.usage_logs enable row level security;
alter table public.usage_counters enable row level security;
grant select on public.usage_logs, public.usage_counters to authenticated, service_role;
create policy "owners read their usage logs" on public.usage_logs for select to authenticated
  using (account_id = (select a.id from public.credit_accounts a where a.owner_id = (select auth.uid())));
create policy "owners read their usage counters" on public.usage_counters for select to authenticated
  using (account_id = (select a.id from public.credit_accounts a where a.owner_id = (select auth.uid())));

-- The first moment after p_after that is whole months from p_anchor. Counted from the anchor each time, so that a cycle
-- begun on the 31st comes back to the 31st after a short month.
create function private.next_cycle(p_anchor timestamptz, p_after timestamptz) returns timestamptz
language plpgsql immutable set search_path = '' as $$
declare
  v_anchor timestamp := p_anchor at time zone 'UTC';
  v_after timestamp := p_after at time zone 'UTC';
  v_months integer := (extract(year from v_after) - extract(year from v_anchor)) * 12
    + extract(month from v_after) - extract(month from v_anchor);
begin
  if v_anchor + make_interval(months => v_months) <= v_after then
    v_months := v_months + 1;
  end if;
  return (v_anchor + make_interval(months => v_months)) at time zone 'UTC';
end $$;

-- Write the log row of a call and count its tokens. Runs in the transaction that captures or releases the call's hold.
create function private.log_usage(
  p_account_id bigint, p_request_id uuid, p_feature text, p_model text, p_credits bigint, p_tokens_in bigint,
  p_tokens_out bigint, p_duration_ms integer, p_outcome public.usage_outcome, p_transaction_id bigint default null
) returns public.usage_counters
language plpgsql set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_tokens bigint := coalesce(p_tokens_in, 0) + coalesce(p_tokens_out, 0);
  c public.usage_counters;
begin
  -- The counter before the log: see private.mark_sources.
  insert into public.usage_counters as u (account_id, tokens, month_tokens, cycle_anchor, resets_at)
  select a.id, v_tokens, v_tokens, a.created_at, private.next_cycle(a.created_at, v_now)
  from public.credit_accounts a where a.id = p_account_id
  on conflict (account_id) do update set tokens = u.tokens + v_tokens,
    month_tokens = v_tokens + case when u.resets_at > v_now then u.month_tokens else 0 end,
    resets_at = case when u.resets_at > v_now then u.resets_at else private.next_cycle(u.cycle_anchor, v_now) end
  returning * into c;
  insert into public.usage_logs
    (account_id, request_id, feature, model, credits, tokens_in, tokens_out, duration_ms, outcome, transaction_id,
     created_at)
  values (p_account_id, p_request_id, p_feature, p_model, p_credits, coalesce(p_tokens_in, 0), coalesce(p_tokens_out, 0),
    p_duration_ms, p_outcome, p_transaction_id, v_now);
  return c;
end $$;

-- Tokens used in all and in the running month, and when that month ends. An account that never used any answers zeros.
create function public.usage_status(
  p_owner_id uuid, out tokens bigint, out month_tokens bigint, out resets_at timestamptz
) language plpgsql stable security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
begin
  select coalesce(u.tokens, 0), case when u.resets_at > v_now then u.month_tokens else 0 end,
    case when u.resets_at > v_now then u.resets_at else private.next_cycle(coalesce(u.cycle_anchor, a.created_at), v_now) end
  into tokens, month_tokens, resets_at
  from public.credit_accounts a left join public.usage_counters u on u.account_id = a.id where a.owner_id = p_owner_id;
  if not found then
    raise exception 'account_not_found' using errcode = 'PT404',
      detail = jsonb_build_object('owner_id', p_owner_id)::text;
  end if;
end $$;
grant execute on function public.usage_status(uuid) to service_role;

-- Begin the new month of at most p_limit counters whose month ended before p_now. Counting and reading do so by themselves;
-- this keeps the rows true for whoever reads the table. Answers how many; 0 when none is left.
create function public.reset_monthly_tokens(p_now timestamptz, p_limit integer default 500) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_done integer;
begin
  with due as (
    select u.account_id from public.usage_counters u where u.resets_at <= p_now
    order by u.resets_at limit p_limit for update skip locked
  )
  update public.usage_counters u set month_tokens = 0, resets_at = private.next_cycle(u.cycle_anchor, p_now)
  from due where u.account_id = due.account_id;
  get diagnostics v_done = row_count;
  return v_done;
end $$;
grant execute on function public.reset_monthly_tokens(timestamptz, integer) to service_role;

-- consume_credits for somebody who is not charged.
create function private.consume_nothing(
  p_owner_id uuid, p_feature text, p_model text, p_tokens_in bigint, p_tokens_out bigint
) returns jsonb
language plpgsql set search_path = '' as $$
declare
  v record;
  c public.usage_counters;
begin
  select * into v from public.credit_balance(p_owner_id);
  c := private.log_usage((select a.id from public.credit_accounts a where a.owner_id = p_owner_id), gen_random_uuid(),
    p_feature, p_model, 0, p_tokens_in, p_tokens_out, 0, 'succeeded');
  return jsonb_build_object('creditsUsed', 0, 'newBalance', v.available, 'balanceVersion', v.version,
    'tokensUsed', coalesce(p_tokens_in, 0) + coalesce(p_tokens_out, 0), 'totalTokensUsed', c.tokens);
end $$;

-- Spend credits for work that is already done, log it and count its tokens, all at once. Idempotent by key. Admins are not
-- charged, and logged each time. Raises what deduct_credits raises.
create function public.consume_credits(
  p_owner_id uuid, p_credits numeric, p_idempotency_key text, p_feature text, p_model text default null,
  p_tokens_in bigint default 0, p_tokens_out bigint default 0
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_done public.credit_movement;
  v_account_id bigint;
  c public.usage_counters;
begin
  perform private.check_request(p_credits, p_idempotency_key);
  if exists (select from public.profiles p where p.id = p_owner_id and p.role = 'admin') then
    return private.consume_nothing(p_owner_id, p_feature, p_model, p_tokens_in, p_tokens_out);
  end if;
  v_done := public.deduct_credits(p_owner_id, p_credits, p_idempotency_key, p_feature, p_model);
  select a.id into v_account_id from public.credit_accounts a where a.owner_id = p_owner_id;
  if v_done.replayed then
    select * into c from public.usage_counters u where u.account_id = v_account_id;
  else
    c := private.log_usage(v_account_id, gen_random_uuid(), p_feature, p_model, -v_done.amount, p_tokens_in, p_tokens_out,
      0, 'succeeded', v_done.transaction_id);
  end if;
  return jsonb_build_object('creditsUsed', -v_done.amount, 'newBalance', v_done.available,
    'balanceVersion', v_done.version, 'tokensUsed', coalesce(p_tokens_in, 0) + coalesce(p_tokens_out, 0),
    'totalTokensUsed', coalesce(c.tokens, 0));
end $$;
grant execute on function public.consume_credits to service_role;
