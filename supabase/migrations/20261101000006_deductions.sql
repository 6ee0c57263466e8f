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
  v public.credit_accounts;
  v_found public.credit_transactions;
  v_burnt record;
  v_done record;
begin
  perform private.check_request(p_amount, p_idempotency_key);
  v_amount := p_amount;
  v := private.lock_account(p_owner_id);
  v_found := private.find_replay(v.id, p_idempotency_key, 'deduction', -v_amount, p_feature, p_model, p_reference);
  if v_found.id is not null then
    return (v_found.id, v_found.amount, v_found.balance_before, v_found.balance_after,
      v.available, v.held, v.debt, v.version, true)::public.credit_movement;
  end if;
  select * into v_burnt from private.burn(v, v_amount);
  select * into v_done from private.record(v_burnt.v, 'deduction', -v_amount, v_burnt.ids, v_burnt.amounts,
    p_idempotency_key, p_feature, p_model, p_description, p_reference, p_actor_id, p_metadata);
  v := private.save_account(v_done.v);
  return (v_done.transaction_id, -v_amount, v.available + v.held + v_amount, v.available + v.held,
    v.available, v.held, v.debt, v.version, false)::public.credit_movement;
end $$;
grant execute on function public.deduct_credits to service_role;
