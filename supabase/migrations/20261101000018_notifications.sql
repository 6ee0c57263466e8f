-- What people are told, in the app and by mail. A function that moves money says so in the same transaction through
-- private.notify(); a job sends the mail. Each (person, key) is told once, however often it is said.

-- What can be told. A required mail can't be switched off: receipts and failed payments are owed to the payer.
create table public.notification_kinds (
  kind text primary key check (kind ~ '^[a-z][a-z0-9_]{1,40}$'),
  by_mail boolean not null default true,
  in_app boolean not null default true,
  is_required boolean not null default false,
  is_marketing boolean not null default false, -- never mailed to whoever opted out
  position integer not null default 0
);

-- Only what somebody changed; without a row the kind's own settings hold.
create table public.notification_preferences (
  user_id uuid not null references public.profiles (id) on delete cascade,
  kind text not null references public.notification_kinds (kind) on delete cascade,
  by_mail boolean not null,
  in_app boolean not null,
  primary key (user_id, kind)
);

create table public.notifications (
  id bigint generated always as identity primary key,
  user_id uuid not null references public.profiles (id) on delete cascade,
  kind text not null references public.notification_kinds (kind),
  key text not null check (char_length(key) between 1 and 255),
  data jsonb not null default '{}',
  created_at timestamptz not null default now(),
  read_at timestamptz,
  unique (user_id, key)
);
create index notifications_by_user on public.notifications (user_id, id desc);
create index notifications_unread on public.notifications (user_id, id) where read_at is null;

create table public.email_outbox (
  id bigint generated always as identity primary key,
  user_id uuid not null references public.profiles (id) on delete cascade,
  kind text not null references public.notification_kinds (kind),
  key text not null check (char_length(key) between 1 and 255),
  data jsonb not null default '{}',
  -- queued: to be sent at next_attempt_at; dropped: not wanted any more when its turn came; failed: given up
  status text not null default 'queued' check (status in ('queued', 'sent', 'dropped', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(), -- of one that ended by itself, when that was
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  unique (user_id, key)
);
create index email_outbox_by_status on public.email_outbox (status, id desc);
create index email_outbox_by_kind on public.email_outbox (kind, status, id desc);
create index email_outbox_due on public.email_outbox (next_attempt_at) where status = 'queued';

alter table public.notification_kinds enable row level security;
alter table public.notification_preferences enable row level security;
alter table public.notifications enable row level security;
alter table public.email_outbox enable row level security;
grant select on public.notification_kinds, public.notification_preferences, public.notifications to authenticated, service_role;
grant select on public.email_outbox to service_role;
create policy "people read the kinds" on public.notification_kinds for select to authenticated using (true);
create policy "people read their preferences" on public.notification_preferences for select to authenticated
  using (user_id = (select auth.uid()));
create policy "people read their notifications" on public.notifications for select to authenticated
  using (user_id = (select auth.uid()));
create policy "nobody reads the outbox" on public.email_outbox for select to anon, authenticated using (false);

-- Whether a person wants a kind, by mail and in the app. Null of both for somebody who is gone.
create function private.wants(p_user_id uuid, p_kind text, out by_mail boolean, out in_app boolean)
language plpgsql stable set search_path = '' as $$
begin
  select k.is_required or coalesce(f.by_mail, k.by_mail) and not (k.is_marketing and p.marketing_opt_out),
    coalesce(f.in_app, k.in_app)
  into by_mail, in_app
  from public.profiles p
  join public.notification_kinds k on k.kind = p_kind
  left join public.notification_preferences f on f.user_id = p.id and f.kind = p_kind
  where p.id = p_user_id;
end $$;

-- Unread notifications of a person, counted up to 100.
create function public.unread_notifications(p_user_id uuid) returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select count(*)::integer from (
    select from public.notifications n where n.user_id = p_user_id and n.read_at is null limit 100) unread);
end $$;
grant execute on function public.unread_notifications(uuid) to service_role;

-- Tell a person's private channel that notification p_id is there, or (null) that some were read: event `notification`.
-- Like balances, not for people who have not looked for a day.
create function private.announce_notification(p_user_id uuid, p_id bigint) returns void
language plpgsql set search_path = '' as $$
begin
  if exists (select from public.credit_accounts a where a.owner_id = p_user_id and a.last_read_at > now() - interval '1 day') then
    perform realtime.send(jsonb_build_object('id', p_id, 'unread', public.unread_notifications(p_user_id)),
      'notification', 'credits:' || p_user_id, true);
  end if;
end $$;

-- Tell one person something once: a row in the app and a mail to be sent, as far as the person wants them. p_data is what the
-- texts need: amounts in credits and cents, moments as ISO 8601. Somebody who is gone is told nothing. Answers whether
-- anything was new.
create function private.notify(p_user_id uuid, p_kind text, p_key text, p_data jsonb default '{}') returns boolean
language plpgsql set search_path = '' as $$
declare
  v_wants record;
  v_id bigint;
  v_is_new boolean := false;
begin
  select * into v_wants from private.wants(p_user_id, p_kind);
  if v_wants.in_app then
    insert into public.notifications (user_id, kind, key, data) values (p_user_id, p_kind, p_key, p_data)
    on conflict do nothing returning id into v_id;
    v_is_new := found;
  end if;
  if v_wants.by_mail then
    insert into public.email_outbox (user_id, kind, key, data) values (p_user_id, p_kind, p_key, p_data)
    on conflict do nothing;
    v_is_new := v_is_new or found;
  end if;
  if v_id is not null then
    perform private.announce_notification(p_user_id, v_id);
  end if;
  return v_is_new;
end $$;

-- Mark one notification as read, or it and all older ones. Answers how many are unread then, up to 100.
create function public.mark_notifications_read(p_user_id uuid, p_id bigint, p_with_older boolean default false) returns integer
language plpgsql security definer set search_path = '' as $$
begin
  update public.notifications n set read_at = now()
  where n.user_id = p_user_id and n.read_at is null and (n.id = p_id or p_with_older and n.id < p_id);
  if found then
    perform private.announce_notification(p_user_id, null);
  end if;
  return public.unread_notifications(p_user_id);
end $$;
grant execute on function public.mark_notifications_read(uuid, bigint, boolean) to service_role;

-- What a person can be told and how they want to be. Alarms are for admins.
create function public.notification_settings(p_user_id uuid)
returns table (kind text, by_mail boolean, in_app boolean, is_required boolean, is_marketing boolean)
language sql stable security definer set search_path = '' as $$
  select k.kind, w.by_mail, w.in_app, k.is_required, k.is_marketing
  from public.profiles p cross join public.notification_kinds k cross join lateral private.wants(p.id, k.kind) w
  where p.id = p_user_id and (k.kind <> 'admin_alarm' or p.role = 'admin')
  order by k.position;
$$;
grant execute on function public.notification_settings(uuid) to service_role;

-- Switch a kind on or off by mail or in the app; null leaves it as it is. Marketing comes by mail or not at all, every kind alike.
-- Raises not_found for a person or a kind that is not there, invalid_input when a required mail would be switched off.
create function public.set_notification_preference(
  p_user_id uuid, p_kind text, p_by_mail boolean default null, p_in_app boolean default null
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_kind public.notification_kinds;
begin
  select k.* into v_kind from public.notification_kinds k join public.profiles p on p.id = p_user_id where k.kind = p_kind;
  if v_kind.kind is null then
    raise exception 'not_found' using errcode = 'PT404', detail = jsonb_build_object('kind', p_kind)::text;
  elsif v_kind.is_required and not p_by_mail then
    raise exception 'invalid_input' using errcode = 'PT422', detail = '{"by_mail": "this mail is always sent"}';
  end if;
  if v_kind.is_marketing then
    update public.profiles p set marketing_opt_out = not p_by_mail where p.id = p_user_id and p_by_mail is not null;
    return;
  end if;
  insert into public.notification_preferences as f (user_id, kind, by_mail, in_app)
  values (p_user_id, p_kind, coalesce(p_by_mail, v_kind.by_mail), coalesce(p_in_app, v_kind.in_app))
  on conflict (user_id, kind) do update set
    by_mail = coalesce(p_by_mail, f.by_mail), in_app = coalesce(p_in_app, f.in_app);
end $$;
grant execute on function public.set_notification_preference(uuid, text, boolean, boolean) to service_role;

insert into public.notification_kinds (kind, by_mail, in_app, is_required, is_marketing, position) values
  ('welcome', true, true, false, false, 10),
  ('purchase_receipt', true, true, true, false, 20),
  ('refund', true, true, true, false, 30),
  ('subscription_started', true, true, true, false, 40),
  ('subscription_renewed', true, true, true, false, 50),
  ('subscription_changed', true, true, true, false, 55),
  ('subscription_failed', true, true, true, false, 60),
  ('subscription_ending', true, true, false, false, 70),
  ('subscription_cancelled', true, true, true, false, 80),
  ('low_balance', true, true, false, false, 90),
  ('credits_expiring', true, true, false, false, 100),
  ('top_up_succeeded', true, true, true, false, 110),
  ('top_up_failed', true, true, true, false, 120),
  ('model_expiring', true, true, false, false, 130),
  ('follow_up_first_use', true, false, false, true, 140),
  ('follow_up_first_purchase', true, false, false, true, 150),
  ('follow_up_inactive', true, false, false, true, 160),
  ('admin_alarm', true, true, true, false, 170);
