-- One row per person who signed up. Created by the trigger in signup.sql.
create table public.profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  email text not null,
  name text check (char_length(name) <= 120),
  role text not null default 'user' check (role in ('user', 'admin')),
  locale text not null default 'en' check (char_length(locale) between 2 and 35),
  dodo_customer_id text unique,
  marketing_opt_out boolean not null default false,
  trial_claimed_at timestamptz, -- when a lead's credits moved here: once, and leads are forgotten, people are not
  created_at timestamptz not null default now(),
  free_due_at timestamptz not null default now() + interval '1 month' -- when the Free plan is looked at next
);
create index profiles_free_due on public.profiles (free_due_at);

alter table public.profiles enable row level security;
grant select on public.profiles to authenticated, service_role;

create policy "people read their own profile" on public.profiles
  for select to authenticated using (id = (select auth.uid()));
