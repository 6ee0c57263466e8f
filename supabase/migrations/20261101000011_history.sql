-- Reading the ledger.

-- What an account has, as of now: available, held, debt, version, when the next credits expire and how many, and the live
-- grants summed by source. Rolled-over credits are a source of their own. Credits on hold are not in the sources.
create function public.credit_summary(p_owner_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_balance record;
begin
  select * into v_balance from public.credit_balance(p_owner_id); -- settles what is due
  return (
    with live as (
      select g.source, g.expires_at, g.remaining + case when g.id = a.open_grant_id then a.open_remaining else 0 end as remaining
      from public.credit_accounts a join public.credit_grants g on g.account_id = a.id
        and (g.remaining > 0 or g.id = a.open_grant_id)
      where a.owner_id = p_owner_id
    ), by_source as (
      select l.source, sum(l.remaining) as remaining, min(l.expires_at) as next_expires_at
      from live l where l.remaining > 0 group by l.source
    )
    select to_jsonb(v_balance) || jsonb_build_object(
      'next_expires_at', (select min(l.expires_at) from live l where l.remaining > 0),
      'next_expiring', coalesce((select sum(l.remaining) from live l
        where l.expires_at = (select min(m.expires_at) from live m where m.remaining > 0)), 0),
      'rollover', coalesce((select s.remaining from by_source s where s.source = 'rollover'), 0),
      'sources', coalesce((select jsonb_agg(to_jsonb(s) order by s.remaining desc, s.source) from by_source s), '[]'))
  );
end $$;
grant execute on function public.credit_summary(uuid) to service_role;

-- One page of an account's ledger, newest first, older than p_before_id. `grants` explains each row: which grants the
-- credits came from or went to, [{grant_id, source, amount, expires_at}]; a refund into expired grants names the grace
-- grants in its metadata. Filters left null pass everything.
create function public.get_transactions(
  p_owner_id uuid, p_limit integer default 50, p_before_id bigint default null,
  p_type public.credit_transaction_type default null, p_feature text default null,
  p_from timestamptz default null, p_to timestamptz default null
) returns table (
  id bigint, seq bigint, type public.credit_transaction_type, amount bigint, balance_before bigint, balance_after bigint,
  debt_change bigint, feature text, model text, description text, reference text, actor_id uuid, refund_of bigint,
  refunded bigint, grants jsonb, metadata jsonb, created_at timestamptz
) language sql stable security definer set search_path = '' as $$
  select t.id, t.seq, t.type, t.amount, t.balance_before, t.balance_after, t.debt_change, t.feature, t.model,
    t.description, t.reference, t.actor_id, t.refund_of,
    coalesce((select sum(r.amount) from public.credit_transactions r where r.refund_of = t.id), 0)::bigint,
    (select jsonb_agg(jsonb_build_object('grant_id', g.id, 'source', g.source, 'amount', s.amount, 'expires_at', g.expires_at)
        order by s.n)
      from unnest(t.grant_ids, t.grant_amounts) with ordinality as s(grant_id, amount, n)
      join public.credit_grants g on g.id = s.grant_id),
    t.metadata, t.created_at
  from public.credit_transactions t
  where t.account_id = (select a.id from public.credit_accounts a where a.owner_id = p_owner_id)
    and (p_before_id is null or t.id < p_before_id)
    and (p_type is null or t.type = p_type)
    and (p_feature is null or t.feature = p_feature)
    and (p_from is null or t.created_at >= p_from)
    and (p_to is null or t.created_at < p_to)
  order by t.id desc limit least(greatest(p_limit, 1), 500);
$$;
grant execute on function public.get_transactions to service_role;
