-- The ledger's tables. See supabase/README.md for the diagram of how a credit moves.
--
-- An account keeps the grant it is burning in its own row (`open_grant_id`, `open_remaining`): a deduction that
-- the open grant covers is one update and one insert, however many grants there are. While a grant is open its
-- row says `remaining = 0`; whatever needs the grants as a whole closes it first (private.close_open_grant).

-- Bounds live in domains and enums rather than in table checks: PostgreSQL parses a table's checks anew for every
-- statement, which would double the cost of a deduction. Even a domain costs on every write, so it guards what can be
-- owned or owed; figures that follow from those (balances of a transaction, a hold's amount) are plain bigint.
create domain public.credits as bigint check (value between 0 and 9007199254740991); -- what a JSON number carries
create type public.credit_account_kind as enum ('user', 'pool', 'lead');
create type public.credit_grant_source as enum (
  'signup', 'lead', 'free', 'plan', 'rollover', 'purchase', 'gift', 'referral', 'bonus', 'admin', 'transfer', 'grace'
);
create type public.credit_transaction_type as enum (
  'grant', 'deduction', 'refund', 'expiry', 'transfer_in', 'transfer_out', 'clawback', 'debt_payment'
);
create type public.credit_hold_status as enum ('held', 'captured', 'released', 'expired');

create table public.credit_accounts (
  id bigint generated always as identity primary key,
  kind public.credit_account_kind not null,
  owner_id uuid unique, -- the user, pool or lead; null once that person is deleted
  available public.credits not null default 0,
  held public.credits not null default 0,
  debt public.credits not null default 0,
  version bigint not null default 0, -- grows with every movement; clients drop what is not newer
  seq bigint not null default 0, -- of the newest transaction
  open_grant_id bigint,
  open_remaining bigint not null default 0, -- part of `available`
  open_holds bigint[] not null default '{}', -- here and not in an index, so that ending a hold touches none
  next_due_at timestamptz not null default 'infinity', -- nothing of this account expires or lapses before
  watch_below bigint not null default 0, -- fewer left than this are worth a look, see low_balance.sql
  topped_up_to bigint not null default 0, -- left when credits last came in
  warned_at_percent smallint not null default 100, -- of that: the lowest level told since
  last_read_at timestamptz not null default now(), -- when somebody last looked (to the hour), see announce_balance
  created_at timestamptz not null default now()
) with (fillfactor = 60); -- room for in-page updates of the hot row
create index credit_accounts_due on public.credit_accounts (next_due_at) where next_due_at < 'infinity';

create table public.credit_grants (
  id bigint generated always as identity primary key,
  account_id bigint not null references public.credit_accounts (id),
  source public.credit_grant_source not null,
  amount public.credits not null check (amount > 0),
  remaining public.credits not null check (remaining <= amount),
  expired bigint not null default 0, -- of amount: credits that lapsed unspent
  priority smallint not null default 100, -- lower burns first
  expires_at timestamptz, -- null: never; infinity: of a plan that is paused, not before it goes on
  cost_cents bigint not null default 0 check (cost_cents between 0 and 9007199254740991), -- 0: promotional
  parent_grant_id bigint references public.credit_grants (id), -- rollover, grace or transfer: where it came from
  transferable boolean not null default true,
  reference text,
  created_at timestamptz not null default now()
);

-- The burn order, stated once: priority, soonest expiry, promotional before paid, oldest, id.
create index credit_grants_burn_order on public.credit_grants
  (account_id, priority, expires_at nulls last, (cost_cents > 0), created_at, id) where remaining > 0;
create index credit_grants_by_account on public.credit_grants (account_id, id);
create index credit_grants_parent on public.credit_grants (parent_grant_id) where parent_grant_id is not null;

create table public.credit_transactions (
  -- No foreign key: accounts are never deleted and only the functions write here; looking the account up again on
  -- every insert would cost a deduction dearly. check_ledger() looks for strays.
  account_id bigint not null,
  id bigint generated always as identity,
  seq bigint not null, -- 1, 2, 3 ... within the account
  amount bigint not null, -- signed, credits
  balance_before bigint not null,
  balance_after bigint not null, -- available + held
  debt_change bigint not null default 0,
  hold_id bigint,
  refund_of bigint, -- the deduction that a refund gives back
  created_at timestamptz not null,
  actor_id uuid,
  type public.credit_transaction_type not null,
  idempotency_key text collate "C", -- 1 to 255 characters, compared as bytes
  feature text,
  model text,
  description text,
  reference text,
  grant_ids bigint[] not null, -- the slices: which grants, and how much of each (always positive)
  grant_amounts bigint[] not null,
  metadata jsonb,
  primary key (account_id, id)
);

create unique index credit_transactions_idempotency_key on public.credit_transactions (account_id, idempotency_key);
create index credit_transactions_refund_of on public.credit_transactions (refund_of) where refund_of is not null;
-- The few that are no deductions; a deduction does not pay for it.
create index credit_transactions_others on public.credit_transactions (account_id, id desc) where type <> 'deduction';
-- One grant for one piece of business (`order:<id>`; `payment:<id>` of Dodo's payments alone), whatever key or account it arrives with.
create unique index credit_transactions_reference on public.credit_transactions (reference)
  where type = 'grant' and reference is not null;

create table public.credit_holds (
  id bigint generated always as identity primary key,
  account_id bigint not null, -- no foreign key, as above
  amount bigint not null,
  captured bigint not null default 0,
  status public.credit_hold_status not null default 'held',
  expires_at timestamptz not null,
  closed_at timestamptz,
  idempotency_key text collate "C" not null,
  feature text,
  model text,
  grant_ids bigint[] not null,
  grant_amounts bigint[] not null,
  created_at timestamptz not null,
  unique (account_id, idempotency_key)
) with (fillfactor = 70); -- room for the one in-page update that ends a hold

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
