-- Taking rows into the daily figures: each exactly once, whatever commits when.

-- The ledger has no index by id alone, and another unique index would cost every deduction. A BRIN index costs it nothing: it
-- holds the least and the greatest id of every 128 pages, and is written once for each of those.
create index credit_transactions_by_id on public.credit_transactions using brin (id) with (autosummarize = on);

-- Mark how far the sources may be taken in: every id up to there is committed for all to see, or never will be, as soon as no
-- transaction older than mark_xid is running.
--
-- Ids are handed out when a row is written and become visible when it commits, so a lower one can come after a higher one.
-- Therefore a mark is a sequence's position and, taken after it, a transaction id of our own. Whoever had an id up to that position
-- had a transaction id before it (every writer of these tables locks or writes another row first: the account, or the usage
-- counter), so theirs is lower than ours. With nobody else at work the mark holds at once; otherwise it stays and the next call
-- looks again. A transaction that stays open for hours delays the figures for so long and falsifies none.
--
-- A mark that does not hold yet is not set anew, not even where nothing is left to take in: with somebody always at work no mark
-- would ever be old enough, and a source without new rows would hold back what `done_at` says of all.
create function private.mark_sources() returns void
language plpgsql set search_path = '' as $$
declare
  v_at timestamptz := clock_timestamp();
  v_oldest xid8 := pg_snapshot_xmin(pg_current_snapshot());
  v_marks jsonb;
begin
  if pg_current_xact_id_if_assigned() is not null then
    return; -- our id would be older than the mark
  end if;
  select jsonb_object_agg(c.source, coalesce(pg_sequence_last_value(c.sequence), 0)) into v_marks
  from private.rollup_cursors c where c.done_id >= c.mark_id and (c.mark_xid <= v_oldest) is not false;
  update private.rollup_cursors c set done_at = case when c.mark_xid is null then c.done_at else c.mark_at end,
    mark_id = greatest((v_marks ->> c.source)::bigint, c.done_id), mark_at = v_at, mark_xid = pg_current_xact_id()
  where v_marks ? c.source;
end $$;

-- The plan in whose paid month a moment falls.
create function private.plan_at(a public.credit_accounts, p_at timestamptz) returns text
language sql stable set search_path = '' as $$
  select case when a.kind = 'lead' then 'trial' else coalesce((
    select s.plan_id from public.subscription_credits s
    where s.user_id = a.owner_id and s.period_start <= p_at and s.subscription_id is not null
      and s.period_end > p_at
    order by s.period_start desc limit 1), 'free') end;
$$;

-- Add the usage logs after p_after up to p_to.
create function private.take_usage(p_after bigint, p_to bigint) returns void
language plpgsql set search_path = '' as $$
declare
  v_end date := (select s.day from private.spending_day s);
begin
  with logs as materialized (
    select u.*, private.utc_day(u.created_at) as day, private.plan_at(a, u.created_at) as plan, a.kind,
      (u.outcome in ('failed', 'timeout'))::integer as failed
    from public.usage_logs u join public.credit_accounts a on a.id = u.account_id
    where u.id > p_after and u.id <= p_to
  ), by_plan as (
    insert into public.daily_feature_usage as d
      (day, feature, model, plan, calls, failed_calls, credits, tokens_in, tokens_out, duration_ms)
    select l.day, l.feature, coalesce(l.model, ''), l.plan, count(*), sum(l.failed), sum(l.credits), sum(l.tokens_in),
      sum(l.tokens_out), sum(l.duration_ms)
    from logs l group by 1, 2, 3, 4
    on conflict (day, feature, model, plan) do update set calls = d.calls + excluded.calls,
      failed_calls = d.failed_calls + excluded.failed_calls, credits = d.credits + excluded.credits,
      tokens_in = d.tokens_in + excluded.tokens_in, tokens_out = d.tokens_out + excluded.tokens_out,
      duration_ms = d.duration_ms + excluded.duration_ms
  ), people as (
    insert into public.daily_people as d (day, active_users)
    select n.day, count(*) from (select distinct l.account_id, l.day from logs l where l.kind = 'user') n
    where not exists (select from public.daily_usage u where u.account_id = n.account_id and u.day = n.day)
    group by n.day
    on conflict (day) do update set active_users = d.active_users + excluded.active_users
  ), windows as (
    insert into public.spending_windows as w (account_id, last_7, last_30, last_90)
    select l.account_id, coalesce(sum(l.credits) filter (where l.day > v_end - 7), 0),
      coalesce(sum(l.credits) filter (where l.day > v_end - 30), 0), sum(l.credits)
    from logs l where l.credits > 0 and l.day > v_end - 90 group by l.account_id order by l.account_id
    on conflict (account_id) do update set last_7 = w.last_7 + excluded.last_7, last_30 = w.last_30 + excluded.last_30,
      last_90 = w.last_90 + excluded.last_90
  )
  insert into public.daily_usage as d (account_id, day, feature, model, calls, failed_calls, credits, tokens_in, tokens_out)
  select l.account_id, l.day, l.feature, coalesce(l.model, ''), count(*), sum(l.failed), sum(l.credits), sum(l.tokens_in),
    sum(l.tokens_out)
  from logs l group by 1, 2, 3, 4
  on conflict (account_id, day, feature, model) do update set calls = d.calls + excluded.calls,
    failed_calls = d.failed_calls + excluded.failed_calls, credits = d.credits + excluded.credits,
    tokens_in = d.tokens_in + excluded.tokens_in, tokens_out = d.tokens_out + excluded.tokens_out;
end $$;

-- What daily_credits say of a ledger row besides its type, from the source of its grant if it is one, its reference, and that of the row
-- it refunds.
create function private.credit_detail(
  p_type public.credit_transaction_type, p_source public.credit_grant_source, p_reference text, p_refunded_reference text
) returns text
language sql stable set search_path = '' as $$
  select case when p_type = 'grant' then coalesce(p_source::text, '')
    when p_type in ('deduction', 'refund') and coalesce(p_reference, p_refunded_reference) = 'adjustment' then 'adjustment' else '' end;
$$;

-- Add the ledger rows after p_after up to p_to.
create function private.take_transactions(p_after bigint, p_to bigint) returns void
language plpgsql set search_path = '' set enable_seqscan = off as $$
begin
  insert into public.daily_credits as d (day, type, detail, transactions, credits, first_id, last_id)
  select private.utc_day(t.created_at), t.type, private.credit_detail(t.type, g.source, t.reference, o.reference), count(*),
    sum(t.amount), min(t.id), max(t.id)
  from public.credit_transactions t
  left join public.credit_grants g on t.type = 'grant' and g.id = t.grant_ids[1]
  left join public.credit_transactions o on t.type = 'refund' and o.account_id = t.account_id and o.id = t.refund_of
  where t.id > p_after and t.id <= p_to
  group by 1, 2, 3
  on conflict (day, type, detail) do update set transactions = d.transactions + excluded.transactions,
    credits = d.credits + excluded.credits, first_id = least(d.first_id, excluded.first_id),
    last_id = greatest(d.last_id, excluded.last_id);
end $$;

-- Add up to p_limit noted changes and forget them. What is not committed yet is not seen, and taken another time.
create function private.take_changes(p_limit integer) returns integer
language plpgsql set search_path = '' as $$
declare
  v_done integer;
begin
  with batch as (
    delete from private.daily_changes c where c.id in (
      select x.id from private.daily_changes x order by x.id limit p_limit for update skip locked)
    returning c.*
  ), money as (
    insert into public.daily_money as d (day, currency, kind, payments, paid_cents, returned_cents)
    select b.day, b.currency, b.kind, sum(b.payments), sum(b.paid_cents), sum(b.returned_cents)
    from batch b where b.what = 'money' group by 1, 2, 3
    on conflict (day, currency, kind) do update set payments = d.payments + excluded.payments,
      paid_cents = d.paid_cents + excluded.paid_cents, returned_cents = d.returned_cents + excluded.returned_cents
  ), paid as (
    select b.user_id, b.day from batch b where b.payments > 0 and b.user_id is not null group by 1, 2
  ), buyers as (
    insert into public.daily_buyers (user_id, day, paid_before)
    select p.user_id, p.day, greatest(lag(p.day) over (partition by p.user_id order by p.day),
      (select max(d.day) from public.daily_buyers d where d.user_id = p.user_id and d.day < p.day))
    from paid p on conflict do nothing
  ), later as ( -- heard of after a later payment
    update public.daily_buyers d set paid_before = x.day
    from (
      select l.user_id, l.day as later_day, max(p.day) as day
      from paid p join public.daily_buyers l on l.user_id = p.user_id and l.day > p.day and (l.paid_before >= p.day) is not true
      group by l.user_id, l.day
    ) x where d.user_id = x.user_id and d.day = x.later_day
  ), first_buyers as (
    select min(p.day) as day from paid p
    where not exists (select from public.daily_buyers d where d.user_id = p.user_id) group by p.user_id
  ), people as (
    insert into public.daily_people as d (day, signups, deletions, leads, claimed_leads, first_buyers)
    select x.day, count(*) filter (where x.what = 'signup'), count(*) filter (where x.what = 'deletion'),
      count(*) filter (where x.what = 'lead'), count(*) filter (where x.what = 'claim'), count(*) filter (where x.what = 'first')
    from (
      select b.day, b.what from batch b where b.what <> 'money' union all select f.day, 'first' from first_buyers f
    ) x group by x.day
    on conflict (day) do update set signups = d.signups + excluded.signups, deletions = d.deletions + excluded.deletions,
      leads = d.leads + excluded.leads, claimed_leads = d.claimed_leads + excluded.claimed_leads,
      first_buyers = d.first_buyers + excluded.first_buyers
  )
  select count(*) into v_done from batch;
  return v_done;
end $$;

-- Move the end of the spending windows to p_day: what was spent on the days that leave them is taken off.
create function private.move_spending_day(p_day date) returns void
language plpgsql set search_path = '' as $$
declare
  v_from date := (select s.day from private.spending_day s);
begin
  if v_from >= p_day then
    return;
  end if;
  update public.spending_windows w set last_7 = w.last_7 - x.last_7, last_30 = w.last_30 - x.last_30,
    last_90 = w.last_90 - x.last_90
  from (
    select u.account_id, coalesce(sum(u.credits) filter (where u.day between v_from - 6 and p_day - 7), 0) as last_7,
      coalesce(sum(u.credits) filter (where u.day between v_from - 29 and p_day - 30), 0) as last_30,
      coalesce(sum(u.credits) filter (where u.day between v_from - 89 and p_day - 90), 0) as last_90
    from public.daily_usage u
    where u.day between v_from - 6 and p_day - 7 or u.day between v_from - 29 and p_day - 30
      or u.day between v_from - 89 and p_day - 90
    group by u.account_id having sum(u.credits) > 0
  ) x where w.account_id = x.account_id;
  delete from public.spending_windows w where w.last_90 = 0;
  update private.spending_day s set day = p_day;
end $$;

-- Take the next p_limit ids of each source, and as many changes, into the daily figures. `taken`: how many; 0 when there is nothing
-- that can be taken now, or when it was done less than p_max_age_seconds ago. `done_at`: everything before is in the figures.
-- One run at a time; another finds nothing to do.
create function public.roll_up_daily(
  p_limit integer default 20000, p_max_age_seconds integer default 0, out taken bigint, out done_at timestamptz
) language plpgsql security definer set search_path = '' as $$
declare
  c private.rollup_cursors;
  v_to bigint;
begin
  select min(x.done_at), 0 into done_at, taken from private.rollup_cursors x;
  if done_at > clock_timestamp() - make_interval(secs => p_max_age_seconds)
      or not pg_try_advisory_xact_lock(hashtextextended('creditkit.daily', 0)) then
    return;
  end if;
  perform private.mark_sources();
  perform private.move_spending_day(private.utc_day(clock_timestamp()));
  for c in
    select * from private.rollup_cursors x where x.mark_xid <= pg_snapshot_xmin(pg_current_snapshot()) order by x.source
  loop
    v_to := least(c.done_id + p_limit, c.mark_id);
    if v_to > c.done_id and c.source = 'usage_logs' then
      perform private.take_usage(c.done_id, v_to);
    elsif v_to > c.done_id then
      perform private.take_transactions(c.done_id, v_to);
    end if;
    update private.rollup_cursors x set done_id = v_to, done_at = case when v_to = c.mark_id then c.mark_at else x.done_at end
    where x.source = c.source;
    taken := taken + v_to - c.done_id;
  end loop;
  taken := taken + private.take_changes(p_limit);
  select min(x.done_at) into done_at from private.rollup_cursors x;
end $$;
grant execute on function public.roll_up_daily to service_role;

-- Forget all daily figures and begin again from the rows, in one transaction; roll_up_daily then takes everything in once more. For
-- databases that were filled without triggers, and for doubts.
create function private.rebuild_daily() returns void
language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('creditkit.daily', 0));
  delete from public.daily_usage;
  delete from public.daily_feature_usage;
  delete from public.daily_credits;
  delete from public.daily_money;
  delete from public.daily_buyers;
  delete from public.daily_people;
  delete from public.spending_windows;
  update private.rollup_cursors c set done_id = 0, done_at = '-infinity', mark_id = 0, mark_xid = null;
  update private.spending_day s set day = private.utc_day(now());
  -- One statement, one snapshot: what commits meanwhile is noted by its own trigger.
  with gone as (
    delete from private.daily_changes
  ), money as (
    select m.*, x.payment_id, x.paid_at from (
      select to_jsonb(p) as row, p.payment_id, p.paid_at from public.purchases p
      where p.paid_cents > 0
      union all
      select to_jsonb(s), s.payment_id, s.paid_at from public.subscription_credits s where s.paid_cents > 0
    ) x, private.money_of(x.row) m
  ), back as ( -- each refund or dispute on its own day, as far as there was money left to go back
    select m.*, greatest(r.updated_at, m.paid_at) as returned_at, coalesce(r.amount_cents, m.returned) as cents,
      sum(coalesce(r.amount_cents, m.returned)) over (partition by m.payment_id order by r.updated_at, r.id) as so_far
    from money m join public.payment_returns r on r.payment_id = m.payment_id and r.outcome = 'taken'
  )
  insert into private.daily_changes (day, what, user_id, currency, kind, payments, paid_cents, returned_cents)
  select private.utc_day(c.at), c.what, c.user_id, c.currency, c.kind, c.payments, c.paid, c.returned
  from (
    select p.created_at as at, 'signup' as what, null::uuid as user_id, null as currency, null as kind, 0 as payments,
      0::bigint as paid, 0::bigint as returned from public.profiles p
    union all select l.created_at, 'lead', null, null, null, 0, 0, 0 from public.leads l
    union all select l.claimed_at, 'claim', null, null, null, 0, 0, 0 from public.leads l where l.claimed_at is not null
    union all select m.paid_at, 'money', m.user_id, m.currency, m.kind, m.payments, m.paid, 0 from money m
    union all select b.returned_at, 'money', b.user_id, b.currency, b.kind, 0, 0,
      least(b.returned, b.so_far) - least(b.returned, b.so_far - b.cents) from back b
      where b.cents > 0 and b.so_far - b.cents < b.returned
  ) c order by c.at;
end $$;
