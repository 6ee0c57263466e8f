-- A verified webhook in one question to the database: stored, acted on and marked in one transaction, alone or many together.

-- Act on an event by the function that its handler named, with the arguments that it read out of the payload. Each of these
-- marks the event itself. Answers the status it has then.
create function private.act_on_event(p_webhook_id text, p_call text, a jsonb) returns text
language plpgsql set search_path = '' as $$
begin
  case p_call
    when 'complete_purchase' then
      return public.complete_purchase(p_webhook_id, a ->> 'p_payment_id', (a ->> 'p_purchase_id')::uuid, a ->> 'p_product_id',
        (a ->> 'p_amount_cents')::bigint, a ->> 'p_currency', a ->> 'p_customer_id', (a ->> 'p_paid_cents')::bigint,
        (a ->> 'p_quantity')::bigint);
    when 'fail_purchase' then
      return public.fail_purchase((a ->> 'p_purchase_id')::uuid, a ->> 'p_failure', p_webhook_id);
    when 'record_return' then
      return public.record_return(p_webhook_id, (a ->> 'p_kind')::public.return_kind, a ->> 'p_id', a ->> 'p_payment_id',
        (a ->> 'p_amount_cents')::bigint, (a ->> 'p_outcome')::public.return_outcome);
    when 'finish_webhook_event' then
      perform public.finish_webhook_event(p_webhook_id, a ->> 'p_status', a ->> 'p_error');
      return a ->> 'p_status';
  end case;
end $$;

-- Receive one webhook, {id, type, payload, call, args}: store it, and act on it unless it was dealt with before. Without a call it
-- is only stored. Answers its status. When the call raises, nothing is kept: the caller has it marked as failed.
create function public.receive_webhook(p_event jsonb) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_id text := p_event ->> 'id';
  v_call text := p_event ->> 'call';
  v_status text := public.store_webhook_event(v_id, p_event ->> 'type', p_event -> 'payload');
begin
  if v_status = 'received' and v_call is not null then
    v_status := private.act_on_event(v_id, v_call, p_event -> 'args');
  end if;
  return v_status;
end $$;
grant execute on function public.receive_webhook(jsonb) to service_role;

-- Receive many webhooks in one transaction, at most 25 or so. Answers their statuses in the same order. Null: this one failed
-- or met a lock, nothing of it was kept, and it is to be received alone. No lock is waited for longer than a moment, because
-- those of the others are held meanwhile: so none can be held up for long, and two such calls never by each other.
create function public.receive_webhooks(p_events jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  e jsonb;
  v_statuses text[] := '{}';
  v_status text;
begin
  perform set_config('lock_timeout', '20ms', true);
  for e in select x.value from jsonb_array_elements(p_events) with ordinality as x(value, n) order by x.n loop
    begin
      v_status := public.receive_webhook(e);
    exception when others then
      v_status := null;
    end;
    v_statuses := v_statuses || v_status;
  end loop;
  return to_jsonb(v_statuses);
end $$;
grant execute on function public.receive_webhooks(jsonb) to service_role;
