-- Deny first: nothing made by a later migration is reachable until a grant says so.
-- The global form is needed as well: the per-schema form alone leaves new functions callable through PUBLIC.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke execute on functions from public, anon, authenticated, service_role;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;

-- Helpers that only the public functions call. The schema is not exposed and no API role may use it.
create schema private;
revoke all on schema private from public;

-- Every table here follows one pattern: row level security on, owners may read their own rows, nobody may
-- write. Writes go through `security definer` functions granted to service_role alone, so that not even
-- the server's key can change a balance without leaving a ledger row.
