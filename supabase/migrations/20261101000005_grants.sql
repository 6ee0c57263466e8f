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

-- Who owes has nothing to spend: what comes in, or comes back, pays the debt before anything else can have it. The caller saves.
create function private.pay_debt(v public.credit_accounts) returns public.credit_accounts
language plpgsql set search_path = '' as $$
declare
  v_pay bigint := least(v.debt, v.available);
  v_done record;
begin
  if v_pay = 0 then
    return v;
  end if;
  select * into v_done from private.burn(v, v_pay);
  v := private.close_open_grant(v_done.v);
  v.debt := v.debt - v_pay;
  select * into v_done from private.record(v, 'debt_payment', -v_pay, v_done.ids, v_done.amounts,
    p_description => 'Debt paid', p_debt_change => -v_pay);
  return v_done.v;
end $$;

create function private.raise_duplicate_reference(p_reference text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  raise exception 'duplicate_reference' using errcode = 'PT409',
    detail = jsonb_build_object('reference', p_reference)::text;
end $$;

-- Add credits as one grant; debt is paid from it first. Idempotent by key, whatever the expiry (a repeated call may
-- count it from its own time); a reference (`order:<id>`) is granted once whatever the key. Locks the account.
-- Raises invalid_amount, invalid_expiry, account_not_found, idempotency_conflict, duplicate_reference.
create function public.grant_credits(
  p_owner_id uuid, p_amount numeric, p_source public.credit_grant_source, p_idempotency_key text,
  p_expires_at timestamptz default null, p_priority integer default 100, p_cost_cents bigint default 0,
  p_transferable boolean default true, p_parent_grant_id bigint default null, p_reference text default null,
  p_description text default null, p_actor_id uuid default null, p_metadata jsonb default null
) returns public.credit_movement
language plpgsql security definer set search_path = '' as $$
declare
  v public.credit_accounts;
  v_found public.credit_transactions;
  v_done record;
  v_grant_id bigint;
begin
  perform private.check_request(p_amount, p_idempotency_key);
  if (p_source is not null and p_transferable is not null and p_priority between 0 and 1000
      and p_cost_cents between 0 and 9007199254740991) is not true then
    raise exception 'invalid_input' using errcode = 'PT422', detail = jsonb_build_object('source', p_source,
      'priority', p_priority, 'cost_cents', p_cost_cents, 'transferable', p_transferable)::text;
  end if;
  v := private.lock_account(p_owner_id);
  v_found := private.find_replay(v.id, p_idempotency_key, 'grant', p_amount::bigint, p_reference => p_reference);
  if v_found.id is not null then
    if not exists (select from public.credit_grants g where g.id = v_found.grant_ids[1] and
        (g.source, g.priority, g.cost_cents, g.transferable) = (p_source, p_priority, p_cost_cents, p_transferable)) then
      perform private.raise_idempotency_conflict(p_idempotency_key, v_found.id);
    end if;
    return private.replay(v_found, v);
  end if;
  if exists (select from public.credit_transactions t where t.type = 'grant' and t.reference = p_reference) then
    perform private.raise_duplicate_reference(p_reference);
  end if;
  perform private.check_room(v, p_amount::bigint);
  if p_expires_at <= clock_timestamp() then
    raise exception 'invalid_expiry' using errcode = 'PT422',
      detail = jsonb_build_object('expires_at', p_expires_at)::text;
  end if;
  -- The new grant may come before the open one in the burn order: let the next burn choose afresh.
  v := private.close_open_grant(v);
  insert into public.credit_grants (account_id, source, amount, remaining, priority, expires_at, cost_cents,
    parent_grant_id, transferable, reference)
  values (v.id, p_source, p_amount, p_amount, p_priority, p_expires_at, p_cost_cents,
    p_parent_grant_id, p_transferable, p_reference)
  returning id into v_grant_id;
  v.next_due_at := least(v.next_due_at, p_expires_at);
  v.available := v.available + p_amount;
  begin
    select * into v_done from private.record(v, 'grant', p_amount::bigint, array[v_grant_id], array[p_amount::bigint],
      p_idempotency_key, p_description => p_description, p_reference => p_reference, p_actor_id => p_actor_id,
      p_metadata => p_metadata);
  exception when unique_violation then -- another account was granted it meanwhile
    perform private.raise_duplicate_reference(p_reference);
  end;
  v := private.save_account(private.pay_debt(v_done.v));
  perform private.note_top_up(v);
  return private.movement(v_done.transaction_id, v);
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
  if v.last_read_at < now() - interval '1 hour' then
    update public.credit_accounts a set last_read_at = now() where a.id = v.id;
  end if;
end $$;
grant execute on function public.credit_balance(uuid) to service_role;
