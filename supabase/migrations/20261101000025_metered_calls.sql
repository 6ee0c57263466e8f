-- What endpoint() asks the database, one question before the work and one after it: who is calling and may they,
-- hold the price; then capture it, log the usage, keep the answer for repeats.

-- Token buckets. Unlogged: after a crash everyone starts with a full one, which is better than paying for WAL.
create unlogged table public.rate_limits (
  bucket text collate "C" primary key,
  tokens double precision not null,
  refilled_at timestamptz not null,
  is_allowed boolean not null -- what the last call was told
) with (fillfactor = 70);
alter table public.rate_limits enable row level security;
create policy "nobody reads rate limits" on public.rate_limits for select to anon, authenticated using (false);

-- Calls that came with an Idempotency-Key: the answer of the one that succeeded, for a week.
create table public.stored_responses (
  account_id bigint not null references public.credit_accounts (id),
  idempotency_key text collate "C" not null check (char_length(idempotency_key) between 1 and 200),
  request_hash text not null, -- of method, path and input: the same key with another request is a mistake
  request_id uuid not null, -- the attempt that owns the row
  attempt integer not null default 1,
  running_until timestamptz, -- null: not running. Past it the attempt is dead and its hold has lapsed
  completed_at timestamptz,
  response text, -- JSON; null when it was too large to keep
  charge jsonb, -- what finish_call answered
  created_at timestamptz not null default now(),
  primary key (account_id, idempotency_key)
);
create index stored_responses_by_age on public.stored_responses (created_at);
alter table public.stored_responses enable row level security;
create policy "nobody reads stored responses" on public.stored_responses
  for select to anon, authenticated using (false);

-- Take one token from a bucket of p_burst that refills by p_per_minute. Answers the decision and what the RateLimit
-- headers say: tokens left, and seconds until the bucket is full and until the next token.
create function public.take_rate_limit(p_bucket text, p_burst integer, p_per_minute double precision) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  r public.rate_limits;
begin
  insert into public.rate_limits as b (bucket, tokens, refilled_at, is_allowed) values (p_bucket, p_burst - 1, v_now, true)
  on conflict (bucket) do update set refilled_at = greatest(v_now, b.refilled_at), (tokens, is_allowed) = (
    select case when f.tokens >= 1 then f.tokens - 1 else f.tokens end, f.tokens >= 1
    from (select least(p_burst, b.tokens + p_per_minute / 60
      * greatest(0, extract(epoch from v_now - b.refilled_at)::float8)) as tokens) f)
  returning * into r;
  return jsonb_build_object('allowed', r.is_allowed, 'limit', p_burst, 'remaining', floor(r.tokens),
    'resetSeconds', ceil((p_burst - r.tokens) * 60 / p_per_minute),
    'retryAfterSeconds', case when r.is_allowed then 0 else greatest(1, ceil((1 - r.tokens) * 60 / p_per_minute)) end);
end $$;
grant execute on function public.take_rate_limit(text, integer, double precision) to service_role;

create function private.refusal(p_answer jsonb, p_code text, p_details jsonb default '{}') returns jsonb
language sql immutable set search_path = '' as $$
  select p_answer || jsonb_build_object('error', jsonb_build_object('code', p_code, 'details', p_details));
$$;

-- Who is calling (p_kind user or lead), whether they may (p_access admin: only admins), and how fast. Refusals are
-- answered as {error: {code, details}}, not raised: raising would undo the count, and refused calls count too.
create function public.admit_caller(
  p_kind text, p_owner_id uuid, p_access text, p_bucket text, p_burst integer, p_per_minute double precision
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_rate jsonb := public.take_rate_limit(p_kind || ':' || p_owner_id || ':' || p_bucket, p_burst, p_per_minute);
  v_answer jsonb := jsonb_build_object('rate', v_rate);
  v_caller jsonb;
begin
  if not (v_rate ->> 'allowed')::boolean then
    return private.refusal(v_answer, 'rate_limited',
      jsonb_build_object('retryAfterSeconds', v_rate -> 'retryAfterSeconds'));
  elsif p_kind = 'lead' then
    select jsonb_build_object('id', l.id) into v_caller from public.leads l
    where l.id = p_owner_id and l.claimed_at is null;
  else
    select jsonb_build_object('id', p.id, 'email', p.email, 'name', p.name, 'role', p.role,
      'dodoCustomerId', p.dodo_customer_id)
    into v_caller from public.profiles p where p.id = p_owner_id;
  end if;
  if v_caller is null then
    return private.refusal(v_answer, 'unauthorized');
  elsif p_access = 'admin' and v_caller ->> 'role' is distinct from 'admin' then
    return private.refusal(v_answer, 'forbidden');
  end if;
  return v_answer || jsonb_build_object('caller', v_caller);
end $$;
grant execute on function public.admit_caller to service_role;

-- Admit the caller and hold the price of a call for p_ttl_seconds: p_credits, or else what feature_pricing says, times
-- p_units. Admins and free calls hold nothing. p_expected_credits is the price for one unit that the caller was shown; another
-- one refuses with price_changed. With a key: a call that succeeded answers {replay}, one still running refuses,
-- one that failed or died is tried again. Locks the account. Answers {caller, rate, holdId, credits} or {error}.
create function public.begin_call(
  p_kind text, p_owner_id uuid, p_access text, p_bucket text, p_burst integer, p_per_minute double precision,
  p_request_id uuid, p_ttl_seconds integer, p_feature text default null, p_model text default null,
  p_complexity text default 'low', p_credits numeric default null, p_units integer default 1,
  p_expected_credits numeric default null, p_idempotency_key text default null, p_request_hash text default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_answer jsonb := public.admit_caller(p_kind, p_owner_id, p_access, p_bucket, p_burst, p_per_minute);
  v_account_id bigint;
  c public.stored_responses;
  v_price numeric;
  v_credits numeric;
  v_hold public.credit_hold;
  v_code text;
  v_state text;
  v_detail text;
begin
  if v_answer ? 'error' then
    return v_answer;
  end if;
  begin
    if p_idempotency_key is not null then
      v_account_id := (private.lock_account(p_owner_id)).id;
      select * into c from public.stored_responses s
      where s.account_id = v_account_id and s.idempotency_key = p_idempotency_key;
      if c.request_hash <> p_request_hash then
        return private.refusal(v_answer, 'idempotency_conflict');
      elsif c.completed_at is not null then
        return v_answer || jsonb_build_object('replay', jsonb_build_object('response', c.response, 'charge', c.charge));
      elsif c.running_until > clock_timestamp() then
        return private.refusal(v_answer, 'request_in_progress', jsonb_build_object(
          'retryAfterSeconds', ceil(extract(epoch from c.running_until - clock_timestamp()))));
      end if;
    end if;
    v_price := coalesce(p_credits, public.feature_cost(p_feature, p_model, p_complexity));
    if p_expected_credits <> v_price then
      return private.refusal(v_answer, 'price_changed', jsonb_build_object('requiredCredits', v_price));
    end if;
    v_credits := v_price * p_units;
    if v_answer -> 'caller' ->> 'role' = 'admin' or v_credits = 0 then
      v_credits := 0;
    else
      -- Each attempt under one key is a hold of its own; the key alone must not be taken by a caller's other calls.
      v_hold := public.hold_credits(p_owner_id, v_credits,
        coalesce('call:' || (coalesce(c.attempt, 0) + 1) || ':' || p_idempotency_key, p_request_id::text), p_feature, p_model,
        p_ttl_seconds);
      if v_hold.replayed then -- the kept answer is older than a week and gone, its hold is not
        return private.refusal(v_answer, 'idempotency_conflict');
      end if;
    end if;
    if p_idempotency_key is not null then
      insert into public.stored_responses as s (account_id, idempotency_key, request_hash, request_id, running_until)
      values (v_account_id, p_idempotency_key, p_request_hash, p_request_id,
        clock_timestamp() + make_interval(secs => p_ttl_seconds))
      on conflict (account_id, idempotency_key) do update set request_id = excluded.request_id,
        attempt = s.attempt + 1, running_until = excluded.running_until;
    end if;
    return v_answer || jsonb_build_object('holdId', v_hold.hold_id, 'credits', v_credits);
  exception when others then
    get stacked diagnostics v_code = message_text, v_state = returned_sqlstate, v_detail = pg_exception_detail;
    if v_state not like 'PT%' then
      raise;
    end if;
    -- Credits may have expired, which sets off nothing: whoever tries to spend them is waiting for a top-up.
    if v_code = 'insufficient_credits' and p_kind = 'user' then
      perform private.heed_low_balance(private.lock_account(p_owner_id));
    end if;
    return private.refusal(v_answer, v_code, nullif(v_detail, '')::jsonb);
  end;
end $$;
grant execute on function public.begin_call to service_role;

-- Finish a call that is to be paid: capture its hold (p_credits, at most what the account can pay; null: all of it), log
-- the usage, count the tokens, and keep p_response for repeats of the key. Repeating it for the same hold changes
-- nothing more. p_outcome is `aborted` when the client left with part of a stream. Answers the charge.
-- Raises hold_closed when the hold has lapsed, hold_not_found, account_not_found.
create function public.finish_call(
  p_owner_id uuid, p_request_id uuid, p_hold_id bigint, p_feature text, p_model text, p_credits numeric,
  p_tokens_in bigint, p_tokens_out bigint, p_duration_ms integer, p_idempotency_key text default null,
  p_response text default null, p_outcome public.usage_outcome default 'succeeded'
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_account_id bigint;
  v_locked record;
  v_balance record;
  v_used public.credit_movement;
  c public.usage_counters;
  v_credits bigint := 0;
  v_charge jsonb;
begin
  if p_hold_id is null then
    select a.id into v_account_id from public.credit_accounts a where a.owner_id = p_owner_id;
    select * into v_balance from public.credit_balance(p_owner_id);
  else
    if p_credits is not null then
      select * into v_locked from private.lock_hold(p_hold_id);
      -- A repeat asks for what the first time came to: what the account could pay is not what it can pay now.
      p_credits := case (v_locked.h).status
        when 'held' then least(p_credits, (v_locked.h).amount + (v_locked.v).available)
        when 'captured' then (v_locked.h).captured
        else p_credits end;
    end if;
    v_used := public.capture_hold(p_hold_id, 'hold:' || p_hold_id, p_credits);
    v_credits := -v_used.amount;
    select a.id into v_account_id from public.credit_accounts a where a.owner_id = p_owner_id;
    select v_used.available, v_used.version into v_balance;
    if p_credits is not null and v_credits < (select h.amount from public.credit_holds h where h.id = p_hold_id) then
      perform private.follow_claim(p_owner_id, p_hold_id);
    end if;
  end if;
  if v_used.replayed then
    select * into c from public.usage_counters u where u.account_id = v_account_id;
  else
    c := private.log_usage(v_account_id, p_request_id, p_feature, p_model, v_credits, p_tokens_in, p_tokens_out,
      p_duration_ms, p_outcome, v_used.transaction_id);
  end if;
  v_charge := jsonb_build_object('creditsUsed', v_credits, 'newBalance', v_balance.available,
    'balanceVersion', v_balance.version, 'tokensUsed', coalesce(p_tokens_in, 0) + coalesce(p_tokens_out, 0),
    'totalTokensUsed', c.tokens);
  if p_idempotency_key is not null then
    update public.stored_responses s set running_until = null, completed_at = clock_timestamp(), response = p_response,
      charge = v_charge
    where s.account_id = v_account_id and s.idempotency_key = p_idempotency_key and s.request_id = p_request_id;
  end if;
  return v_charge;
end $$;
grant execute on function public.finish_call to service_role;

-- End a call that failed, ran out of time or lost its client: release its hold and log the outcome. The key may be used again.
-- Raises hold_closed when the hold was captured after all.
create function public.abandon_call(
  p_owner_id uuid, p_request_id uuid, p_hold_id bigint, p_feature text, p_model text,
  p_outcome public.usage_outcome, p_tokens_in bigint, p_tokens_out bigint, p_duration_ms integer,
  p_idempotency_key text default null
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_account_id bigint;
  v_hold public.credit_hold;
begin
  if p_hold_id is not null then
    v_hold := public.release_hold(p_hold_id);
    perform private.follow_claim(p_owner_id, p_hold_id);
  end if;
  select a.id into v_account_id from public.credit_accounts a where a.owner_id = p_owner_id;
  perform private.log_usage(v_account_id, p_request_id, p_feature, p_model, 0, p_tokens_in, p_tokens_out,
    p_duration_ms, p_outcome);
  update public.stored_responses s set running_until = null
  where s.account_id = v_account_id and s.idempotency_key = p_idempotency_key and s.request_id = p_request_id
    and s.completed_at is null;
end $$;
grant execute on function public.abandon_call to service_role;

-- Drop kept answers older than a week and buckets that have long been full again; rows in use are left for the next time,
-- so that nothing is waited for while calls wait for us. Answers how many rows went.
create function public.prune_calls(p_now timestamptz, p_limit integer default 5000) returns integer
language sql security definer set search_path = '' as $$
  with old_answers as (
    select o.account_id, o.idempotency_key from public.stored_responses o
    where o.created_at < p_now - interval '7 days' order by o.created_at limit p_limit for update skip locked
  ), old_buckets as (
    select o.bucket from public.rate_limits o where o.refilled_at < p_now - interval '1 day'
    limit p_limit for update skip locked
  ), answers as (
    delete from public.stored_responses s using old_answers o
    where (s.account_id, s.idempotency_key) = (o.account_id, o.idempotency_key) returning 1
  ), buckets as (
    delete from public.rate_limits r using old_buckets o where r.bucket = o.bucket returning 1
  )
  select ((select count(*) from answers) + (select count(*) from buckets))::integer;
$$;
grant execute on function public.prune_calls(timestamptz, integer) to service_role;
