-- What is worth a banner on somebody's dashboard now.

-- {low, expiring}, each null when there is nothing to say. low: {level, left, reference, since}: `left` of the `reference` credits there
-- were after the last top-up, at most `level` percent of it (20, 10 or 5; 0 when nothing is left); `since` is the newest grant,
-- so that the same level after another top-up is another reason. expiring: {credits, expires_at, days, newest}: what lapses on
-- the first of the next 7 days on which anything does (UTC), `days` 1 when that is today or tomorrow, else 7; `newest` is the
-- newest grant of them. The same credits are left out as in warn_expiring. Raises account_not_found.
create function public.account_alerts(p_owner_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_today date := private.utc_day(v_now);
  v_renews boolean := coalesce((select s.status = 'active' and not s.cancel_at_period_end
    from private.living_subscription(p_owner_id, v_now) s), false);
  a public.credit_accounts;
  v_left bigint;
  v_level integer;
  v_expiring jsonb;
begin
  perform public.credit_balance(p_owner_id); -- settles what is due
  select * into a from public.credit_accounts x where x.owner_id = p_owner_id;
  v_left := private.credits_left(a);
  select min(l.percent) into v_level from unnest(array[20, 10, 5, 0]) as l(percent)
  where a.topped_up_to > 0 and v_left <= floor(a.topped_up_to::numeric * l.percent / 100);
  select jsonb_build_object('credits', sum(g.left_over), 'expires_at', min(g.expires_at), 'newest', max(g.id),
    'days', case when private.utc_day(g.expires_at) <= v_today + 1 then 1 else 7 end)
  into v_expiring
  from (
    select x.id, x.expires_at, x.source,
      x.remaining + case when x.id = a.open_grant_id then a.open_remaining else 0 end as left_over
    from public.credit_grants x where x.account_id = a.id and (x.remaining > 0 or x.id = a.open_grant_id)
  ) g
  where g.left_over > 0 and g.expires_at > v_now and private.utc_day(g.expires_at) <= v_today + 7
    and g.source <> 'free' and not (g.source = 'plan' and v_renews)
  group by private.utc_day(g.expires_at) order by private.utc_day(g.expires_at) limit 1;
  return jsonb_build_object(
    'low', case when v_level is not null then jsonb_build_object('level', v_level, 'left', v_left,
      'reference', a.topped_up_to, 'since', (select max(x.id) from public.credit_grants x where x.account_id = a.id)) end,
    'expiring', v_expiring);
end $$;
grant execute on function public.account_alerts(uuid) to service_role;
