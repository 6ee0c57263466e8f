-- One person, as admins see and help them. Everything that takes p_actor_id raises forbidden unless that is an admin.

-- What admins tell each other about a person. Goes with the person.
create table public.admin_notes (
  id uuid primary key, -- made by the form, so that a note sent twice is one
  user_id uuid not null references public.profiles (id) on delete cascade,
  author_id uuid not null, -- no foreign key: notes outlive the admin
  body text not null check (char_length(body) between 1 and 2000),
  created_at timestamptz not null default now()
);
create index admin_notes_by_user on public.admin_notes (user_id, created_at desc);
alter table public.admin_notes enable row level security;
create policy "nobody reads notes" on public.admin_notes for select to anon, authenticated using (false);
grant select on public.admin_notes to service_role;

-- Book what has fallen due of one account, without counting as somebody who looks at it.
create function public.settle_account(p_owner_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.credit_accounts a where a.owner_id = p_owner_id and a.next_due_at <= clock_timestamp()) then
    perform private.lock_account(p_owner_id);
  end if;
end $$;
grant execute on function public.settle_account(uuid) to service_role;

-- What somebody has paid for packages and plans, and what went back of it: [{currency, paidCents, returnedCents}].
create function private.paid_by(p_user_id uuid) returns jsonb
language sql stable set search_path = '' set enable_seqscan = off as $$ -- by the index, however much of it all is theirs
  select coalesce(jsonb_agg(jsonb_build_object('currency', t.currency, 'paidCents', t.paid, 'returnedCents', t.returned)
    order by t.payments desc, t.currency), '[]')
  from (
    select m.currency, sum(m.payments) as payments, sum(m.paid)::bigint as paid, sum(m.returned)::bigint as returned
    from (
      select to_jsonb(p) as payment from public.purchases p where p.user_id = p_user_id and p.paid_cents > 0
      union all
      select to_jsonb(c) from public.subscription_credits c where c.user_id = p_user_id and c.paid_cents > 0
    ) x cross join private.money_of(x.payment) m
    group by m.currency having sum(m.payments) > 0
  ) t;
$$;

-- Who somebody is and what they have as booked: the live grants in burn order, the open holds by when they lapse (those of a dispute
-- never do), at most 100 of each. Null: nobody.
create function public.read_user(p_actor_id uuid, p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  return (
    select jsonb_build_object('id', p.id, 'email', p.email, 'name', p.name, 'role', p.role, 'createdAt', p.created_at,
      'dodoCustomerId', p.dodo_customer_id, 'plan', private.plan_of(p.id), 'available', a.available, 'held', a.held, 'debt', a.debt,
      'spent', f.spent, 'asOf', (select o.as_of from private.user_figures_as_of o), 'paid', private.paid_by(p.id),
      'lastActiveAt', greatest(f.last_active_at, a.last_read_at),
      'hasActed', exists (select from public.admin_actions x where x.actor_id = p.id),
      'grants', coalesce((
        select jsonb_agg(to_jsonb(l) order by l."isOpen" desc, l.n) from (
          select g.id, g.source, g.amount, case when g.id = a.open_grant_id then a.open_remaining else g.remaining end as remaining,
            nullif(g.expires_at, 'infinity') as "expiresAt", g.created_at as "createdAt", g.id is not distinct from a.open_grant_id as "isOpen",
            row_number() over (order by g.priority, g.expires_at nulls last, (g.cost_cents > 0), g.created_at, g.id) as n
          from public.credit_grants g where g.account_id = a.id and g.remaining > 0
            or g.account_id = a.id and g.id = a.open_grant_id and a.open_remaining > 0
          order by n limit 100) l), '[]'),
      'holds', coalesce((
        select jsonb_agg(jsonb_build_object('id', h.id, 'amount', h.amount, 'feature', h.feature, 'model', h.model,
          'createdAt', h.created_at, 'expiresAt', nullif(h.expires_at, 'infinity')) order by h.expires_at)
        from public.credit_holds h where h.id = any (a.open_holds[1:100])), '[]'))
    from public.profiles p join public.credit_accounts a on a.owner_id = p.id left join public.user_figures f on f.user_id = p.id
    where p.id = p_user_id
  );
end $$;
grant execute on function public.read_user(uuid, uuid) to service_role;

-- The lists of one person, newest first, each row as JSON. Pages go on from the id of the last row seen.
create function public.read_user_transactions(p_actor_id uuid, p_user_id uuid, p_before bigint default null, p_limit integer default 25)
returns setof jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  return query select to_jsonb(t)
  from public.get_transactions(p_owner_id => p_user_id, p_limit => p_limit, p_before_id => p_before) t;
end $$;
grant execute on function public.read_user_transactions to service_role;

create function public.read_user_grants(p_actor_id uuid, p_user_id uuid, p_before bigint default null, p_limit integer default 25)
returns setof jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  a public.credit_accounts;
begin
  perform private.require_admin(p_actor_id);
  select * into a from public.credit_accounts x where x.owner_id = p_user_id;
  return query select jsonb_build_object('id', g.id, 'source', g.source, 'amount', g.amount, 'expired', g.expired,
    'remaining', case when g.id = a.open_grant_id then a.open_remaining else g.remaining end, 'expiresAt', nullif(g.expires_at, 'infinity'),
    'createdAt', g.created_at, 'reference', g.reference)
  from public.credit_grants g where g.account_id = a.id and (p_before is null or g.id < p_before)
  order by g.id desc limit least(p_limit, 200);
end $$;
grant execute on function public.read_user_grants to service_role;

create function public.read_user_purchases(p_actor_id uuid, p_user_id uuid, p_before uuid default null, p_limit integer default 25)
returns setof jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  return query select to_jsonb(r) from public.list_purchases(p_user_id, p_before, p_limit) r;
end $$;
grant execute on function public.read_user_purchases to service_role;

create function public.read_user_subscriptions(p_actor_id uuid, p_user_id uuid) returns setof jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  return query select jsonb_build_object('id', s.id, 'plan', k.name, 'status', s.status, 'priceCents', t.price_cents,
    'currency', t.currency, 'credits', t.credits, 'periodStart', s.period_start, 'periodEnd', s.period_end,
    'cancelAtPeriodEnd', s.cancel_at_period_end, 'createdAt', s.created_at, 'endedAt', s.ended_at)
  from public.subscriptions s join public.plans k on k.id = s.plan_id join public.subscription_terms t on t.id = s.terms_id
  where s.user_id = p_user_id order by s.created_at desc limit 50;
end $$;
grant execute on function public.read_user_subscriptions to service_role;

create function public.read_user_usage(p_actor_id uuid, p_user_id uuid, p_before bigint default null, p_limit integer default 25)
returns setof jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_account_id bigint := (select a.id from public.credit_accounts a where a.owner_id = p_user_id);
begin
  perform private.require_admin(p_actor_id);
  return query select jsonb_build_object('id', u.id, 'feature', u.feature, 'model', u.model, 'credits', u.credits,
    'tokensIn', u.tokens_in, 'tokensOut', u.tokens_out, 'durationMs', u.duration_ms, 'outcome', u.outcome, 'createdAt', u.created_at)
  from public.usage_logs u where u.account_id = v_account_id and (p_before is null or u.id < p_before)
  order by u.id desc limit least(p_limit, 200);
end $$;
grant execute on function public.read_user_usage to service_role;

create function public.read_user_mails(p_actor_id uuid, p_user_id uuid, p_before bigint default null, p_limit integer default 25)
returns setof jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  return query select jsonb_build_object('id', o.id, 'kind', o.kind, 'data', o.data, 'status', o.status, 'attempts', o.attempts,
    'error', o.error, 'createdAt', o.created_at, 'sentAt', o.sent_at)
  from (select * from public.email_outbox x where x.user_id = p_user_id offset 0) o -- theirs first: everybody's by age are many more
  where p_before is null or o.id < p_before
  order by o.id desc limit least(p_limit, 200);
end $$;
grant execute on function public.read_user_mails to service_role;

create function public.read_user_notes(p_actor_id uuid, p_user_id uuid) returns setof jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  return query select jsonb_build_object('id', n.id, 'body', n.body, 'author', p.email, 'isOwn', n.author_id = p_actor_id,
    'createdAt', n.created_at)
  from public.admin_notes n left join public.profiles p on p.id = n.author_id
  where n.user_id = p_user_id order by n.created_at desc, n.id limit 200;
end $$;
grant execute on function public.read_user_notes to service_role;

-- What admins do for a person, each with its row in the audit trail.

-- Give a deduction back to the grants it came from, whole (p_amount null: what is left of it) or in part. Idempotent by key. Raises
-- invalid_input without a reason, and what refund_transaction raises.
create function public.refund_user_transaction(
  p_actor_id uuid, p_user_id uuid, p_transaction_id bigint, p_amount numeric, p_reason text, p_idempotency_key text
) returns public.credit_movement
language plpgsql security definer set search_path = '' as $$
declare
  v_done public.credit_movement;
begin
  perform private.require_admin(p_actor_id);
  perform private.check_reason(p_reason);
  v_done := public.refund_transaction(p_user_id, p_transaction_id, 'admin-refund:' || p_idempotency_key, p_amount, p_reason, p_actor_id);
  if not v_done.replayed then
    insert into public.admin_actions (actor_id, action, target_id, reason, before, after)
    values (p_actor_id, 'refund_transaction', p_user_id, p_reason,
      private.facts_before(v_done), private.facts_after(v_done) || jsonb_build_object('refundOf', p_transaction_id));
  end if;
  return v_done;
end $$;
grant execute on function public.refund_user_transaction to service_role;

-- What that would do: {refundable, debtPaid, grants: [{grantId, source, amount, expiresAt, isExpired}]}, the grants in the order they get
-- credits back, of which debtPaid go on at once to what is owed.
-- p_amount null, or more than is left: all that is left. Raises transaction_not_found.
create function public.preview_transaction_refund(p_actor_id uuid, p_user_id uuid, p_transaction_id bigint, p_amount numeric default null)
returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  t public.credit_transactions;
  v_left bigint;
  v_amount bigint;
begin
  perform private.require_admin(p_actor_id);
  select x.* into t from public.credit_accounts a join public.credit_transactions x on x.account_id = a.id
  where a.owner_id = p_user_id and x.id = p_transaction_id and x.type = 'deduction';
  if t.id is null then
    raise exception 'transaction_not_found' using errcode = 'PT404',
      detail = jsonb_build_object('transaction_id', p_transaction_id)::text;
  end if;
  v_left := -t.amount - coalesce((select sum(r.amount) from public.credit_transactions r where r.refund_of = t.id), 0);
  v_amount := least(greatest(coalesce(p_amount, v_left), 0), v_left);
  return jsonb_build_object('refundable', v_left, 'debtPaid', (
    select least(a.debt, v_amount) from public.credit_accounts a where a.id = t.account_id), 'grants', coalesce((
    select jsonb_agg(jsonb_build_object('grantId', g.id, 'source', g.source, 'amount', s.amount, 'expiresAt', nullif(g.expires_at, 'infinity'),
      'isExpired', coalesce(g.expires_at <= clock_timestamp(), false)) order by s.n)
    from private.slice_range(t.grant_ids, t.grant_amounts, v_left - v_amount, v_left) r
    cross join unnest(r.ids, r.amounts) with ordinality as s(id, amount, n)
    join public.credit_grants g on g.id = s.id), '[]'));
end $$;
grant execute on function public.preview_transaction_refund to service_role;

-- Write a note about a person. The same p_id writes one. Raises invalid_input, account_not_found.
create function public.add_admin_note(p_actor_id uuid, p_user_id uuid, p_id uuid, p_body text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  if char_length(trim(p_body)) between 1 and 2000 is not true then
    raise exception 'invalid_input' using errcode = 'PT422', detail = '{"body": "1 to 2000 characters"}';
  end if;
  if not exists (select from public.profiles p where p.id = p_user_id) then
    raise exception 'account_not_found' using errcode = 'PT404', detail = jsonb_build_object('owner_id', p_user_id)::text;
  end if;
  insert into public.admin_notes (id, user_id, author_id, body) values (p_id, p_user_id, p_actor_id, trim(p_body))
  on conflict (id) do nothing;
  if found then
    insert into public.admin_actions (actor_id, action, target_id, after)
    values (p_actor_id, 'add_note', p_user_id, jsonb_build_object('noteId', p_id, 'body', trim(p_body)));
  end if;
end $$;
grant execute on function public.add_admin_note to service_role;

-- Delete a note of one's own. Raises not_found, also for somebody else's.
create function public.delete_admin_note(p_actor_id uuid, p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  n public.admin_notes;
begin
  perform private.require_admin(p_actor_id);
  delete from public.admin_notes x where x.id = p_id and x.author_id = p_actor_id returning * into n;
  if n.id is null then
    raise exception 'not_found' using errcode = 'PT404', detail = jsonb_build_object('id', p_id)::text;
  end if;
  insert into public.admin_actions (actor_id, action, target_id, before)
  values (p_actor_id, 'delete_note', n.user_id, jsonb_build_object('noteId', n.id, 'body', n.body));
end $$;
grant execute on function public.delete_admin_note to service_role;
