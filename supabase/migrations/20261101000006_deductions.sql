-- Credits out.

-- Take credits from one account in burn order. Idempotent by key: the same key and request (amount, feature,
-- model, reference) answers the first result, marked as replayed. Locks the account.
-- Raises insufficient_credits, invalid_amount, account_not_found, idempotency_conflict.
create function public.deduct_credits(
  p_owner_id uuid, p_amount numeric, p_idempotency_key text, p_feature text default null, p_model text default null,
  p_description text default null, p_reference text default null, p_actor_id uuid default null,
  p_metadata jsonb default null
) returns public.credit_movement
language plpgsql security definer set search_path = '' as $$
declare
  v_amount bigint;
  v_fast record;
  v public.credit_accounts;
  v_found public.credit_transactions;
  v_done record;
  v_id bigint;
begin
  if (p_amount between 1 and 9007199254740991 and p_amount = trunc(p_amount)
      and char_length(p_idempotency_key) between 1 and 255) is not true then
    perform private.check_request(p_amount, p_idempotency_key); -- says which
  end if;
  v_amount := p_amount;

  -- The common case in two statements: nothing is due, nobody to be warned, and the open grant covers it. The key is claimed by the insert; if
  -- it was used before, the account is put back and the path below answers. (An exception block would do that by
  -- itself, but a waiter on a hot account pays dearly for the subtransaction.)
  update public.credit_accounts a set available = a.available - v_amount, open_remaining = a.open_remaining - v_amount,
    version = a.version + 1, seq = a.seq + 1
  where a.owner_id = p_owner_id and a.open_remaining >= v_amount and a.next_due_at > clock_timestamp()
    and a.available - v_amount >= a.watch_below
  returning a.id, a.available, a.held, a.debt, a.version, a.seq, a.open_grant_id, a.last_read_at into v_fast;
  if found then
    insert into public.credit_transactions
      (account_id, seq, type, amount, balance_before, balance_after, grant_ids, grant_amounts, idempotency_key,
       feature, model, description, reference, actor_id, metadata, created_at)
    values
      (v_fast.id, v_fast.seq, 'deduction', -v_amount, v_fast.available + v_fast.held + v_amount,
       v_fast.available + v_fast.held, array[v_fast.open_grant_id], array[v_amount], p_idempotency_key, p_feature,
       p_model, p_description, p_reference, p_actor_id, p_metadata, clock_timestamp())
    on conflict (account_id, idempotency_key) do nothing
    returning id into v_id;
    if found then
      if v_fast.last_read_at > now() - interval '1 day' then
        perform private.announce_balance(a) from public.credit_accounts a where a.id = v_fast.id;
      end if;
      return (v_id, -v_amount, v_fast.available + v_fast.held + v_amount, v_fast.available + v_fast.held,
        v_fast.available, v_fast.held, v_fast.debt, v_fast.version, false)::public.credit_movement;
    end if;
    update public.credit_accounts a set available = a.available + v_amount, open_remaining = a.open_remaining + v_amount,
      version = a.version - 1, seq = a.seq - 1
    where a.id = v_fast.id;
  end if;

  v := private.lock_account(p_owner_id);
  v_found := private.find_replay(v.id, p_idempotency_key, 'deduction', -v_amount, p_feature, p_model, p_reference);
  if v_found.id is not null then
    return private.replay(v_found, v);
  end if;
  select * into v_done from private.burn(v, v_amount);
  select * into v_done from private.record(v_done.v, 'deduction', -v_amount, v_done.ids, v_done.amounts,
    p_idempotency_key, p_feature, p_model, p_description, p_reference, p_actor_id, p_metadata);
  v := private.save_account(v_done.v);
  -- What an admin takes away is no spending: nobody's card is charged for it.
  if p_reference is distinct from 'adjustment' then
    v := private.heed_low_balance(v);
  end if;
  return private.movement(v_done.transaction_id, v);
end $$;
grant execute on function public.deduct_credits to service_role;

-- Several deductions, all or none. p_items: [{owner_id, amount, idempotency_key, feature?, model?, description?,
-- reference?}]. Locks the accounts in id order; answers in the order of the items. Raises what deduct_credits raises.
create function public.deduct_credits_batch(p_items jsonb) returns setof public.credit_movement
language plpgsql security definer set search_path = '' as $$
declare
  v_item record;
begin
  if jsonb_typeof(p_items) is distinct from 'array' then
    raise exception 'invalid_input' using errcode = 'PT422', detail = '{"items": "must be an array"}';
  end if;
  perform from public.credit_accounts a
  where a.owner_id in (select (i ->> 'owner_id')::uuid from jsonb_array_elements(p_items) i)
  order by a.id for no key update;
  for v_item in
    select * from jsonb_to_recordset(p_items) as i(
      owner_id uuid, amount numeric, idempotency_key text, feature text, model text, description text, reference text)
  loop
    return next public.deduct_credits(v_item.owner_id, v_item.amount, v_item.idempotency_key, v_item.feature,
      v_item.model, v_item.description, v_item.reference);
  end loop;
end $$;
grant execute on function public.deduct_credits_batch(jsonb) to service_role;

-- Give a deduction back, whole (p_amount null: what is left of it) or in part, as often as something is left: to the
-- very grants it came from, the last burnt first. A slice whose grant has expired comes back as a grace grant, named
-- in the metadata. Debt is paid from it first. Idempotent by key. Locks the account.
-- Raises transaction_not_found, nothing_to_refund, invalid_amount, idempotency_conflict, account_not_found.
create function public.refund_transaction(
  p_owner_id uuid, p_transaction_id bigint, p_idempotency_key text, p_amount numeric default null,
  p_description text default null, p_actor_id uuid default null
) returns public.credit_movement
language plpgsql security definer set search_path = '' as $$
declare
  v public.credit_accounts;
  v_spent public.credit_transactions;
  v_found public.credit_transactions;
  v_left bigint;
  v_amount bigint;
  v_slices record;
  v_done record;
begin
  perform private.check_request(coalesce(p_amount, 1), p_idempotency_key);
  v := private.lock_account(p_owner_id);
  select * into v_found from public.credit_transactions t
  where t.account_id = v.id and t.idempotency_key = p_idempotency_key;
  if v_found.id is not null then
    -- What "all that is left" was then.
    select -t.amount - coalesce((select sum(r.amount) from public.credit_transactions r
      where r.refund_of = t.id and r.id < v_found.id), 0) into v_left
    from public.credit_transactions t where t.account_id = v.id and t.id = p_transaction_id;
    if (v_found.refund_of = p_transaction_id) is not true or v_found.amount <> coalesce(p_amount, v_left) then
      perform private.raise_idempotency_conflict(p_idempotency_key, v_found.id);
    end if;
    return private.replay(v_found, v);
  end if;
  select * into v_spent from public.credit_transactions t
  where t.account_id = v.id and t.id = p_transaction_id and t.type = 'deduction';
  if v_spent.id is null then
    raise exception 'transaction_not_found' using errcode = 'PT404',
      detail = jsonb_build_object('transaction_id', p_transaction_id)::text;
  end if;
  v_left := -v_spent.amount - coalesce(
    (select sum(t.amount) from public.credit_transactions t where t.refund_of = p_transaction_id), 0);
  v_amount := coalesce(p_amount, v_left);
  if v_left = 0 then
    raise exception 'nothing_to_refund' using errcode = 'PT409',
      detail = jsonb_build_object('transaction_id', p_transaction_id)::text;
  elsif v_amount > v_left then
    raise exception 'invalid_amount' using errcode = 'PT422',
      detail = jsonb_build_object('amount', v_amount, 'refundable', v_left)::text;
  end if;
  perform private.check_room(v, v_amount);
  select * into v_slices from private.slice_range(v_spent.grant_ids, v_spent.grant_amounts, v_left - v_amount, v_left);
  select * into v_done from private.give_back(v, v_slices.ids, v_slices.amounts, clock_timestamp());
  v := v_done.v;
  v.available := v.available + v_amount;
  select * into v_done from private.record(v, 'refund', v_amount, v_slices.ids, v_slices.amounts, p_idempotency_key,
    v_spent.feature, v_spent.model, p_description, p_actor_id => p_actor_id, p_refund_of => p_transaction_id,
    p_metadata => case when v_done.grace_ids <> '{}' then jsonb_build_object('grace_grant_ids', v_done.grace_ids) end);
  v := private.freeze_returned(private.save_account(private.pay_debt(v_done.v)), v_slices.ids);
  return private.movement(v_done.transaction_id, v);
end $$;
grant execute on function public.refund_transaction to service_role;

-- Take back credits that turned out not to be paid for: first what is left of their own grant, then the account's other
-- available credits in burn order, and the rest becomes debt, paid first by whatever comes in or comes back next. Idempotent by key.
-- Locks the account. Raises grant_not_found, invalid_amount, idempotency_conflict, account_not_found.
create function public.claw_back_credits(
  p_owner_id uuid, p_grant_id bigint, p_amount numeric, p_idempotency_key text, p_reference text default null,
  p_description text default null, p_actor_id uuid default null
) returns public.credit_movement
language plpgsql security definer set search_path = '' as $$
declare
  v public.credit_accounts;
  v_found public.credit_transactions;
  v_grant public.credit_grants;
  v_own bigint;
  v_others bigint;
  v_debt bigint;
  v_done record;
  v_ids bigint[] := '{}';
  v_amounts bigint[] := '{}';
  v_about jsonb := jsonb_build_object('grant_id', p_grant_id);
begin
  perform private.check_request(p_amount, p_idempotency_key);
  v := private.lock_account(p_owner_id);
  select * into v_found from public.credit_transactions t
  where t.account_id = v.id and t.idempotency_key = p_idempotency_key;
  if v_found.id is not null then
    if (v_found.type, v_found.debt_change - v_found.amount, v_found.reference, v_found.metadata) is distinct from
        ('clawback'::public.credit_transaction_type, p_amount::bigint, p_reference, v_about) then
      perform private.raise_idempotency_conflict(p_idempotency_key, v_found.id);
    end if;
    return private.replay(v_found, v);
  end if;
  v := private.close_open_grant(v);
  select * into v_grant from public.credit_grants g where g.id = p_grant_id and g.account_id = v.id;
  if v_grant.id is null then
    raise exception 'grant_not_found' using errcode = 'PT404', detail = jsonb_build_object('grant_id', p_grant_id)::text;
  end if;
  v_own := least(v_grant.remaining, p_amount);
  if v_own > 0 then
    update public.credit_grants g set remaining = g.remaining - v_own where g.id = p_grant_id;
    v.available := v.available - v_own;
    v_ids := array[p_grant_id];
    v_amounts := array[v_own];
  end if;
  v_others := least(v.available, p_amount - v_own);
  if v_others > 0 then
    select * into v_done from private.burn(v, v_others);
    v := v_done.v;
    v_ids := v_ids || v_done.ids;
    v_amounts := v_amounts || v_done.amounts;
  end if;
  v_debt := p_amount - v_own - v_others;
  if v.debt + v_debt > 9007199254740991 then
    raise exception 'invalid_amount' using errcode = 'PT422',
      detail = jsonb_build_object('amount', p_amount, 'debt', v.debt, 'max_debt', 9007199254740991)::text;
  end if;
  v.debt := v.debt + v_debt;
  select * into v_done from private.record(v, 'clawback', -(v_own + v_others), v_ids, v_amounts, p_idempotency_key,
    p_description => p_description, p_reference => p_reference, p_actor_id => p_actor_id,
    p_metadata => v_about, p_debt_change => v_debt);
  v := private.save_account(v_done.v);
  return private.movement(v_done.transaction_id, v);
end $$;
grant execute on function public.claw_back_credits to service_role;
