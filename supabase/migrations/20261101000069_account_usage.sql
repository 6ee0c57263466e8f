-- What one account used and has left, for its owner to see.

-- An account's usage by UTC day, feature and model, both days included: the daily figures and the calls that are not in them yet.
-- Credits are those the calls were charged. Answers [{day, feature, model, calls, failed_calls, credits, tokens_in, tokens_out}].
create function public.account_usage(p_owner_id uuid, p_from date, p_to date) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_account_id bigint := (select a.id from public.credit_accounts a where a.owner_id = p_owner_id);
  v_done_id bigint := (select c.done_id from private.rollup_cursors c where c.source = 'usage_logs');
begin
  return coalesce((select jsonb_agg(to_jsonb(y) order by y.day, y.feature, y.model) from (
    select x.day, x.feature, x.model, sum(x.calls) as calls, sum(x.failed_calls) as failed_calls, sum(x.credits) as credits,
      sum(x.tokens_in) as tokens_in, sum(x.tokens_out) as tokens_out
    from (
      select d.day, d.feature, d.model, d.calls, d.failed_calls, d.credits, d.tokens_in, d.tokens_out
      from public.daily_usage d where d.account_id = v_account_id and d.day between p_from and p_to
      union all
      select private.utc_day(u.created_at), u.feature, coalesce(u.model, ''), 1, (u.outcome in ('failed', 'timeout'))::integer,
        u.credits, u.tokens_in, u.tokens_out
      from public.usage_logs u where u.account_id = v_account_id and u.id > v_done_id
        and private.utc_day(u.created_at) between p_from and p_to
    ) x
    group by x.day, x.feature, x.model
  ) y), '[]');
end $$;
grant execute on function public.account_usage(uuid, date, date) to service_role;

-- The UTC day of an account's first call; null: it has made none.
create function public.first_usage_day(p_owner_id uuid) returns date
language plpgsql stable security definer set search_path = '' as $$
declare
  v_account_id bigint := (select a.id from public.credit_accounts a where a.owner_id = p_owner_id);
  v_done_id bigint := (select c.done_id from private.rollup_cursors c where c.source = 'usage_logs');
begin
  return least((select min(d.day) from public.daily_usage d where d.account_id = v_account_id),
    (select min(private.utc_day(u.created_at)) from public.usage_logs u where u.account_id = v_account_id and u.id > v_done_id));
end $$;
grant execute on function public.first_usage_day(uuid) to service_role;

-- The live credits of an account in the order in which they will be spent, those of one priority and expiry together. Credits on
-- hold are not among them. Answers [{credits, expires_at}].
create function public.credit_outlook(p_owner_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform public.credit_balance(p_owner_id); -- settles what is due
  return coalesce((select jsonb_agg(jsonb_build_object('credits', y.credits, 'expires_at', nullif(y.expires_at, 'infinity'))
    order by y.priority, y.expires_at nulls last) from (
    select l.priority, l.expires_at, sum(l.remaining) as credits
    from (
      select g.priority, g.expires_at,
        g.remaining + case when g.id = a.open_grant_id then a.open_remaining else 0 end as remaining
      from public.credit_accounts a join public.credit_grants g on g.account_id = a.id
        and (g.remaining > 0 or g.id = a.open_grant_id)
      where a.owner_id = p_owner_id
    ) l
    where l.remaining > 0
    group by l.priority, l.expires_at
  ) y), '[]');
end $$;
grant execute on function public.credit_outlook(uuid) to service_role;
