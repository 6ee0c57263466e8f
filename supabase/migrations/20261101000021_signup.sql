-- A new auth user gets a profile and an account at once, and the sign-up grant when the address is confirmed.

-- Addresses that have had the sign-up bonus, for ever: it outlives the person, so only a hash is kept.
create table public.signup_bonuses (
  email_hash bytea primary key,
  granted_at timestamptz not null default now()
);
alter table public.signup_bonuses enable row level security;
create policy "nobody reads signup bonuses" on public.signup_bonuses
  for select to anon, authenticated using (false);

-- One address for all the ways to write it: case, +tags, and the dots Gmail ignores.
create function private.normalize_email(p_email text) returns text
language sql immutable set search_path = '' as $$
  select case
    when parts.domain in ('gmail.com', 'googlemail.com') then replace(parts.local, '.', '') || '@gmail.com'
    else parts.local || '@' || parts.domain
  end
  from (
    select split_part(split_part(lower(trim(p_email)), '@', 1), '+', 1) as local, split_part(lower(trim(p_email)), '@', 2) as domain
  ) parts;
$$;

-- Give the sign-up bonus unless this address or this person has had it before, whatever it was then. Safe to repeat.
create function public.grant_signup_bonus(p_user_id uuid, p_email text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_credits bigint := (select b.credits from public.credit_bonuses b where b.id = 'signup');
begin
  insert into public.signup_bonuses (email_hash)
  values (sha256(convert_to(private.normalize_email(p_email), 'UTF8'))) on conflict do nothing;
  if found and v_credits > 0 and not exists (select from public.credit_transactions t
      where t.account_id = (select a.id from public.credit_accounts a where a.owner_id = p_user_id)
      and t.idempotency_key = 'signup:' || p_user_id) then
    perform public.grant_credits(p_user_id, v_credits, 'signup', 'signup:' || p_user_id, p_transferable => false,
      p_description => 'Sign-up bonus');
    perform private.notify(p_user_id, 'welcome', 'welcome', jsonb_build_object('credits', v_credits));
  end if;
end $$;
grant execute on function public.grant_signup_bonus(uuid, text) to service_role;

create function private.handle_auth_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.email is null then
    return new;
  end if;
  perform public.open_credit_account(new.id);
  -- The account before the profile, as everywhere.
  perform from public.credit_accounts a where a.owner_id = new.id for no key update;
  insert into public.profiles (id, email, name)
  values (new.id, new.email, left(nullif(trim(new.raw_user_meta_data ->> 'name'), ''), 120))
  on conflict (id) do update set email = excluded.email;
  if new.email_confirmed_at is not null then
    perform public.grant_signup_bonus(new.id, new.email);
  end if;
  return new;
end $$;
create trigger creditkit_user_created after insert on auth.users
  for each row execute function private.handle_auth_user();
create trigger creditkit_user_confirmed after update of email, email_confirmed_at on auth.users
  for each row when (old.email_confirmed_at is null and new.email_confirmed_at is not null or old.email is distinct from new.email)
  execute function private.handle_auth_user();

-- The ledger outlives the person: the account loses its owner, amounts stay.
create function private.forget_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.credit_accounts a set owner_id = null, version = a.version + 1 where a.owner_id = old.id;
  return old;
end $$;
create trigger creditkit_user_deleted before delete on auth.users
  for each row execute function private.forget_user();
