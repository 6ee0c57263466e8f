-- The id of the plan that a person is on.
create function private.plan_of(p_user_id uuid) returns text language sql stable set search_path = '' as $$ select 'free' $$;
