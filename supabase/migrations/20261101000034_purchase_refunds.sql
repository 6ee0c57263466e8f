-- Refunds that admins ask Dodo for. Each is written down before Dodo is asked, so that it is asked once for a key and never for
-- more than was paid. Credits move only when the webhook says that the money did: see returns.sql.

create table public.purchase_refunds (
  id uuid primary key default gen_random_uuid(), -- Dodo's refund carries it in its metadata
  purchase_id uuid not null references public.purchases (id),
  payment_id text not null,
  actor_id uuid not null, -- no foreign key: the row outlives the admin
  amount_cents bigint not null check (amount_cents between 1 and 9007199254740991), -- tax included
  is_whole boolean not null, -- asked for as all that was left
  reason text not null check (char_length(reason) between 1 and 500),
  idempotency_key text not null check (char_length(idempotency_key) between 1 and 255),
  -- requested: Dodo is being asked; uncertain: it was asked and its answer never came; sent: Dodo has it; failed: Dodo did
  -- not take it, or the bank did not
  status text not null default 'requested' check (status in ('requested', 'uncertain', 'sent', 'failed')),
  attempts integer not null default 1,
  refund_id text unique, -- Dodo's
  error text,
  created_at timestamptz not null default now(),
  asked_at timestamptz not null default now(), -- the latest attempt
  unique (purchase_id, idempotency_key)
);
create index purchase_refunds_by_payment on public.purchase_refunds (payment_id);
alter table public.purchase_refunds enable row level security;
create policy "nobody reads refund requests" on public.purchase_refunds for select to anon, authenticated using (false);
grant select on public.purchase_refunds to service_role;

-- What can still be given back of a payment, in cents: what was paid, less refunds and disputes in whatever state but void, less
-- what Dodo was asked for and has not told of yet.
create function private.refundable_cents(p public.purchases) returns bigint
language sql stable set search_path = '' as $$
  select case when p.status in ('completed', 'mismatch') then greatest(0, p.paid_cents - (
      select coalesce(sum(coalesce(r.amount_cents, p.paid_cents)), 0) from public.payment_returns r
      where r.payment_id = p.payment_id and r.outcome <> 'void'
    ) - (
      select coalesce(sum(f.amount_cents), 0) from public.purchase_refunds f
      where f.payment_id = p.payment_id and f.status <> 'failed'
        and not exists (select from public.payment_returns r where r.id = f.refund_id)
    ))::bigint else 0 end;
$$;

-- When Dodo may be asked again: by then the attempt before it has come to its end, on our side and on theirs.
create function private.may_ask_again(f public.purchase_refunds) returns boolean
language sql stable set search_path = '' as $$
  select f.status in ('requested', 'uncertain') and f.asked_at <= now() - interval '2 minutes';
$$;

create function private.log_refund(p_actor_id uuid, p_action text, f public.purchase_refunds, p_before jsonb) returns void
language sql set search_path = '' as $$
  insert into public.admin_actions (actor_id, action, target_id, subject, reason, before, after)
  select p_actor_id, p_action, p.user_id, 'purchase:' || p.id, f.reason, p_before, jsonb_build_object('purchaseId', p.id, 'paymentId', f.payment_id,
    'refundRequestId', f.id, 'attempts', f.attempts, 'amountCents', f.amount_cents, 'currency', coalesce(p.paid_currency, p.currency))
  from public.purchases p where p.id = f.purchase_id;
$$;

-- Write down that p_amount_cents (null: all that is left) of a purchase are to be given back, and reserve them. Answers the refund
-- as {id, status, attempt, amountCents, currency, paymentId, refundId, error, isNew}; whoever gets isNew asks Dodo, nobody else
-- does. The same key answers the same refund, as `uncertain` when it is not known what came of it. Raises forbidden unless p_actor_id
-- is an admin, not_found, invalid_input, nothing_to_refund, conflict when it was not paid or for more than is
-- left, idempotency_conflict.
create function public.begin_purchase_refund(
  p_actor_id uuid, p_purchase_id uuid, p_amount_cents bigint, p_reason text, p_idempotency_key text
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  p public.purchases;
  f public.purchase_refunds;
  v_left bigint;
  v_payment_id text;
  v_is_new boolean := false;
begin
  perform private.require_admin(p_actor_id);
  if char_length(trim(p_reason)) between 1 and 500 is not true or p_amount_cents < 1
      or char_length(p_idempotency_key) between 1 and 255 is not true then
    raise exception 'invalid_input' using errcode = 'PT422', detail = '{"reason": "1 to 500 characters", "amountCents": "1 or more"}';
  end if;
  -- As in record_return: one at a time for a payment, then the purchase.
  select x.payment_id into v_payment_id from public.purchases x where x.id = p_purchase_id;
  perform pg_advisory_xact_lock(hashtextextended('payment:' || v_payment_id, 0));
  select * into p from public.purchases x where x.id = p_purchase_id for update;
  if p.id is null then
    raise exception 'not_found' using errcode = 'PT404', detail = jsonb_build_object('purchase_id', p_purchase_id)::text;
  end if;
  select * into f from public.purchase_refunds x where x.purchase_id = p.id and x.idempotency_key = p_idempotency_key;
  if f.id is null then
    if p.status not in ('completed', 'mismatch') then
      raise exception 'conflict' using errcode = 'PT409', detail = jsonb_build_object('status', p.status)::text;
    end if;
    v_left := private.refundable_cents(p);
    if v_left = 0 then
      raise exception 'nothing_to_refund' using errcode = 'PT409', detail = '{"refundableCents": 0}';
    elsif p_amount_cents > v_left then
      raise exception 'conflict' using errcode = 'PT409', detail = jsonb_build_object('refundableCents', v_left)::text;
    end if;
    insert into public.purchase_refunds (purchase_id, payment_id, actor_id, amount_cents, is_whole, reason, idempotency_key)
    values (p.id, p.payment_id, p_actor_id, coalesce(p_amount_cents, v_left), p_amount_cents is null, p_reason, p_idempotency_key)
    returning * into f;
    v_is_new := true;
    perform private.log_refund(p_actor_id, 'refund_purchase', f, jsonb_build_object('refundableCents', v_left));
  elsif (case when f.is_whole then null else f.amount_cents end, f.reason) is distinct from (p_amount_cents, p_reason) then
    raise exception 'idempotency_conflict' using errcode = 'PT409',
      detail = jsonb_build_object('idempotency_key', p_idempotency_key)::text;
  end if;
  return jsonb_build_object('id', f.id, 'attempt', f.attempts, 'amountCents', f.amount_cents, 'paymentId', f.payment_id,
    'currency', coalesce(p.paid_currency, p.currency), 'refundId', f.refund_id, 'error', f.error, 'isNew', v_is_new,
    'status', case when private.may_ask_again(f) then 'uncertain' else f.status end);
end $$;
grant execute on function public.begin_purchase_refund to service_role;

-- Take over a refund whose answer never came, after Dodo was found to know nothing of it. True for one caller of each attempt, who
-- then asks Dodo again; false for everyone else and while the attempt before may still be under way. Raises forbidden.
create function public.retry_purchase_refund(p_actor_id uuid, p_id uuid, p_attempt integer) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  f public.purchase_refunds;
begin
  perform private.require_admin(p_actor_id);
  update public.purchase_refunds x set status = 'requested', attempts = x.attempts + 1, asked_at = now(), error = null
  where x.id = p_id and x.attempts = p_attempt and private.may_ask_again(x)
  returning * into f;
  if f.id is null then
    return false;
  end if;
  perform private.log_refund(p_actor_id, 'retry_purchase_refund', f, jsonb_build_object('attempts', f.attempts - 1));
  return true;
end $$;
grant execute on function public.retry_purchase_refund to service_role;

-- Say what came of asking Dodo: `sent` with its refund's id, `failed` when it refused, `uncertain` when no answer came. Answers the
-- status it has now, which is another one when the webhook was faster. What an attempt before the latest says counts only if it
-- was sent.
create function public.finish_purchase_refund(
  p_id uuid, p_attempt integer, p_status text, p_refund_id text default null, p_error text default null
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_status text;
begin
  update public.purchase_refunds f set status = p_status, refund_id = p_refund_id, error = p_error
  where f.id = p_id and f.status in ('requested', 'uncertain') and (f.attempts = p_attempt or p_status = 'sent');
  select f.status into v_status from public.purchase_refunds f where f.id = p_id;
  return v_status;
end $$;
grant execute on function public.finish_purchase_refund to service_role;

-- A refund's webhook was recorded: if it is one that we asked for, it is uncertain no more. Called by record_return.
create function private.note_refund(p_webhook_id text, p_return_id text) returns void
language sql set search_path = '' as $$
  update public.purchase_refunds f set refund_id = r.id,
    status = case r.outcome when 'void' then 'failed' else 'sent' end,
    error = case r.outcome when 'void' then 'The bank did not take the money back.' end
  from public.payment_returns r
  where r.id = p_return_id and r.kind = 'refund' and f.payment_id = r.payment_id and (f.refund_id = r.id or f.refund_id is null
    and f.id::text = (
      select e.payload -> 'metadata' ->> 'purchase_refund_id' from public.webhook_events e where e.webhook_id = p_webhook_id));
$$;
