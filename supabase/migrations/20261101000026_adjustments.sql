-- What admins do, and the trail it leaves.

create table public.admin_actions (
  id bigint generated always as identity primary key,
  actor_id uuid not null, -- no foreign key: the trail outlives the admin
  action text not null,
  target_id uuid, -- the user it was done to
  subject text, -- what it was done to when that is nobody: 'webhook:evt_1', 'package:pro'
  reason text,
  before jsonb,
  after jsonb,
  created_at timestamptz not null default now()
);
create index admin_actions_by_target on public.admin_actions (target_id, id desc);
create index admin_actions_by_actor on public.admin_actions (actor_id, id desc);
create index admin_actions_by_action on public.admin_actions (action, id desc);
create index admin_actions_by_subject on public.admin_actions (subject, id desc) where subject is not null;
alter table public.admin_actions enable row level security;
create policy "nobody reads admin actions" on public.admin_actions for select to anon, authenticated using (false);
grant select on public.admin_actions to service_role;
create trigger admin_actions_append_only before update or delete on public.admin_actions
  for each row execute function private.refuse_rewrite();
create trigger admin_actions_no_truncate before truncate on public.admin_actions
  for each statement execute function private.refuse_rewrite();

create function private.require_admin(p_actor_id uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not exists (select from public.profiles p where p.id = p_actor_id and p.role = 'admin') then
    raise exception 'forbidden' using errcode = 'PT403', detail = '{}';
  end if;
end $$;

create function private.check_reason(p_reason text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if char_length(trim(p_reason)) between 1 and 500 is not true then
    raise exception 'invalid_input' using errcode = 'PT422', detail = '{"reason": "1 to 500 characters"}';
  end if;
end $$;

-- What the trail says of a movement. Of what was given, debt is paid at once, which is a movement of its own: the account is told as
-- it was before the first and is after the last. Not for one that was replayed, whose account is that of now.
create function private.facts_before(m public.credit_movement) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('balance', m.balance_before) || case when d.debt > 0 then jsonb_build_object('debt', d.debt) else '{}' end
  from (select m.debt + m.balance_after - m.available - m.held as debt) d;
$$;

create function private.facts_after(m public.credit_movement) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('balance', m.available + m.held, 'amount', m.amount, 'transactionId', m.transaction_id)
    || case when m.debt + m.balance_after - m.available - m.held > 0 then jsonb_build_object('debt', m.debt) else '{}' end;
$$;

-- Add credits to somebody's account, or take some away (p_amount below 0, at most what is available). Idempotent by key;
-- writes the audit trail with it. Raises forbidden unless p_actor_id is an admin, invalid_input without a reason, and what
-- grant_credits and deduct_credits raise.
create function public.adjust_credits(
  p_actor_id uuid, p_user_id uuid, p_amount numeric, p_reason text, p_idempotency_key text
) returns public.credit_movement
language plpgsql security definer set search_path = '' as $$
declare
  v_done public.credit_movement;
  v_key text := 'adjust:' || p_idempotency_key;
begin
  perform private.require_admin(p_actor_id);
  perform private.check_reason(p_reason);
  if p_amount < 0 then
    v_done := public.deduct_credits(p_user_id, -p_amount, v_key, p_description => p_reason, p_reference => 'adjustment',
      p_actor_id => p_actor_id);
  else
    v_done := public.grant_credits(p_user_id, p_amount, 'admin', v_key, p_description => p_reason,
      p_actor_id => p_actor_id);
  end if;
  if not v_done.replayed then
    insert into public.admin_actions (actor_id, action, target_id, reason, before, after)
    values (p_actor_id, 'adjust_credits', p_user_id, p_reason,
      private.facts_before(v_done), private.facts_after(v_done));
  end if;
  return v_done;
end $$;
grant execute on function public.adjust_credits to service_role;
