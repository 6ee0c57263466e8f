-- Money that goes back: refunds and disputes. Each is a row with the state it has come to; what a purchase owes follows from
-- all of them together, so the order in which their events arrive does not matter.

create type public.return_kind as enum ('refund', 'dispute');
-- pending: nothing happens yet; open: a dispute that is being argued; void: came to nothing; taken: the money is gone.
create type public.return_outcome as enum ('pending', 'open', 'void', 'taken');

create table public.payment_returns (
  id text primary key, -- refund_id or dispute_id
  kind public.return_kind not null,
  payment_id text not null,
  amount_cents bigint check (amount_cents between 0 and 9007199254740991), -- null: the whole payment
  outcome public.return_outcome not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index payment_returns_by_payment on public.payment_returns (payment_id);
alter table public.payment_returns enable row level security;
create policy "nobody reads returns" on public.payment_returns for select to anon, authenticated using (false);
grant select on public.payment_returns to service_role;

-- Put what is left of one grant on hold, for as long as it takes. Answers the hold's id, null when nothing is left.
-- Locks the account.
create function private.freeze_grant(p_owner_id uuid, p_grant_id bigint, p_key text) returns bigint
language plpgsql set search_path = '' as $$
declare
  v public.credit_accounts := private.close_open_grant(private.lock_account(p_owner_id));
  v_left bigint;
  v_id bigint;
begin
  select g.remaining into v_left from public.credit_grants g where g.id = p_grant_id and g.account_id = v.id;
  if v_left > 0 then
    update public.credit_grants g set remaining = 0 where g.id = p_grant_id;
    insert into public.credit_holds
      (account_id, amount, expires_at, idempotency_key, feature, grant_ids, grant_amounts, created_at)
    values (v.id, v_left, 'infinity', p_key || ':' || v.version, 'dispute', array[p_grant_id], array[v_left], clock_timestamp())
    returning id into v_id;
    v.available := v.available - v_left;
    v.held := v.held + v_left;
    v.open_holds := v.open_holds || v_id;
  end if;
  perform private.save_account(v);
  return v_id;
end $$;

-- Bring a purchase's credits in line with its refunds and disputes: take back their share, in proportion to the money and rounded
-- to the nearest credit; while a dispute is open keep what is left from being spent. A mismatch was given no credits: there
-- only the money is noted. Safe to repeat. The caller has locked the purchase.
create function private.settle_returns(p_purchase_id uuid) returns void
language plpgsql set search_path = '' as $$
declare
  p public.purchases;
  v_grant_id bigint;
  v_returned bigint;
  v_target bigint;
  v_is_open boolean;
begin
  select * into p from public.purchases x where x.id = p_purchase_id;
  select least(p.paid_cents, coalesce(sum(coalesce(r.amount_cents, p.paid_cents)) filter (where r.outcome = 'taken'), 0)),
    coalesce(bool_or(r.outcome = 'open'), false)
  into v_returned, v_is_open
  from public.payment_returns r where r.payment_id = p.payment_id;
  if p.status <> 'completed' or p.user_id is null then
    update public.purchases x set returned_cents = v_returned where x.id = p.id;
    return;
  end if;
  v_target := case when p.paid_cents = 0 then 0 else round(p.credits::numeric * v_returned / p.paid_cents) end;
  select t.grant_ids[1] into v_grant_id from public.credit_accounts a
  join public.credit_transactions t on t.account_id = a.id and t.id = p.transaction_id where a.owner_id = p.user_id;
  -- Thawed first: what is taken back comes out of these very credits as far as they go.
  if p.frozen_hold_id is not null and (v_target > p.clawed_back or not v_is_open) then
    perform public.release_hold(p.frozen_hold_id);
    p.frozen_hold_id := null;
  end if;
  if v_target > p.clawed_back then
    perform public.claw_back_credits(p.user_id, v_grant_id, v_target - p.clawed_back,
      'return:' || p.id || ':' || v_target, p_reference => 'payment:' || p.payment_id,
      p_description => 'The money for these credits went back');
    p.clawed_back := v_target;
  end if;
  if v_is_open and p.frozen_hold_id is null then
    p.frozen_hold_id := private.freeze_grant(p.user_id, v_grant_id, 'dispute:' || p.id);
  end if;
  update public.purchases x set returned_cents = v_returned, clawed_back = p.clawed_back, frozen_hold_id = p.frozen_hold_id
  where x.id = p.id;
end $$;

-- What a refund or a dispute has come to. A later state is never undone by an older one that arrives after it. Answers the
-- event's status: 'processed', or 'parked' while its payment is not known; complete_purchase applies it then.
create function public.record_return(
  p_webhook_id text, p_kind public.return_kind, p_id text, p_payment_id text, p_amount_cents bigint,
  p_outcome public.return_outcome
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_purchase_id uuid;
begin
  -- As in complete_purchase: one at a time for a payment, and the account before the purchase.
  perform pg_advisory_xact_lock(hashtextextended('payment:' || p_payment_id, 0));
  perform from public.credit_accounts a join public.purchases p on p.user_id = a.owner_id
  where p.payment_id = p_payment_id for no key update of a;
  insert into public.payment_returns as r (id, kind, payment_id, amount_cents, outcome)
  values (p_id, p_kind, p_payment_id, p_amount_cents, p_outcome)
  on conflict (id) do update set outcome = greatest(r.outcome, excluded.outcome),
    amount_cents = case when excluded.outcome >= r.outcome then excluded.amount_cents else r.amount_cents end,
    updated_at = now();
  perform private.note_refund(p_webhook_id, p_id);
  select p.id into v_purchase_id from public.purchases p
  where p.payment_id = p_payment_id and p.status in ('completed', 'mismatch') for update;
  if v_purchase_id is null then
    perform public.finish_webhook_event(p_webhook_id, 'parked', 'its payment is not known yet');
    return 'parked';
  end if;
  perform private.settle_returns(v_purchase_id);
  perform public.finish_webhook_event(p_webhook_id, 'processed');
  return 'processed';
end $$;
grant execute on function public.record_return to service_role;
