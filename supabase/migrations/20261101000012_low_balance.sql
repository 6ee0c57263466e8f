-- Telling people that their credits run low, and topping up by itself. The account row carries the next figure worth
-- stopping at, so that a movement pays for one comparison and no more.

-- Where the account is to be looked at next.
create function private.next_watch(v public.credit_accounts) returns bigint
language plpgsql stable set search_path = '' as $$
begin
  return greatest(
    coalesce((select max(floor(v.topped_up_to::numeric * l.percent / 100)) + 1 from unnest(array[20, 10, 5]) as l(percent)
      where l.percent < v.warned_at_percent), 0),
    coalesce((select t.threshold from public.top_up_settings t where t.user_id = v.owner_id and t.is_enabled and t.due_at is null), 0));
end $$;

-- What somebody has left: also what work in progress holds, which may come back; not what a dispute keeps.
create function private.credits_left(v public.credit_accounts) returns bigint
language plpgsql stable set search_path = '' as $$
begin
  return v.available + (select coalesce(sum(h.amount), 0)::bigint from public.credit_holds h
    where h.id = any (v.open_holds) and h.expires_at < 'infinity');
end $$;

-- After a spending: when fewer credits than `watch_below` are left, warn once for each level passed since the last top-up (the lowest
-- of them alone) and ask for a top-up. The caller has locked and saved the account.
create function private.heed_low_balance(v public.credit_accounts) returns public.credit_accounts
language plpgsql set search_path = '' as $$
declare
  v_left bigint;
  v_level integer;
begin
  if v.available >= v.watch_below then -- then more is left, too
    return v;
  end if;
  v_left := private.credits_left(v);
  if v_left >= v.watch_below then
    return v;
  end if;
  select min(l.percent) into v_level from unnest(array[20, 10, 5]) as l(percent)
  where l.percent < v.warned_at_percent and v_left <= floor(v.topped_up_to::numeric * l.percent / 100);
  if v_level is not null then
    v.warned_at_percent := v_level;
    perform private.notify(v.owner_id, 'low_balance', 'low_balance:' || v.version, jsonb_build_object(
      'level', v_level, 'available', v_left, 'reference', v.topped_up_to));
  end if;
  update public.top_up_settings t set due_at = clock_timestamp()
  where t.user_id = v.owner_id and t.is_enabled and t.due_at is null and v_left < t.threshold;
  v.watch_below := private.next_watch(v);
  update public.credit_accounts a set watch_below = v.watch_below, warned_at_percent = v.warned_at_percent where a.id = v.id;
  return v;
end $$;

-- Credits came in: warnings start over from here. The caller has locked and saved the account.
create function private.note_top_up(v public.credit_accounts) returns void
language plpgsql set search_path = '' as $$
begin
  if v.kind <> 'user' or v.owner_id is null then
    return;
  end if;
  v.topped_up_to := private.credits_left(v);
  v.warned_at_percent := 100;
  update public.top_up_settings t set due_at = null
  where t.user_id = v.owner_id and t.due_at is not null and v.topped_up_to >= t.threshold;
  update public.credit_accounts a set topped_up_to = v.topped_up_to, warned_at_percent = 100, watch_below = private.next_watch(v)
  where a.id = v.id;
end $$;

-- Look at an account anew, after its settings changed. Locks the account.
create function private.watch_balance(p_owner_id uuid) returns void
language plpgsql set search_path = '' as $$
declare
  v public.credit_accounts := private.lock_account(p_owner_id);
begin
  update public.top_up_settings t set due_at = null where t.user_id = p_owner_id;
  v.watch_below := private.next_watch(v);
  update public.credit_accounts a set watch_below = v.watch_below where a.id = v.id;
  perform private.heed_low_balance(v);
end $$;
