-- Credits from one account to another.

-- Move transferable credits, soonest burnt first. They keep their expiry, priority and cost on the other side, one grant
-- for each slice, so that giving credits away never makes them live longer. Debt of the receiver is paid first.
-- Idempotent by the sender's key. Locks both accounts, in id order.
-- Raises insufficient_credits, invalid_amount, account_not_found, same_account, idempotency_conflict.
create function public.transfer_credits(
  p_from_owner_id uuid, p_to_owner_id uuid, p_amount numeric, p_idempotency_key text, p_description text default null,
  p_actor_id uuid default null
) returns public.credit_movement
language plpgsql security definer set search_path = '' as $$
declare
  v_amount bigint;
  v_from public.credit_accounts;
  v_to public.credit_accounts;
  v_found public.credit_transactions;
  v_burnt record;
  v_done record;
  v_out_id bigint;
  v_grant_ids bigint[];
begin
  perform private.check_request(p_amount, p_idempotency_key);
  if p_from_owner_id = p_to_owner_id then
    raise exception 'same_account' using errcode = 'PT422', detail = jsonb_build_object('owner_id', p_to_owner_id)::text;
  end if;
  v_amount := p_amount;
  perform from public.credit_accounts a where a.owner_id in (p_from_owner_id, p_to_owner_id)
  order by a.id for no key update;
  v_from := private.lock_account(p_from_owner_id);
  v_to := private.lock_account(p_to_owner_id);
  v_found := private.find_replay(v_from.id, p_idempotency_key, 'transfer_out', -v_amount,
    p_reference => 'transfer:' || v_to.id);
  if v_found.id is not null then
    return private.replay(v_found, v_from);
  end if;
  perform private.check_room(v_to, v_amount);

  select * into v_burnt from private.burn(v_from, v_amount, true);
  select * into v_done from private.record(v_burnt.v, 'transfer_out', -v_amount, v_burnt.ids, v_burnt.amounts,
    p_idempotency_key, p_description => p_description, p_reference => 'transfer:' || v_to.id, p_actor_id => p_actor_id);
  v_out_id := v_done.transaction_id;
  v_from := private.save_account(v_done.v);

  v_to := private.close_open_grant(v_to);
  with slices as (
    select u.n, u.id, u.amount from unnest(v_burnt.ids, v_burnt.amounts) with ordinality as u(id, amount, n)
  ), arrived as (
    insert into public.credit_grants
      (account_id, source, amount, remaining, priority, expires_at, cost_cents, parent_grant_id, transferable)
    select v_to.id, 'transfer', s.amount, s.amount, g.priority, g.expires_at,
      ceil(g.cost_cents::numeric * s.amount / g.amount), g.id, true
    from slices s join public.credit_grants g on g.id = s.id order by s.n
    returning id, expires_at
  )
  select array_agg(a.id order by a.id), least(v_to.next_due_at, min(a.expires_at))
  into v_grant_ids, v_to.next_due_at from arrived a;
  v_to.available := v_to.available + v_amount;
  select * into v_done from private.record(v_to, 'transfer_in', v_amount, v_grant_ids, v_burnt.amounts,
    p_description => p_description, p_reference => 'transfer:' || v_from.id, p_actor_id => p_actor_id);
  v_to := private.save_account(private.pay_debt(v_done.v));
  return private.movement(v_out_id, v_from);
end $$;
grant execute on function public.transfer_credits to service_role;
