-- Purchases as people and admins read them, newest first, or of some days the last paid first. Pages go on from the id of the last
-- row seen.

create index profiles_by_email on public.profiles (lower(email) text_pattern_ops);

-- What finds purchases by what they have come to: each state is looked for where it is, however few there are of it.
create index purchases_by_status on public.purchases (status, created_at desc, id desc);
create index purchases_paid on public.purchases (paid_at desc, id desc) where paid_at is not null;
create index purchases_returned on public.purchases (created_at desc, id desc) where returned_cents > 0;
create index payment_returns_open on public.payment_returns (payment_id) where outcome = 'open';

-- What a purchase has come to, in one word. A checkout page lives for a day; who has not paid by then did not go through with it,
-- and is shown as paid all the same should the money come later.
create function private.purchase_state(p public.purchases) returns text
language sql stable set search_path = '' as $$
  select case
    when p.status in ('completed', 'mismatch') and p.returned_cents > 0 and p.returned_cents >= p.paid_cents then 'refunded'
    when p.status in ('completed', 'mismatch') and p.returned_cents > 0 then 'partly_refunded'
    when p.status = 'mismatch' then 'in_review'
    when exists (select from public.payment_returns r where r.payment_id = p.payment_id and r.outcome = 'open') then 'disputed'
    when p.status = 'completed' then 'paid'
    when p.status = 'pending' and p.created_at < now() - interval '24 hours' then 'not_completed'
    else p.status
  end;
$$;

create function public.list_purchases(p_user_id uuid, p_before uuid default null, p_limit integer default 20)
returns table (
  id uuid, state text, package text, quantity integer, credits bigint, cents bigint, currency text, returned_cents bigint,
  payment_id text, created_at timestamptz
)
language sql stable security definer set search_path = '' as $$
  select p.id, private.purchase_state(p), k.name, p.quantity, p.credits, coalesce(p.paid_cents, p.amount_cents),
    coalesce(p.paid_currency, p.currency), p.returned_cents, p.payment_id, p.created_at
  from public.purchases p join public.credit_packages k on k.id = p.package_id
  where p.user_id = p_user_id and (p_before is null or (p.created_at, p.id) < (
    select b.created_at, b.id from public.purchases b where b.id = p_before and b.user_id = p_user_id))
  order by p.created_at desc, p.id desc limit least(p_limit, 200);
$$;
grant execute on function public.list_purchases to service_role;

-- Up to 200 people whose email address begins with this.
create function private.people_by_address(p_search text) returns uuid[]
language plpgsql stable set search_path = '' as $$
begin
  return array(
    -- A range, not a pattern: the index is of use to every plan.
    select u.id from public.profiles u
    where lower(u.email) ~>=~ lower(p_search) and lower(u.email) ~<~ (lower(p_search) || chr(1114111))
    order by lower(u.email) using ~<~ limit 200);
end $$;

-- Asked this way the planner expects many to pass and stops at a page of them; of what equals a word it expects few, and would read
-- everything for them.
create function private.is_in_state(p public.purchases, p_state text) returns boolean
language sql stable set search_path = '' as $$
  select private.purchase_state(p) = p_state;
$$;

-- The purchases of a state, see purchase_state: these rows may be of it, and it decides.
create function private.purchases_of(p_state text, p_at timestamptz, p_id uuid, p_limit integer) returns setof uuid
language plpgsql stable rows 25 set search_path = '' as $$
declare
  v_status text := case p_state when 'paid' then 'completed' when 'in_review' then 'mismatch' when 'not_completed' then 'pending'
    else p_state end;
  v_given_up timestamptz := now() - interval '24 hours';
  v_from timestamptz := case when p_state = 'pending' then v_given_up else '-infinity' end;
  v_to timestamptz := case when p_state = 'not_completed' then v_given_up else 'infinity' end;
  v_disputed text[];
begin
  if p_state in ('refunded', 'partly_refunded') then
    return query select p.id from public.purchases p
    where p.returned_cents > 0 and (p.created_at, p.id) < (p_at, p_id) and private.is_in_state(p, p_state)
    order by p.created_at desc, p.id desc limit p_limit;
  elsif p_state = 'disputed' then
    v_disputed := array(select r.payment_id from public.payment_returns r where r.outcome = 'open');
    return query select p.id from public.purchases p
    where p.payment_id = any (v_disputed) and (p.created_at, p.id) < (p_at, p_id) and private.is_in_state(p, p_state)
    order by p.created_at desc, p.id desc limit p_limit;
  else
    return query select p.id from public.purchases p
    where p.status = v_status and p.created_at >= v_from and p.created_at < v_to and (p.created_at, p.id) < (p_at, p_id)
      and private.is_in_state(p, p_state)
    order by p.created_at desc, p.id desc limit p_limit;
  end if;
end $$;

-- The purchases that were paid from p_from until p_to, the last paid first: all, those that a search finds, or those of a state. What there
-- are few of is looked for where it is; of the rest a page is found on the way down.
create function private.purchases_paid(
  p_search text, p_buyers uuid[], p_state text, p_from timestamptz, p_to timestamptz, p_at timestamptz, p_id uuid, p_limit integer
) returns setof uuid
language plpgsql stable rows 25 set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  v_disputed text[] := case when p_state = 'disputed'
    then array(select r.payment_id from public.payment_returns r where r.outcome = 'open') end;
begin
  if p_search is null and coalesce(p_state, 'paid') = 'paid' then
    return query select p.id from public.purchases p
    where p.paid_at >= p_from and p.paid_at < p_to and (p.paid_at, p.id) < (p_at, p_id)
      and (p_state is null or private.is_in_state(p, p_state))
    order by p.paid_at desc, p.id desc limit p_limit;
  else
    return query select p.id from (
      select * from public.purchases x where case
        when p_search is not null then x.user_id = any (p_buyers) or x.payment_id = p_search or x.id = private.as_id(p_search)
        when p_state in ('refunded', 'partly_refunded') then x.returned_cents > 0
        when p_state = 'in_review' then x.status = 'mismatch'
        else x.payment_id = any (v_disputed) end
      offset 0) p
    where p.paid_at >= p_from and p.paid_at < p_to and (p.paid_at, p.id) < (p_at, p_id)
      and (p_state is null or private.is_in_state(p, p_state))
    order by p.paid_at desc, p.id desc limit p_limit;
  end if;
end $$;

-- The purchases that a search finds: by the beginning of the buyer's email address, a payment's id or a purchase's id; all without
-- one. With p_state those of that state alone; with p_from and p_to those that were paid on these days, the last paid first.
create function private.find_purchases(p_search text, p_state text, p_from date, p_to date, p_before uuid, p_limit integer)
returns setof uuid
language plpgsql stable rows 25 set search_path = '' as $$ -- rows: a page, so that its rows are looked up one by one
declare
  v_search text := nullif(trim(p_search), '');
  v_at timestamptz := coalesce((select b.created_at from public.purchases b where b.id = p_before), 'infinity');
  v_before uuid := coalesce(p_before, '00000000-0000-0000-0000-000000000000');
  v_buyers uuid[];
  v_id uuid := private.as_id(v_search);
begin
  if v_search is not null then
    v_buyers := private.people_by_address(v_search);
  end if;
  if p_from is not null then
    v_at := coalesce((select b.paid_at from public.purchases b where b.id = p_before), 'infinity');
    return query select * from private.purchases_paid(v_search, v_buyers, p_state, private.day_start(p_from), private.day_start(p_to + 1),
      v_at, v_before, p_limit);
  elsif v_search is not null then
    return query select p.id from public.purchases p
    where (p.user_id = any (v_buyers) or p.payment_id = v_search or p.id = v_id) and (p.created_at, p.id) < (v_at, v_before)
      and (p_state is null or private.is_in_state(p, p_state))
    order by p.created_at desc, p.id desc limit p_limit;
  elsif p_state is not null then
    return query select * from private.purchases_of(p_state, v_at, v_before, p_limit);
  else
    return query select p.id from public.purchases p where (p.created_at, p.id) < (v_at, v_before)
    order by p.created_at desc, p.id desc limit p_limit;
  end if;
end $$;

-- What admins see of purchases, with what a refund needs to know: what can still be given back, how many of these credits and of the
-- buyer's altogether are not spent yet (those frozen by a dispute included), and what was asked for already; and what there is to
-- accept, see accepted_payments.sql. Narrowed to those paid on the UTC days p_from to p_to, both included, the last paid come first.
-- Raises forbidden unless p_actor_id is an admin.
create function public.search_purchases(
  p_actor_id uuid, p_search text default null, p_state text default null, p_before uuid default null, p_limit integer default 20,
  p_from date default null, p_to date default null
) returns table (
  id uuid, state text, user_id uuid, email text, package text, quantity integer, credits bigint, cents bigint, currency text,
  returned_cents bigint, clawed_back bigint, refundable_cents bigint, unspent bigint, available bigint, payment_id text,
  failure text, is_granted boolean, refunds jsonb, acceptance jsonb, created_at timestamptz, paid_at timestamptz
)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  return query
  select p.id, private.purchase_state(p), u.id, u.email, k.name, p.quantity, p.credits, coalesce(p.paid_cents, p.amount_cents),
    coalesce(p.paid_currency, p.currency), p.returned_cents, p.clawed_back, private.refundable_cents(p),
    coalesce(g.remaining, 0) + case when a.open_grant_id = g.id then a.open_remaining else 0 end + coalesce(h.amount, 0),
    coalesce(a.available, 0) + coalesce(h.amount, 0), p.payment_id, p.failure, p.transaction_id is not null and a.id is not null,
    coalesce(r.refunds, '[]'), private.acceptance(p), p.created_at, p.paid_at
  -- The page first: the planner orders the first eight tables only, and would read what follows whole.
  from private.find_purchases(p_search, p_state, p_from, p_to, p_before, least(p_limit, 200)) with ordinality as found (id, n)
  join public.purchases p on p.id = found.id
  join public.credit_packages k on k.id = p.package_id
  left join public.profiles u on u.id = p.user_id
  left join public.credit_accounts a on a.owner_id = p.user_id
  left join public.credit_transactions t on t.account_id = a.id and t.id = p.transaction_id
  left join public.credit_grants g on g.id = t.grant_ids[1]
  left join public.credit_holds h on h.id = p.frozen_hold_id
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', f.id, 'key', f.idempotency_key, 'amountCents', f.amount_cents, 'isWhole', f.is_whole,
      'reason', f.reason, 'error', f.error, 'createdAt', f.created_at,
      'status', case when o.outcome = 'taken' then 'refunded' when private.may_ask_again(f) then 'uncertain' else f.status end
    ) order by f.created_at desc) as refunds
    from public.purchase_refunds f left join public.payment_returns o on o.id = f.refund_id
    where f.purchase_id = p.id
  ) r on true
  order by found.n;
end $$;
grant execute on function public.search_purchases to service_role;
