-- Runs after the API server's own tables are there: they belong to the role that hosted Supabase gives them to, and
-- the project's owner may hang triggers and foreign keys on them.

do $$
declare
  found record;
begin
  for found in
    select n.nspname as schema, c.relname as name
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('auth', 'storage') and c.relkind = 'r'
  loop
    execute format('alter table %I.%I owner to supabase_%s_admin', found.schema, found.name, found.schema);
    execute format('grant all on %I.%I to postgres', found.schema, found.name);
  end loop;
end $$;

grant all on all tables in schema storage to anon, authenticated, service_role;
