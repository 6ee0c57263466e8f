-- The outbox: mails are written by private.notify() in the transaction that caused them and sent later, each by whoever claims
-- it. A claim is a lease: a sender that dies loses its mails to the next one when it has run out. So a mail is sent once,
-- except by a sender that died between sending it and saying so; its Message-ID is then the same.

create index email_outbox_failed on public.email_outbox (created_at) where status = 'failed';

-- Take up to p_limit mails that are due, longest due first, for as long as the lease. To be sent are those answered as
-- `queued`; the others ended here: `dropped` because nobody wants them any more (switched off since, or a week late) or
-- `failed` after 8 attempts. No rows: nothing is due. Others that claim at the same time get other mails.
create function public.claim_mails(
  p_limit integer default 10, p_lease_seconds integer default 300, p_now timestamptz default clock_timestamp()
) returns table (
  id bigint, status text, attempts integer, kind text, data jsonb, user_id uuid, email text, name text, is_required boolean,
  created_at timestamptz
)
language sql security definer set search_path = '' as $$
  with due as (
    select o.id, case
        when not coalesce(k.is_required or w.by_mail and o.created_at > p_now - interval '7 days', false) then 'dropped'
        when o.attempts >= 8 then 'failed'
        else 'queued'
      end as status
    from (
      select * from public.email_outbox x where x.status = 'queued' and x.next_attempt_at <= p_now
      order by x.next_attempt_at, x.id limit p_limit for update skip locked
    ) o
    join public.notification_kinds k on k.kind = o.kind
    cross join lateral private.wants(o.user_id, o.kind) w
  ), claimed as (
    update public.email_outbox o set status = due.status,
      attempts = o.attempts + (due.status = 'queued')::integer,
      -- Of one that ends here, when that was.
      next_attempt_at = case due.status when 'queued' then p_now + make_interval(secs => p_lease_seconds) else p_now end
    from due where o.id = due.id
    returning o.*
  )
  select c.id, c.status, c.attempts, c.kind, c.data, c.user_id, p.email, p.name, k.is_required, c.created_at
  from claimed c join public.profiles p on p.id = c.user_id join public.notification_kinds k on k.kind = c.kind
  order by c.id;
$$;
grant execute on function public.claim_mails(integer, integer, timestamptz) to service_role;

-- Say how the claimed attempt number p_attempts went: sent, or p_error. After an error the mail is due again in 2 minutes, then
-- 8, 32, 128 ... at most a day later, and given up after 8 attempts. An error told after the lease ran out changes nothing.
-- Answers the mail's status, null when the person is gone or the mail was somebody else's by then.
create function public.finish_mail(
  p_id bigint, p_attempts integer, p_error text default null, p_now timestamptz default clock_timestamp()
) returns text
language sql security definer set search_path = '' as $$
  update public.email_outbox o set
    status = case when p_error is null then 'sent' when o.attempts >= 8 then 'failed' else 'queued' end,
    sent_at = case when p_error is null then p_now end,
    error = left(p_error, 1000),
    next_attempt_at = case when p_error is null or o.attempts >= 8 then p_now
      else p_now + least(interval '2 minutes' * power(4, o.attempts - 1), interval '1 day') end
  where o.id = p_id and o.status = 'queued' and (p_error is null or o.attempts = p_attempts)
  returning o.status;
$$;
grant execute on function public.finish_mail(bigint, integer, text, timestamptz) to service_role;

-- Tell every admin that something is wrong, once for each key. p_details: lines of text. Answers how many were told.
create function public.alarm_admins(p_problem text, p_details jsonb, p_key text) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
  v_told integer := 0;
begin
  -- In order, so that two alarms at once can't wait for each other.
  for v_id in select p.id from public.profiles p where p.role = 'admin' order by p.id loop
    if private.notify(v_id, 'admin_alarm', 'alarm:' || p_key, jsonb_build_object('problem', p_problem, 'details', p_details)) then
      v_told := v_told + 1;
    end if;
  end loop;
  return v_told;
end $$;
grant execute on function public.alarm_admins(text, jsonb, text) to service_role;
