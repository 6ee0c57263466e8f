-- Bookkeeping for the jobs. Every call on an account settles it first, so nothing here is needed for correctness: the
-- sweeps only write the rows of accounts that nobody has touched. Bounded, safe to repeat and to overlap.

-- Settle at most p_limit accounts on which something is due, longest due first; those in use are left for the next
-- run. A run keeps its locks until it ends, so it ends after a quarter of a second however slow the machine is:
-- nobody waits longer for it. Answers how many were settled (0: nothing is due), how many credits expired and how
-- many holds lapsed.
create function public.expire_credits(
  p_limit integer default 500, out accounts bigint, out expired_credits bigint, out released_holds bigint
) language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v public.credit_accounts;
  v_seq bigint;
  v_holds bigint;
begin
  accounts := 0;
  expired_credits := 0;
  released_holds := 0;
  for v in
    -- Said twice, and with a variable, for the partial index to be used.
    select * from public.credit_accounts a where a.next_due_at <= v_now and a.next_due_at < 'infinity'
    order by a.next_due_at limit p_limit for no key update skip locked
  loop
    v_seq := v.seq;
    select count(*) into v_holds from public.credit_holds h
    where h.id = any (v.open_holds) and h.expires_at <= clock_timestamp();
    v := private.settle(v);
    accounts := accounts + 1;
    released_holds := released_holds + v_holds;
    if v.seq > v_seq then -- settling books an expiry, a payment of debt, or both
      expired_credits := expired_credits - (select coalesce(sum(x.amount) filter (where x.type = 'expiry'), 0) from (
        select t.amount, t.type from public.credit_transactions t
        where t.account_id = v.id order by t.id desc limit v.seq - v_seq) x);
    end if;
    exit when clock_timestamp() > v_now + interval '250 milliseconds';
  end loop;
end $$;
grant execute on function public.expire_credits(integer) to service_role;

-- The same sweep under the name people look for: an account's lapsed holds and expired grants are settled together.
create function public.release_expired_holds(
  p_limit integer default 500, out accounts bigint, out expired_credits bigint, out released_holds bigint
) language sql security definer set search_path = '' as $$
  select * from public.expire_credits(p_limit);
$$;
grant execute on function public.release_expired_holds(integer) to service_role;
