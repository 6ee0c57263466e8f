-- Visitors who try before they sign up. A lead owns a credit account as a user does; the browser keeps its id in a
-- signed cookie. Credits and lead live for 30 days.

create table public.leads (
  id uuid primary key default gen_random_uuid(),
  address_hash text not null, -- of the network address, keyed: it can be compared, not read
  created_at timestamptz not null default now(),
  claimed_at timestamptz, -- when its credits moved to the account of the person who signed up
  claimed_by uuid unique references public.profiles (id) on delete set null
);
create index leads_by_address on public.leads (address_hash, created_at);
create index leads_by_age on public.leads (created_at, id);
create index leads_by_claimer on public.leads (claimed_by) where claimed_by is not null;
create index leads_claimed on public.leads (created_at, id) where claimed_at is not null;
alter table public.leads enable row level security;
create policy "nobody reads leads" on public.leads for select to anon, authenticated using (false);
grant select on public.leads to service_role;

-- Begin a trial: a lead with its account and credits. At most p_per_address trials for one address in 30 days, and
-- p_per_day in all. Raises rate_limited with the seconds to wait.
create function public.start_lead(p_address_hash text, p_per_address integer, p_per_day integer) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_credits bigint := (select b.credits from public.credit_bonuses b where b.id = 'lead');
  v_free_at timestamptz;
  v_id uuid;
begin
  -- One at a time: otherwise many at once would each count the others as not yet there.
  perform pg_advisory_xact_lock(hashtextextended('creditkit.leads', 0));
  select greatest(
    (select l.created_at + interval '30 days' from public.leads l
     where l.address_hash = p_address_hash and l.created_at > v_now - interval '30 days'
     order by l.created_at desc offset p_per_address - 1 limit 1),
    (select l.created_at + interval '1 day' from public.leads l where l.created_at > v_now - interval '1 day'
     order by l.created_at desc offset p_per_day - 1 limit 1)
  ) into v_free_at;
  if v_free_at is not null then
    raise exception 'rate_limited' using errcode = 'PT429', detail = jsonb_build_object(
      'retryAfterSeconds', greatest(1, ceil(extract(epoch from v_free_at - v_now))))::text;
  end if;
  insert into public.leads (address_hash, created_at) values (p_address_hash, v_now) returning id into v_id;
  perform public.open_credit_account(v_id, 'lead');
  if v_credits > 0 then
    perform public.grant_credits(v_id, v_credits, 'lead', 'lead:' || v_id, p_expires_at => v_now + interval '30 days',
      p_description => 'Trial');
  end if;
  return v_id;
end $$;
grant execute on function public.start_lead(text, integer, integer) to service_role;

-- Whether this trial can still be used: it is there and nobody has claimed it.
create function public.is_lead_open(p_lead_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.leads l where l.id = p_lead_id and l.claimed_at is null);
$$;
grant execute on function public.is_lead_open(uuid) to service_role;

-- Move what is left of a trial to the account of the person who signed up after it. Once for each lead and once for each
-- person; a lead that is gone, was claimed, or is younger than the person's account moves nothing. Answers the
-- credits moved. Locks the lead, then both accounts.
create function public.claim_lead(p_lead_id uuid, p_user_id uuid) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_lead public.leads;
  v public.credit_accounts;
begin
  select * into v_lead from public.leads l where l.id = p_lead_id for update;
  if v_lead.id is null or v_lead.claimed_at is not null or not exists (
      select from public.profiles p where p.id = p_user_id and p.created_at > v_lead.created_at) then
    return 0;
  end if;
  -- Both accounts, in the order in which a transfer locks them, before the profile.
  perform from public.credit_accounts a where a.owner_id in (p_lead_id, p_user_id) order by a.id for no key update;
  update public.profiles p set trial_claimed_at = clock_timestamp()
  where p.id = p_user_id and p.trial_claimed_at is null;
  if not found then
    return 0;
  end if;
  update public.leads l set claimed_at = clock_timestamp(), claimed_by = p_user_id where l.id = p_lead_id;
  v := private.lock_account(p_lead_id);
  if v.available > 0 then
    perform public.transfer_credits(p_lead_id, p_user_id, v.available, 'claim:' || p_lead_id, 'Left over from the trial');
  end if;
  return v.available;
end $$;
grant execute on function public.claim_lead(uuid, uuid) to service_role;

-- Credits that come back to a trial after it was claimed go where the others went. Called with the hold that ended.
create function private.follow_claim(p_lead_id uuid, p_hold_id bigint) returns void
language plpgsql set search_path = '' as $$
declare
  v_user_id uuid := (select l.claimed_by from public.leads l where l.id = p_lead_id);
  v public.credit_accounts;
begin
  if v_user_id is not null then
    v := private.lock_account(p_lead_id);
    if v.available > 0 then
      perform public.transfer_credits(p_lead_id, v_user_id, v.available, 'claim:' || p_lead_id || ':' || p_hold_id,
        'Left over from the trial');
    end if;
  end if;
end $$;

-- Forget leads older than 30 days, at most p_limit. What they did not spend has expired by then; their ledger stays, without
-- an owner. One with work still running waits for the next time. Answers how many; 0 when none is left.
create function public.remove_old_leads(p_now timestamptz, p_limit integer default 500) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
  v public.credit_accounts;
  v_done integer := 0;
begin
  for v_id in
    select l.id from public.leads l where l.created_at <= p_now - interval '30 days'
    order by l.created_at limit p_limit for update skip locked
  loop
    v := private.lock_account(v_id);
    continue when v.held > 0;
    update public.credit_accounts a set owner_id = null, version = a.version + 1 where a.id = v.id;
    delete from public.leads l where l.id = v_id;
    v_done := v_done + 1;
  end loop;
  return v_done;
end $$;
grant execute on function public.remove_old_leads(timestamptz, integer) to service_role;
