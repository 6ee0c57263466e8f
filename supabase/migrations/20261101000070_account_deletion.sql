-- People who leave. The ledger and the books stay, without saying who it was: accounts, purchases and subscriptions lose their owner,
-- and everything else of the person goes with the auth user, by foreign key.

-- Customers of Dodo whose person is gone, as hashes: what Dodo still tells of them is stored without name and address.
create table public.forgotten_customers (
  customer_hash bytea primary key,
  forgotten_at timestamptz not null default now()
);
alter table public.forgotten_customers enable row level security;
create policy "nobody reads forgotten customers" on public.forgotten_customers
  for select to anon, authenticated using (false);

create index webhook_events_by_customer on public.webhook_events ((payload #>> '{customer,customer_id}'));

create function private.hash_customer(p_customer_id text) returns bytea
language sql immutable set search_path = '' as $$
  select sha256(convert_to(p_customer_id, 'UTF8'));
$$;

-- What Dodo says of a payment, refund, dispute or subscription without who it is about. The country stays: taxes are owed there.
create function private.without_person(p_payload jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_payload #> '{billing,country}' is null then stripped
    else stripped || jsonb_build_object('billing', jsonb_build_object('country', p_payload #> '{billing,country}')) end
  from (
    select (p_payload - array['billing', 'card_last_four', 'card_holder_name', 'custom_field_responses', 'tax_id',
        'customer_business_name'])
      #- '{customer,email}' #- '{customer,name}' #- '{customer,phone_number}' #- '{customer,metadata}' as stripped
  ) s;
$$;

-- Forget a person: what credits are left lapse, which the ledger books as an expiry; the profile and all that hangs on it goes with
-- the auth user. Charges have to be ended at Dodo before: raises conflict while a subscription or a card for top-ups could
-- still be charged, forbidden for the only admin there is, account_not_found for somebody who is gone. Locks the auth user, which
-- a change of address locks first, and the account. Answers how many credits lapsed. Credits on hold lapse when their hold ends,
-- or within the 7 days that credits live which come back after their expiry.
create function public.delete_account(p_user_id uuid) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_user_id uuid := (select u.id from auth.users u where u.id = p_user_id for update);
  v public.credit_accounts := private.lock_account(p_user_id);
  v_available bigint := v.available;
  p public.profiles;
begin
  perform private.lock_admins();
  select * into p from public.profiles x where x.id = p_user_id for update;
  if p.role = 'admin' and not exists (select from public.profiles x where x.role = 'admin' and x.id <> p_user_id) then
    raise exception 'forbidden' using errcode = 'PT403', detail = '{"reason": "only_admin"}';
  end if;
  if exists (select from public.subscriptions s where s.user_id = p_user_id and s.ended_at is null)
      or exists (select from public.top_up_settings t where t.user_id = p_user_id and t.mandate_status = 'active') then
    raise exception 'conflict' using errcode = 'PT409', detail = '{"reason": "still_charged"}';
  end if;
  v := private.close_open_grant(v);
  update public.credit_grants g set expires_at = clock_timestamp() where g.account_id = v.id and (g.remaining > 0 or g.id in (
    select unnest(h.grant_ids) from public.credit_holds h where h.id = any (v.open_holds)));
  v := private.settle(v);
  delete from public.stored_responses r where r.account_id = v.id;
  delete from auth.users u where u.id = v_user_id;
  if p.dodo_customer_id is not null then
    -- The last lock, see await_forgetting. An event that is locked may be waiting for the account: whoever has it does this, too.
    perform pg_advisory_xact_lock(hashtextextended('customer:' || p.dodo_customer_id, 0));
    insert into public.forgotten_customers (customer_hash) values (private.hash_customer(p.dodo_customer_id)) on conflict do nothing;
    update public.webhook_events e set payload = private.without_person(e.payload)
    where e.webhook_id in (select x.webhook_id from public.webhook_events x
      where x.payload #>> '{customer,customer_id}' = p.dodo_customer_id for update skip locked);
  end if;
  return v_available;
end $$;
grant execute on function public.delete_account(uuid) to service_role;

-- Admins delete others, and say why.
create function private.check_deletion(p_actor_id uuid, p_user_id uuid, p_reason text) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  perform private.check_reason(p_reason);
  if p_actor_id = p_user_id then
    raise exception 'forbidden' using errcode = 'PT403', detail = '{"reason": "own_account"}';
  end if;
end $$;

-- An admin is about to end what Dodo could still charge somebody, in order to delete them: noted first, as that is for good whatever becomes
-- of the deletion. Nothing to end, nothing noted. Raises forbidden unless p_actor_id is an admin and somebody else, invalid_input.
create function public.note_ending_charges(p_actor_id uuid, p_user_id uuid, p_reason text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.check_deletion(p_actor_id, p_user_id, p_reason);
  insert into public.admin_actions (actor_id, action, target_id, reason, before)
  select p_actor_id, 'end_charges', p_user_id, p_reason, x.charges from (
    select jsonb_strip_nulls(jsonb_build_object(
      'subscriptions', (select jsonb_agg(s.id order by s.id) from public.subscriptions s where s.user_id = p_user_id and s.ended_at is null),
      'card', (select t.mandate_id from public.top_up_settings t where t.user_id = p_user_id))) as charges) x
  where x.charges <> '{}';
end $$;
grant execute on function public.note_ending_charges(uuid, uuid, text) to service_role;

-- Forget somebody who asked for it, or who must go; leaves a row that names them by an id that leads nowhere. Raises forbidden unless
-- p_actor_id is an admin and somebody else, and what delete_account raises.
create function public.delete_user(p_actor_id uuid, p_user_id uuid, p_reason text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_lapsed bigint;
begin
  perform private.check_deletion(p_actor_id, p_user_id, p_reason);
  v_lapsed := public.delete_account(p_user_id);
  insert into public.admin_actions (actor_id, action, target_id, reason, after)
  values (p_actor_id, 'delete_user', p_user_id, p_reason, jsonb_build_object('lapsedCredits', v_lapsed));
  return v_lapsed;
end $$;
grant execute on function public.delete_user(uuid, uuid, text) to service_role;
