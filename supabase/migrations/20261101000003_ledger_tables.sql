-- The ledger's tables. See supabase/README.md for the diagram of how a credit moves.
--
-- An account keeps the grant it is burning in its own row (`open_grant_id`, `open_remaining`): a deduction that
-- the open grant covers is one update and one insert, however many grants there are. While a grant is open its
-- row says `remaining = 0`; whatever needs the grants as a whole closes it first (private.close_open_grant).

create table public.credit_accounts (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('user', 'pool', 'lead')),
  owner_id uuid unique, -- the user, pool or lead; null once that person is deleted
  available bigint not null default 0 check (available >= 0),
  held bigint not null default 0 check (held >= 0),
  debt bigint not null default 0 check (debt between 0 and 9007199254740991),
  version bigint not null default 0, -- grows with every movement; clients drop what is not newer
  seq bigint not null default 0, -- of the newest transaction
  open_grant_id bigint,
  open_remaining bigint not null default 0 check (open_remaining >= 0),
  next_due_at timestamptz not null default 'infinity', -- nothing of this account expires or lapses before
  created_at timestamptz not null default now(),
  check (available + held <= 9007199254740991) -- what a JSON number can carry
) with (fillfactor = 60); -- room for in-page updates of the hot row

create table public.credit_grants (
  id bigint generated always as identity primary key,
  account_id bigint not null references public.credit_accounts (id),
  source text not null check (source in (
    'signup', 'lead', 'plan', 'rollover', 'purchase', 'gift', 'referral', 'bonus', 'admin', 'transfer', 'grace'
  )),
  amount bigint not null check (amount between 1 and 9007199254740991),
  remaining bigint not null check (remaining between 0 and amount),
  priority smallint not null default 100, -- lower burns first
  expires_at timestamptz,
  cost_cents bigint not null default 0 check (cost_cents between 0 and 9007199254740991), -- 0: promotional
  parent_grant_id bigint references public.credit_grants (id), -- rollover, grace or transfer: where it came from
  transferable boolean not null default true,
  reference text,
  created_at timestamptz not null default now()
);

-- The burn order, stated once: priority, soonest expiry, promotional before paid, oldest, id.
create index credit_grants_burn_order on public.credit_grants
  (account_id, priority, expires_at nulls last, (cost_cents > 0), created_at, id) where remaining > 0;
create index credit_grants_expiry on public.credit_grants (expires_at) where remaining > 0;
create index credit_grants_parent on public.credit_grants (parent_grant_id) where parent_grant_id is not null;

create table public.credit_transactions (
  id bigint generated always as identity primary key,
  -- No foreign key: accounts are never deleted and only the functions write here; the check on every
  -- insert would be a third of what a deduction costs. check_ledger() looks for strays.
  account_id bigint not null,
  seq bigint not null,
  amount bigint not null, -- signed, credits
  balance_before bigint not null,
  balance_after bigint not null check (balance_after >= 0), -- available + held
  debt_change bigint not null default 0,
  created_at timestamptz not null,
  actor_id uuid,
  hold_id bigint,
  refund_of bigint,
  type text not null check (type in (
    'grant', 'deduction', 'refund', 'expiry', 'transfer_in', 'transfer_out', 'clawback', 'debt_payment'
  )),
  idempotency_key text check (char_length(idempotency_key) between 1 and 255),
  feature text,
  model text,
  description text,
  reference text,
  grant_ids bigint[] not null, -- the slices: which grants, and how much of each (always positive)
  grant_amounts bigint[] not null,
  metadata jsonb,
  check (balance_after = balance_before + amount),
  unique (account_id, seq)
);

create unique index credit_transactions_idempotency_key on public.credit_transactions (account_id, idempotency_key);
create index credit_transactions_refund_of on public.credit_transactions (refund_of) where refund_of is not null;
-- One grant for one piece of business (`payment:<id>`), whatever key or account it arrives with.
create unique index credit_transactions_reference on public.credit_transactions (reference)
  where type = 'grant' and reference is not null;

create table public.credit_holds (
  id bigint generated always as identity primary key,
  account_id bigint not null, -- no foreign key, as above
  amount bigint not null check (amount between 1 and 9007199254740991),
  captured bigint not null default 0 check (captured >= 0),
  status text not null default 'held' check (status in ('held', 'captured', 'released', 'expired')),
  expires_at timestamptz not null,
  closed_at timestamptz,
  idempotency_key text not null check (char_length(idempotency_key) between 1 and 255),
  feature text,
  model text,
  grant_ids bigint[] not null,
  grant_amounts bigint[] not null,
  created_at timestamptz not null,
  unique (account_id, idempotency_key),
  check ((status = 'held') = (closed_at is null)),
  check (status = 'captured' or captured = 0)
) with (fillfactor = 80);

create index credit_holds_open on public.credit_holds (account_id, expires_at) where status = 'held';
create index credit_holds_lapsing on public.credit_holds (expires_at) where status = 'held';

-- History can be added to, never rewritten, by any role.
create function private.refuse_rewrite() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'append_only' using errcode = 'PT403',
    detail = jsonb_build_object('table', tg_table_name, 'operation', tg_op)::text;
end $$;
create trigger credit_transactions_append_only before update or delete on public.credit_transactions
  for each row execute function private.refuse_rewrite();
create trigger credit_transactions_no_truncate before truncate on public.credit_transactions
  for each statement execute function private.refuse_rewrite();

alter table public.credit_accounts enable row level security;
alter table public.credit_grants enable row level security;
alter table public.credit_transactions enable row level security;
alter table public.credit_holds enable row level security;
grant select on public.credit_accounts, public.credit_grants, public.credit_transactions, public.credit_holds
  to authenticated, service_role;

create policy "owners read their account" on public.credit_accounts
  for select to authenticated using (owner_id = (select auth.uid()));
create policy "owners read their grants" on public.credit_grants for select to authenticated
  using (account_id = (select a.id from public.credit_accounts a where a.owner_id = (select auth.uid())));
create policy "owners read their transactions" on public.credit_transactions for select to authenticated
  using (account_id = (select a.id from public.credit_accounts a where a.owner_id = (select auth.uid())));
create policy "owners read their holds" on public.credit_holds for select to authenticated
  using (account_id = (select a.id from public.credit_accounts a where a.owner_id = (select auth.uid())));
