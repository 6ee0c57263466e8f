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

create table public.email_outbox (
  id bigint generated always as identity primary key,
  user_id uuid not null references public.profiles (id) on delete cascade,
  kind text not null references public.notification_kinds (kind),
  key text not null check (char_length(key) between 1 and 255),
  data jsonb not null default '{}',
  -- queued: to be sent at next_attempt_at; dropped: not wanted any more when its turn came; failed: given up
  status text not null default 'queued' check (status in ('queued', 'sent', 'dropped', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  unique (user_id, key)
);
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

-- Tell one person something once: a row in the app and a mail to be sent, as far as the person wants them. p_data is what the
-- texts need: amounts in credits and cents, moments as ISO 8601. Somebody who is gone is told nothing.
create function private.notify(p_user_id uuid, p_kind text, p_key text, p_data jsonb default '{}') returns void
language plpgsql set search_path = '' as $$
declare
  v_by_mail boolean;
  v_in_app boolean;
begin
  select k.is_required or coalesce(f.by_mail, k.by_mail) and not (k.is_marketing and p.marketing_opt_out),
    coalesce(f.in_app, k.in_app)
  into v_by_mail, v_in_app
  from public.profiles p
  join public.notification_kinds k on k.kind = p_kind
  left join public.notification_preferences f on f.user_id = p.id and f.kind = p_kind
  where p.id = p_user_id;
  if v_in_app then
    insert into public.notifications (user_id, kind, key, data) values (p_user_id, p_kind, p_key, p_data)
    on conflict do nothing;
  end if;
  if v_by_mail then
    insert into public.email_outbox (user_id, kind, key, data) values (p_user_id, p_kind, p_key, p_data)
    on conflict do nothing;
  end if;
end $$;

insert into public.notification_kinds (kind, by_mail, in_app, is_required, is_marketing, position) values
  ('welcome', true, true, false, false, 10),
  ('purchase_receipt', true, true, true, false, 20),
  ('refund', true, true, true, false, 30),
  ('subscription_started', true, true, true, false, 40),
  ('subscription_renewed', true, true, false, false, 50),
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
