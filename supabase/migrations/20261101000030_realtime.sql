-- Every movement of a user's account is told to that user's private channel: `credits:<user id>`, event `balance`.
-- Broadcast from the database costs one authorization at join instead of one read per subscriber and change.

create function private.announce_balance() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object('available', new.available, 'held', new.held, 'version', new.version),
    'balance', 'credits:' || new.owner_id, true);
  return null;
end $$;
create trigger credit_accounts_announce after update on public.credit_accounts
  for each row when (new.kind = 'user' and new.owner_id is not null and old.version <> new.version)
  execute function private.announce_balance();

create policy "people join their own credits channel" on realtime.messages for select to authenticated
  using (realtime.messages.extension = 'broadcast'
    and (select realtime.topic()) = 'credits:' || (select auth.uid())::text);
