-- What admins change in the catalogue, each edit with its row in the trail.

-- What money something is sold for is settled when it is added: top-ups, quotes and figures count on it.
create function private.refuse_other_currency(p_before jsonb, p_values jsonb) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_before ->> 'currency' <> p_values ->> 'currency' then
    perform private.refuse_field('currency', 'It stays what it was');
  end if;
end $$;

-- Put lower prices by quantity in the place of a package's: [{minQuantity, priceCents, dodoProductId}].
create function private.replace_tiers(p_package public.credit_packages, p_tiers jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  if exists (select from jsonb_array_elements(p_tiers) t where (t ->> 'minQuantity')::integer > p_package.max_quantity) then
    perform private.refuse_field('tiers', 'A lower price begins at no more than can be bought at a time');
  end if;
  delete from public.package_tiers t where t.package_id = p_package.id;
  insert into public.package_tiers (package_id, min_quantity, price_cents, dodo_product_id)
  select p_package.id, (t ->> 'minQuantity')::integer, (t ->> 'priceCents')::bigint, t ->> 'dodoProductId'
  from jsonb_array_elements(p_tiers) t;
end $$;

-- Change a package, or add one: p_version is what the admin saw, '' for a new one. p_values has the columns to change, and `tiers`
-- when its lower prices by quantity change, all of them. Answers the package. The same edit once more changes nothing. Raises
-- conflict when somebody else changed or added it meanwhile, invalid_input.
create function public.save_package(p_actor_id uuid, p_id text, p_values jsonb, p_version text, p_reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.credit_packages;
  v_new public.credit_packages;
  v_before jsonb;
  v_after jsonb;
begin
  perform private.require_admin(p_actor_id);
  perform private.check_reason(p_reason);
  perform private.lock_catalogue();
  select * into v from public.credit_packages p where p.id = p_id;
  v_before := case when v.id is not null then private.package_json(v) end;
  if v.id is null then
    v.max_quantity := 1; v.is_popular := false; v.is_active := true; v.position := 0; v.currency := 'USD';
  end if;
  v_new := jsonb_populate_record(v, p_values - 'id');
  v_new.id := p_id;
  v_after := private.package_json(v_new);
  if p_values ? 'tiers' then
    v_after := v_after || jsonb_build_object('tiers', (
      select coalesce(jsonb_agg(t order by (t ->> 'minQuantity')::integer), '[]') from jsonb_array_elements(p_values -> 'tiers') t));
  end if;
  if v_after is distinct from v_before then
    perform private.refuse_stale(v_before, case when v_before is null then '' else private.version_of(v_before) end, p_version);
    perform private.refuse_other_currency(v_before, p_values);
    insert into public.credit_packages as p select v_new.*
    on conflict (id) do update set name = excluded.name, credits = excluded.credits, price_cents = excluded.price_cents,
      dodo_product_id = excluded.dodo_product_id, max_quantity = excluded.max_quantity, is_popular = excluded.is_popular,
      is_active = excluded.is_active, position = excluded.position;
    perform private.replace_tiers(v_new, v_after -> 'tiers');
    insert into public.admin_actions (actor_id, action, subject, reason, before, after)
    values (p_actor_id, 'save_package', 'package:' || p_id, trim(p_reason), v_before, v_after);
  end if;
  return private.with_version(v_after, private.version_of(v_after));
exception
  when unique_violation then
    perform private.refuse_field('dodoProductId', 'A product is sold in one package, at one price');
  when check_violation or not_null_violation or numeric_value_out_of_range or invalid_text_representation then
    raise exception 'invalid_input' using errcode = 'PT422', detail = '{}';
end $$;
grant execute on function public.save_package(uuid, text, jsonb, text, text) to service_role;

-- Change a plan, or add one. As save_package; subscribers keep the terms that they agreed to. Free stays free and on offer. Raises
-- plan_not_found as well, for one that was seen and is no more.
create function public.save_plan(p_actor_id uuid, p_id text, p_values jsonb, p_version text, p_reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.plans;
  v_new public.plans;
  v_before jsonb;
  v_after jsonb;
begin
  perform private.require_admin(p_actor_id);
  perform private.check_reason(p_reason);
  perform private.lock_catalogue();
  select * into v from public.plans p where p.id = p_id;
  v_before := case when v.id is not null then private.plan_json(v) end;
  if v.id is null then
    if p_version <> '' then
      raise exception 'plan_not_found' using errcode = 'PT404', detail = jsonb_build_object('plan_id', p_id)::text;
    end if;
    v.rollover_cap := 0; v.model_retention_days := 7; v.max_models := 3; v.is_active := true; v.position := 0; v.currency := 'USD';
  end if;
  v_new := jsonb_populate_record(v, p_values - 'id');
  v_new.id := p_id;
  v_after := private.plan_json(v_new);
  if p_id = 'free' and (v_new.price_cents > 0 or v_new.dodo_product_id is not null or not v_new.is_active) then
    perform private.refuse_field('priceCents', 'Free stays free and on offer');
  elsif p_id <> 'free' and v_new.is_active and v_new.dodo_product_id is null then
    perform private.refuse_field('dodoProductId', 'A plan on sale needs its product');
  end if;
  if v_after is distinct from v_before then
    perform private.refuse_stale(v_before, case when v_before is null then '' else private.version_of(v_before) end, p_version);
    perform private.refuse_other_currency(v_before, p_values);
    insert into public.plans as p select v_new.*
    on conflict (id) do update set name = excluded.name, credits_per_month = excluded.credits_per_month,
      price_cents = excluded.price_cents, rollover_cap = excluded.rollover_cap, dodo_product_id = excluded.dodo_product_id,
      model_retention_days = excluded.model_retention_days, max_models = excluded.max_models, is_active = excluded.is_active,
      position = excluded.position;
    insert into public.admin_actions (actor_id, action, subject, reason, before, after)
    values (p_actor_id, 'save_plan', 'plan:' || p_id, trim(p_reason), v_before, v_after);
  end if;
  return private.with_version(v_after, private.version_of(v_after));
exception
  when unique_violation then
    perform private.refuse_field('dodoProductId', 'Another plan has this product');
  when check_violation or not_null_violation or numeric_value_out_of_range or invalid_text_representation then
    raise exception 'invalid_input' using errcode = 'PT422', detail = '{}';
end $$;
grant execute on function public.save_plan(uuid, text, jsonb, text, text) to service_role;

-- Change what is given away once, for those who come from now on; 0: nothing. As save_package. Raises invalid_input for what is no
-- bonus.
create function public.save_bonus(p_actor_id uuid, p_id text, p_credits bigint, p_version text, p_reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.credit_bonuses;
  v_before jsonb;
  v_after jsonb;
begin
  perform private.require_admin(p_actor_id);
  perform private.check_reason(p_reason);
  perform private.lock_catalogue();
  select * into v from public.credit_bonuses b where b.id = p_id;
  if v.id is null then
    perform private.refuse_field('id', 'There is no such bonus');
  end if;
  v_before := private.bonus_json(v);
  v.credits := p_credits;
  v_after := private.bonus_json(v);
  if v_after is distinct from v_before then
    perform private.refuse_stale(v_before, private.version_of(v_before), p_version);
    update public.credit_bonuses b set credits = p_credits where b.id = p_id;
    insert into public.admin_actions (actor_id, action, subject, reason, before, after)
    values (p_actor_id, 'save_bonus', 'bonus:' || p_id, trim(p_reason), v_before, v_after);
  end if;
  return private.with_version(v_after, private.version_of(v_after));
exception
  when check_violation or not_null_violation then
    raise exception 'invalid_input' using errcode = 'PT422', detail = '{}';
end $$;
grant execute on function public.save_bonus(uuid, text, bigint, text, text) to service_role;

-- Change the product that cards for automatic top-ups are allowed on, or say it for the first time. As save_package. Cards that were
-- allowed on another before go on being charged.
create function public.save_top_up_product(p_actor_id uuid, p_product_id text, p_version text, p_reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_before jsonb;
  v_after jsonb;
begin
  perform private.require_admin(p_actor_id);
  perform private.check_reason(p_reason);
  perform private.lock_catalogue();
  if exists (select from public.plans p where p.dodo_product_id = p_product_id) then
    perform private.refuse_field('dodoProductId', 'A plan has this product');
  end if;
  v_before := private.top_up_json();
  v_after := v_before || jsonb_build_object('dodoProductId', p_product_id);
  if v_after is distinct from v_before then
    perform private.refuse_stale(v_before, private.version_of(v_before), p_version);
    insert into public.top_up_products as t (currency, dodo_product_id) values (v_before ->> 'currency', p_product_id)
    on conflict (currency) do update set dodo_product_id = excluded.dodo_product_id;
    insert into public.admin_actions (actor_id, action, subject, reason, before, after)
    values (p_actor_id, 'save_top_up_product', 'top-up:' || (v_before ->> 'currency'), trim(p_reason), v_before, v_after);
  end if;
  return private.with_version(v_after, private.version_of(v_after));
exception when not_null_violation then
  raise exception 'invalid_input' using errcode = 'PT422', detail = '{}';
end $$;
grant execute on function public.save_top_up_product(uuid, text, text, text) to service_role;

-- Set what a feature costs on a model ('': whatever the model) from p_effective_from on; null: from now on. p_credits null: no
-- price from then on. What had no price yet has none to be seen: p_version is '' then. The same once more changes nothing. Raises
-- conflict when somebody else changed these prices meanwhile, invalid_input for a moment that has passed.
create function public.schedule_price(
  p_actor_id uuid, p_feature text, p_model text, p_credits bigint, p_effective_from timestamptz, p_version text, p_reason text
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_at timestamptz := coalesce(p_effective_from, now());
  v_before jsonb;
  v_last public.feature_pricing;
  v_is_done boolean;
begin
  perform private.require_admin(p_actor_id);
  perform private.check_reason(p_reason);
  perform private.lock_catalogue();
  v_before := private.price_json(p_feature, p_model);
  -- What holds at that moment as things are; of a scheduled price its own row, if there is one.
  select * into v_last from public.feature_pricing x
  where x.feature = p_feature and x.model = p_model and x.effective_from <= v_at order by x.effective_from desc limit 1;
  v_is_done := coalesce((p_effective_from is null or v_last.effective_from = v_at)
    and case when p_credits is null then not v_last.is_active else v_last.is_active and v_last.credits = p_credits end, false);
  if not v_is_done then
    perform private.refuse_stale(v_before, private.price_version(p_feature, p_model), p_version);
    if v_at < now() then
      perform private.refuse_field('effectiveFrom', 'This moment has passed');
    elsif p_credits is null and v_last.feature is null then
      perform private.refuse_field('credits', 'There is no price to end');
    end if;
    insert into public.feature_pricing (feature, model, credits, is_active, effective_from)
    values (p_feature, p_model, coalesce(p_credits, v_last.credits), p_credits is not null, v_at)
    on conflict (feature, model, effective_from) do update set credits = excluded.credits, is_active = excluded.is_active;
    insert into public.admin_actions (actor_id, action, subject, reason, before, after)
    values (p_actor_id, 'schedule_price', 'feature:' || concat_ws('/', p_feature, nullif(p_model, '')), trim(p_reason), v_before,
      private.price_json(p_feature, p_model) || jsonb_build_object('effectiveFrom', v_at, 'credits', p_credits));
  end if;
  return private.with_version(private.price_json(p_feature, p_model), private.price_version(p_feature, p_model));
exception
  when check_violation or not_null_violation then
    raise exception 'invalid_input' using errcode = 'PT422', detail = '{}';
end $$;
grant execute on function public.schedule_price(uuid, text, text, bigint, timestamptz, text, text) to service_role;

-- Take back a price that has not come into force. One that is not there (any more) changes nothing. Raises conflict for one that
-- has come into force, or when somebody else changed these prices meanwhile.
create function public.cancel_price(
  p_actor_id uuid, p_feature text, p_model text, p_effective_from timestamptz, p_version text, p_reason text
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_before jsonb;
  v_is_there boolean;
begin
  perform private.require_admin(p_actor_id);
  perform private.check_reason(p_reason);
  perform private.lock_catalogue();
  v_before := private.price_json(p_feature, p_model);
  v_is_there := exists (select from public.feature_pricing x
    where x.feature = p_feature and x.model = p_model and x.effective_from = p_effective_from);
  if v_is_there then
    perform private.refuse_stale(v_before, case when p_effective_from > now() then private.price_version(p_feature, p_model) end,
      coalesce(p_version, ''));
    delete from public.feature_pricing x
    where x.feature = p_feature and x.model = p_model and x.effective_from = p_effective_from;
    insert into public.admin_actions (actor_id, action, subject, reason, before, after)
    values (p_actor_id, 'cancel_price', 'feature:' || concat_ws('/', p_feature, nullif(p_model, '')), trim(p_reason), v_before,
      private.price_json(p_feature, p_model));
  end if;
  return private.with_version(private.price_json(p_feature, p_model), private.price_version(p_feature, p_model));
end $$;
grant execute on function public.cancel_price(uuid, text, text, timestamptz, text, text) to service_role;
