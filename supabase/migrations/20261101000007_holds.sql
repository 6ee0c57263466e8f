-- Credits reserved while work runs: hold -> capture or release. A hold ends exactly once; past expires_at it
-- counts as released, whether or not anything has noticed. No lock stays open between the phases.

create type public.credit_hold as (
  hold_id bigint, amount bigint, captured bigint, status public.credit_hold_status, expires_at timestamptz,
  available bigint, held bigint, version bigint, replayed boolean
);

create function private.hold_result(h public.credit_holds, v public.credit_accounts, p_replayed boolean)
returns public.credit_hold language sql immutable set search_path = '' as $$
  select (h.id, h.amount, h.captured, h.status, h.expires_at, v.available, v.held, v.version, p_replayed)::public.credit_hold;
$$;

-- Reserve credits for p_ttl_seconds (1 second to 7 days). Idempotent by key. Locks the account.
-- Raises insufficient_credits, invalid_amount, invalid_expiry, account_not_found, idempotency_conflict.
create function public.hold_credits(
  p_owner_id uuid, p_amount numeric, p_idempotency_key text, p_feature text default null, p_model text default null,
  p_ttl_seconds integer default 600
) returns public.credit_hold
language plpgsql security definer set search_path = '' as $$
declare
  v_fast record;
  v public.credit_accounts;
  v_hold public.credit_holds;
  v_burnt record;
  v_amount bigint;
  v_id bigint;
  v_expires_at timestamptz;
begin
  if (p_amount between 1 and 9007199254740991 and p_amount = trunc(p_amount)
      and char_length(p_idempotency_key) between 1 and 255) is not true then
    perform private.check_request(p_amount, p_idempotency_key); -- says which
  end if;
  if p_ttl_seconds is null or p_ttl_seconds not between 1 and 604800 then
    raise exception 'invalid_expiry' using errcode = 'PT422', detail = '{"min_seconds": 1, "max_seconds": 604800}';
  end if;
  v_amount := p_amount;
  v_id := nextval('public.credit_holds_id_seq');

  -- The common case, as in deduct_credits.
  v_expires_at := clock_timestamp() + make_interval(secs => p_ttl_seconds);
  update public.credit_accounts a set available = a.available - v_amount, open_remaining = a.open_remaining - v_amount,
    held = a.held + v_amount, open_holds = a.open_holds || v_id, version = a.version + 1,
    next_due_at = least(a.next_due_at, v_expires_at)
  where a.owner_id = p_owner_id and a.open_remaining >= v_amount and a.next_due_at > clock_timestamp()
  returning a.id, a.available, a.held, a.version, a.open_grant_id, a.last_read_at into v_fast;
  if found then
    insert into public.credit_holds
      (id, account_id, amount, expires_at, idempotency_key, feature, model, grant_ids, grant_amounts, created_at)
    overriding system value
    values (v_id, v_fast.id, v_amount, v_expires_at, p_idempotency_key, p_feature, p_model, array[v_fast.open_grant_id],
      array[v_amount], clock_timestamp())
    on conflict (account_id, idempotency_key) do nothing;
    if found then
      if v_fast.last_read_at > now() - interval '1 day' then
        perform private.announce_balance(a) from public.credit_accounts a where a.id = v_fast.id;
      end if;
      return (v_id, v_amount, 0, 'held', v_expires_at, v_fast.available, v_fast.held, v_fast.version,
        false)::public.credit_hold;
    end if;
    -- next_due_at may stay early: that costs one settling and changes nothing.
    update public.credit_accounts a set available = a.available + v_amount, open_remaining = a.open_remaining + v_amount,
      held = a.held - v_amount, open_holds = array_remove(a.open_holds, v_id), version = a.version - 1
    where a.id = v_fast.id;
  end if;

  v := private.lock_account(p_owner_id);
  select * into v_hold from public.credit_holds h where h.account_id = v.id and h.idempotency_key = p_idempotency_key;
  if v_hold.id is not null then
    if (v_hold.amount, v_hold.feature, v_hold.model) is distinct from (v_amount, p_feature, p_model) then
      raise exception 'idempotency_conflict' using errcode = 'PT409',
        detail = jsonb_build_object('idempotency_key', p_idempotency_key, 'hold_id', v_hold.id)::text;
    end if;
    return private.hold_result(v_hold, v, true);
  end if;
  select * into v_burnt from private.burn(v, v_amount);
  v := v_burnt.v;
  v.held := v.held + v_amount;
  v_expires_at := clock_timestamp() + make_interval(secs => p_ttl_seconds);
  insert into public.credit_holds
    (id, account_id, amount, expires_at, idempotency_key, feature, model, grant_ids, grant_amounts, created_at)
  overriding system value
  values (v_id, v.id, v_amount, v_expires_at, p_idempotency_key, p_feature, p_model, v_burnt.ids, v_burnt.amounts,
    clock_timestamp())
  returning * into v_hold;
  v.open_holds := v.open_holds || v_id;
  v.next_due_at := least(v.next_due_at, v_expires_at);
  v := private.save_account(v);
  return private.hold_result(v_hold, v, false);
end $$;
grant execute on function public.hold_credits to service_role;

-- The account and hold behind a hold id, locked account first. Settling may close a lapsed hold on the way.
create function private.lock_hold(p_hold_id bigint, out v public.credit_accounts, out h public.credit_holds)
language plpgsql set search_path = '' as $$
declare
  v_owner_id uuid;
begin
  select a.owner_id into v_owner_id from public.credit_holds x join public.credit_accounts a on a.id = x.account_id
  where x.id = p_hold_id;
  if v_owner_id is null then
    raise exception 'hold_not_found' using errcode = 'PT404', detail = jsonb_build_object('hold_id', p_hold_id)::text;
  end if;
  v := private.lock_account(v_owner_id);
  select * into h from public.credit_holds x where x.id = p_hold_id;
end $$;

-- Spend a hold: all of it, less (the rest goes back to its grants), or more (the excess is burnt from what is
-- available). Idempotent by key. Locks the account.
-- Raises hold_closed when it was released or has lapsed, insufficient_credits, invalid_amount, hold_not_found.
create function public.capture_hold(
  p_hold_id bigint, p_idempotency_key text, p_amount numeric default null, p_description text default null,
  p_reference text default null, p_actor_id uuid default null, p_metadata jsonb default null
) returns public.credit_movement
language plpgsql security definer set search_path = '' as $$
declare
  v_fast record;
  v public.credit_accounts;
  h public.credit_holds;
  v_amount bigint;
  v_found public.credit_transactions;
  v_done record;
  v_ids bigint[];
  v_amounts bigint[];
  v_id bigint;
begin
  -- The common case: all of an open hold, nothing due, nobody to be warned. The account is locked first, as everywhere, and its list of open
  -- holds is what says for certain that this one is: the hold's own row may have ended while we waited for the lock.
  update public.credit_accounts a set held = a.held - x.amount, open_holds = array_remove(a.open_holds, p_hold_id),
    version = a.version + 1, seq = a.seq + 1
  from public.credit_holds x
  where x.id = p_hold_id and a.id = x.account_id and p_hold_id = any (a.open_holds) and a.next_due_at > clock_timestamp()
    and a.available >= a.watch_below
    and (p_amount is null or p_amount = x.amount) and char_length(p_idempotency_key) between 1 and 255
  returning a.id, a.available, a.held, a.debt, a.version, a.seq, a.last_read_at, x.amount, x.grant_ids, x.grant_amounts,
    x.feature, x.model
  into v_fast;
  if found then
    update public.credit_holds x set status = 'captured', captured = v_fast.amount, closed_at = clock_timestamp()
    where x.id = p_hold_id;
    insert into public.credit_transactions
      (account_id, seq, type, amount, balance_before, balance_after, grant_ids, grant_amounts, idempotency_key,
       feature, model, description, reference, actor_id, metadata, hold_id, created_at)
    values
      (v_fast.id, v_fast.seq, 'deduction', -v_fast.amount, v_fast.available + v_fast.held + v_fast.amount,
       v_fast.available + v_fast.held, v_fast.grant_ids, v_fast.grant_amounts, p_idempotency_key, v_fast.feature,
       v_fast.model, p_description, p_reference, p_actor_id, p_metadata, p_hold_id, clock_timestamp())
    on conflict (account_id, idempotency_key) do nothing
    returning id into v_id;
    if not found then -- an open hold was never captured, so the key stands for something else
      select t.id into v_id from public.credit_transactions t
      where t.account_id = v_fast.id and t.idempotency_key = p_idempotency_key;
      perform private.raise_idempotency_conflict(p_idempotency_key, v_id);
    end if;
    if v_fast.last_read_at > now() - interval '1 day' then
      perform private.announce_balance(a) from public.credit_accounts a where a.id = v_fast.id;
    end if;
    return (v_id, -v_fast.amount, v_fast.available + v_fast.held + v_fast.amount, v_fast.available + v_fast.held,
      v_fast.available, v_fast.held, v_fast.debt, v_fast.version, false)::public.credit_movement;
  end if;

  select * into v_done from private.lock_hold(p_hold_id);
  v := v_done.v;
  h := v_done.h;
  perform private.check_request(coalesce(p_amount, h.amount), p_idempotency_key);
  v_amount := coalesce(p_amount, h.amount);
  v_found := private.find_replay(v.id, p_idempotency_key, 'deduction', -v_amount, h.feature, h.model, p_reference,
    h.id);
  if v_found.id is not null then
    return private.replay(v_found, v);
  end if;
  if h.status <> 'held' then
    raise exception 'hold_closed' using errcode = 'PT409',
      detail = jsonb_build_object('hold_id', h.id, 'status', h.status)::text;
  end if;
  v_ids := h.grant_ids;
  v_amounts := h.grant_amounts;
  v.held := v.held - h.amount;
  v.open_holds := array_remove(v.open_holds, h.id);
  if v_amount < h.amount then
    select * into v_done from private.slice_range(h.grant_ids, h.grant_amounts, v_amount, h.amount);
    select * into v_done from private.give_back(v, v_done.ids, v_done.amounts, clock_timestamp());
    v := v_done.v;
    v.available := v.available + h.amount - v_amount;
    select s.ids, s.amounts into v_ids, v_amounts
    from private.slice_range(h.grant_ids, h.grant_amounts, 0, v_amount) s;
  elsif v_amount > h.amount then
    select * into v_done from private.burn(v, v_amount - h.amount);
    v := v_done.v;
    v_ids := v_ids || v_done.ids;
    v_amounts := v_amounts || v_done.amounts;
  end if;
  update public.credit_holds x set status = 'captured', captured = v_amount, closed_at = clock_timestamp()
  where x.id = h.id;
  select * into v_done from private.record(v, 'deduction', -v_amount, v_ids, v_amounts, p_idempotency_key, h.feature,
    h.model, p_description, p_reference, p_actor_id, p_metadata, h.id);
  v_id := v_done.transaction_id;
  v := private.save_account(private.pay_debt(v_done.v));
  if v_amount < h.amount then
    v := private.freeze_returned(v, h.grant_ids);
  end if;
  return private.movement(v_id, private.heed_low_balance(v));
end $$;
grant execute on function public.capture_hold to service_role;

-- Give a hold's credits back, to debt first. Releasing a hold that is already released or lapsed answers the same, replayed;
-- one that was captured raises hold_closed.
create function public.release_hold(p_hold_id bigint) returns public.credit_hold
language plpgsql security definer set search_path = '' as $$
declare
  v public.credit_accounts;
  h public.credit_holds;
  v_done record;
begin
  select * into v_done from private.lock_hold(p_hold_id);
  v := v_done.v;
  h := v_done.h;
  if h.status = 'captured' then
    raise exception 'hold_closed' using errcode = 'PT409',
      detail = jsonb_build_object('hold_id', h.id, 'status', h.status)::text;
  elsif h.status <> 'held' then
    return private.hold_result(h, v, true);
  end if;
  select * into v_done from private.give_back(v, h.grant_ids, h.grant_amounts, clock_timestamp());
  v := v_done.v;
  v.held := v.held - h.amount;
  v.open_holds := array_remove(v.open_holds, h.id);
  v.available := v.available + h.amount;
  update public.credit_holds x set status = 'released', closed_at = clock_timestamp() where x.id = h.id
  returning * into h;
  v := private.save_account(private.pay_debt(v));
  if h.expires_at < 'infinity' then -- or it is the hold of a dispute
    v := private.freeze_returned(v, h.grant_ids);
  end if;
  return private.hold_result(h, v, false);
end $$;
grant execute on function public.release_hold(bigint) to service_role;
