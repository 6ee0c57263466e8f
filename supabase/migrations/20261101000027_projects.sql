-- What the code tools work on: a project, the files generated for it, and reviews of them.

create table public.projects (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 120),
  brief text not null check (char_length(brief) between 1 and 4000),
  summary text, -- null until files were generated
  model text,
  created_at timestamptz not null default now(),
  generated_at timestamptz
);
create index projects_by_user on public.projects (user_id, created_at desc);

create table public.project_files (
  project_id uuid not null references public.projects (id) on delete cascade,
  path text not null check (char_length(path) between 1 and 200),
  content text not null check (octet_length(content) <= 200000),
  primary key (project_id, path)
);

create table public.project_reviews (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  summary text not null,
  findings jsonb not null,
  model text not null,
  created_at timestamptz not null default now()
);
create index project_reviews_by_project on public.project_reviews (project_id, created_at desc);

alter table public.projects enable row level security;
alter table public.project_files enable row level security;
alter table public.project_reviews enable row level security;
grant select on public.projects, public.project_files, public.project_reviews to authenticated, service_role;
create policy "owners read their projects" on public.projects
  for select to authenticated using (user_id = (select auth.uid()));
create policy "owners read their project files" on public.project_files for select to authenticated
  using (project_id in (select p.id from public.projects p where p.user_id = (select auth.uid())));
create policy "owners read their project reviews" on public.project_reviews for select to authenticated
  using (project_id in (select p.id from public.projects p where p.user_id = (select auth.uid())));

create function public.create_project(p_user_id uuid, p_name text, p_brief text) returns uuid
language sql security definer set search_path = '' as $$
  insert into public.projects (user_id, name, brief) values (p_user_id, p_name, p_brief) returning id;
$$;
grant execute on function public.create_project(uuid, text, text) to service_role;

-- Replace a project's files by p_files: [{path, content}]. Raises not_found for a project of somebody else.
create function public.save_project_files(
  p_user_id uuid, p_project_id uuid, p_files jsonb, p_summary text, p_model text
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.projects p set summary = p_summary, model = p_model, generated_at = now()
  where p.id = p_project_id and p.user_id = p_user_id;
  if not found then
    raise exception 'not_found' using errcode = 'PT404', detail = jsonb_build_object('project_id', p_project_id)::text;
  end if;
  delete from public.project_files f where f.project_id = p_project_id;
  insert into public.project_files (project_id, path, content)
  select p_project_id, f.path, f.content from jsonb_to_recordset(p_files) as f(path text, content text);
end $$;
grant execute on function public.save_project_files(uuid, uuid, jsonb, text, text) to service_role;

-- Delete a project with its files and reviews. Raises not_found for a project of somebody else.
create function public.delete_project(p_user_id uuid, p_project_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.projects p where p.id = p_project_id and p.user_id = p_user_id;
  if not found then
    raise exception 'not_found' using errcode = 'PT404', detail = jsonb_build_object('project_id', p_project_id)::text;
  end if;
end $$;
grant execute on function public.delete_project(uuid, uuid) to service_role;

-- Keep a review of a project. Raises not_found for a project of somebody else.
create function public.save_project_review(
  p_user_id uuid, p_project_id uuid, p_summary text, p_findings jsonb, p_model text
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.project_reviews (project_id, summary, findings, model)
  select p.id, p_summary, p_findings, p_model from public.projects p
  where p.id = p_project_id and p.user_id = p_user_id
  returning id into v_id;
  if v_id is null then
    raise exception 'not_found' using errcode = 'PT404', detail = jsonb_build_object('project_id', p_project_id)::text;
  end if;
  return v_id;
end $$;
grant execute on function public.save_project_review(uuid, uuid, text, jsonb, text) to service_role;
