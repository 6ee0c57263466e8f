-- One transaction, explained to its owner.

-- The grant that a grant's credits first came into this account with: what it was rolled over from, or given back for. Credits that
-- came by a transfer begin here; where the sender had them from is the sender's affair.
create function private.root_grant(p_grant_id bigint) returns bigint
language sql stable set search_path = '' as $$
  with recursive up as (
    select g.id, g.account_id, g.parent_grant_id from public.credit_grants g where g.id = p_grant_id
    union all
    select p.id, p.account_id, p.parent_grant_id from up join public.credit_grants p
      on p.id = up.parent_grant_id and p.account_id = up.account_id
  )
  select up.id from up where not exists (
    select from public.credit_grants p where p.id = up.parent_grant_id and p.account_id = up.account_id);
$$;

-- What was paid for a grant: {kind: purchase, id (uuid), name, quantity, state, cents, currency, has_invoice, paid_at,
-- transaction_id} or {kind: month, id (bigint), name, is_change, period_start, period_end, cents, currency, has_invoice}; null when
-- nothing was.
create function private.grant_payment(p_owner_id uuid, p_grant_id bigint) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  g public.credit_grants;
  v_found jsonb;
begin
  select * into g from public.credit_grants x where x.id = p_grant_id;
  if g.source = 'purchase' and starts_with(g.reference, 'payment:') then
    select jsonb_build_object('kind', 'purchase', 'id', p.id, 'name', k.name, 'quantity', p.quantity,
      'state', private.purchase_state(p), 'cents', coalesce(p.paid_cents, p.amount_cents),
      'currency', coalesce(p.paid_currency, p.currency), 'has_invoice', p.payment_id is not null,
      'paid_at', p.paid_at, 'transaction_id', p.transaction_id)
    into v_found
    from public.purchases p join public.credit_packages k on k.id = p.package_id
    where p.payment_id = substr(g.reference, 9) and p.user_id = p_owner_id;
  elsif g.source in ('plan', 'free') then
    select jsonb_build_object('kind', 'month', 'id', c.id, 'name', n.name, 'is_change', c.is_change,
      'period_start', c.period_start, 'period_end', c.period_end, 'cents', coalesce(c.paid_cents, 0),
      'currency', coalesce(c.currency, n.currency), 'has_invoice', c.payment_id is not null)
    into v_found
    from public.subscription_credits c join public.plans n on n.id = c.plan_id
    where c.user_id = p_owner_id and c.grant_id = g.id;
  end if;
  return v_found;
end $$;

-- Everything about one transaction of an account: the row as get_transactions has it, `slices` (one for each grant it took from or
-- gave to, in order: source, amount of this transaction, what was granted when, what is left of it, expiry, and the payment behind
-- it), the metered call it paid for, the hold it was captured from, and refunds both ways; what there is none of is null.
-- Raises transaction_not_found, for another account's, too.
create function public.get_transaction(p_owner_id uuid, p_transaction_id bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  a public.credit_accounts;
  t public.credit_transactions;
begin
  select * into a from public.credit_accounts x where x.owner_id = p_owner_id;
  select * into t from public.credit_transactions x where x.account_id = a.id and x.id = p_transaction_id;
  if t.id is null then
    raise exception 'transaction_not_found' using errcode = 'PT404',
      detail = jsonb_build_object('transaction_id', p_transaction_id)::text;
  end if;
  return jsonb_build_object(
    'transaction', (select to_jsonb(x) from public.get_transactions(p_owner_id, 1, t.id + 1) x),
    'by_admin', t.actor_id is not null and t.actor_id <> p_owner_id,
    'slices', (
      select coalesce(jsonb_agg(jsonb_build_object('grant_id', g.id, 'source', g.source, 'amount', s.amount,
        'granted', g.amount, 'granted_at', g.created_at, 'expires_at', nullif(g.expires_at, 'infinity'),
        'remaining', g.remaining + case when g.id = a.open_grant_id then a.open_remaining else 0 end,
        'root_source', r.source, 'root_granted_at', r.created_at,
        'payment', private.grant_payment(p_owner_id, r.id)) order by s.n), '[]')
      from unnest(t.grant_ids, t.grant_amounts) with ordinality as s(grant_id, amount, n)
      join public.credit_grants g on g.id = s.grant_id
      join public.credit_grants r on r.id = private.root_grant(g.id)),
    'usage', (
      select jsonb_build_object('request_id', u.request_id, 'tokens_in', u.tokens_in, 'tokens_out', u.tokens_out,
        'duration_ms', u.duration_ms, 'outcome', u.outcome, 'created_at', u.created_at)
      from public.usage_logs u where u.transaction_id = t.id and u.account_id = a.id),
    'hold', (
      select jsonb_build_object('id', h.id, 'amount', h.amount, 'captured', h.captured, 'created_at', h.created_at,
        'closed_at', h.closed_at)
      from public.credit_holds h where h.id = t.hold_id and h.account_id = a.id),
    'refunds', (
      select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'amount', r.amount, 'description', r.description,
        'created_at', r.created_at) order by r.id), '[]')
      from public.credit_transactions r where r.refund_of = t.id and r.account_id = a.id),
    'refund_of', (
      select jsonb_build_object('id', o.id, 'amount', o.amount, 'feature', o.feature, 'description', o.description,
        'created_at', o.created_at)
      from public.credit_transactions o where o.account_id = a.id and o.id = t.refund_of));
end $$;
grant execute on function public.get_transaction(uuid, bigint) to service_role;
