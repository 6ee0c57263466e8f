-- The catalogue. Safe to run again: rows an admin has changed stay as they are.
-- On your own Dodo account, put your products' ids here (or edit them later in the table).

insert into public.credit_bonuses (id, credits) values ('signup', 50), ('lead', 20) on conflict do nothing;

insert into public.credit_packages (id, name, credits, price_cents, currency, dodo_product_id, max_quantity, is_popular, position) values
  ('starter', 'Starter', 100, 999, 'USD', 'pdt_starter', 1, false, 1),
  ('pro', 'Pro', 500, 3999, 'USD', 'pdt_pro', 1, true, 2),
  ('enterprise', 'Enterprise', 2000, 14999, 'USD', 'pdt_enterprise', 1, false, 3),
  ('custom', 'Custom amount', 100, 999, 'USD', 'pdt_custom', 500, false, 4)
on conflict do nothing;

insert into public.package_tiers (package_id, min_quantity, price_cents, dodo_product_id) values
  ('custom', 5, 849, 'pdt_custom_5'),
  ('custom', 10, 799, 'pdt_custom_10'),
  ('custom', 20, 769, 'pdt_custom_20'),
  ('custom', 50, 699, 'pdt_custom_50'),
  ('custom', 100, 649, 'pdt_custom_100')
on conflict do nothing;

insert into public.plans (
  id, name, credits_per_month, price_cents, currency, rollover_cap, dodo_product_id, model_retention_days, max_models, position
) values
  ('free', 'Free', 5, 0, 'USD', 0, null, 7, 3, 1),
  ('pro', 'Pro', 100, 1900, 'USD', 100, 'pdt_plan_pro', 30, 20, 2),
  ('enterprise', 'Enterprise', 1000, 9900, 'USD', 1000, 'pdt_plan_enterprise', 365, 200, 3)
on conflict do nothing;

insert into public.top_up_products (currency, dodo_product_id) values ('USD', 'pdt_top_up') on conflict do nothing;

insert into public.feature_pricing (feature, model, credits) values
  ('text-generation', '', 1),
  ('code-generation', '', 1),
  ('code-review', '', 1),
  ('image-generation', '', 3),
  ('video-processing', '', 10),
  ('video-generation', 'hailuo', 8),
  ('video-generation', 'veo2', 15),
  ('map-animation', 'hailuo', 5),
  ('map-animation', 'veo2', 10)
on conflict do nothing;
