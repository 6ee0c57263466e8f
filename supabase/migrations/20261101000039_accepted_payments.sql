-- A payment that differs from what was agreed is parked by complete_purchase until an admin decides: its money goes back, see
-- purchase_refunds.sql, or it is accepted as it is.

-- What there is to know before accepting a payment: {agreedCents, agreedCurrency, paidCents, paidCurrency, returnedCents, takenBack,
-- failure}. What was agreed is without tax, what was paid with it; takenBack are the credits that go at once for what went back
-- already. Null when there is nothing to accept: it is not in review, its buyer is gone, or all of its money went back or is on its way.
create function private.acceptance(p public.purchases) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('agreedCents', p.amount_cents, 'agreedCurrency', p.currency, 'paidCents', p.paid_cents,
    'paidCurrency', p.paid_currency, 'returnedCents', p.returned_cents, 'failure', p.failure,
    'takenBack', case when p.paid_cents > 0 then round(p.credits::numeric * p.returned_cents / p.paid_cents) else 0 end)
  where p.status = 'mismatch' and p.user_id is not null and (p.paid_cents = 0 or p.returned_cents < p.paid_cents and (
    private.refundable_cents(p) > 0
    or exists (select from public.payment_returns r where r.payment_id = p.payment_id and r.outcome = 'open')));
$$;

-- Accept a payment that is in review: the buyer gets the credits agreed at checkout, as if it had been what was agreed. Leaves a row in the
-- trail. Safe to repeat: of a completed purchase it answers the same. Answers {credits, transactionId}. Raises forbidden unless p_actor_id is an
-- admin, invalid_input without a reason, not_found, conflict when there is nothing to accept.
create function public.accept_purchase(p_actor_id uuid, p_purchase_id uuid, p_reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  p public.purchases;
  v_payment_id text;
  v_before jsonb;
begin
  perform private.require_admin(p_actor_id);
  perform private.check_reason(p_reason);
  -- As in complete_purchase: the payment, the account, the purchase.
  select x.payment_id into v_payment_id from public.purchases x where x.id = p_purchase_id;
  perform pg_advisory_xact_lock(hashtextextended('payment:' || v_payment_id, 0));
  perform from public.credit_accounts a join public.purchases x on x.user_id = a.owner_id
  where x.id = p_purchase_id for no key update of a;
  select * into p from public.purchases x where x.id = p_purchase_id for update;
  if p.id is null then
    raise exception 'not_found' using errcode = 'PT404', detail = jsonb_build_object('purchase_id', p_purchase_id)::text;
  elsif p.status <> 'completed' then
    -- One that was paid since its payment was to be locked can be accepted the next time.
    if v_payment_id is null or private.acceptance(p) is null then
      raise exception 'conflict' using errcode = 'PT409', detail = jsonb_build_object('status', private.purchase_state(p))::text;
    end if;
    v_before := jsonb_build_object('status', p.status, 'failure', p.failure, 'agreedCents', p.amount_cents, 'currency', p.currency);
    perform private.grant_purchase(p, p.payment_id, p.paid_cents, p.paid_currency);
    perform public.finish_webhook_event(e.webhook_id, 'processed') from public.webhook_events e
    where e.status = 'parked' and e.type = 'payment.succeeded' and e.payload ->> 'payment_id' = p.payment_id;
    select * into p from public.purchases x where x.id = p.id;
    insert into public.admin_actions (actor_id, action, target_id, subject, reason, before, after)
    values (p_actor_id, 'accept_purchase', p.user_id, 'purchase:' || p.id, p_reason, v_before, jsonb_build_object('status', p.status,
      'paidCents', p.paid_cents, 'currency', p.paid_currency, 'credits', p.credits, 'takenBack', p.clawed_back,
      'transactionId', p.transaction_id));
  end if;
  return jsonb_build_object('credits', p.credits, 'transactionId', p.transaction_id);
end $$;
grant execute on function public.accept_purchase(uuid, uuid, text) to service_role;
