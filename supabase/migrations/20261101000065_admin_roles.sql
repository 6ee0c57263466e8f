-- Who is an admin, changed by admins. There is always one.

-- One change of who is an admin at a time: two that go at once would each count on the other's admin. Not by locks of their rows,
-- which deadlock where rows change while they are waited for.
create function private.lock_admins() returns void
language sql set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('creditkit.admins', 0));
$$;

-- Make somebody an admin, or one who is a user again. What is so already stays so and leaves no row. Raises forbidden unless
-- p_actor_id is an admin, and for the last one; account_not_found, invalid_input.
create function public.set_user_role(p_actor_id uuid, p_user_id uuid, p_role text, p_reason text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_before text;
begin
  perform private.lock_admins();
  perform private.require_admin(p_actor_id);
  perform private.check_reason(p_reason);
  if p_role is null or p_role not in ('user', 'admin') then
    raise exception 'invalid_input' using errcode = 'PT422', detail = '{"role": "user or admin"}';
  end if;
  select p.role into v_before from public.profiles p where p.id = p_user_id for no key update;
  if v_before is null then
    raise exception 'account_not_found' using errcode = 'PT404', detail = '{}';
  elsif v_before = p_role then
    return p_role;
  elsif p_role = 'user' and not exists (select from public.profiles p where p.role = 'admin' and p.id <> p_user_id) then
    raise exception 'forbidden' using errcode = 'PT403', detail = '{"reason": "only_admin"}';
  end if;
  update public.profiles p set role = p_role where p.id = p_user_id;
  insert into public.admin_actions (actor_id, action, target_id, reason, before, after)
  values (p_actor_id, 'set_role', p_user_id, p_reason, jsonb_build_object('role', v_before), jsonb_build_object('role', p_role));
  return p_role;
end $$;
grant execute on function public.set_user_role(uuid, uuid, text, text) to service_role;
