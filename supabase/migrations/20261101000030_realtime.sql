-- People hear their own balance (private.announce_balance) and nobody else's.
create policy "people join their own credits channel" on realtime.messages for select to authenticated
  using (realtime.messages.extension = 'broadcast'
    and (select realtime.topic()) = 'credits:' || (select auth.uid())::text);
