-- Credits in.

-- The account of a user, pool or lead, made on first use. Safe to repeat.
create function public.open_credit_account(p_owner_id uuid, p_kind public.credit_account_kind default 'user') returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_id bigint;
begin
  insert into public.credit_accounts (owner_id, kind) values (p_owner_id, p_kind)
  on conflict (owner_id) do nothing returning id into v_id;
  return coalesce(v_id, (select a.id from public.credit_accounts a where a.owner_id = p_owner_id));
end $$;
grant execute on function public.open_credit_account(uuid, public.credit_account_kind) to service_role;

-- Add one grant to a locked account, with its ledger row; debt is paid from it first. The caller saves.
create function private.add_grant(
  inout v public.credit_accounts, p_type public.credit_transaction_type, p_amount bigint, p_source public.credit_grant_source, p_idempotency_key text,
  p_expires_at timestamptz, p_priority integer, p_cost_cents bigint, p_transferable boolean, p_parent_grant_id bigint,
  p_reference text, p_description text, p_actor_id uuid, p_metadata jsonb, out transaction_id bigint
) language plpgsql set search_path = '' as $$
declare
  v_grant_id bigint;
  v_pay bigint := least(v.debt, p_amount);
  v_done record;
begin
  if v.available + v.held + p_amount > 9007199254740991 then
    raise exception 'invalid_amount' using errcode = 'PT422',
      detail = jsonb_build_object('amount', p_amount, 'balance', v.available + v.held, 'max_balance', 9007199254740991)::text;
  end if;
  if p_expires_at <= clock_timestamp() then
    raise exception 'invalid_expiry' using errcode = 'PT422',
      detail = jsonb_build_object('expires_at', p_expires_at)::text;
  end if;
  -- The new grant may come before the open one in the burn order: let the next burn choose afresh.
  v := private.close_open_grant(v);
  insert into public.credit_grants (account_id, source, amount, remaining, priority, expires_at, cost_cents,
    parent_grant_id, transferable, reference)
  values (v.id, p_source, p_amount, p_amount - v_pay, p_priority, p_expires_at, p_cost_cents,
    p_parent_grant_id, p_transferable, p_reference)
  returning id into v_grant_id;
  v.next_due_at := least(v.next_due_at, p_expires_at);
  v.available := v.available + p_amount;
  select * into v_done from private.record(v, p_type, p_amount, array[v_grant_id], array[p_amount],
    p_idempotency_key, p_description => p_description, p_reference => p_reference, p_actor_id => p_actor_id,
    p_metadata => p_metadata);
  v := v_done.v;
  transaction_id := v_done.transaction_id;
  if v_pay > 0 then
    v.available := v.available - v_pay;
    v.debt := v.debt - v_pay;
    select * into v_done from private.record(v, 'debt_payment', -v_pay, array[v_grant_id], array[v_pay],
      p_description => 'Debt paid from new credits', p_debt_change => -v_pay);
    v := v_done.v;
  end if;
end $$;

-- Add credits as one grant. Idempotent by key; a reference (`payment:<id>`) is granted once whatever the key.
-- Locks the account. Raises invalid_amount, invalid_expiry, account_not_found, idempotency_conflict,
-- duplicate_reference.
create function public.grant_credits(
  p_owner_id uuid, p_amount numeric, p_source public.credit_grant_source, p_idempotency_key text, p_expires_at timestamptz default null,
  p_priority integer default 100, p_cost_cents bigint default 0, p_transferable boolean default true,
  p_parent_grant_id bigint default null, p_reference text default null, p_description text default null,
  p_actor_id uuid default null, p_metadata jsonb default null
) returns public.credit_movement
language plpgsql security definer set search_path = '' as $$
declare
  v public.credit_accounts;
  v_found public.credit_transactions;
  v_done record;
  v_source public.credit_grant_source;
begin
  perform private.check_request(p_amount, p_idempotency_key);
  v := private.lock_account(p_owner_id);
  v_found := private.find_replay(v.id, p_idempotency_key, 'grant', p_amount::bigint, p_reference => p_reference);
  if v_found.id is not null then
    select g.source into v_source from public.credit_grants g where g.id = v_found.grant_ids[1];
    if v_source <> p_source then
      raise exception 'idempotency_conflict' using errcode = 'PT409',
        detail = jsonb_build_object('idempotency_key', p_idempotency_key, 'transaction_id', v_found.id)::text;
    end if;
    return (v_found.id, v_found.amount, v_found.balance_before, v_found.balance_after,
      v.available, v.held, v.debt, v.version, true)::public.credit_movement;
  end if;
  if p_reference is not null and exists (
    select from public.credit_transactions t where t.type = 'grant' and t.reference = p_reference
  ) then
    raise exception 'duplicate_reference' using errcode = 'PT409',
      detail = jsonb_build_object('reference', p_reference)::text;
  end if;
  select * into v_done from private.add_grant(v, 'grant', p_amount::bigint, p_source, p_idempotency_key, p_expires_at,
    p_priority, p_cost_cents, p_transferable, p_parent_grant_id, p_reference, p_description, p_actor_id, p_metadata);
  v := private.save_account(v_done.v);
  select * into v_found from public.credit_transactions t
  where t.account_id = v.id and t.id = v_done.transaction_id;
  return (v_found.id, v_found.amount, v_found.balance_before, v_found.balance_after,
    v.available, v.held, v.debt, v.version, false)::public.credit_movement;
end $$;
grant execute on function public.grant_credits to service_role;

-- The balance as of now: available, held and debt in credits, and the version it belongs to. Books what
-- fell due first, so an expired grant never shows.
create function public.credit_balance(
  p_owner_id uuid, out available bigint, out held bigint, out debt bigint, out version bigint
) language plpgsql security definer set search_path = '' as $$
declare
  v public.credit_accounts;
begin
  select * into v from public.credit_accounts a where a.owner_id = p_owner_id;
  if v.id is null or v.next_due_at <= clock_timestamp() then
    v := private.lock_account(p_owner_id);
  end if;
  available := v.available;
  held := v.held;
  debt := v.debt;
  version := v.version;
end $$;
grant execute on function public.credit_balance(uuid) to service_role;
