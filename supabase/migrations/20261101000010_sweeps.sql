-- Bookkeeping for the jobs. Every call on an account settles it first, so nothing here is needed for correctness: the
-- sweeps only write the rows of accounts that nobody has touched. Bounded, safe to repeat and to overlap.

-- Settle accounts on which something is due, oldest first, at most p_limit; those in use are left for the next run.
-- Answers how many were settled, how many credits expired and how many holds lapsed.
create function private.settle_due(
  p_account_ids bigint[], out accounts bigint, out expired_credits bigint, out released_holds bigint
) language plpgsql set search_path = '' as $$
declare
  v public.credit_accounts;
  v_seq bigint;
  v_holds bigint;
begin
  accounts := 0;
  expired_credits := 0;
  released_holds := 0;
  for v in
    select * from public.credit_accounts a where a.id = any (p_account_ids) and a.next_due_at <= clock_timestamp()
    order by a.id for no key update skip locked
  loop
    v_seq := v.seq;
    select count(*) into v_holds from public.credit_holds h
    where h.account_id = v.id and h.status = 'held' and h.expires_at <= clock_timestamp();
    v := private.settle(v);
    accounts := accounts + 1;
    released_holds := released_holds + v_holds;
    expired_credits := expired_credits - coalesce((
      select sum(t.amount) from public.credit_transactions t
      where t.account_id = v.id and t.seq > v_seq and t.type = 'expiry' and t.created_at >= now()), 0);
  end loop;
end $$;

-- Book the expiry of grants whose time is over, for at most p_limit accounts.
create function public.expire_credits(
  p_limit integer default 500, out accounts bigint, out expired_credits bigint, out released_holds bigint
) language sql security definer set search_path = '' as $$
  select * from private.settle_due(array(
    select a.id from public.credit_accounts a where a.next_due_at <= clock_timestamp() order by a.next_due_at limit p_limit));
$$;
grant execute on function public.expire_credits(integer) to service_role;

-- Book the lapse of holds nobody captured or released in time, for at most p_limit accounts.
create function public.release_expired_holds(
  p_limit integer default 500, out accounts bigint, out expired_credits bigint, out released_holds bigint
) language sql security definer set search_path = '' as $$
  select * from private.settle_due(array(
    select distinct h.account_id from (
      select x.account_id from public.credit_holds x where x.status = 'held' and x.expires_at <= clock_timestamp()
      order by x.expires_at limit p_limit) h));
$$;
grant execute on function public.release_expired_holds(integer) to service_role;
