-- A database as a product has it after a year: p_users people, p_transactions ledger rows, p_logs usage logs, and what belongs to them. With
-- triggers and foreign keys off, set by set. check_ledger() finds nothing wrong with it.
--
-- Everybody's ledger is made of rounds of 20 rows: a grant of 30 units, 17 deductions of 1, a refund of the last, the expiry of what is
-- left. The last round is cut short, so that most have something left. Person 1 is p_heavy_id, with a hundredth of everything.
create schema bench;
create procedure bench.fill(p_heavy_id uuid, p_users int, p_transactions int, p_logs int) language plpgsql as $$
declare
  v_account bigint := (select coalesce(max(a.id), 0) from public.credit_accounts a);
  v_grant bigint := (select coalesce(max(g.id), 0) from public.credit_grants g);
  v_row bigint := (select coalesce(max(t.id), 0) from public.credit_transactions t);
  v_hold bigint := (select coalesce(max(h.id), 0) from public.credit_holds h);
  v_share int := least(1000, ceil(1000 * p_logs / (p_transactions * 0.85))); -- of the deductions, those with a log, in thousandths
  v_year interval := interval '364 days';
begin
  set local session_replication_role = replica;
  set local work_mem = '256MB';
  create temporary table people on commit drop as
  select n, case when n = 1 then p_heavy_id else gen_random_uuid() end as id, v_account + n as account_id,
    greatest(2, case when n = 1 then p_transactions / 100 when n <= 20 then p_transactions / 1000 else (p_transactions / p_users)::int - 10 + n % 20 end)::int as total,
    1 + n % 3 as unit, now() - v_year * (p_users - n + 1) / p_users as since
  from generate_series(1, p_users) n;
  create temporary table known on commit drop as
  select p.*, v_grant + sum(ceil(p.total / 20.0)::bigint) over (order by p.n) - ceil(p.total / 20.0)::bigint as first_grant from people p;

  insert into auth.users (id, email, email_confirmed_at)
  select k.id, 'person-' || k.n || '@bench.example.com', k.since from known k where k.n > 1;
  insert into public.profiles (id, email, name, created_at, free_due_at)
  select k.id, 'person-' || k.n || '@bench.example.com', 'Person ' || k.n, k.since, now() + interval '20 days' from known k where k.n > 1;
  -- The heavy user signed up before; their account begins anew.
  delete from public.credit_transactions t using public.credit_accounts a where a.owner_id = p_heavy_id and t.account_id = a.id;
  delete from public.credit_grants g using public.credit_accounts a where a.owner_id = p_heavy_id and g.account_id = a.id;
  delete from public.credit_accounts a where a.owner_id = p_heavy_id;
  update public.profiles p set created_at = now() - v_year where p.id = p_heavy_id;

  -- pos: 1 grant, 2 to 18 deductions (5 and 15 of them captures), 19 refund, 20 expiry.
  create temporary table past on commit drop as
  select v_row + row_number() over (order by x.at, x.n, x.s) as id, x.* from (
    select k.n, k.account_id, k.unit, s, (s - 1) % 20 + 1 as pos, (s - 1) / 20 as round, k.first_grant + 1 + (s - 1) / 20 as grant_id,
      k.since + (now() - k.since) * (s::float8 / (k.total + 1)) as at
    from known k, generate_series(1, k.total) s) x;
  analyze past;
  create temporary table returned on commit drop as
  select p.id, lag(p.id) over (partition by p.n order by p.s) as of_id from past p where p.pos in (18, 19);
  create unique index on returned (id);

  insert into public.credit_transactions (account_id, id, seq, amount, balance_before, balance_after, hold_id, refund_of, created_at, type,
    idempotency_key, feature, model, reference, grant_ids, grant_amounts, description) overriding system value
  select p.account_id, p.id, p.s, x.amount * p.unit, (x.after - x.amount) * p.unit, x.after * p.unit,
    case when p.pos in (5, 15) then v_hold + p.id end, r.of_id, p.at, x.type::public.credit_transaction_type, 'past ' || p.s,
    f.feature, f.model, case when p.pos = 1 and p.round % 4 = 2 then 'payment:pay_' || p.id end, array[p.grant_id],
    array[abs(x.amount) * p.unit], case when p.pos = 1 then 'Round ' || p.round end
  from past p left join returned r on r.id = p.id and p.pos = 19
  cross join lateral (select case p.pos when 1 then 30 when 19 then 1 when 20 then -14 else -1 end as amount,
    case p.pos when 1 then 30 when 19 then 14 when 20 then 0 else 31 - p.pos end as after,
    case p.pos when 1 then 'grant' when 19 then 'refund' when 20 then 'expiry' else 'deduction' end as type) x
  left join lateral bench.feature_of(p.id) f on p.pos between 2 and 19
  order by p.id;
  insert into public.credit_holds (id, account_id, amount, captured, status, expires_at, closed_at, idempotency_key, feature, grant_ids,
    grant_amounts, created_at) overriding system value
  select v_hold + p.id, p.account_id, p.unit, p.unit, 'captured', p.at + interval '10 minutes', p.at, 'past ' || p.s, 'text-generation',
    array[p.grant_id], array[p.unit], p.at - interval '9 seconds'
  from past p where p.pos in (5, 15) order by p.id;
  insert into public.credit_grants (id, account_id, source, amount, remaining, expired, expires_at, cost_cents, reference, created_at)
    overriding system value
  select p.grant_id, p.account_id, (array['signup', case when p.n % 20 = 1 then 'plan' else 'free' end, 'purchase', 'bonus'])[
      case when p.round = 0 then 1 else p.round % 4 + 1 end]::public.credit_grant_source,
    30 * p.unit, 0, case when e.id is null then 0 else 14 * p.unit end, e.at, case when p.round % 4 = 2 then 999 else 0 end,
    case when p.round % 4 = 2 then 'payment:pay_' || p.id end, p.at
  from past p left join past e on e.account_id = p.account_id and e.round = p.round and e.pos = 20 where p.pos = 1;
  insert into public.credit_accounts (id, kind, owner_id, available, version, seq, open_grant_id, open_remaining, topped_up_to, created_at)
    overriding system value
  select k.account_id, 'user', k.id, l.rest, k.total, k.total, case when l.rest > 0 then l.grant_id end, l.rest, 30 * k.unit, k.since
  from known k cross join lateral (
    select case (k.total - 1) % 20 + 1 when 20 then 0 when 19 then 14 else 31 - ((k.total - 1) % 20 + 1) end * k.unit as rest,
      k.first_grant + 1 + (k.total - 1) / 20 as grant_id) l;

  insert into public.purchases (user_id, package_id, credits, amount_cents, currency, dodo_product_id, status, payment_id, transaction_id,
    paid_cents, paid_currency, created_at, paid_at)
  select k.id, 'starter', 30 * p.unit, 999, case when p.n % 7 = 0 then 'EUR' else 'USD' end, 'pdt_starter', 'completed', 'pay_' || p.id, p.id,
    1099, case when p.n % 7 = 0 then 'EUR' else 'USD' end, p.at, p.at
  from past p join known k on k.n = p.n where p.pos = 1 and p.round % 4 = 2;
  call bench.fill_plans();
  insert into public.usage_logs (account_id, request_id, feature, model, credits, tokens_in, tokens_out, duration_ms, outcome, created_at)
  select p.account_id, gen_random_uuid(), f.feature, f.model, case when p.id % 31 = 0 then 0 else p.unit end, 100 + p.id % 900,
    200 + p.id % 3000, 300 + p.id % 9000, case when p.id % 31 = 0 then 'failed' else 'succeeded' end::public.usage_outcome, p.at
  from past p cross join lateral bench.feature_of(p.id) f where p.pos between 2 and 18 and p.id * 40503 % 1000 < v_share
  order by p.id;
  call bench.fill_messages(p_heavy_id);
  perform setval(pg_get_serial_sequence('public.' || t, 'id'), m) from (values
    ('credit_accounts', (select max(a.id) from public.credit_accounts a)), ('credit_grants', (select max(g.id) from public.credit_grants g)),
    ('credit_transactions', (select max(x.id) from public.credit_transactions x)),
    ('credit_holds', (select max(h.id) from public.credit_holds h))) s (t, m);
end $$;

create function bench.feature_of(p_id bigint, out feature text, out model text) language sql immutable as $$
  select (array['text-generation', 'text-generation', 'text-generation', 'image-generation', 'code-generation', 'code-review',
    'video-generation'])[p_id % 7 + 1], (array['demo-small', 'demo-large', 'demo-large', 'demo', 'demo', 'demo', 'veo2'])[p_id % 7 + 1];
$$;

-- Of every 20th person, the second round of each four was a month of Pro.
create procedure bench.fill_plans() language plpgsql as $$
begin
  insert into public.subscription_terms (user_id, plan_id, credits, rollover_cap, price_cents, currency, dodo_product_id, status)
  select k.id, 'pro', 100, 100, 1900, 'USD', 'pdt_pro', 'in_force' from known k where k.n % 20 = 1;
  insert into public.subscriptions (id, user_id, terms_id, plan_id, status, period_start, period_end, seen_at, created_at)
  select 'sub_' || k.n, k.id, t.id, 'pro', 'active', now() - interval '3 days', now() + interval '27 days', now(), k.since
  from known k join public.subscription_terms t on t.user_id = k.id where k.n % 20 = 1;
  insert into public.subscription_credits (user_id, subscription_id, plan_id, period_start, period_end, credits, grant_id, payment_id,
    paid_cents, currency, paid_at, created_at)
  select k.id, 'sub_' || k.n, 'pro', p.at, p.at + interval '30 days', 30 * p.unit, p.grant_id, 'pay_plan_' || p.id, 1900, 'USD', p.at, p.at
  from past p join known k on k.n = p.n where p.pos = 1 and p.round % 4 = 1 and p.n % 20 = 1;
end $$;

-- What people were told, what webhooks said, who tried without an account, what ran.
create procedure bench.fill_messages(p_heavy_id uuid) language plpgsql as $$
declare
  v_kinds text[] := (select array_agg(k.kind order by k.kind) from public.notification_kinds k);
  v_people int := (select count(*) from known);
begin
  insert into public.usage_counters (account_id, tokens, month_tokens, cycle_anchor, resets_at)
  select u.account_id, sum(u.tokens_in + u.tokens_out), 0, now() - interval '1 day', now() + interval '27 days'
  from public.usage_logs u join known k on k.account_id = u.account_id group by u.account_id on conflict do nothing;
  insert into public.notifications (user_id, kind, key, data, created_at, read_at)
  select k.id, 'welcome', 'bench ' || m, '{"credits": 50}', now() - m * interval '1 hour', case when m % 3 > 0 then now() end
  from known k, generate_series(1, case when k.n = 1 then v_people / 20 else 3 end) m order by m desc;
  insert into public.email_outbox (user_id, kind, key, data, status, attempts, created_at, sent_at)
  select k.id, v_kinds[1 + (k.n + m) % cardinality(v_kinds)], 'bench ' || m, '{}', case when (k.n + m) % 400 = 0 then 'failed' else 'sent' end, 1,
    now() - m * interval '1 hour', now() - m * interval '1 hour'
  from known k, generate_series(1, case when k.n = 1 then v_people / 50 else 3 end) m order by m desc;
  insert into public.webhook_events (webhook_id, type, payload, status, error, attempts, received_at, processed_at)
  select 'msg_' || n, (array['payment.succeeded', 'subscription.renewed', 'refund.succeeded'])[n % 3 + 1],
    jsonb_build_object('payment_id', 'pay_' || n, 'total_amount', 1099, 'note', repeat('x', 400),
      'metadata', jsonb_build_object('purchase_id', gen_random_uuid()),
      'customer', jsonb_build_object('customer_id', 'cus_' || n % v_people, 'email', 'person-' || n % v_people || '@bench.example.com')),
    case when n % 997 = 0 then 'failed' when n % 991 = 0 then 'parked' else 'processed' end, case when n % 997 = 0 then 'made up' end, 1,
    now() - interval '364 days' * n / (v_people * 2), now()
  from generate_series(1, v_people * 2) n;
  insert into public.leads (address_hash, created_at, claimed_at, claimed_by)
  select md5(n::text), now() - interval '29 days' * n / v_people, case when n % 5 = 0 then now() - interval '29 days' * n / v_people end,
    case when n % 5 = 0 then (select k.id from known k where k.n = v_people - x.n / 5) end
  from generate_series(1, v_people / 5) as x (n);
  insert into public.cron_runs (job, started_at, duration_ms, result)
  select j, now() - n * interval '1 hour', 900, '{"settled": {"accounts": 3}}'
  from unnest(array['ledger', 'hourly', 'cleanup-models', 'send-followup-emails']) j, generate_series(1, 2000) n order by n desc;
  insert into public.admin_actions (actor_id, action, target_id, reason, created_at)
  select p_heavy_id, 'adjust_credits', k.id, 'made up', now() - k.n * interval '1 minute' from known k order by k.n desc limit 20000;
end $$;
