-- The outbox as admins read it, newest mail first, and what they may do with a mail that was not sent.

create function private.page_of_mails(p_status text, p_kind text, p_before bigint, p_limit integer) returns setof bigint
language plpgsql stable set search_path = '' as $$
declare
  v_before bigint := coalesce(p_before, 9223372036854775807);
  v_statuses text[] := case when p_status is null then array['queued', 'sent', 'dropped', 'failed'] else array[p_status] end;
begin
  if p_kind is null then
    return query select x.id from unnest(v_statuses) s(status) cross join lateral (
      select o.id from public.email_outbox o where o.status = s.status and o.id < v_before order by o.id desc limit p_limit) x
    order by x.id desc limit p_limit;
  else
    return query select x.id from unnest(v_statuses) s(status) cross join lateral (
      select o.id from public.email_outbox o where o.kind = p_kind and o.status = s.status and o.id < v_before
      order by o.id desc limit p_limit) x
    order by x.id desc limit p_limit;
  end if;
end $$;

create function private.mail_json(o public.email_outbox, p_email text) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', o.id, 'kind', o.kind, 'status', o.status, 'attempts', o.attempts, 'error', o.error,
    'data', o.data, 'userId', o.user_id, 'email', p_email, 'createdAt', o.created_at, 'sentAt', o.sent_at,
    'nextAttemptAt', case when o.status = 'queued' then o.next_attempt_at end);
$$;

-- One page of mails, of a status, a kind, and to addresses that begin so. Raises forbidden unless p_actor_id is an admin.
create function public.search_mails(
  p_actor_id uuid, p_search text default null, p_status text default null, p_kind text default null, p_before bigint default null,
  p_limit integer default 30
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_limit integer := least(p_limit, 200);
  v_people uuid[];
  v_ids bigint[];
begin
  perform private.require_admin(p_actor_id);
  if trim(p_search) <> '' then
    v_people := private.people_by_address(trim(p_search));
    v_ids := array(
      select o.id from public.email_outbox o
      where o.user_id = any (v_people) and o.id < coalesce(p_before, 9223372036854775807)
        and (p_status is null or o.status = p_status) and (p_kind is null or o.kind = p_kind)
      order by o.id desc limit v_limit);
  else
    v_ids := array(select private.page_of_mails(p_status, p_kind, p_before, v_limit));
  end if;
  return coalesce((
    select jsonb_agg(private.mail_json(o, p.email) order by o.id desc)
    from public.email_outbox o join public.profiles p on p.id = o.user_id where o.id = any (v_ids)), '[]');
end $$;
grant execute on function public.search_mails(uuid, text, text, text, bigint, integer) to service_role;

-- One mail with what it is made of, and what admins did with it. Null: there is none.
create function public.get_mail(p_actor_id uuid, p_id bigint) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_admin(p_actor_id);
  return (
    select private.mail_json(o, p.email) || jsonb_build_object('isRequired', k.is_required, 'actions', coalesce((
      select jsonb_agg(jsonb_build_object('at', a.created_at, 'by', u.email, 'action', a.action) order by a.id desc)
      from public.admin_actions a left join public.profiles u on u.id = a.actor_id where a.subject = 'mail:' || o.id), '[]'))
    from public.email_outbox o join public.profiles p on p.id = o.user_id join public.notification_kinds k on k.kind = o.kind
    where o.id = p_id);
end $$;
grant execute on function public.get_mail(uuid, bigint) to service_role;

-- retry: a mail that was given up is due now, with all its attempts before it, as if it were new: the old are dropped. cancel: one that was given up or waits is not sent any
-- more (a sender that has it in hand may send it all the same). What is so already stays so. Answers the mail's status. Raises
-- not_found, conflict for a mail that was sent or dropped, or when the person has switched such mails off meanwhile.
create function public.decide_mail(p_actor_id uuid, p_id bigint, p_decision text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  o public.email_outbox;
  v_status text := case p_decision when 'retry' then 'queued' when 'cancel' then 'dropped' end;
begin
  perform private.require_admin(p_actor_id);
  select * into o from public.email_outbox x where x.id = p_id for update;
  if o.id is null then
    raise exception 'not_found' using errcode = 'PT404', detail = '{}';
  elsif o.status = v_status then
    return o.status;
  elsif v_status is null or not (o.status = 'failed' or p_decision = 'cancel' and o.status = 'queued') then
    raise exception 'conflict' using errcode = 'PT409', detail = jsonb_build_object('status', o.status)::text;
  elsif p_decision = 'retry' and not coalesce((select w.by_mail from private.wants(o.user_id, o.kind) w), false) then
    raise exception 'conflict' using errcode = 'PT409', detail = '{"reason": "unwanted"}';
  end if;
  update public.email_outbox x set status = v_status,
    attempts = case p_decision when 'retry' then 0 else x.attempts end,
    next_attempt_at = case p_decision when 'retry' then clock_timestamp() else x.next_attempt_at end,
    created_at = case p_decision when 'retry' then clock_timestamp() else x.created_at end
  where x.id = p_id;
  insert into public.admin_actions (actor_id, action, subject, target_id, before, after)
  values (p_actor_id, p_decision || '_mail', 'mail:' || p_id, o.user_id,
    jsonb_build_object('status', o.status, 'attempts', o.attempts, 'error', o.error), jsonb_build_object('status', v_status));
  return v_status;
end $$;
grant execute on function public.decide_mail(uuid, bigint, text) to service_role;

-- A mail that was sent and did not arrive, once more: a copy of it, due now, as a mail server passes over one that it has seen. Asked
-- again while that copy waits, it is the same one. Answers the copy's id. Raises not_found, conflict for a mail that was not sent.
create function public.resend_mail(p_actor_id uuid, p_id bigint) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  o public.email_outbox;
  v_again text := 'again:' || p_id || ':';
  v_copy bigint;
begin
  perform private.require_admin(p_actor_id);
  select * into o from public.email_outbox x where x.id = p_id for update;
  if o.id is null then
    raise exception 'not_found' using errcode = 'PT404', detail = '{}';
  elsif o.status <> 'sent' then
    raise exception 'conflict' using errcode = 'PT409', detail = jsonb_build_object('status', o.status)::text;
  end if;
  select x.id into v_copy from public.email_outbox x
  where x.user_id = o.user_id and starts_with(x.key, v_again) and x.status = 'queued';
  if v_copy is not null then
    return v_copy;
  end if;
  insert into public.email_outbox (user_id, kind, key, data)
  select o.user_id, o.kind, v_again || count(*), o.data from public.email_outbox x
  where x.user_id = o.user_id and starts_with(x.key, v_again)
  returning id into v_copy;
  insert into public.admin_actions (actor_id, action, subject, target_id, after)
  values (p_actor_id, 'resend_mail', 'mail:' || p_id, o.user_id, jsonb_build_object('mailId', v_copy));
  return v_copy;
end $$;
grant execute on function public.resend_mail(uuid, bigint) to service_role;
