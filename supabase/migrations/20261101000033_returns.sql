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

-- What lapsed unspent of a month's grant g, of what was left of it and rolled over (r, or null), and of what came back to either of them
-- after its end.
create function private.lapsed_of(g public.credit_grants, r public.credit_grants) returns bigint
language sql stable set search_path = '' as $$
  with recursive back as (
    select x.id, x.expired from public.credit_grants x where x.source = 'grace' and x.parent_grant_id in (g.id, r.id)
    union all
    select x.id, x.expired from back b join public.credit_grants x on x.source = 'grace' and x.parent_grant_id = b.id
  )
  select g.expired - coalesce(r.amount - r.expired, 0) + coalesce((select sum(b.expired) from back b), 0)::bigint;
$$;

-- The credits that a payment brought: of a purchase, or a month of a plan. `lapsed`: what expired unspent, which nobody owes.
create function private.paid_credits(p_payment_id text)
returns table (purchase_id uuid, allocation_id bigint, user_id uuid, credits bigint, lapsed bigint, grant_id bigint, paid_cents bigint,
  currency text, returned_cents bigint, clawed_back bigint, frozen_hold_id bigint)
language sql stable set search_path = '' as $$
  select p.id, null::bigint, p.user_id, p.credits, 0::bigint, t.grant_ids[1], p.paid_cents, p.paid_currency, p.returned_cents,
    p.clawed_back, p.frozen_hold_id
  from public.purchases p
  join public.credit_accounts a on a.owner_id = p.user_id
  join public.credit_transactions t on t.account_id = a.id and t.id = p.transaction_id
  where p.payment_id = p_payment_id and p.status = 'completed'
  union all
  select null, s.id, s.user_id, s.credits, private.lapsed_of(g, r), coalesce(r.id, g.id), s.paid_cents, s.currency, s.returned_cents,
    s.clawed_back, s.frozen_hold_id
  from public.subscription_credits s
  join public.credit_grants g on g.id = s.grant_id
  left join public.credit_grants r on r.id = s.rollover_grant_id
  where s.payment_id = p_payment_id and s.user_id is not null;
$$;

-- The grants with those credits: their own, what was left of a month and rolled over, and what came back to either after its end.
create function private.paid_grants(p_payment_id text) returns bigint[]
language sql stable set search_path = '' as $$
  with recursive own as (
    select x.grant_id as id from private.paid_credits(p_payment_id) x
    union
    select unnest(array[s.grant_id, s.rollover_grant_id]) from public.subscription_credits s where s.payment_id = p_payment_id
    union
    select g.id from own o join public.credit_grants g on g.source = 'grace' and g.parent_grant_id = o.id
  )
  select array_agg(o.id) from own o where o.id is not null;
$$;

-- Put what is left of a payment's credits on hold for as long as it takes: on the hold that keeps others of them already, or a new one.
-- Answers the hold's id, null when there is none and nothing is left. Locks the account.
create function private.freeze_payment(p_owner_id uuid, p_payment_id text) returns bigint
language plpgsql set search_path = '' as $$
declare
  v public.credit_accounts := private.close_open_grant(private.lock_account(p_owner_id));
  -- Read under the lock: what lapsed just now may have frozen its credits.
  v_id bigint := (select x.frozen_hold_id from private.paid_credits(p_payment_id) x);
  v_ids bigint[];
  v_amounts bigint[];
  v_left bigint;
begin
  select array_agg(g.id order by g.id), array_agg(g.remaining::bigint order by g.id), sum(g.remaining::bigint)
  into v_ids, v_amounts, v_left
  from public.credit_grants g where g.id = any (private.paid_grants(p_payment_id)) and g.account_id = v.id and g.remaining > 0;
  if v_left > 0 then
    update public.credit_grants g set remaining = 0 where g.id = any (v_ids);
    update public.credit_holds h set amount = h.amount + v_left, grant_ids = h.grant_ids || v_ids,
      grant_amounts = h.grant_amounts || v_amounts
    where h.id = v_id and h.status = 'held';
    if not found then
      insert into public.credit_holds
        (account_id, amount, expires_at, idempotency_key, feature, grant_ids, grant_amounts, created_at)
      values (v.id, v_left, 'infinity', 'dispute:' || p_payment_id || ':' || v.version, 'dispute', v_ids, v_amounts, clock_timestamp())
      returning id into v_id;
      v.open_holds := v.open_holds || v_id;
    end if;
    v.available := v.available - v_left;
    v.held := v.held + v_left;
  end if;
  perform private.save_account(v);
  return v_id;
end $$;

-- Bring the credits of a payment in line with its refunds and disputes: take back their share, in proportion to the money and
-- rounded to the nearest credit; while a dispute is open keep what is left from being spent. Safe to repeat. The caller has
-- locked the account. A mismatch was given no credits, and people who are gone have none: there only the money is noted.
create function private.settle_returns(p_payment_id text) returns void
language plpgsql set search_path = '' as $$
declare
  p record;
  v_paid bigint;
  v_returned bigint;
  v_target bigint;
  v_is_open boolean;
begin
  perform private.lock_account(x.user_id) from private.paid_credits(p_payment_id) x; -- books what lapsed
  select * into p from private.paid_credits(p_payment_id);
  v_paid := coalesce(p.paid_cents, (select x.paid_cents from public.purchases x where x.payment_id = p_payment_id),
    (select x.paid_cents from public.subscription_credits x where x.payment_id = p_payment_id));
  select least(v_paid, coalesce(sum(coalesce(r.amount_cents, v_paid)) filter (where r.outcome = 'taken'), 0)),
    coalesce(bool_or(r.outcome = 'open'), false)
  into v_returned, v_is_open
  from public.payment_returns r where r.payment_id = p_payment_id;
  if p.user_id is null then
    update public.purchases x set returned_cents = v_returned where x.payment_id = p_payment_id and v_paid is not null;
    update public.subscription_credits x set returned_cents = v_returned where x.payment_id = p_payment_id and v_paid is not null;
    return;
  end if;
  v_target := case when p.paid_cents = 0 then 0
    else greatest(p.clawed_back, least(p.credits - p.lapsed, round(p.credits::numeric * v_returned / p.paid_cents))) end;
  -- Thawed first: what is taken back comes out of these very credits as far as they go.
  if p.frozen_hold_id is not null and (v_target > p.clawed_back or not v_is_open) then
    perform public.release_hold(p.frozen_hold_id);
    p.frozen_hold_id := null;
    update public.purchases x set frozen_hold_id = null where x.id = p.purchase_id;
    update public.subscription_credits x set frozen_hold_id = null where x.id = p.allocation_id;
  end if;
  if v_target > p.clawed_back then
    perform public.claw_back_credits(p.user_id, p.grant_id, v_target - p.clawed_back,
      'return:' || p_payment_id || ':' || v_target, p_reference => 'payment:' || p_payment_id,
      p_description => 'The money for these credits went back');
  end if;
  if v_is_open then
    p.frozen_hold_id := private.freeze_payment(p.user_id, p_payment_id);
  end if;
  if v_returned > p.returned_cents then
    perform private.notify(p.user_id, 'refund', 'refund:' || p_payment_id || ':' || v_returned, jsonb_build_object(
      'credits', v_target - p.clawed_back, 'refunded_cents', v_returned - p.returned_cents, 'currency', p.currency,
      'debt', (select a.debt from public.credit_accounts a where a.owner_id = p.user_id)));
  end if;
  update public.purchases x set returned_cents = v_returned, clawed_back = v_target, frozen_hold_id = p.frozen_hold_id
  where x.id = p.purchase_id;
  update public.subscription_credits x set returned_cents = v_returned, clawed_back = v_target, frozen_hold_id = p.frozen_hold_id
  where x.id = p.allocation_id;
end $$;

-- Credits came back to these grants of an account, which is locked and saved: those of a payment that is disputed join the others of it
-- on hold.
create function private.freeze_returned(v public.credit_accounts, p_grant_ids bigint[]) returns public.credit_accounts
language plpgsql set search_path = '' as $$
declare
  v_payments text[];
begin
  if exists (select from public.payment_returns r where r.outcome = 'open') then
    with recursive origins as (
      select g.id, g.source, g.parent_grant_id, g.reference from public.credit_grants g where g.id = any (p_grant_ids)
      union
      select g.id, g.source, g.parent_grant_id, g.reference
      from origins o join public.credit_grants g on g.id = o.parent_grant_id where o.source in ('grace', 'rollover')
    ), paid as (
      select substr(o.reference, 9) as id from origins o where o.reference like 'payment:%'
      union
      -- A month that was given in advance.
      select s.payment_id from origins o join public.subscription_credits s on s.grant_id = o.id and s.user_id = v.owner_id
    )
    select array_agg(p.id) into v_payments
    from paid p where exists (select from public.payment_returns r where r.payment_id = p.id and r.outcome = 'open');
    if v_payments is not null then
      perform private.settle_returns(i.id) from unnest(v_payments) as i(id);
      select * into v from public.credit_accounts a where a.id = v.id;
    end if;
  end if;
  return v;
end $$;

-- Who disputes a payment is not charged by itself any more.
create function private.stop_disputed_top_up(p_dispute_id text, p_user_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.stop_top_up(p_user_id, 'dispute:' || r.id, 'You disputed a payment, so we stopped charging your card.')
  from public.payment_returns r where r.id = p_dispute_id and r.kind = 'dispute' and r.outcome in ('open', 'taken');
end $$;

-- Refunds and disputes that came before their payment, now that it is here. The caller has locked the account.
create function private.take_in_returns(p_payment_id text, p_user_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.settle_returns(p_payment_id);
  perform private.stop_disputed_top_up(r.id, p_user_id) from public.payment_returns r where r.payment_id = p_payment_id;
end $$;

-- What a refund or a dispute has come to. A later state is never undone by an older one that arrives after it. Answers the event's status: 'processed', or 'parked' while its payment is not known;
-- complete_purchase applies it then.
create function public.record_return(
  p_webhook_id text, p_kind public.return_kind, p_id text, p_payment_id text, p_amount_cents bigint,
  p_outcome public.return_outcome
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_user_id uuid;
  v_is_new boolean;
begin
  -- As in complete_purchase: one at a time for a payment, and the account before the purchase.
  perform pg_advisory_xact_lock(hashtextextended('payment:' || p_payment_id, 0));
  select p.user_id into v_user_id from public.purchases p where p.payment_id = p_payment_id
  union select s.user_id from public.subscription_credits s where s.payment_id = p_payment_id;
  perform from public.credit_accounts a where a.owner_id = v_user_id for no key update;
  v_is_new := not exists (select from public.payment_returns r where r.id = p_id);
  insert into public.payment_returns as r (id, kind, payment_id, amount_cents, outcome)
  values (p_id, p_kind, p_payment_id, p_amount_cents, p_outcome)
  on conflict (id) do update set outcome = excluded.outcome, amount_cents = excluded.amount_cents, updated_at = now()
  where excluded.outcome >= r.outcome and (excluded.outcome, excluded.amount_cents) is distinct from (r.outcome, r.amount_cents);
  perform private.note_refund(p_webhook_id, p_id);
  if v_is_new and p_kind = 'dispute' then
    perform private.stop_disputed_top_up(p_id, v_user_id);
  end if;
  if not exists (select from public.purchases p where p.payment_id = p_payment_id and p.status in ('completed', 'mismatch'))
      and not exists (select from public.subscription_credits s where s.payment_id = p_payment_id) then
    perform public.finish_webhook_event(p_webhook_id, 'parked', 'its payment is not known yet');
    return 'parked';
  end if;
  perform private.settle_returns(p_payment_id);
  perform public.finish_webhook_event(p_webhook_id, 'processed');
  return 'processed';
end $$;
grant execute on function public.record_return to service_role;

-- Refunds and disputes that came before their payment are dealt with once it is here.
create function private.finish_parked_returns(p_payment_id text) returns void
language sql set search_path = '' as $$
  select public.finish_webhook_event(e.webhook_id, 'processed') from public.webhook_events e
  where e.status = 'parked' and e.payload ->> 'payment_id' = p_payment_id and e.type like any (array['refund.%', 'dispute.%']);
$$;
