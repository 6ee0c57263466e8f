-- What every ledger function is made of: lock, settle, burn, give back, record, save.
--
-- Each public function runs: v := private.lock_account(...) -> change v and the grants -> private.save_account(v).
-- The account row's lock is the first one taken, so calls on one account run one after another and calls on two
-- accounts (transfers) can't deadlock as long as they lock in id order. Only credits of a disputed payment that come back
-- touch more: its purchase or month, see freeze_returned.

-- What a mutating function answers. The transaction's own figures are the original ones on a replay;
-- available, held, debt and version are the account's as of now.
create type public.credit_movement as (
  transaction_id bigint, amount bigint, balance_before bigint, balance_after bigint,
  available bigint, held bigint, debt bigint, version bigint, replayed boolean
);

-- Raises unless p_amount is a whole number of credits that fits a JSON number (numeric also lets NaN and
-- fractions reach us, to be refused here by name) and the key is 1 to 255 characters.
create function private.check_request(p_amount numeric, p_idempotency_key text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_amount is null or p_amount < 1 or p_amount > 9007199254740991 or p_amount <> trunc(p_amount) then
    raise exception 'invalid_amount' using errcode = 'PT422',
      detail = jsonb_build_object('amount', p_amount::text, 'min', 1, 'max', 9007199254740991)::text;
  end if;
  if p_idempotency_key is null or char_length(p_idempotency_key) not between 1 and 255 then
    raise exception 'invalid_idempotency_key' using errcode = 'PT422', detail = '{"min_length": 1, "max_length": 255}';
  end if;
end $$;

-- Give the open grant's rest back to its row. The caller saves the account.
create function private.close_open_grant(v public.credit_accounts) returns public.credit_accounts
language plpgsql set search_path = '' as $$
begin
  if v.open_remaining > 0 then
    update public.credit_grants set remaining = v.open_remaining where id = v.open_grant_id;
  end if;
  v.open_grant_id := null;
  v.open_remaining := 0;
  return v;
end $$;

-- Tell the owner's private channel `credits:<user id>` about a movement: event `balance`, one message per change.
-- Broadcast costs one authorization at join instead of one read per subscriber, but it costs the database more than
-- the movement itself, so callers skip it for accounts that nobody has looked at for a day; looking wakes them.
create function private.announce_balance(v public.credit_accounts) returns void
language plpgsql set search_path = '' as $$
begin
  if v.kind = 'user' and v.owner_id is not null then
    perform realtime.send(
      jsonb_build_object('available', v.available, 'held', v.held, 'version', v.version),
      'balance', 'credits:' || v.owner_id, true);
  end if;
end $$;

create function private.save_account(v public.credit_accounts) returns public.credit_accounts
language plpgsql set search_path = '' as $$
begin
  v.version := v.version + 1;
  update public.credit_accounts a set
    available = v.available, held = v.held, debt = v.debt, version = v.version, seq = v.seq,
    open_grant_id = v.open_grant_id, open_remaining = v.open_remaining, open_holds = v.open_holds,
    next_due_at = v.next_due_at
  where a.id = v.id;
  if v.last_read_at > now() - interval '1 day' then
    perform private.announce_balance(v);
  end if;
  return v;
end $$;

-- Part of a list of slices: the credits number p_from + 1 to p_to, counted in burn order.
create function private.slice_range(
  p_ids bigint[], p_amounts bigint[], p_from bigint, p_to bigint, out ids bigint[], out amounts bigint[]
) language sql immutable set search_path = '' as $$
  select coalesce(array_agg(s.id order by s.n), '{}'), coalesce(array_agg(s.part order by s.n), '{}')
  from (
    select u.id, u.n, least(sum(u.amount) over w, p_to) - greatest(sum(u.amount) over w - u.amount, p_from) as part
    from unnest(p_ids, p_amounts) with ordinality as u(id, amount, n) window w as (order by u.n)
  ) s where s.part > 0;
$$;

-- Put slices back into the grants they came from, as of p_at. Credits whose grant had expired by then come
-- back as a grace grant that lives 7 days more; its id is in grace_ids. The caller saves the account.
create function private.give_back(
  inout v public.credit_accounts, p_ids bigint[], p_amounts bigint[], p_at timestamptz, out grace_ids bigint[]
) language plpgsql set search_path = '' as $$
declare
  v_expires_at timestamptz;
  v_grace_id bigint;
begin
  v := private.close_open_grant(v);
  grace_ids := '{}';
  for i in 1 .. cardinality(p_ids) loop
    update public.credit_grants g set remaining = g.remaining + p_amounts[i]
    where g.id = p_ids[i] and (g.expires_at is null or g.expires_at > p_at)
    returning g.expires_at into v_expires_at;
    if not found then
      v_expires_at := p_at + interval '7 days';
      insert into public.credit_grants
        (account_id, source, amount, remaining, priority, expires_at, cost_cents, parent_grant_id, transferable)
      select v.id, 'grace', p_amounts[i], p_amounts[i], g.priority, v_expires_at,
        ceil(g.cost_cents::numeric * p_amounts[i] / g.amount), g.id, g.transferable
      from public.credit_grants g where g.id = p_ids[i]
      returning id into v_grace_id;
      grace_ids := grace_ids || v_grace_id;
    end if;
    v.next_due_at := least(v.next_due_at, v_expires_at);
  end loop;
end $$;

-- Append one ledger row and move the account's sequence on. Callers have already changed available and held.
create function private.record(
  inout v public.credit_accounts, out transaction_id bigint, p_type public.credit_transaction_type, p_amount bigint, p_ids bigint[],
  p_amounts bigint[], p_idempotency_key text default null, p_feature text default null, p_model text default null,
  p_description text default null, p_reference text default null, p_actor_id uuid default null,
  p_metadata jsonb default null, p_hold_id bigint default null, p_refund_of bigint default null,
  p_debt_change bigint default 0
) language plpgsql set search_path = '' as $$
declare
  v_after bigint := v.available + v.held;
begin
  v.seq := v.seq + 1;
  insert into public.credit_transactions
    (account_id, seq, type, amount, balance_before, balance_after, grant_ids, grant_amounts, idempotency_key,
     feature, model, description, reference, actor_id, metadata, hold_id, refund_of, debt_change, created_at)
  values
    (v.id, v.seq, p_type, p_amount, v_after - p_amount, v_after, p_ids, p_amounts, p_idempotency_key,
     p_feature, p_model, p_description, p_reference, p_actor_id, p_metadata, p_hold_id, p_refund_of, p_debt_change,
     clock_timestamp())
  returning id into transaction_id;
end $$;

-- Book what fell due on a locked account: holds that lapsed give their credits back as of that instant,
-- grants that expired lose what is left. Runs inside every call, so no cron is needed for exactness.
create function private.settle(v public.credit_accounts) returns public.credit_accounts
language plpgsql set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_hold record;
  v_done record;
  v_ids bigint[];
  v_amounts bigint[];
  v_expired bigint;
  v_returned bigint[] := '{}';
begin
  v := private.close_open_grant(v);
  for v_hold in
    update public.credit_holds h set status = 'expired', closed_at = h.expires_at
    where h.id = any (v.open_holds) and h.expires_at <= v_now
    returning h.id, h.amount, h.grant_ids, h.grant_amounts, h.expires_at
  loop
    v.open_holds := array_remove(v.open_holds, v_hold.id);
    select * into v_done from private.give_back(v, v_hold.grant_ids, v_hold.grant_amounts, v_hold.expires_at);
    v := v_done.v;
    v.held := v.held - v_hold.amount;
    v.available := v.available + v_hold.amount;
    v_returned := v_returned || v_hold.grant_ids;
  end loop;
  v := private.pay_debt(v);
  select array_agg(g.id order by g.expires_at, g.id), array_agg(g.remaining::bigint order by g.expires_at, g.id),
    sum(g.remaining::bigint)
  into v_ids, v_amounts, v_expired
  from public.credit_grants g where g.account_id = v.id and g.remaining > 0 and g.expires_at <= v_now;
  if v_expired > 0 then
    update public.credit_grants g set remaining = 0, expired = g.expired + g.remaining where g.id = any (v_ids);
    v.available := v.available - v_expired;
    select * into v_done from private.record(v, 'expiry', -v_expired, v_ids, v_amounts, p_description => 'Credits expired');
    v := v_done.v;
  end if;
  v.next_due_at := least(
    (select min(g.expires_at) from public.credit_grants g where g.account_id = v.id and g.remaining > 0),
    (select min(h.expires_at) from public.credit_holds h where h.id = any (v.open_holds)),
    'infinity');
  v := private.save_account(v);
  return case when v_returned <> '{}' then private.freeze_returned(v, v_returned) else v end;
end $$;

-- Lock one account and settle it. `for no key update`: the strongest lock that foreign keys don't wait for.
create function private.lock_account(p_owner_id uuid) returns public.credit_accounts
language plpgsql set search_path = '' as $$
declare
  v public.credit_accounts;
begin
  select * into v from public.credit_accounts a where a.owner_id = p_owner_id for no key update;
  if not found then
    raise exception 'account_not_found' using errcode = 'PT404',
      detail = jsonb_build_object('owner_id', p_owner_id)::text;
  end if;
  if v.next_due_at <= clock_timestamp() then
    v := private.settle(v);
  end if;
  return v;
end $$;

-- Take credits out of the grants in burn order; raises insufficient_credits when there are too few. The last
-- grant touched stays open with its rest. Moves credits out of `available`; the caller says where they go.
create function private.burn(
  inout v public.credit_accounts, p_amount bigint, out ids bigint[], out amounts bigint[],
  p_only_transferable boolean default false
) language plpgsql set search_path = '' as $$
declare
  v_left bigint := p_amount;
  v_grant record;
begin
  if v.available < p_amount then
    raise exception 'insufficient_credits' using errcode = 'PT402',
      detail = jsonb_build_object('required', p_amount, 'available', v.available)::text;
  end if;
  v.available := v.available - p_amount;
  if v.open_remaining >= p_amount and not p_only_transferable then
    v.open_remaining := v.open_remaining - p_amount;
    ids := array[v.open_grant_id];
    amounts := array[p_amount];
    return;
  end if;
  v := private.close_open_grant(v);
  ids := '{}';
  amounts := '{}';
  for v_grant in
    select g.id, g.remaining from public.credit_grants g where g.account_id = v.id and g.remaining > 0
      and (g.transferable or not p_only_transferable)
    order by g.priority, g.expires_at nulls last, (g.cost_cents > 0), g.created_at, g.id
  loop
    ids := ids || v_grant.id;
    amounts := amounts || least(v_grant.remaining, v_left);
    v_left := v_left - v_grant.remaining;
    exit when v_left <= 0;
  end loop;
  if v_left > 0 then -- only when some grants were passed over
    raise exception 'insufficient_credits' using errcode = 'PT402',
      detail = jsonb_build_object('required', p_amount, 'available', p_amount - v_left)::text;
  end if;
  update public.credit_grants g set remaining = 0 where g.id = any (ids);
  v.open_grant_id := v_grant.id;
  v.open_remaining := -v_left;
  if p_only_transferable then -- a grant that was passed over may be the one to burn next
    v := private.close_open_grant(v);
  end if;
end $$;

-- Raises invalid_amount when an account can't take that many credits more.
create function private.check_room(v public.credit_accounts, p_amount bigint) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if v.available + v.held + p_amount > 9007199254740991 then
    raise exception 'invalid_amount' using errcode = 'PT422', detail = jsonb_build_object(
      'amount', p_amount, 'balance', v.available + v.held, 'max_balance', 9007199254740991)::text;
  end if;
end $$;

create function private.raise_idempotency_conflict(p_idempotency_key text, p_transaction_id bigint) returns void
language plpgsql immutable set search_path = '' as $$
begin
  raise exception 'idempotency_conflict' using errcode = 'PT409',
    detail = jsonb_build_object('idempotency_key', p_idempotency_key, 'transaction_id', p_transaction_id)::text;
end $$;

-- The transaction an idempotency key already stands for, or null. Runs under the account's lock, so two calls
-- with one key can't both find nothing. Raises idempotency_conflict when the key came with another request.
create function private.find_replay(
  p_account_id bigint, p_idempotency_key text, p_type public.credit_transaction_type, p_amount bigint,
  p_feature text default null, p_model text default null, p_reference text default null, p_hold_id bigint default null
) returns public.credit_transactions
language plpgsql set search_path = '' as $$
declare
  v_found public.credit_transactions;
begin
  select * into v_found from public.credit_transactions t
  where t.account_id = p_account_id and t.idempotency_key = p_idempotency_key;
  if v_found.id is not null
      and (v_found.type, v_found.amount, v_found.feature, v_found.model, v_found.reference, v_found.hold_id)
      is distinct from (p_type, p_amount, p_feature, p_model, p_reference, p_hold_id) then
    perform private.raise_idempotency_conflict(p_idempotency_key, v_found.id);
  end if;
  return v_found;
end $$;

create function private.replay(t public.credit_transactions, v public.credit_accounts) returns public.credit_movement
language sql immutable set search_path = '' as $$
  select (t.id, t.amount, t.balance_before, t.balance_after, v.available, v.held, v.debt, v.version,
    true)::public.credit_movement;
$$;

-- The answer about a transaction that was just recorded on a saved account. Asked for in the order of the primary key: a plan
-- made while the table was empty would as soon walk all of the account's rows by another index.
create function private.movement(p_transaction_id bigint, v public.credit_accounts) returns public.credit_movement
language plpgsql stable set search_path = '' as $$
begin
  return (select (t.id, t.amount, t.balance_before, t.balance_after, v.available, v.held, v.debt, v.version,
      false)::public.credit_movement
    from public.credit_transactions t where (t.account_id, t.id) >= (v.id, p_transaction_id)
    order by t.account_id, t.id limit 1);
end $$;
