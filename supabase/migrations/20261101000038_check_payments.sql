-- The other half of the proof: that each payment brought its credits once, and that credits went back with its money. One row per
-- broken invariant, none when all is well. Reads one snapshot; takes no locks. Nothing is settled any more for people who are gone: of
-- theirs only what came in is checked.
create function public.check_payments()
returns table (invariant text, account_id bigint, detail jsonb)
language sql stable security definer set search_path = '' as $$
  with granted as (
    select t.account_id, t.id, t.amount, t.reference, t.grant_ids[1] as grant_id, a.owner_id
    from public.credit_transactions t join public.credit_accounts a on a.id = t.account_id
    where t.type = 'grant' and t.reference is not null
  ), bought as (
    select p.*, g.account_id, g.amount as granted, g.id is not distinct from p.transaction_id
      and g.amount = p.credits and coalesce(p.user_id, g.owner_id) is not distinct from g.owner_id as is_granted
    from public.purchases p left join granted g on g.reference = 'payment:' || p.payment_id
  ), months as (
    select s.*, g.account_id, g.amount as granted, s.credits = 0 and s.grant_id is null or g.amount = s.credits
      and coalesce(s.user_id, a.owner_id) is not distinct from a.owner_id as is_granted, private.lapsed_of(g, r) as lapsed
    from public.subscription_credits s left join public.credit_grants g on g.id = s.grant_id
    left join public.credit_grants r on r.id = s.rollover_grant_id left join public.credit_accounts a on a.id = g.account_id
  ), paid as (
    select 'purchase ' || b.id as subject, b.account_id, b.user_id, b.payment_id, b.credits, b.paid_cents, b.returned_cents, b.clawed_back,
      b.frozen_hold_id, 0::bigint as lapsed
    from bought b where b.status in ('completed', 'mismatch')
    union all
    select 'allocation ' || m.id, m.account_id, m.user_id, m.payment_id, m.credits, m.paid_cents, m.returned_cents, m.clawed_back,
      m.frozen_hold_id, m.lapsed
    from months m where m.payment_id is not null
  ), returned as (
    select p.subject, least(p.paid_cents, coalesce(sum(coalesce(r.amount_cents, p.paid_cents)) filter (where r.outcome = 'taken'), 0)) as cents,
      bool_or(r.outcome = 'open') is true as is_disputed
    from paid p left join public.payment_returns r on r.payment_id = p.payment_id group by p.subject, p.paid_cents
  ), taken_back as (
    select t.account_id, t.reference, sum(t.debt_change - t.amount) as credits
    from public.credit_transactions t where t.type = 'clawback' and t.reference like 'payment:%' group by t.account_id, t.reference
  )
  select 'purchase_brought_its_credits', b.account_id, jsonb_build_object('purchase_id', b.id, 'credits', b.credits, 'granted', coalesce(b.granted, 0))
  from bought b where case when b.status = 'completed' then b.is_granted is not true else b.transaction_id is not null end
  union all
  select 'month_brought_its_credits', m.account_id, jsonb_build_object('allocation_id', m.id, 'credits', m.credits, 'granted', coalesce(m.granted, 0))
  from months m where m.is_granted is not true
  union all
  select 'credits_of_a_payment_have_one', g.account_id, jsonb_build_object('reference', g.reference, 'granted', g.amount)
  from granted g where g.reference like 'payment:%'
    and not exists (select from public.purchases p where p.transaction_id = g.id and 'payment:' || p.payment_id = g.reference and p.status = 'completed')
    and not exists (select from public.subscription_credits s where s.grant_id = g.grant_id and 'payment:' || s.payment_id = g.reference)
  union all
  select 'grant_is_of_one_month', min(m.account_id), jsonb_build_object('grant_id', m.grant_id, 'months', count(*))
  from months m where m.grant_id is not null group by m.grant_id having count(*) > 1
  union all
  select 'payment_paid_for_one_thing', min(p.account_id), jsonb_build_object('payment_id', p.payment_id, 'things', count(*))
  from paid p group by p.payment_id having count(*) > 1
  union all
  select 'returned_is_what_went_back', p.account_id, jsonb_build_object('subject', p.subject, 'returned_cents', p.returned_cents, 'went_back_cents', r.cents)
  from paid p join returned r using (subject) where p.returned_cents <> r.cents
  union all
  select 'credits_go_back_with_the_money', p.account_id, jsonb_build_object('subject', p.subject, 'clawed_back', p.clawed_back, 'owed', o.credits)
  from paid p cross join lateral ( -- what lapsed unspent is owed by nobody
    select case when p.paid_cents > 0
      then least(p.credits - p.lapsed, round(p.credits::numeric * p.returned_cents / p.paid_cents)) else 0 end as credits) o
  where p.account_id is not null and p.user_id is not null and (p.clawed_back > p.credits or p.clawed_back < o.credits)
  union all
  select 'taken_back_is_in_the_ledger', p.account_id, jsonb_build_object('subject', p.subject, 'clawed_back', p.clawed_back, 'transactions', coalesce(t.credits, 0))
  from paid p left join taken_back t on t.account_id = p.account_id and t.reference = 'payment:' || p.payment_id
  where p.clawed_back <> coalesce(t.credits, 0)
  union all
  select 'only_disputes_freeze', p.account_id, jsonb_build_object('subject', p.subject, 'hold_id', p.frozen_hold_id)
  from paid p join returned r using (subject)
  where p.user_id is not null and p.frozen_hold_id is not null and (not r.is_disputed or not exists (
    select from public.credit_holds h where h.id = p.frozen_hold_id and h.account_id = p.account_id and h.status = 'held'))
  union all
  select 'disputed_credits_are_on_hold', p.account_id, jsonb_build_object('subject', p.subject, 'grant_id', g.id)
  from paid p join returned r using (subject) cross join lateral unnest(private.paid_grants(p.payment_id)) as i(id)
  join public.credit_grants g on g.id = i.id join public.credit_accounts a on a.id = g.account_id
  where p.user_id is not null and r.is_disputed and g.remaining + case when a.open_grant_id = g.id then a.open_remaining else 0 end > 0
  union all
  select 'frozen_credits_are_known', h.account_id, jsonb_build_object('hold_id', h.id, 'amount', h.amount)
  from public.credit_holds h join public.credit_accounts a on a.id = h.account_id
  where h.status = 'held' and h.feature = 'dispute' and h.expires_at = 'infinity' and a.owner_id is not null and not exists (
    select from paid p where p.frozen_hold_id = h.id)
  union all
  select 'rollover_is_of_its_month', m.account_id, jsonb_build_object('allocation_id', m.id, 'grant_id', m.rollover_grant_id)
  from months m where m.rollover_grant_id is not null and not exists (
    select from public.credit_grants g where g.id = m.rollover_grant_id and g.account_id = m.account_id and g.source = 'rollover'
      and g.parent_grant_id = m.grant_id and g.amount <= m.credits);
$$;
grant execute on function public.check_payments() to service_role;
