-- Daily figures, in UTC days, so that no page ever adds up the ledger. Two kinds of source, two ways in (daily_intake.sql):
--
-- * The ledger and the usage log only grow, and their writers are the hot path. Nothing is added to what they do: their rows are
--   taken in batches by id, up to a mark that is known to be final.
-- * People, trials and money change state, and rarely. A trigger writes each change down as a row of its own; no two writers
--   touch the same one, and whoever takes it in deletes it.

-- What an account used. Owners read their own; credits are those that the calls were charged.
create table public.daily_usage (
  account_id bigint not null, -- no foreign key, as in the ledger
  day date not null,
  feature text not null,
  model text not null default '',
  calls bigint not null default 0,
  failed_calls bigint not null default 0, -- failed or out of time
  credits bigint not null default 0,
  tokens_in bigint not null default 0,
  tokens_out bigint not null default 0,
  primary key (account_id, day, feature, model)
);
create index daily_usage_by_day on public.daily_usage (day); -- what leaves a spending window

-- The same by plan instead of by account. `plan`: the one in whose paid month the call fell; `free`, or `trial` for visitors.
create table public.daily_feature_usage (
  day date not null,
  feature text not null,
  model text not null default '',
  plan text not null,
  calls bigint not null default 0,
  failed_calls bigint not null default 0,
  credits bigint not null default 0,
  tokens_in bigint not null default 0,
  tokens_out bigint not null default 0,
  duration_ms bigint not null default 0,
  primary key (day, feature, model, plan)
);

-- The ledger's movements, signed. `detail`: a grant's source; `adjustment` for what admins took away, and for what was given back of that.
create table public.daily_credits (
  day date not null,
  type public.credit_transaction_type not null,
  detail text not null default '',
  transactions bigint not null default 0,
  credits bigint not null default 0,
  first_id bigint not null, -- of its transactions, the lowest id and the highest: where to look for them
  last_id bigint not null,
  primary key (day, type, detail)
);

-- Money in and money back, on the days it was processed here, tax included. `kind`: purchase, top_up or plan.
create table public.daily_money (
  day date not null,
  currency text not null,
  kind text not null,
  payments bigint not null default 0,
  paid_cents bigint not null default 0,
  returned_cents bigint not null default 0,
  primary key (day, currency, kind)
);

-- Who paid on which day: people, not payments, are counted over a period.
create table public.daily_buyers (
  day date not null,
  user_id uuid not null, -- no foreign key: the figure outlives the person
  paid_before date, -- the last day before on which they paid: who has none within a period is counted on this one
  primary key (user_id, day)
);
create index daily_buyers_by_day on public.daily_buyers (day, user_id) include (paid_before);

create table public.daily_people (
  day date primary key,
  signups bigint not null default 0,
  deletions bigint not null default 0,
  leads bigint not null default 0,
  claimed_leads bigint not null default 0, -- trials that became people, on the day they did
  first_buyers bigint not null default 0, -- people who paid for the first time
  active_users bigint not null default 0 -- who made a call; trials are not counted
);

-- What each account spent in the last 7, 30 and 90 days, the day of the row in spending_day included: who spends most is read from an
-- index, however many accounts there are.
create table public.spending_windows (
  account_id bigint primary key,
  last_7 bigint not null default 0,
  last_30 bigint not null default 0,
  last_90 bigint not null default 0
) with (fillfactor = 70);
create index spending_windows_7 on public.spending_windows (last_7 desc, account_id) where last_7 > 0;
create index spending_windows_30 on public.spending_windows (last_30 desc, account_id) where last_30 > 0;
create index spending_windows_90 on public.spending_windows (last_90 desc, account_id) where last_90 > 0;

-- How far each source has been taken in. See private.mark_sources for the mark.
create table private.rollup_cursors (
  source text primary key,
  sequence regclass not null,
  done_id bigint not null default 0, -- every row up to here is in the daily tables
  done_at timestamptz not null default '-infinity', -- and everything that was written before this
  mark_id bigint not null default 0,
  mark_xid xid8,
  mark_at timestamptz
);
insert into private.rollup_cursors (source, sequence) values
  ('credit_transactions', pg_get_serial_sequence('public.credit_transactions', 'id')::regclass),
  ('usage_logs', pg_get_serial_sequence('public.usage_logs', 'id')::regclass);

-- The day that spending_windows end with.
create table private.spending_day (is_only boolean primary key default true check (is_only), day date not null);
insert into private.spending_day (day) values ((now() at time zone 'UTC')::date);

-- Changes that wait to be taken in.
create table private.daily_changes (
  id bigint generated always as identity primary key,
  day date not null,
  what text not null check (what in ('signup', 'deletion', 'lead', 'claim', 'money')),
  user_id uuid,
  currency text,
  kind text,
  payments integer not null default 0,
  paid_cents bigint not null default 0,
  returned_cents bigint not null default 0
);

alter table public.daily_usage enable row level security;
alter table public.daily_feature_usage enable row level security;
alter table public.daily_credits enable row level security;
alter table public.daily_money enable row level security;
alter table public.daily_buyers enable row level security;
alter table public.daily_people enable row level security;
alter table public.spending_windows enable row level security;
alter table private.rollup_cursors enable row level security;
alter table private.spending_day enable row level security;
alter table private.daily_changes enable row level security;
grant select on public.daily_usage to authenticated, service_role;
grant select on public.daily_feature_usage, public.daily_credits, public.daily_money, public.daily_buyers, public.daily_people,
  public.spending_windows to service_role;
create policy "owners read their daily usage" on public.daily_usage for select to authenticated
  using (account_id = (select a.id from public.credit_accounts a where a.owner_id = (select auth.uid())));
create policy "nobody reads daily feature usage" on public.daily_feature_usage for select to anon, authenticated using (false);
create policy "nobody reads daily credits" on public.daily_credits for select to anon, authenticated using (false);
create policy "nobody reads daily money" on public.daily_money for select to anon, authenticated using (false);
create policy "nobody reads daily buyers" on public.daily_buyers for select to anon, authenticated using (false);
create policy "nobody reads daily people" on public.daily_people for select to anon, authenticated using (false);
create policy "nobody reads spending windows" on public.spending_windows for select to anon, authenticated using (false);

create function private.utc_day(p_at timestamptz) returns date
language sql immutable set search_path = '' as $$
  select (p_at at time zone 'UTC')::date;
$$;

-- When a UTC day begins.
create function private.day_start(p_day date) returns timestamptz
language sql immutable set search_path = '' as $$
  select p_day::timestamp at time zone 'UTC';
$$;

create function private.note_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.daily_changes (day, what)
  values (private.utc_day(now()), case tg_op when 'INSERT' then 'signup' else 'deletion' end);
  return null;
end $$;
create trigger profiles_daily after insert or delete on public.profiles for each row execute function private.note_person();

create function private.note_lead() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.daily_changes (day, what)
  select private.utc_day(case tg_op when 'INSERT' then new.created_at else new.claimed_at end), case tg_op when 'INSERT' then 'lead' else 'claim' end;
  return null;
end $$;
create trigger leads_daily_new after insert on public.leads for each row execute function private.note_lead();
create trigger leads_daily_claimed after update of claimed_at on public.leads
  for each row when (old.claimed_at is null and new.claimed_at is not null) execute function private.note_lead();

-- What a row of purchases or subscription_credits says about money. A purchase whose payment did not match was paid, too.
create type private.money as (user_id uuid, currency text, kind text, payments integer, paid bigint, returned bigint);
create function private.money_of(p_row jsonb) returns private.money
language sql immutable set search_path = '' as $$
  select (r.user_id, coalesce(r.paid_currency, r.currency),
    case when r.package_id is null then 'plan' when r.is_top_up then 'top_up' else 'purchase' end,
    (r.is_paid)::integer, case when r.is_paid then r.paid_cents else 0 end, coalesce(r.returned_cents, 0))::private.money
  from (
    select x.*, coalesce(x.paid_cents, 0) > 0 and coalesce(x.status, 'completed') in ('completed', 'mismatch') as is_paid
    from jsonb_to_record(p_row) as x(user_id uuid, currency text, paid_currency text, package_id text, is_top_up boolean, status text,
      paid_cents bigint, returned_cents bigint)
  ) r;
$$;

-- The difference that a change makes is today's.
create function private.note_money() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_before private.money;
  v_after private.money := private.money_of(to_jsonb(new));
begin
  if tg_op = 'UPDATE' then
    v_before := private.money_of(to_jsonb(old));
  end if;
  insert into private.daily_changes (day, what, user_id, currency, kind, payments, paid_cents, returned_cents)
  select private.utc_day(now()), 'money', v_after.user_id, x.currency, x.kind, sum(x.payments), sum(x.paid), sum(x.returned)
  from (values
    (v_after.currency, v_after.kind, v_after.payments, v_after.paid, v_after.returned),
    (v_before.currency, v_before.kind, -v_before.payments, -v_before.paid, -v_before.returned)
  ) x (currency, kind, payments, paid, returned)
  where x.currency is not null
  group by x.currency, x.kind having (sum(x.payments), sum(x.paid), sum(x.returned)) <> (0, 0, 0);
  return null;
end $$;
create trigger purchases_daily_new after insert on public.purchases
  for each row when (new.paid_cents > 0) execute function private.note_money();
create trigger purchases_daily_changed after update on public.purchases
  for each row when ((old.status, old.paid_cents, old.paid_currency, old.returned_cents)
    is distinct from (new.status, new.paid_cents, new.paid_currency, new.returned_cents)) execute function private.note_money();
create trigger subscription_credits_daily_new after insert on public.subscription_credits
  for each row when (new.paid_cents > 0) execute function private.note_money();
create trigger subscription_credits_daily_changed after update on public.subscription_credits
  for each row when ((old.paid_cents, old.currency, old.returned_cents)
    is distinct from (new.paid_cents, new.currency, new.returned_cents)) execute function private.note_money();
