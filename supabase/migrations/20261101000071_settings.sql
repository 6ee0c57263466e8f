-- What people change about themselves, and where they are signed in.

-- The name that others and mails may use; null or blank: none. Raises invalid_input beyond 120 characters, not_found.
create function public.rename_person(p_user_id uuid, p_name text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_name text := nullif(trim(p_name), '');
begin
  if char_length(v_name) > 120 then
    raise exception 'invalid_input' using errcode = 'PT422', detail = '{"name": "at most 120 characters"}';
  end if;
  update public.profiles p set name = v_name where p.id = p_user_id;
  if not found then
    raise exception 'not_found' using errcode = 'PT404', detail = '{}';
  end if;
  return v_name;
end $$;
grant execute on function public.rename_person(uuid, text) to service_role;

-- Where somebody is signed in, seen last first, at most 50.
create function public.list_sessions(p_user_id uuid)
returns table (id uuid, created_at timestamptz, seen_at timestamptz, user_agent text)
language sql stable security definer set search_path = '' as $$
  select s.id, s.created_at, greatest(s.updated_at, s.refreshed_at at time zone 'UTC', s.created_at) as seen_at, s.user_agent
  from auth.sessions s
  where s.user_id = p_user_id and (s.not_after is null or s.not_after > now())
  order by seen_at desc limit 50;
$$;
grant execute on function public.list_sessions(uuid) to service_role;
