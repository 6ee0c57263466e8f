-- What the migrations add up to: written by `npm run db:snapshot`, run by nothing. For reading, and for seeing in a
-- diff what a change of the migrations does. Tables have row level security unless they say otherwise, functions are
-- here without their bodies, and rights are what others than the owner have.

default privileges of postgres on new functions: nothing for anyone else

schema private

schema public
  grant usage to anon, authenticated, everyone, service_role

type private.money as (user_id uuid, currency text, kind text, payments integer, paid bigint, returned bigint)

type public.credit_account_kind as enum ('user', 'pool', 'lead')

type public.credit_grant_source as enum ('signup', 'lead', 'free', 'plan', 'rollover', 'purchase', 'gift', 'referral', 'bonus', 'admin', 'transfer', 'grace')

type public.credit_hold as (hold_id bigint, amount bigint, captured bigint, status public.credit_hold_status, expires_at timestamp with time zone, available bigint, held bigint, version bigint, replayed boolean)

type public.credit_hold_status as enum ('held', 'captured', 'released', 'expired')

type public.credit_movement as (transaction_id bigint, amount bigint, balance_before bigint, balance_after bigint, available bigint, held bigint, debt bigint, version bigint, replayed boolean)

type public.credit_transaction_type as enum ('grant', 'deduction', 'refund', 'expiry', 'transfer_in', 'transfer_out', 'clawback', 'debt_payment')

domain public.credits as bigint constraint credits_check CHECK (((VALUE >= 0) AND (VALUE <= '9007199254740991'::bigint)))

type public.return_kind as enum ('refund', 'dispute')

type public.return_outcome as enum ('pending', 'open', 'void', 'taken')

type public.subscription_status as enum ('pending', 'active', 'past_due', 'on_hold', 'paused', 'cancelled', 'failed', 'expired')

type public.usage_outcome as enum ('succeeded', 'failed', 'timeout', 'aborted')

table private.daily_changes
  id             bigint  not null generated always as identity
  day            date    not null
  what           text    not null
  user_id        uuid    null
  currency       text    null
  kind           text    null
  payments       integer not null default 0
  paid_cents     bigint  not null default 0
  returned_cents bigint  not null default 0
  constraint daily_changes_pkey PRIMARY KEY (id)
  constraint daily_changes_what_check CHECK ((what = ANY (ARRAY['signup'::text, 'deletion'::text, 'lead'::text, 'claim'::text, 'money'::text])))

table private.rollup_cursors
  source   text                     not null
  sequence regclass                 not null
  done_id  bigint                   not null default 0
  done_at  timestamp with time zone not null default '-infinity'::timestamp with time zone
  mark_id  bigint                   not null default 0
  mark_xid xid8                     null
  mark_at  timestamp with time zone null
  constraint rollup_cursors_pkey PRIMARY KEY (source)

table private.spending_day
  is_only boolean not null default true
  day     date    not null
  constraint spending_day_is_only_check CHECK (is_only)
  constraint spending_day_pkey PRIMARY KEY (is_only)

table private.user_figures_as_of without row level security
  is_only boolean                  not null default true
  as_of   timestamp with time zone not null
  constraint user_figures_as_of_is_only_check CHECK (is_only)
  constraint user_figures_as_of_pkey PRIMARY KEY (is_only)

table private.walks
  name text                     not null
  at   timestamp with time zone not null default '-infinity'::timestamp with time zone
  id   uuid                     not null default '00000000-0000-0000-0000-000000000000'::uuid
  constraint walks_pkey PRIMARY KEY (name)

table public.admin_actions
  id         bigint                   not null generated always as identity
  actor_id   uuid                     not null
  action     text                     not null
  target_id  uuid                     null
  subject    text                     null
  reason     text                     null
  before     jsonb                    null
  after      jsonb                    null
  created_at timestamp with time zone not null default now()
  constraint admin_actions_pkey PRIMARY KEY (id)
  index admin_actions_by_action btree (action, id DESC)
  index admin_actions_by_actor btree (actor_id, id DESC)
  index admin_actions_by_subject btree (subject, id DESC) WHERE (subject IS NOT NULL)
  index admin_actions_by_target btree (target_id, id DESC)
  policy "nobody reads admin actions" for select to anon, authenticated
    using false
  trigger admin_actions_append_only BEFORE DELETE OR UPDATE FOR EACH ROW EXECUTE FUNCTION private.refuse_rewrite()
  trigger admin_actions_no_truncate BEFORE TRUNCATE FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_rewrite()
  grant select to service_role

table public.admin_notes
  id         uuid                     not null
  user_id    uuid                     not null
  author_id  uuid                     not null
  body       text                     not null
  created_at timestamp with time zone not null default now()
  constraint admin_notes_body_check CHECK (((char_length(body) >= 1) AND (char_length(body) <= 2000)))
  constraint admin_notes_pkey PRIMARY KEY (id)
  constraint admin_notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
  index admin_notes_by_user btree (user_id, created_at DESC)
  policy "nobody reads notes" for select to anon, authenticated
    using false
  grant select to service_role

table public.credit_accounts with (fillfactor=60)
  id                bigint                     not null generated always as identity
  kind              public.credit_account_kind not null
  owner_id          uuid                       null
  available         public.credits             not null default 0
  held              public.credits             not null default 0
  debt              public.credits             not null default 0
  version           bigint                     not null default 0
  seq               bigint                     not null default 0
  open_grant_id     bigint                     null
  open_remaining    bigint                     not null default 0
  open_holds        bigint[]                   not null default '{}'::bigint[]
  next_due_at       timestamp with time zone   not null default 'infinity'::timestamp with time zone
  watch_below       bigint                     not null default 0
  topped_up_to      bigint                     not null default 0
  warned_at_percent smallint                   not null default 100
  last_read_at      timestamp with time zone   not null default now()
  created_at        timestamp with time zone   not null default now()
  constraint credit_accounts_owner_id_key UNIQUE (owner_id)
  constraint credit_accounts_pkey PRIMARY KEY (id)
  index credit_accounts_due btree (next_due_at) WHERE (next_due_at < 'infinity'::timestamp with time zone)
  index credit_accounts_in_debt btree (id) WHERE ((debt)::bigint > 0)
  policy "owners read their account" for select to authenticated
    using (owner_id = ( SELECT auth.uid() AS uid))
  grant select to authenticated, service_role

table public.credit_bonuses
  id      text   not null
  credits bigint not null
  constraint credit_bonuses_credits_check CHECK (((credits >= 0) AND (credits <= '9007199254740991'::bigint)))
  constraint credit_bonuses_id_check CHECK ((id = ANY (ARRAY['signup'::text, 'lead'::text])))
  constraint credit_bonuses_pkey PRIMARY KEY (id)
  policy "nobody reads bonuses" for select to anon, authenticated
    using false
  grant select to service_role

table public.credit_grants
  id              bigint                     not null generated always as identity
  account_id      bigint                     not null
  source          public.credit_grant_source not null
  amount          public.credits             not null
  remaining       public.credits             not null
  expired         bigint                     not null default 0
  priority        smallint                   not null default 100
  expires_at      timestamp with time zone   null
  cost_cents      bigint                     not null default 0
  parent_grant_id bigint                     null
  transferable    boolean                    not null default true
  reference       text                       null
  created_at      timestamp with time zone   not null default now()
  constraint credit_grants_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.credit_accounts(id)
  constraint credit_grants_amount_check CHECK (((amount)::bigint > 0))
  constraint credit_grants_check CHECK (((remaining)::bigint <= (amount)::bigint))
  constraint credit_grants_cost_cents_check CHECK (((cost_cents >= 0) AND (cost_cents <= '9007199254740991'::bigint)))
  constraint credit_grants_parent_grant_id_fkey FOREIGN KEY (parent_grant_id) REFERENCES public.credit_grants(id)
  constraint credit_grants_pkey PRIMARY KEY (id)
  index credit_grants_burn_order btree (account_id, priority, expires_at, ((cost_cents > 0)), created_at, id) WHERE ((remaining)::bigint > 0)
  index credit_grants_by_account btree (account_id, id)
  index credit_grants_parent btree (parent_grant_id) WHERE (parent_grant_id IS NOT NULL)
  policy "owners read their grants" for select to authenticated
    using (account_id = ( SELECT a.id FROM public.credit_accounts a WHERE (a.owner_id = ( SELECT auth.uid() AS uid))))
  grant select to authenticated, service_role

table public.credit_holds with (fillfactor=70)
  id              bigint                    not null generated always as identity
  account_id      bigint                    not null
  amount          bigint                    not null
  captured        bigint                    not null default 0
  status          public.credit_hold_status not null default 'held'::public.credit_hold_status
  expires_at      timestamp with time zone  not null
  closed_at       timestamp with time zone  null
  idempotency_key text                      not null
  feature         text                      null
  model           text                      null
  grant_ids       bigint[]                  not null
  grant_amounts   bigint[]                  not null
  created_at      timestamp with time zone  not null
  constraint credit_holds_account_id_idempotency_key_key UNIQUE (account_id, idempotency_key)
  constraint credit_holds_pkey PRIMARY KEY (id)
  policy "owners read their holds" for select to authenticated
    using (account_id = ( SELECT a.id FROM public.credit_accounts a WHERE (a.owner_id = ( SELECT auth.uid() AS uid))))
  grant select to authenticated, service_role

table public.credit_packages
  id              text    not null
  name            text    not null
  credits         bigint  not null
  price_cents     bigint  not null
  currency        text    not null default 'USD'::text
  dodo_product_id text    not null
  max_quantity    integer not null default 1
  is_popular      boolean not null default false
  is_active       boolean not null default true
  "position"      integer not null default 0
  constraint credit_packages_credits_check CHECK (((credits >= 1) AND (credits <= '9007199254740991'::bigint)))
  constraint credit_packages_currency_check CHECK ((currency = ANY (ARRAY['USD'::text, 'EUR'::text, 'GBP'::text, 'INR'::text, 'CAD'::text, 'AUD'::text, 'CHF'::text, 'SGD'::text])))
  constraint credit_packages_dodo_product_id_key UNIQUE (dodo_product_id)
  constraint credit_packages_id_check CHECK ((id ~ '^[a-z0-9_-]{1,40}$'::text))
  constraint credit_packages_max_quantity_check CHECK (((max_quantity >= 1) AND (max_quantity <= 10000)))
  constraint credit_packages_pkey PRIMARY KEY (id)
  constraint credit_packages_price_cents_check CHECK (((price_cents >= 1) AND (price_cents <= '9007199254740991'::bigint)))
  policy "everyone reads packages on sale" for select to anon, authenticated
    using is_active
  grant select to anon, authenticated, service_role

table public.credit_transactions
  account_id      bigint                         not null
  id              bigint                         not null generated always as identity
  seq             bigint                         not null
  amount          bigint                         not null
  balance_before  bigint                         not null
  balance_after   bigint                         not null
  debt_change     bigint                         not null default 0
  hold_id         bigint                         null
  refund_of       bigint                         null
  created_at      timestamp with time zone       not null
  actor_id        uuid                           null
  type            public.credit_transaction_type not null
  idempotency_key text                           null
  feature         text                           null
  model           text                           null
  description     text                           null
  reference       text                           null
  grant_ids       bigint[]                       not null
  grant_amounts   bigint[]                       not null
  metadata        jsonb                          null
  constraint credit_transactions_pkey PRIMARY KEY (account_id, id)
  index credit_transactions_by_id brin (id) WITH (autosummarize='on')
  unique index credit_transactions_idempotency_key btree (account_id, idempotency_key)
  index credit_transactions_others btree (account_id, id DESC) WHERE (type <> 'deduction'::public.credit_transaction_type)
  unique index credit_transactions_reference btree (reference) WHERE ((type = 'grant'::public.credit_transaction_type) AND (reference IS NOT NULL))
  index credit_transactions_refund_of btree (refund_of) WHERE (refund_of IS NOT NULL)
  index credit_transactions_uncommon btree (type, id DESC) WHERE ((type <> 'deduction'::public.credit_transaction_type) OR (reference = 'adjustment'::text))
  policy "owners read their transactions" for select to authenticated
    using (account_id = ( SELECT a.id FROM public.credit_accounts a WHERE (a.owner_id = ( SELECT auth.uid() AS uid))))
  trigger credit_transactions_append_only BEFORE DELETE OR UPDATE FOR EACH ROW EXECUTE FUNCTION private.refuse_rewrite()
  trigger credit_transactions_no_truncate BEFORE TRUNCATE FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_rewrite()
  grant select to authenticated, service_role

table public.cron_runs
  id          bigint                   not null generated always as identity
  job         text                     not null
  started_at  timestamp with time zone not null
  duration_ms integer                  not null
  result      jsonb                    null
  error       text                     null
  constraint cron_runs_duration_ms_check CHECK ((duration_ms >= 0))
  constraint cron_runs_pkey PRIMARY KEY (id)
  index cron_runs_by_job btree (job, id DESC)
  index cron_runs_failed btree (id DESC) WHERE (error IS NOT NULL)
  policy "nobody reads cron runs" for select to anon, authenticated
    using false
  grant select to service_role

table public.daily_buyers
  day         date not null
  user_id     uuid not null
  paid_before date null
  constraint daily_buyers_pkey PRIMARY KEY (user_id, day)
  index daily_buyers_by_day btree (day, user_id) INCLUDE (paid_before)
  policy "nobody reads daily buyers" for select to anon, authenticated
    using false
  grant select to service_role

table public.daily_credits
  day          date                           not null
  type         public.credit_transaction_type not null
  detail       text                           not null default ''::text
  transactions bigint                         not null default 0
  credits      bigint                         not null default 0
  first_id     bigint                         not null
  last_id      bigint                         not null
  constraint daily_credits_pkey PRIMARY KEY (day, type, detail)
  policy "nobody reads daily credits" for select to anon, authenticated
    using false
  grant select to service_role

table public.daily_feature_usage
  day          date   not null
  feature      text   not null
  model        text   not null default ''::text
  plan         text   not null
  calls        bigint not null default 0
  failed_calls bigint not null default 0
  credits      bigint not null default 0
  tokens_in    bigint not null default 0
  tokens_out   bigint not null default 0
  duration_ms  bigint not null default 0
  constraint daily_feature_usage_pkey PRIMARY KEY (day, feature, model, plan)
  policy "nobody reads daily feature usage" for select to anon, authenticated
    using false
  grant select to service_role

table public.daily_money
  day            date   not null
  currency       text   not null
  kind           text   not null
  payments       bigint not null default 0
  paid_cents     bigint not null default 0
  returned_cents bigint not null default 0
  constraint daily_money_pkey PRIMARY KEY (day, currency, kind)
  policy "nobody reads daily money" for select to anon, authenticated
    using false
  grant select to service_role

table public.daily_people
  day           date   not null
  signups       bigint not null default 0
  deletions     bigint not null default 0
  leads         bigint not null default 0
  claimed_leads bigint not null default 0
  first_buyers  bigint not null default 0
  active_users  bigint not null default 0
  constraint daily_people_pkey PRIMARY KEY (day)
  policy "nobody reads daily people" for select to anon, authenticated
    using false
  grant select to service_role

table public.daily_usage
  account_id   bigint not null
  day          date   not null
  feature      text   not null
  model        text   not null default ''::text
  calls        bigint not null default 0
  failed_calls bigint not null default 0
  credits      bigint not null default 0
  tokens_in    bigint not null default 0
  tokens_out   bigint not null default 0
  constraint daily_usage_pkey PRIMARY KEY (account_id, day, feature, model)
  index daily_usage_by_day btree (day)
  policy "owners read their daily usage" for select to authenticated
    using (account_id = ( SELECT a.id FROM public.credit_accounts a WHERE (a.owner_id = ( SELECT auth.uid() AS uid))))
  grant select to authenticated, service_role

table public.email_outbox
  id              bigint                   not null generated always as identity
  user_id         uuid                     not null
  kind            text                     not null
  key             text                     not null
  data            jsonb                    not null default '{}'::jsonb
  status          text                     not null default 'queued'::text
  attempts        integer                  not null default 0
  next_attempt_at timestamp with time zone not null default now()
  error           text                     null
  created_at      timestamp with time zone not null default now()
  sent_at         timestamp with time zone null
  constraint email_outbox_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255)))
  constraint email_outbox_kind_fkey FOREIGN KEY (kind) REFERENCES public.notification_kinds(kind)
  constraint email_outbox_pkey PRIMARY KEY (id)
  constraint email_outbox_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sent'::text, 'dropped'::text, 'failed'::text])))
  constraint email_outbox_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
  constraint email_outbox_user_id_key_key UNIQUE (user_id, key)
  index email_outbox_by_kind btree (kind, status, id DESC)
  index email_outbox_by_status btree (status, id DESC)
  index email_outbox_due btree (next_attempt_at) WHERE (status = 'queued'::text)
  index email_outbox_failed btree (created_at) WHERE (status = 'failed'::text)
  policy "nobody reads the outbox" for select to anon, authenticated
    using false
  grant select to service_role

table public.feature_pricing
  feature        text                     not null
  model          text                     not null default ''::text
  credits        bigint                   not null
  is_active      boolean                  not null default true
  effective_from timestamp with time zone not null default '-infinity'::timestamp with time zone
  constraint feature_pricing_credits_check CHECK (((credits >= 1) AND (credits <= '9007199254740991'::bigint)))
  constraint feature_pricing_feature_check CHECK ((feature ~ '^[a-z0-9-]{1,60}$'::text))
  constraint feature_pricing_model_check CHECK ((model ~ '^[a-z0-9.-]{0,60}$'::text))
  constraint feature_pricing_pkey PRIMARY KEY (feature, model, effective_from)
  policy "everyone reads prices that have come into force" for select to anon, authenticated
    using (is_active AND (effective_from <= now()))
  grant select to anon, authenticated, service_role

table public.forgotten_customers
  customer_hash bytea                    not null
  forgotten_at  timestamp with time zone not null default now()
  constraint forgotten_customers_pkey PRIMARY KEY (customer_hash)
  policy "nobody reads forgotten customers" for select to anon, authenticated
    using false

table public.leads
  id           uuid                     not null default gen_random_uuid()
  address_hash text                     not null
  created_at   timestamp with time zone not null default now()
  claimed_at   timestamp with time zone null
  claimed_by   uuid                     null
  constraint leads_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES public.profiles(id) ON DELETE SET NULL
  constraint leads_claimed_by_key UNIQUE (claimed_by)
  constraint leads_pkey PRIMARY KEY (id)
  index leads_by_address btree (address_hash, created_at)
  index leads_by_age btree (created_at, id)
  index leads_by_claimer btree (claimed_by) WHERE (claimed_by IS NOT NULL)
  index leads_claimed btree (created_at, id) WHERE (claimed_at IS NOT NULL)
  policy "nobody reads leads" for select to anon, authenticated
    using false
  trigger leads_daily_claimed AFTER UPDATE OF claimed_at FOR EACH ROW WHEN (((old.claimed_at IS NULL) AND (new.claimed_at IS NOT NULL))) EXECUTE FUNCTION private.note_lead()
  trigger leads_daily_new AFTER INSERT FOR EACH ROW EXECUTE FUNCTION private.note_lead()
  grant select to service_role

table public.ledger_checks
  id             bigint                   not null generated always as identity
  asked_by       uuid                     null
  started_at     timestamp with time zone not null default clock_timestamp()
  finished_at    timestamp with time zone null
  violations     bigint                   null
  findings       jsonb                    null
  drift          bigint                   null
  accounts       bigint                   null
  open_holds     bigint                   null
  oldest_hold_at timestamp with time zone null
  error          text                     null
  constraint ledger_checks_pkey PRIMARY KEY (id)
  unique index ledger_checks_one_at_a_time btree ((true)) WHERE (finished_at IS NULL)
  policy "nobody reads ledger checks" for select to anon, authenticated
    using false
  grant select to service_role

table public.models
  id           uuid                     not null default gen_random_uuid()
  user_id      uuid                     not null
  name         text                     not null
  status       text                     not null
  storage_path text                     null
  size_bytes   bigint                   null
  created_at   timestamp with time zone not null default now()
  ready_at     timestamp with time zone null
  retain_until timestamp with time zone null
  warned_of    timestamp with time zone null
  constraint models_check CHECK (((status <> ALL (ARRAY['uploading'::text, 'ready'::text])) OR ((storage_path IS NOT NULL) AND (size_bytes IS NOT NULL))))
  constraint models_check1 CHECK (((status <> 'ready'::text) OR ((ready_at IS NOT NULL) AND (retain_until IS NOT NULL))))
  constraint models_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120)))
  constraint models_pkey PRIMARY KEY (id)
  constraint models_size_bytes_check CHECK (((size_bytes >= 1) AND (size_bytes <= ((50 * 1024) * 1024))))
  constraint models_status_check CHECK ((status = ANY (ARRAY['training'::text, 'uploading'::text, 'ready'::text, 'failed'::text, 'removing'::text])))
  constraint models_storage_path_key UNIQUE (storage_path)
  constraint models_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
  unique index models_by_name btree (user_id, lower(name)) WHERE (status = ANY (ARRAY['training'::text, 'uploading'::text, 'ready'::text]))
  index models_by_retention btree (retain_until) WHERE (status = 'ready'::text)
  index models_by_status btree (status, created_at DESC, id DESC)
  index models_by_user btree (user_id, created_at DESC)
  index models_removing btree (id) WHERE (status = 'removing'::text)
  index models_unfinished btree (created_at) WHERE (status = ANY (ARRAY['uploading'::text, 'failed'::text]))
  policy "owners read their models" for select to authenticated
    using (user_id = ( SELECT auth.uid() AS uid))
  grant select to authenticated, service_role

table public.notification_kinds
  kind         text    not null
  by_mail      boolean not null default true
  in_app       boolean not null default true
  is_required  boolean not null default false
  is_marketing boolean not null default false
  "position"   integer not null default 0
  constraint notification_kinds_kind_check CHECK ((kind ~ '^[a-z][a-z0-9_]{1,40}$'::text))
  constraint notification_kinds_pkey PRIMARY KEY (kind)
  policy "people read the kinds" for select to authenticated
    using true
  grant select to authenticated, service_role

table public.notification_preferences
  user_id uuid    not null
  kind    text    not null
  by_mail boolean not null
  in_app  boolean not null
  constraint notification_preferences_kind_fkey FOREIGN KEY (kind) REFERENCES public.notification_kinds(kind) ON DELETE CASCADE
  constraint notification_preferences_pkey PRIMARY KEY (user_id, kind)
  constraint notification_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
  policy "people read their preferences" for select to authenticated
    using (user_id = ( SELECT auth.uid() AS uid))
  grant select to authenticated, service_role

table public.notifications
  id         bigint                   not null generated always as identity
  user_id    uuid                     not null
  kind       text                     not null
  key        text                     not null
  data       jsonb                    not null default '{}'::jsonb
  created_at timestamp with time zone not null default now()
  read_at    timestamp with time zone null
  constraint notifications_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255)))
  constraint notifications_kind_fkey FOREIGN KEY (kind) REFERENCES public.notification_kinds(kind)
  constraint notifications_pkey PRIMARY KEY (id)
  constraint notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
  constraint notifications_user_id_key_key UNIQUE (user_id, key)
  index notifications_by_user btree (user_id, id DESC)
  index notifications_unread btree (user_id, id) WHERE (read_at IS NULL)
  policy "people read their notifications" for select to authenticated
    using (user_id = ( SELECT auth.uid() AS uid))
  grant select to authenticated, service_role

table public.old_mandates
  id       text                     not null
  user_id  uuid                     not null
  ended_at timestamp with time zone null
  constraint old_mandates_pkey PRIMARY KEY (id)
  constraint old_mandates_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
  index old_mandates_by_user btree (user_id)
  index old_mandates_to_end btree (id) WHERE (ended_at IS NULL)
  policy "people read their old mandates" for select to authenticated
    using (user_id = ( SELECT auth.uid() AS uid))
  grant select to authenticated, service_role

table public.package_tiers
  package_id      text    not null
  min_quantity    integer not null
  price_cents     bigint  not null
  dodo_product_id text    not null
  constraint package_tiers_dodo_product_id_key UNIQUE (dodo_product_id)
  constraint package_tiers_min_quantity_check CHECK (((min_quantity >= 2) AND (min_quantity <= 10000)))
  constraint package_tiers_package_id_fkey FOREIGN KEY (package_id) REFERENCES public.credit_packages(id) ON DELETE CASCADE
  constraint package_tiers_pkey PRIMARY KEY (package_id, min_quantity)
  constraint package_tiers_price_cents_check CHECK (((price_cents >= 1) AND (price_cents <= '9007199254740991'::bigint)))
  policy "everyone reads tiers of packages on sale" for select to anon, authenticated
    using (package_id IN ( SELECT p.id FROM public.credit_packages p WHERE p.is_active))
  grant select to anon, authenticated, service_role

table public.payment_returns
  id           text                     not null
  kind         public.return_kind       not null
  payment_id   text                     not null
  amount_cents bigint                   null
  outcome      public.return_outcome    not null
  created_at   timestamp with time zone not null default now()
  updated_at   timestamp with time zone not null default now()
  constraint payment_returns_amount_cents_check CHECK (((amount_cents >= 0) AND (amount_cents <= '9007199254740991'::bigint)))
  constraint payment_returns_pkey PRIMARY KEY (id)
  index payment_returns_by_payment btree (payment_id)
  index payment_returns_open btree (payment_id) WHERE (outcome = 'open'::public.return_outcome)
  policy "nobody reads returns" for select to anon, authenticated
    using false
  grant select to service_role

table public.plans
  id                   text    not null
  name                 text    not null
  credits_per_month    bigint  not null
  price_cents          bigint  not null
  currency             text    not null default 'USD'::text
  rollover_cap         bigint  not null default 0
  dodo_product_id      text    null
  model_retention_days integer not null default 7
  max_models           integer not null default 3
  is_active            boolean not null default true
  "position"           integer not null default 0
  constraint plans_credits_per_month_check CHECK (((credits_per_month >= 0) AND (credits_per_month <= '9007199254740991'::bigint)))
  constraint plans_currency_check CHECK ((currency = ANY (ARRAY['USD'::text, 'EUR'::text, 'GBP'::text, 'INR'::text, 'CAD'::text, 'AUD'::text, 'CHF'::text, 'SGD'::text])))
  constraint plans_dodo_product_id_key UNIQUE (dodo_product_id)
  constraint plans_id_check CHECK ((id ~ '^[a-z0-9_-]{1,40}$'::text))
  constraint plans_max_models_check CHECK ((max_models >= 0))
  constraint plans_model_retention_days_check CHECK (((model_retention_days >= 1) AND (model_retention_days <= 36500)))
  constraint plans_pkey PRIMARY KEY (id)
  constraint plans_price_cents_check CHECK (((price_cents >= 0) AND (price_cents <= '9007199254740991'::bigint)))
  constraint plans_rollover_cap_check CHECK ((rollover_cap >= 0))
  policy "everyone reads plans on sale" for select to anon, authenticated
    using is_active
  grant select to anon, authenticated, service_role

table public.profiles
  id                uuid                     not null
  email             text                     not null
  name              text                     null
  role              text                     not null default 'user'::text
  locale            text                     not null default 'en'::text
  dodo_customer_id  text                     null
  marketing_opt_out boolean                  not null default false
  trial_claimed_at  timestamp with time zone null
  created_at        timestamp with time zone not null default now()
  free_due_at       timestamp with time zone not null default (now() + '1 mon'::interval)
  constraint profiles_dodo_customer_id_key UNIQUE (dodo_customer_id)
  constraint profiles_id_fkey FOREIGN KEY (id) REFERENCES auth.users(id) ON DELETE CASCADE
  constraint profiles_locale_check CHECK (((char_length(locale) >= 2) AND (char_length(locale) <= 35)))
  constraint profiles_name_check CHECK ((char_length(name) <= 120))
  constraint profiles_pkey PRIMARY KEY (id)
  constraint profiles_role_check CHECK ((role = ANY (ARRAY['user'::text, 'admin'::text])))
  index profiles_by_age btree (created_at, id)
  index profiles_by_email btree (lower(email) text_pattern_ops)
  index profiles_by_name btree (lower(name) text_pattern_ops)
  index profiles_free_due btree (free_due_at)
  policy "people read their own profile" for select to authenticated
    using (id = ( SELECT auth.uid() AS uid))
  trigger profiles_daily AFTER INSERT OR DELETE FOR EACH ROW EXECUTE FUNCTION private.note_person()
  trigger user_figures_follow_profile AFTER INSERT OR UPDATE OF role FOR EACH ROW EXECUTE FUNCTION private.follow_profile()
  grant select to authenticated, service_role

table public.project_files
  project_id uuid not null
  path       text not null
  content    text not null
  constraint project_files_content_check CHECK ((octet_length(content) <= 200000))
  constraint project_files_path_check CHECK (((char_length(path) >= 1) AND (char_length(path) <= 200)))
  constraint project_files_pkey PRIMARY KEY (project_id, path)
  constraint project_files_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE
  policy "owners read their project files" for select to authenticated
    using (project_id IN ( SELECT p.id FROM public.projects p WHERE (p.user_id = ( SELECT auth.uid() AS uid))))
  grant select to authenticated, service_role

table public.project_reviews
  id         uuid                     not null default gen_random_uuid()
  project_id uuid                     not null
  summary    text                     not null
  findings   jsonb                    not null
  model      text                     not null
  created_at timestamp with time zone not null default now()
  constraint project_reviews_pkey PRIMARY KEY (id)
  constraint project_reviews_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE
  index project_reviews_by_project btree (project_id, created_at DESC)
  policy "owners read their project reviews" for select to authenticated
    using (project_id IN ( SELECT p.id FROM public.projects p WHERE (p.user_id = ( SELECT auth.uid() AS uid))))
  grant select to authenticated, service_role

table public.projects
  id           uuid                     not null default gen_random_uuid()
  user_id      uuid                     not null
  name         text                     not null
  brief        text                     not null
  summary      text                     null
  model        text                     null
  created_at   timestamp with time zone not null default now()
  generated_at timestamp with time zone null
  constraint projects_brief_check CHECK (((char_length(brief) >= 1) AND (char_length(brief) <= 4000)))
  constraint projects_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120)))
  constraint projects_pkey PRIMARY KEY (id)
  constraint projects_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
  index projects_by_user btree (user_id, created_at DESC)
  policy "owners read their projects" for select to authenticated
    using (user_id = ( SELECT auth.uid() AS uid))
  grant select to authenticated, service_role

table public.purchase_refunds
  id              uuid                     not null default gen_random_uuid()
  purchase_id     uuid                     not null
  payment_id      text                     not null
  actor_id        uuid                     not null
  amount_cents    bigint                   not null
  is_whole        boolean                  not null
  reason          text                     not null
  idempotency_key text                     not null
  status          text                     not null default 'requested'::text
  attempts        integer                  not null default 1
  refund_id       text                     null
  error           text                     null
  created_at      timestamp with time zone not null default now()
  asked_at        timestamp with time zone not null default now()
  constraint purchase_refunds_amount_cents_check CHECK (((amount_cents >= 1) AND (amount_cents <= '9007199254740991'::bigint)))
  constraint purchase_refunds_idempotency_key_check CHECK (((char_length(idempotency_key) >= 1) AND (char_length(idempotency_key) <= 255)))
  constraint purchase_refunds_pkey PRIMARY KEY (id)
  constraint purchase_refunds_purchase_id_fkey FOREIGN KEY (purchase_id) REFERENCES public.purchases(id)
  constraint purchase_refunds_purchase_id_idempotency_key_key UNIQUE (purchase_id, idempotency_key)
  constraint purchase_refunds_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 500)))
  constraint purchase_refunds_refund_id_key UNIQUE (refund_id)
  constraint purchase_refunds_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'uncertain'::text, 'sent'::text, 'failed'::text])))
  index purchase_refunds_by_payment btree (payment_id)
  policy "nobody reads refund requests" for select to anon, authenticated
    using false
  grant select to service_role

table public.purchases
  id                  uuid                     not null default gen_random_uuid()
  user_id             uuid                     null
  package_id          text                     not null
  quantity            integer                  not null default 1
  credits             bigint                   not null
  amount_cents        bigint                   not null
  currency            text                     not null
  dodo_product_id     text                     not null
  status              text                     not null default 'pending'::text
  checkout_session_id text                     null
  payment_id          text                     null
  transaction_id      bigint                   null
  paid_cents          bigint                   null
  paid_currency       text                     null
  returned_cents      bigint                   not null default 0
  clawed_back         bigint                   not null default 0
  frozen_hold_id      bigint                   null
  is_top_up           boolean                  not null default false
  failure             text                     null
  created_at          timestamp with time zone not null default now()
  paid_at             timestamp with time zone null
  constraint purchases_amount_cents_check CHECK (((amount_cents >= 1) AND (amount_cents <= '9007199254740991'::bigint)))
  constraint purchases_checkout_session_id_key UNIQUE (checkout_session_id)
  constraint purchases_credits_check CHECK (((credits >= 1) AND (credits <= '9007199254740991'::bigint)))
  constraint purchases_package_id_fkey FOREIGN KEY (package_id) REFERENCES public.credit_packages(id)
  constraint purchases_payment_id_key UNIQUE (payment_id)
  constraint purchases_pkey PRIMARY KEY (id)
  constraint purchases_quantity_check CHECK (((quantity >= 1) AND (quantity <= 10000)))
  constraint purchases_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'completed'::text, 'failed'::text, 'mismatch'::text])))
  constraint purchases_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE SET NULL
  index purchases_by_status btree (status, created_at DESC, id DESC)
  index purchases_by_time btree (created_at DESC, id DESC)
  index purchases_by_user btree (user_id, created_at DESC, id DESC)
  unique index purchases_one_pending_top_up btree (user_id) WHERE (is_top_up AND (status = 'pending'::text))
  index purchases_paid btree (paid_at DESC, id DESC) WHERE (paid_at IS NOT NULL)
  index purchases_returned btree (created_at DESC, id DESC) WHERE (returned_cents > 0)
  policy "buyers read their purchases" for select to authenticated
    using (user_id = ( SELECT auth.uid() AS uid))
  trigger purchases_daily_changed AFTER UPDATE FOR EACH ROW WHEN (((((old.status IS DISTINCT FROM new.status) OR (old.paid_cents IS DISTINCT FROM new.paid_cents)) OR (old.paid_currency IS DISTINCT FROM new.paid_currency)) OR (old.returned_cents IS DISTINCT FROM new.returned_cents))) EXECUTE FUNCTION private.note_money()
  trigger purchases_daily_new AFTER INSERT FOR EACH ROW WHEN ((new.paid_cents > 0)) EXECUTE FUNCTION private.note_money()
  grant select to authenticated, service_role

table public.rate_limits with (fillfactor=70)
  bucket      text                     not null
  tokens      double precision         not null
  refilled_at timestamp with time zone not null
  is_allowed  boolean                  not null
  constraint rate_limits_pkey PRIMARY KEY (bucket)
  policy "nobody reads rate limits" for select to anon, authenticated
    using false

table public.signup_bonuses
  email_hash bytea                    not null
  granted_at timestamp with time zone not null default now()
  constraint signup_bonuses_pkey PRIMARY KEY (email_hash)
  policy "nobody reads signup bonuses" for select to anon, authenticated
    using false

table public.spending_windows with (fillfactor=70)
  account_id bigint not null
  last_7     bigint not null default 0
  last_30    bigint not null default 0
  last_90    bigint not null default 0
  constraint spending_windows_pkey PRIMARY KEY (account_id)
  index spending_windows_30 btree (last_30 DESC, account_id) WHERE (last_30 > 0)
  index spending_windows_7 btree (last_7 DESC, account_id) WHERE (last_7 > 0)
  index spending_windows_90 btree (last_90 DESC, account_id) WHERE (last_90 > 0)
  policy "nobody reads spending windows" for select to anon, authenticated
    using false
  grant select to service_role

table public.stored_responses
  account_id      bigint                   not null
  idempotency_key text                     not null
  request_hash    text                     not null
  request_id      uuid                     not null
  attempt         integer                  not null default 1
  running_until   timestamp with time zone null
  completed_at    timestamp with time zone null
  response        text                     null
  charge          jsonb                    null
  created_at      timestamp with time zone not null default now()
  constraint stored_responses_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.credit_accounts(id)
  constraint stored_responses_idempotency_key_check CHECK (((char_length(idempotency_key) >= 1) AND (char_length(idempotency_key) <= 200)))
  constraint stored_responses_pkey PRIMARY KEY (account_id, idempotency_key)
  index stored_responses_by_age btree (created_at)
  policy "nobody reads stored responses" for select to anon, authenticated
    using false

table public.subscription_credits
  id                bigint                   not null generated always as identity
  user_id           uuid                     null
  subscription_id   text                     null
  plan_id           text                     not null
  is_change         boolean                  not null default false
  period_start      timestamp with time zone not null
  period_end        timestamp with time zone not null
  credits           bigint                   not null
  grant_id          bigint                   null
  payment_id        text                     null
  paid_cents        bigint                   null
  currency          text                     null
  paid_at           timestamp with time zone null
  is_over           boolean                  not null default false
  rollover_grant_id bigint                   null
  returned_cents    bigint                   not null default 0
  clawed_back       bigint                   not null default 0
  frozen_hold_id    bigint                   null
  created_at        timestamp with time zone not null default now()
  constraint subscription_credits_check CHECK (((grant_id IS NULL) = (credits = 0)))
  constraint subscription_credits_credits_check CHECK (((credits >= 0) AND (credits <= '9007199254740991'::bigint)))
  constraint subscription_credits_payment_id_key UNIQUE (payment_id)
  constraint subscription_credits_pkey PRIMARY KEY (id)
  constraint subscription_credits_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.plans(id)
  constraint subscription_credits_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES public.subscriptions(id)
  constraint subscription_credits_subscription_id_period_start_key UNIQUE (subscription_id, period_start)
  constraint subscription_credits_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE SET NULL
  index subscription_credits_by_user btree (user_id, period_start DESC)
  unique index subscription_credits_free btree (user_id, period_start) WHERE (subscription_id IS NULL)
  index subscription_credits_paid btree (paid_at DESC, id DESC) WHERE (payment_id IS NOT NULL)
  policy "subscribers read their allocations" for select to authenticated
    using (user_id = ( SELECT auth.uid() AS uid))
  trigger subscription_credits_daily_changed AFTER UPDATE FOR EACH ROW WHEN ((((old.paid_cents IS DISTINCT FROM new.paid_cents) OR (old.currency IS DISTINCT FROM new.currency)) OR (old.returned_cents IS DISTINCT FROM new.returned_cents))) EXECUTE FUNCTION private.note_money()
  trigger subscription_credits_daily_new AFTER INSERT FOR EACH ROW WHEN ((new.paid_cents > 0)) EXECUTE FUNCTION private.note_money()
  grant select to authenticated, service_role

table public.subscription_terms
  id                  uuid                     not null default gen_random_uuid()
  user_id             uuid                     null
  plan_id             text                     not null
  credits             bigint                   not null
  rollover_cap        bigint                   not null
  price_cents         bigint                   not null
  currency            text                     not null
  dodo_product_id     text                     not null
  checkout_session_id text                     null
  checkout_url        text                     null
  subscription_id     text                     null
  from_plan_id        text                     null
  at_period_end       boolean                  not null default false
  charge_cents        bigint                   null
  added_credits       bigint                   not null default 0
  status              text                     not null default 'open'::text
  created_at          timestamp with time zone not null default now()
  constraint subscription_terms_checkout_session_id_key UNIQUE (checkout_session_id)
  constraint subscription_terms_credits_check CHECK (((credits >= 0) AND (credits <= '9007199254740991'::bigint)))
  constraint subscription_terms_from_plan_id_fkey FOREIGN KEY (from_plan_id) REFERENCES public.plans(id)
  constraint subscription_terms_pkey PRIMARY KEY (id)
  constraint subscription_terms_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.plans(id)
  constraint subscription_terms_price_cents_check CHECK ((price_cents >= 0))
  constraint subscription_terms_rollover_cap_check CHECK ((rollover_cap >= 0))
  constraint subscription_terms_status_check CHECK ((status = ANY (ARRAY['open'::text, 'in_force'::text, 'failed'::text])))
  constraint subscription_terms_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE SET NULL
  index subscription_terms_by_subscription btree (subscription_id, created_at)
  index subscription_terms_by_user btree (user_id, created_at DESC) WHERE (from_plan_id IS NULL)
  unique index subscription_terms_one_open_change btree (subscription_id) WHERE ((status = 'open'::text) AND (from_plan_id IS NOT NULL))
  index subscription_terms_open btree (plan_id, created_at) WHERE (status = 'open'::text)
  policy "nobody reads terms" for select to anon, authenticated
    using false
  grant select to service_role

table public.subscriptions
  id                   text                       not null
  user_id              uuid                       null
  terms_id             uuid                       not null
  plan_id              text                       not null
  status               public.subscription_status not null
  period_start         timestamp with time zone   not null
  period_end           timestamp with time zone   not null
  cancel_at_period_end boolean                    not null default false
  scheduled_plan_id    text                       null
  trial_ends_at        timestamp with time zone   null
  seen_at              timestamp with time zone   not null
  created_at           timestamp with time zone   not null
  ended_at             timestamp with time zone   null
  constraint subscriptions_pkey PRIMARY KEY (id)
  constraint subscriptions_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.plans(id)
  constraint subscriptions_scheduled_plan_id_fkey FOREIGN KEY (scheduled_plan_id) REFERENCES public.plans(id)
  constraint subscriptions_terms_id_fkey FOREIGN KEY (terms_id) REFERENCES public.subscription_terms(id)
  constraint subscriptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE SET NULL
  index subscriptions_by_plan btree (plan_id, status, created_at DESC, id DESC)
  index subscriptions_by_status btree (status, created_at DESC, id DESC)
  index subscriptions_by_user btree (user_id, created_at DESC)
  index subscriptions_unended btree (period_end) WHERE (ended_at IS NULL)
  policy "subscribers read their subscriptions" for select to authenticated
    using (user_id = ( SELECT auth.uid() AS uid))
  trigger creditkit_plan_changed AFTER INSERT OR UPDATE OF plan_id, status FOR EACH ROW EXECUTE FUNCTION private.handle_plan_change()
  grant select to authenticated, service_role

table public.top_up_products
  currency        text not null
  dodo_product_id text not null
  constraint top_up_products_dodo_product_id_key UNIQUE (dodo_product_id)
  constraint top_up_products_pkey PRIMARY KEY (currency)
  policy "nobody reads mandate products" for select to anon, authenticated
    using false
  grant select to service_role

table public.top_up_settings
  user_id           uuid                       not null
  package_id        text                       not null
  threshold         bigint                     not null
  monthly_cap_cents bigint                     not null
  is_enabled        boolean                    not null default true
  mandate_id        text                       null
  mandate_status    public.subscription_status null
  mandate_seen_at   timestamp with time zone   null
  due_at            timestamp with time zone   null
  last_try_at       timestamp with time zone   null
  declines          integer                    not null default 0
  stopped_reason    text                       null
  created_at        timestamp with time zone   not null default now()
  constraint top_up_settings_mandate_id_key UNIQUE (mandate_id)
  constraint top_up_settings_monthly_cap_cents_check CHECK (((monthly_cap_cents >= 1) AND (monthly_cap_cents <= '9007199254740991'::bigint)))
  constraint top_up_settings_package_id_fkey FOREIGN KEY (package_id) REFERENCES public.credit_packages(id)
  constraint top_up_settings_pkey PRIMARY KEY (user_id)
  constraint top_up_settings_threshold_check CHECK (((threshold >= 1) AND (threshold <= '9007199254740991'::bigint)))
  constraint top_up_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
  index top_up_settings_due btree (due_at) WHERE (is_enabled AND (due_at IS NOT NULL))
  policy "people read their top-up settings" for select to authenticated
    using (user_id = ( SELECT auth.uid() AS uid))
  grant select to authenticated, service_role

table public.usage_counters with (fillfactor=70)
  account_id   bigint                   not null
  tokens       bigint                   not null default 0
  month_tokens bigint                   not null default 0
  cycle_anchor timestamp with time zone not null
  resets_at    timestamp with time zone not null
  constraint usage_counters_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.credit_accounts(id)
  constraint usage_counters_month_tokens_check CHECK ((month_tokens >= 0))
  constraint usage_counters_pkey PRIMARY KEY (account_id)
  constraint usage_counters_tokens_check CHECK ((tokens >= 0))
  index usage_counters_due btree (resets_at)
  policy "owners read their usage counters" for select to authenticated
    using (account_id = ( SELECT a.id FROM public.credit_accounts a WHERE (a.owner_id = ( SELECT auth.uid() AS uid))))
  grant select to authenticated, service_role

table public.usage_logs
  id             bigint                   not null generated always as identity
  account_id     bigint                   not null
  request_id     uuid                     not null
  feature        text                     not null
  model          text                     null
  credits        bigint                   not null default 0
  tokens_in      bigint                   not null default 0
  tokens_out     bigint                   not null default 0
  duration_ms    integer                  not null
  outcome        public.usage_outcome     not null
  transaction_id bigint                   null
  created_at     timestamp with time zone not null default now()
  constraint usage_logs_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.credit_accounts(id)
  constraint usage_logs_credits_check CHECK (((credits >= 0) AND (credits <= '9007199254740991'::bigint)))
  constraint usage_logs_duration_ms_check CHECK ((duration_ms >= 0))
  constraint usage_logs_pkey PRIMARY KEY (id)
  constraint usage_logs_tokens_in_check CHECK (((tokens_in >= 0) AND (tokens_in <= '9007199254740991'::bigint)))
  constraint usage_logs_tokens_out_check CHECK (((tokens_out >= 0) AND (tokens_out <= '9007199254740991'::bigint)))
  index usage_logs_by_account btree (account_id, id DESC)
  unique index usage_logs_by_transaction btree (transaction_id) WHERE (transaction_id IS NOT NULL)
  policy "owners read their usage logs" for select to authenticated
    using (account_id = ( SELECT a.id FROM public.credit_accounts a WHERE (a.owner_id = ( SELECT auth.uid() AS uid))))
  grant select to authenticated, service_role

table public.user_figures with (fillfactor=80)
  user_id             uuid                     not null
  role                text                     not null
  joined_at           timestamp with time zone not null
  available           bigint                   not null default 0
  spent               bigint                   not null default 0
  last_active_at      timestamp with time zone not null
  version             bigint                   not null default '-1'::integer
  last_transaction_id bigint                   not null default 0
  constraint user_figures_pkey PRIMARY KEY (user_id)
  constraint user_figures_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.profiles(id) ON DELETE CASCADE
  index user_figures_active btree (last_active_at DESC, user_id DESC)
  index user_figures_newest btree (joined_at DESC, user_id DESC)
  index user_figures_richest btree (available DESC, user_id DESC)
  index user_figures_spenders btree (spent DESC, user_id DESC)
  policy "nobody reads figures of people" for select to anon, authenticated
    using false
  grant select to service_role

table public.webhook_events
  webhook_id   text                     not null
  type         text                     not null
  payload      jsonb                    not null
  status       text                     not null default 'received'::text
  error        text                     null
  attempts     integer                  not null default 0
  received_at  timestamp with time zone not null default now()
  processed_at timestamp with time zone null
  constraint webhook_events_pkey PRIMARY KEY (webhook_id)
  constraint webhook_events_status_check CHECK ((status = ANY (ARRAY['received'::text, 'processed'::text, 'ignored'::text, 'parked'::text, 'failed'::text])))
  constraint webhook_events_webhook_id_check CHECK (((char_length(webhook_id) >= 1) AND (char_length(webhook_id) <= 255)))
  index webhook_events_by_address btree (lower((payload #>> '{customer,email}'::text[]))) WHERE ((payload #>> '{customer,email}'::text[]) IS NOT NULL)
  index webhook_events_by_customer btree (((payload #>> '{customer,customer_id}'::text[])))
  index webhook_events_by_payment btree (((payload ->> 'payment_id'::text))) WHERE ((payload ->> 'payment_id'::text) IS NOT NULL)
  index webhook_events_by_purchase btree (((payload #>> '{metadata,purchase_id}'::text[]))) WHERE ((payload #>> '{metadata,purchase_id}'::text[]) IS NOT NULL)
  index webhook_events_by_status btree (status, received_at DESC, webhook_id DESC)
  index webhook_events_by_subscription btree (((payload ->> 'subscription_id'::text))) WHERE ((payload ->> 'subscription_id'::text) IS NOT NULL)
  index webhook_events_by_type btree (type, status, received_at DESC, webhook_id DESC)
  policy "nobody reads webhook events" for select to anon, authenticated
    using false
  grant select to service_role

function private.acceptance(p public.purchases)
  returns jsonb
  language sql stable set search_path=""

function private.act_on_event(p_webhook_id text, p_call text, a jsonb)
  returns text
  language plpgsql volatile set search_path=""

function private.allocate(
    p_user_id uuid,
    p_subscription_id text,
    p_plan_id text,
    p_credits bigint,
    p_start timestamp with time zone,
    p_end timestamp with time zone,
    p_is_change boolean DEFAULT false,
    p_payment_id text DEFAULT NULL::text,
    p_paid_cents bigint DEFAULT NULL::bigint,
    p_currency text DEFAULT NULL::text
  )
  returns public.subscription_credits
  language plpgsql volatile set search_path=""

function private.allocate_payments(s public.subscriptions, p_payments jsonb)
  returns text
  language plpgsql volatile set search_path=""

function private.allocate_unpaid(s public.subscriptions)
  returns void
  language plpgsql volatile set search_path=""

function private.announce_balance(v public.credit_accounts)
  returns void
  language plpgsql volatile set search_path=""

function private.announce_notification(p_user_id uuid, p_id bigint)
  returns void
  language plpgsql volatile set search_path=""

function private.as_id(p_text text)
  returns uuid
  language sql immutable set search_path=""

function private.await_forgetting(p_payload jsonb)
  returns void
  language sql volatile set search_path=""

function private.begin_month(
    s public.subscriptions,
    t public.subscription_terms,
    p_start timestamp with time zone,
    p_end timestamp with time zone,
    p_payment_id text DEFAULT NULL::text,
    p_paid_cents bigint DEFAULT NULL::bigint,
    p_currency text DEFAULT NULL::text
  )
  returns void
  language plpgsql volatile set search_path=""

function private.bonus_json(p public.credit_bonuses)
  returns jsonb
  language sql stable set search_path=""

function private.burn(
    INOUT v public.credit_accounts,
    p_amount bigint,
    OUT ids bigint[],
    OUT amounts bigint[],
    p_only_transferable boolean DEFAULT false
  )
  returns record
  language plpgsql volatile set search_path=""

function private.check_deletion(p_actor_id uuid, p_user_id uuid, p_reason text)
  returns void
  language plpgsql stable set search_path=""

function private.check_reason(p_reason text)
  returns void
  language plpgsql immutable set search_path=""

function private.check_request(p_amount numeric, p_idempotency_key text)
  returns void
  language plpgsql immutable set search_path=""

function private.check_room(v public.credit_accounts, p_amount bigint)
  returns void
  language plpgsql immutable set search_path=""

function private.close_open_grant(v public.credit_accounts)
  returns public.credit_accounts
  language plpgsql volatile set search_path=""

function private.consume_nothing(
    p_owner_id uuid,
    p_feature text,
    p_model text,
    p_tokens_in bigint,
    p_tokens_out bigint
  )
  returns jsonb
  language plpgsql volatile set search_path=""

function private.credit_days(p_from date, p_to date)
  returns TABLE(day date, sold bigint, granted bigint, spent bigint, refunded bigint, expired bigint, taken bigint)
  language sql stable set search_path=""

function private.credit_detail(
    p_type public.credit_transaction_type,
    p_source public.credit_grant_source,
    p_reference text,
    p_refunded_reference text
  )
  returns text
  language sql stable set search_path=""

function private.credit_kind(p_type public.credit_transaction_type, p_detail text)
  returns text
  language sql immutable set search_path=""

function private.credit_kinds()
  returns TABLE(type public.credit_transaction_type, detail text, kind text)
  language sql stable set search_path=""

function private.credits_left(v public.credit_accounts)
  returns bigint
  language plpgsql stable set search_path=""

function private.day_start(p_day date)
  returns timestamp with time zone
  language sql immutable set search_path=""

function private.due_followup(p public.profiles, a public.credit_accounts, p_now timestamp with time zone)
  returns text
  language sql stable set search_path=""

function private.end_changes(v_old public.subscriptions, s public.subscriptions, t public.subscription_terms)
  returns void
  language plpgsql volatile set search_path=""

function private.explain_transactions(p_owner_id uuid, p_ids bigint[])
  returns TABLE(id bigint, seq bigint, type public.credit_transaction_type, amount bigint, balance_before bigint, balance_after bigint, debt_change bigint, feature text, model text, description text, reference text, actor_id uuid, refund_of bigint, refunded bigint, grants jsonb, metadata jsonb, created_at timestamp with time zone)
  language sql stable set search_path=""

function private.extend_models(p_user_id uuid)
  returns void
  language sql volatile set search_path=""

function private.facts_after(m public.credit_movement)
  returns jsonb
  language sql immutable set search_path=""

function private.facts_before(m public.credit_movement)
  returns jsonb
  language sql immutable set search_path=""

function private.find_depth(
    p_owner_id uuid,
    p_depth integer,
    p_before_id bigint,
    p_type public.credit_transaction_type,
    p_from timestamp with time zone,
    p_to timestamp with time zone
  )
  returns bigint
  language plpgsql stable set search_path="" set enable_bitmapscan=off set plan_cache_mode=force_custom_plan

function private.find_events(p_search text, p_status text, p_type text, p_before text, p_limit integer)
  returns SETOF text
  language plpgsql stable set search_path=""

function private.find_people(p_search text, p_limit integer DEFAULT 200)
  returns uuid[]
  language plpgsql stable set search_path=""

function private.find_purchases(
    p_search text,
    p_state text,
    p_from date,
    p_to date,
    p_before uuid,
    p_limit integer
  )
  returns SETOF uuid
  language plpgsql stable set search_path=""

function private.find_replay(
    p_account_id bigint,
    p_idempotency_key text,
    p_type public.credit_transaction_type,
    p_amount bigint,
    p_feature text DEFAULT NULL::text,
    p_model text DEFAULT NULL::text,
    p_reference text DEFAULT NULL::text,
    p_hold_id bigint DEFAULT NULL::bigint
  )
  returns public.credit_transactions
  language plpgsql volatile set search_path=""

function private.find_transactions(
    p_owner_id uuid,
    p_limit integer,
    p_before_id bigint,
    p_type public.credit_transaction_type,
    p_feature text,
    p_model text,
    p_from timestamp with time zone,
    p_to timestamp with time zone,
    p_source public.credit_grant_source,
    p_grant_id bigint,
    p_search text,
    p_after_id bigint DEFAULT NULL::bigint
  )
  returns TABLE(account_id bigint, id bigint, amount bigint)
  language plpgsql stable set search_path="" set enable_bitmapscan=off set plan_cache_mode=force_custom_plan

function private.finish_parked_returns(p_payment_id text)
  returns void
  language sql volatile set search_path=""

function private.follow_claim(p_lead_id uuid, p_hold_id bigint)
  returns void
  language plpgsql volatile set search_path=""

function private.follow_profile()
  returns trigger
  language plpgsql volatile security definer set search_path=""

function private.forget_user()
  returns trigger
  language plpgsql volatile security definer set search_path=""

function private.freeze_payment(p_owner_id uuid, p_payment_id text)
  returns bigint
  language plpgsql volatile set search_path=""

function private.freeze_returned(v public.credit_accounts, p_grant_ids bigint[])
  returns public.credit_accounts
  language plpgsql volatile set search_path=""

function private.give_back(
    INOUT v public.credit_accounts,
    p_ids bigint[],
    p_amounts bigint[],
    p_at timestamp with time zone,
    OUT grace_ids bigint[]
  )
  returns record
  language plpgsql volatile set search_path=""

function private.grant_of(p_account_id bigint, p_transaction_id bigint)
  returns bigint
  language sql stable set search_path=""

function private.grant_payment(p_owner_id uuid, p_grant_id bigint)
  returns jsonb
  language plpgsql stable set search_path=""

function private.grant_purchase(p public.purchases, p_payment_id text, p_paid_cents bigint, p_paid_currency text)
  returns void
  language plpgsql volatile set search_path=""

function private.handle_auth_user()
  returns trigger
  language plpgsql volatile security definer set search_path=""

function private.handle_plan_change()
  returns trigger
  language plpgsql volatile set search_path=""

function private.hash_customer(p_customer_id text)
  returns bytea
  language sql immutable set search_path=""

function private.heed_low_balance(v public.credit_accounts)
  returns public.credit_accounts
  language plpgsql volatile set search_path=""

function private.hold_result(h public.credit_holds, v public.credit_accounts, p_replayed boolean)
  returns public.credit_hold
  language sql immutable set search_path=""

function private.is_in_state(p public.purchases, p_state text)
  returns boolean
  language sql stable set search_path=""

function private.keep_month(s public.subscriptions)
  returns void
  language plpgsql volatile set search_path=""

function private.lapsed_of(g public.credit_grants, r public.credit_grants)
  returns bigint
  language sql stable set search_path=""

function private.last_use(p_account_id bigint)
  returns timestamp with time zone
  language sql stable set search_path=""

function private.lives_until(p_end timestamp with time zone)
  returns timestamp with time zone
  language sql volatile set search_path=""

function private.living_subscription(p_user_id uuid, p_now timestamp with time zone DEFAULT now())
  returns public.subscriptions
  language sql stable set search_path=""

function private.lock_account(p_owner_id uuid)
  returns public.credit_accounts
  language plpgsql volatile set search_path=""

function private.lock_admins()
  returns void
  language sql volatile set search_path=""

function private.lock_catalogue()
  returns void
  language sql volatile set search_path=""

function private.lock_hold(p_hold_id bigint, OUT v public.credit_accounts, OUT h public.credit_holds)
  returns record
  language plpgsql volatile set search_path=""

function private.log_refund(p_actor_id uuid, p_action text, f public.purchase_refunds, p_before jsonb)
  returns void
  language sql volatile set search_path=""

function private.log_usage(
    p_account_id bigint,
    p_request_id uuid,
    p_feature text,
    p_model text,
    p_credits bigint,
    p_tokens_in bigint,
    p_tokens_out bigint,
    p_duration_ms integer,
    p_outcome public.usage_outcome,
    p_transaction_id bigint DEFAULT NULL::bigint
  )
  returns public.usage_counters
  language plpgsql volatile set search_path=""

function private.mail_json(o public.email_outbox, p_email text)
  returns jsonb
  language sql stable set search_path=""

function private.mark_sources()
  returns void
  language plpgsql volatile set search_path=""

function private.may_ask_again(f public.purchase_refunds)
  returns boolean
  language sql stable set search_path=""

function private.may_replay(e public.webhook_events)
  returns boolean
  language sql stable set search_path=""

function private.model_retention(p_user_id uuid)
  returns interval
  language sql stable set search_path=""

function private.money_of(p_row jsonb)
  returns private.money
  language sql immutable set search_path=""

function private.move_spending_day(p_day date)
  returns void
  language plpgsql volatile set search_path=""

function private.movement(p_transaction_id bigint, v public.credit_accounts)
  returns public.credit_movement
  language plpgsql stable set search_path=""

function private.next_cycle(p_anchor timestamp with time zone, p_after timestamp with time zone)
  returns timestamp with time zone
  language plpgsql immutable set search_path=""

function private.next_watch(v public.credit_accounts)
  returns bigint
  language plpgsql stable set search_path=""

function private.normalize_email(p_email text)
  returns text
  language sql immutable set search_path=""

function private.note_lead()
  returns trigger
  language plpgsql volatile security definer set search_path=""

function private.note_money()
  returns trigger
  language plpgsql volatile security definer set search_path=""

function private.note_person()
  returns trigger
  language plpgsql volatile security definer set search_path=""

function private.note_refund(p_webhook_id text, p_return_id text)
  returns void
  language sql volatile set search_path=""

function private.note_top_up(v public.credit_accounts)
  returns void
  language plpgsql volatile set search_path=""

function private.note_walk(p_name text, p_at timestamp with time zone, p_id uuid)
  returns void
  language sql volatile set search_path=""

function private.notify(p_user_id uuid, p_kind text, p_key text, p_data jsonb DEFAULT '{}'::jsonb)
  returns boolean
  language plpgsql volatile set search_path=""

function private.package_json(p public.credit_packages)
  returns jsonb
  language sql stable set search_path=""

function private.page_of_events(p_status text, p_type text, p_before text, p_limit integer)
  returns SETOF text
  language plpgsql stable set search_path=""

function private.page_of_mails(p_status text, p_kind text, p_before bigint, p_limit integer)
  returns SETOF bigint
  language plpgsql stable set search_path=""

function private.paid_by(p_user_id uuid)
  returns jsonb
  language sql stable set search_path="" set enable_seqscan=off

function private.paid_credits(p_payment_id text)
  returns TABLE(purchase_id uuid, allocation_id bigint, user_id uuid, credits bigint, lapsed bigint, grant_id bigint, paid_cents bigint, currency text, returned_cents bigint, clawed_back bigint, frozen_hold_id bigint)
  language sql stable set search_path=""

function private.paid_grants(p_payment_id text)
  returns bigint[]
  language sql stable set search_path=""

function private.path_owner(p_path text)
  returns uuid
  language sql immutable set search_path=""

function private.pay_debt(v public.credit_accounts)
  returns public.credit_accounts
  language plpgsql volatile set search_path=""

function private.people_by_address(p_search text)
  returns uuid[]
  language plpgsql stable set search_path=""

function private.plan_at(a public.credit_accounts, p_at timestamp with time zone)
  returns text
  language sql stable set search_path=""

function private.plan_json(p public.plans)
  returns jsonb
  language sql stable set search_path=""

function private.plan_of(p_user_id uuid)
  returns text
  language sql stable set search_path=""

function private.plan_sold_as(p_subscription_id text, p_product_id text)
  returns text
  language sql stable set search_path=""

function private.price_json(p_feature text, p_model text)
  returns jsonb
  language sql stable set search_path=""

function private.price_version(p_feature text, p_model text)
  returns text
  language sql stable set search_path=""

function private.purchase_state(p public.purchases)
  returns text
  language sql stable set search_path=""

function private.purchases_of(p_state text, p_at timestamp with time zone, p_id uuid, p_limit integer)
  returns SETOF uuid
  language plpgsql stable set search_path=""

function private.purchases_paid(
    p_search text,
    p_buyers uuid[],
    p_state text,
    p_from timestamp with time zone,
    p_to timestamp with time zone,
    p_at timestamp with time zone,
    p_id uuid,
    p_limit integer
  )
  returns SETOF uuid
  language plpgsql stable set search_path="" set plan_cache_mode=force_custom_plan

function private.raise_duplicate_reference(p_reference text)
  returns void
  language plpgsql immutable set search_path=""

function private.raise_idempotency_conflict(p_idempotency_key text, p_transaction_id bigint)
  returns void
  language plpgsql immutable set search_path=""

function private.rebuild_daily()
  returns void
  language plpgsql volatile set search_path=""

function private.record(
    INOUT v public.credit_accounts,
    OUT transaction_id bigint,
    p_type public.credit_transaction_type,
    p_amount bigint,
    p_ids bigint[],
    p_amounts bigint[],
    p_idempotency_key text DEFAULT NULL::text,
    p_feature text DEFAULT NULL::text,
    p_model text DEFAULT NULL::text,
    p_description text DEFAULT NULL::text,
    p_reference text DEFAULT NULL::text,
    p_actor_id uuid DEFAULT NULL::uuid,
    p_metadata jsonb DEFAULT NULL::jsonb,
    p_hold_id bigint DEFAULT NULL::bigint,
    p_refund_of bigint DEFAULT NULL::bigint,
    p_debt_change bigint DEFAULT 0
  )
  returns record
  language plpgsql volatile set search_path=""

function private.refundable_cents(p public.purchases)
  returns bigint
  language sql stable set search_path=""

function private.refusal(p_answer jsonb, p_code text, p_details jsonb DEFAULT '{}'::jsonb)
  returns jsonb
  language sql immutable set search_path=""

function private.refuse_field(p_field text, p_problem text)
  returns void
  language plpgsql immutable set search_path=""

function private.refuse_other_currency(p_before jsonb, p_values jsonb)
  returns void
  language plpgsql immutable set search_path=""

function private.refuse_rewrite()
  returns trigger
  language plpgsql volatile set search_path=""

function private.refuse_stale(p_json jsonb, p_current text, p_seen text)
  returns void
  language plpgsql immutable set search_path=""

function private.replace_tiers(p_package public.credit_packages, p_tiers jsonb)
  returns void
  language plpgsql volatile set search_path=""

function private.replay(t public.credit_transactions, v public.credit_accounts)
  returns public.credit_movement
  language sql immutable set search_path=""

function private.report_days(p_from date, p_to date)
  returns jsonb
  language sql stable set search_path=""

function private.require_admin(p_actor_id uuid)
  returns void
  language plpgsql stable set search_path=""

function private.resume_walk(p_name text)
  returns private.walks
  language sql volatile set search_path=""

function private.roll_over(a public.subscription_credits, p_cap bigint, p_until timestamp with time zone)
  returns bigint
  language plpgsql volatile set search_path=""

function private.root_grant(p_grant_id bigint)
  returns bigint
  language sql stable set search_path=""

function private.run_json(r public.cron_runs)
  returns jsonb
  language sql stable set search_path=""

function private.save_account(v public.credit_accounts)
  returns public.credit_accounts
  language plpgsql volatile set search_path=""

function private.save_subscription(
    p_state jsonb,
    t public.subscription_terms,
    p_user_id uuid,
    p_seen_at timestamp with time zone
  )
  returns public.subscriptions
  language plpgsql volatile set search_path=""

function private.settle(v public.credit_accounts)
  returns public.credit_accounts
  language plpgsql volatile set search_path=""

function private.settle_returns(p_payment_id text)
  returns void
  language plpgsql volatile set search_path=""

function private.settle_top_up(p public.purchases)
  returns void
  language plpgsql volatile set search_path=""

function private.slice_range(
    p_ids bigint[],
    p_amounts bigint[],
    p_from bigint,
    p_to bigint,
    OUT ids bigint[],
    OUT amounts bigint[]
  )
  returns record
  language sql immutable set search_path=""

function private.start_ledger_check(p_asked_by uuid)
  returns bigint
  language plpgsql volatile set search_path=""

function private.stop_disputed_top_up(p_dispute_id text, p_user_id uuid)
  returns void
  language plpgsql volatile set search_path=""

function private.stop_top_up(p_user_id uuid, p_key text, p_reason text, p_name text DEFAULT NULL::text)
  returns void
  language plpgsql volatile set search_path=""

function private.subscriber_of(p_state jsonb)
  returns uuid
  language sql stable set search_path=""

function private.take_changes(p_limit integer)
  returns integer
  language plpgsql volatile set search_path=""

function private.take_in_returns(p_payment_id text, p_user_id uuid)
  returns void
  language plpgsql volatile set search_path=""

function private.take_transactions(p_after bigint, p_to bigint)
  returns void
  language plpgsql volatile set search_path="" set enable_seqscan=off

function private.take_usage(p_after bigint, p_to bigint)
  returns void
  language plpgsql volatile set search_path=""

function private.tell_buyer(p public.purchases)
  returns void
  language plpgsql volatile set search_path=""

function private.tell_subscriber(v_old public.subscriptions, s public.subscriptions)
  returns void
  language plpgsql volatile set search_path=""

function private.terms_in_force(p_state jsonb, p_user_id uuid)
  returns public.subscription_terms
  language plpgsql volatile set search_path=""

function private.tiers_json(p_package_id text)
  returns jsonb
  language sql stable set search_path=""

function private.top_spenders(p_days integer)
  returns jsonb
  language sql stable set search_path=""

function private.top_up_json()
  returns jsonb
  language sql stable set search_path=""

function private.transactions_between(
    p_kind text,
    p_first_id bigint,
    p_last_id bigint,
    p_from timestamp with time zone,
    p_to timestamp with time zone,
    p_limit integer
  )
  returns SETOF public.credit_transactions
  language plpgsql stable set search_path="" set enable_seqscan=off set plan_cache_mode=force_custom_plan

function private.utc_day(p_at timestamp with time zone)
  returns date
  language sql immutable set search_path=""

function private.version_of(p_json jsonb)
  returns text
  language sql immutable set search_path=""

function private.wants(p_user_id uuid, p_kind text, OUT by_mail boolean, OUT in_app boolean)
  returns record
  language plpgsql stable set search_path=""

function private.watch_balance(p_owner_id uuid)
  returns void
  language plpgsql volatile set search_path=""

function private.with_version(p_json jsonb, p_version text)
  returns jsonb
  language sql immutable set search_path=""

function private.without_forgotten(p_payload jsonb)
  returns jsonb
  language plpgsql stable set search_path=""

function private.without_person(p_payload jsonb)
  returns jsonb
  language sql immutable set search_path=""

function public.abandon_call(
    p_owner_id uuid,
    p_request_id uuid,
    p_hold_id bigint,
    p_feature text,
    p_model text,
    p_outcome public.usage_outcome,
    p_tokens_in bigint,
    p_tokens_out bigint,
    p_duration_ms integer,
    p_idempotency_key text DEFAULT NULL::text
  )
  returns void
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.accept_purchase(p_actor_id uuid, p_purchase_id uuid, p_reason text)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.account_alerts(p_owner_id uuid)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.account_usage(p_owner_id uuid, p_from date, p_to date)
  returns jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.add_admin_note(p_actor_id uuid, p_user_id uuid, p_id uuid, p_body text)
  returns void
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.adjust_credits(
    p_actor_id uuid,
    p_user_id uuid,
    p_amount numeric,
    p_reason text,
    p_idempotency_key text
  )
  returns public.credit_movement
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.admin_catalogue(p_actor_id uuid)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.admin_machinery(p_actor_id uuid)
  returns jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.admin_overview(p_actor_id uuid, p_days integer)
  returns jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.admit_caller(
    p_kind text,
    p_owner_id uuid,
    p_access text,
    p_bucket text,
    p_burst integer,
    p_per_minute double precision
  )
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.alarm_admins(p_problem text, p_details jsonb, p_key text)
  returns integer
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.allocate_free_credits(p_now timestamp with time zone, p_limit integer DEFAULT 200)
  returns integer
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.ask_for_ledger_check(p_actor_id uuid)
  returns bigint
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.begin_call(
    p_kind text,
    p_owner_id uuid,
    p_access text,
    p_bucket text,
    p_burst integer,
    p_per_minute double precision,
    p_request_id uuid,
    p_ttl_seconds integer,
    p_feature text DEFAULT NULL::text,
    p_model text DEFAULT NULL::text,
    p_complexity text DEFAULT 'low'::text,
    p_credits numeric DEFAULT NULL::numeric,
    p_units integer DEFAULT 1,
    p_expected_credits numeric DEFAULT NULL::numeric,
    p_idempotency_key text DEFAULT NULL::text,
    p_request_hash text DEFAULT NULL::text
  )
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.begin_cron_run(p_actor_id uuid, p_job text, p_key text)
  returns boolean
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.begin_ledger_check()
  returns bigint
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.begin_model_removal(p_user_id uuid, p_model_id uuid)
  returns text
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.begin_purchase_refund(
    p_actor_id uuid,
    p_purchase_id uuid,
    p_amount_cents bigint,
    p_reason text,
    p_idempotency_key text
  )
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.begin_top_up(
    p_user_id uuid,
    OUT purchase_id uuid,
    OUT mandate_id text,
    OUT amount_cents bigint,
    OUT currency text,
    OUT description text
  )
  returns record
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.begin_webhook_replay(p_actor_id uuid, p_webhook_id text)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.cancel_price(
    p_actor_id uuid,
    p_feature text,
    p_model text,
    p_effective_from timestamp with time zone,
    p_version text,
    p_reason text
  )
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.capture_hold(
    p_hold_id bigint,
    p_idempotency_key text,
    p_amount numeric DEFAULT NULL::numeric,
    p_description text DEFAULT NULL::text,
    p_reference text DEFAULT NULL::text,
    p_actor_id uuid DEFAULT NULL::uuid,
    p_metadata jsonb DEFAULT NULL::jsonb
  )
  returns public.credit_movement
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.catalogue_impact(p_actor_id uuid, p_kind text, p_id text, p_model text DEFAULT ''::text)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.check_ledger()
  returns TABLE(invariant text, account_id bigint, detail jsonb)
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.check_payments()
  returns TABLE(invariant text, account_id bigint, detail jsonb)
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.claim_lead(p_lead_id uuid, p_user_id uuid)
  returns bigint
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.claim_mails(
    p_limit integer DEFAULT 10,
    p_lease_seconds integer DEFAULT 300,
    p_now timestamp with time zone DEFAULT clock_timestamp()
  )
  returns TABLE(id bigint, status text, attempts integer, kind text, data jsonb, user_id uuid, email text, name text, is_required boolean, created_at timestamp with time zone)
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.claw_back_credits(
    p_owner_id uuid,
    p_grant_id bigint,
    p_amount numeric,
    p_idempotency_key text,
    p_reference text DEFAULT NULL::text,
    p_description text DEFAULT NULL::text,
    p_actor_id uuid DEFAULT NULL::uuid
  )
  returns public.credit_movement
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.complete_purchase(
    p_webhook_id text,
    p_payment_id text,
    p_purchase_id uuid,
    p_product_id text,
    p_amount_cents bigint,
    p_currency text,
    p_customer_id text DEFAULT NULL::text,
    p_paid_cents bigint DEFAULT NULL::bigint,
    p_quantity bigint DEFAULT 1
  )
  returns text
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.consume_credits(
    p_owner_id uuid,
    p_credits numeric,
    p_idempotency_key text,
    p_feature text,
    p_model text DEFAULT NULL::text,
    p_tokens_in bigint DEFAULT 0,
    p_tokens_out bigint DEFAULT 0
  )
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.create_project(p_user_id uuid, p_name text, p_brief text)
  returns uuid
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.credit_balance(
    p_owner_id uuid,
    OUT available bigint,
    OUT held bigint,
    OUT debt bigint,
    OUT version bigint
  )
  returns record
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.credit_outlook(p_owner_id uuid)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.credit_summary(p_owner_id uuid)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.decide_mail(p_actor_id uuid, p_id bigint, p_decision text)
  returns text
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.deduct_credits(
    p_owner_id uuid,
    p_amount numeric,
    p_idempotency_key text,
    p_feature text DEFAULT NULL::text,
    p_model text DEFAULT NULL::text,
    p_description text DEFAULT NULL::text,
    p_reference text DEFAULT NULL::text,
    p_actor_id uuid DEFAULT NULL::uuid,
    p_metadata jsonb DEFAULT NULL::jsonb
  )
  returns public.credit_movement
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.deduct_credits_batch(p_items jsonb)
  returns SETOF public.credit_movement
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.delete_account(p_user_id uuid)
  returns bigint
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.delete_admin_note(p_actor_id uuid, p_id uuid)
  returns void
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.delete_project(p_user_id uuid, p_project_id uuid)
  returns void
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.delete_user(p_actor_id uuid, p_user_id uuid, p_reason text)
  returns bigint
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.dismiss_webhook_event(p_actor_id uuid, p_webhook_id text, p_reason text)
  returns void
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.drop_plan_change(p_subscription_id text)
  returns void
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.drop_top_up(p_purchase_id uuid, p_failure text)
  returns void
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.expire_credits(
    p_limit integer DEFAULT 500,
    OUT accounts bigint,
    OUT expired_credits bigint,
    OUT released_holds bigint
  )
  returns record
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.extend_models(p_now timestamp with time zone, p_limit integer DEFAULT 500)
  returns integer
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.fail_ledger_check(p_id bigint, p_error text)
  returns void
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.fail_purchase(p_purchase_id uuid, p_failure text, p_webhook_id text DEFAULT NULL::text)
  returns text
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.feature_cost(
    p_feature text,
    p_model text DEFAULT NULL::text,
    p_complexity text DEFAULT 'low'::text
  )
  returns bigint
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.feature_prices(p_at timestamp with time zone DEFAULT now())
  returns TABLE(feature text, model text, credits bigint, effective_from timestamp with time zone)
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.find_due_top_ups(p_limit integer DEFAULT 50)
  returns SETOF uuid
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.find_old_mandates(p_limit integer DEFAULT 50)
  returns SETOF text
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.find_open_checkout(p_user_id uuid, p_plan_id text, OUT session_id text, OUT checkout_url text)
  returns record
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.find_orphan_files(
    p_bucket text,
    p_now timestamp with time zone,
    p_after text,
    p_limit integer DEFAULT 1000
  )
  returns jsonb
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.find_owed_top_up(
    p_mandate_id text,
    p_user_id uuid,
    p_amount_cents bigint,
    OUT is_mandate boolean,
    OUT purchase_id uuid
  )
  returns record
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.find_quiet_subscriptions(p_now timestamp with time zone, p_limit integer DEFAULT 100)
  returns SETOF text
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.find_unwanted_subscriptions(p_id text DEFAULT NULL::text)
  returns TABLE(id text, reason text)
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.finish_call(
    p_owner_id uuid,
    p_request_id uuid,
    p_hold_id bigint,
    p_feature text,
    p_model text,
    p_credits numeric,
    p_tokens_in bigint,
    p_tokens_out bigint,
    p_duration_ms integer,
    p_idempotency_key text DEFAULT NULL::text,
    p_response text DEFAULT NULL::text,
    p_outcome public.usage_outcome DEFAULT 'succeeded'::public.usage_outcome
  )
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.finish_mail(
    p_id bigint,
    p_attempts integer,
    p_error text DEFAULT NULL::text,
    p_now timestamp with time zone DEFAULT clock_timestamp()
  )
  returns text
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.finish_model_upload(p_user_id uuid, p_model_id uuid)
  returns public.models
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.finish_purchase_refund(
    p_id uuid,
    p_attempt integer,
    p_status text,
    p_refund_id text DEFAULT NULL::text,
    p_error text DEFAULT NULL::text
  )
  returns text
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.finish_webhook_event(p_webhook_id text, p_status text, p_error text DEFAULT NULL::text)
  returns void
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.first_usage_day(p_owner_id uuid)
  returns date
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.get_history(
    p_owner_id uuid,
    p_limit integer,
    p_before_id bigint DEFAULT NULL::bigint,
    p_type public.credit_transaction_type DEFAULT NULL::public.credit_transaction_type,
    p_feature text DEFAULT NULL::text,
    p_model text DEFAULT NULL::text,
    p_from timestamp with time zone DEFAULT NULL::timestamp with time zone,
    p_to timestamp with time zone DEFAULT NULL::timestamp with time zone,
    p_source public.credit_grant_source DEFAULT NULL::public.credit_grant_source,
    p_grant_id bigint DEFAULT NULL::bigint,
    p_search text DEFAULT NULL::text,
    p_depth integer DEFAULT 10000
  )
  returns jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.get_mail(p_actor_id uuid, p_id bigint)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.get_subscription(p_user_id uuid)
  returns jsonb
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.get_transaction(p_owner_id uuid, p_transaction_id bigint)
  returns jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.get_transactions(
    p_owner_id uuid,
    p_limit integer DEFAULT 50,
    p_before_id bigint DEFAULT NULL::bigint,
    p_type public.credit_transaction_type DEFAULT NULL::public.credit_transaction_type,
    p_feature text DEFAULT NULL::text,
    p_model text DEFAULT NULL::text,
    p_from timestamp with time zone DEFAULT NULL::timestamp with time zone,
    p_to timestamp with time zone DEFAULT NULL::timestamp with time zone,
    p_source public.credit_grant_source DEFAULT NULL::public.credit_grant_source,
    p_grant_id bigint DEFAULT NULL::bigint,
    p_search text DEFAULT NULL::text
  )
  returns TABLE(id bigint, seq bigint, type public.credit_transaction_type, amount bigint, balance_before bigint, balance_after bigint, debt_change bigint, feature text, model text, description text, reference text, actor_id uuid, refund_of bigint, refunded bigint, grants jsonb, metadata jsonb, created_at timestamp with time zone)
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.get_webhook_event(p_actor_id uuid, p_webhook_id text)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.give_up_models(p_now timestamp with time zone, p_limit integer DEFAULT 500)
  returns integer
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.grant_credits(
    p_owner_id uuid,
    p_amount numeric,
    p_source public.credit_grant_source,
    p_idempotency_key text,
    p_expires_at timestamp with time zone DEFAULT NULL::timestamp with time zone,
    p_priority integer DEFAULT 100,
    p_cost_cents bigint DEFAULT 0,
    p_transferable boolean DEFAULT true,
    p_parent_grant_id bigint DEFAULT NULL::bigint,
    p_reference text DEFAULT NULL::text,
    p_description text DEFAULT NULL::text,
    p_actor_id uuid DEFAULT NULL::uuid,
    p_metadata jsonb DEFAULT NULL::jsonb
  )
  returns public.credit_movement
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.grant_signup_bonus(p_user_id uuid, p_email text)
  returns void
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.hold_credits(
    p_owner_id uuid,
    p_amount numeric,
    p_idempotency_key text,
    p_feature text DEFAULT NULL::text,
    p_model text DEFAULT NULL::text,
    p_ttl_seconds integer DEFAULT 600
  )
  returns public.credit_hold
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.is_lead_open(p_lead_id uuid)
  returns boolean
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.last_cron_runs(p_actor_id uuid, p_jobs text[])
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.list_admin_action_kinds(p_actor_id uuid)
  returns SETOF text
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.list_admin_actions(
    p_actor_id uuid,
    p_admin text DEFAULT NULL::text,
    p_target text DEFAULT NULL::text,
    p_action text DEFAULT NULL::text,
    p_before bigint DEFAULT NULL::bigint,
    p_limit integer DEFAULT 25
  )
  returns TABLE(id bigint, actor_id uuid, actor text, action text, target_id uuid, target text, subject text, reason text, before jsonb, after jsonb, created_at timestamp with time zone)
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.list_cron_runs(
    p_actor_id uuid,
    p_job text DEFAULT NULL::text,
    p_failed boolean DEFAULT false,
    p_before bigint DEFAULT NULL::bigint,
    p_limit integer DEFAULT 30
  )
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.list_purchases(p_user_id uuid, p_before uuid DEFAULT NULL::uuid, p_limit integer DEFAULT 20)
  returns TABLE(id uuid, state text, package text, quantity integer, credits bigint, cents bigint, currency text, returned_cents bigint, payment_id text, created_at timestamp with time zone)
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.list_sessions(p_user_id uuid)
  returns TABLE(id uuid, created_at timestamp with time zone, seen_at timestamp with time zone, user_agent text)
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.mark_notifications_read(p_user_id uuid, p_id bigint, p_with_older boolean DEFAULT false)
  returns integer
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.model_allowance(p_user_id uuid)
  returns jsonb
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.note_ending_charges(p_actor_id uuid, p_user_id uuid, p_reason text)
  returns void
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.notification_settings(p_user_id uuid)
  returns TABLE(kind text, by_mail boolean, in_app boolean, is_required boolean, is_marketing boolean)
  language sql stable security definer set search_path=""
  grant execute to service_role

function public.open_credit_account(
    p_owner_id uuid,
    p_kind public.credit_account_kind DEFAULT 'user'::public.credit_account_kind
  )
  returns bigint
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.preview_transaction_refund(
    p_actor_id uuid,
    p_user_id uuid,
    p_transaction_id bigint,
    p_amount numeric DEFAULT NULL::numeric
  )
  returns jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.prune_calls(p_now timestamp with time zone, p_limit integer DEFAULT 5000)
  returns integer
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.queue_followups(p_walk text, p_now timestamp with time zone, p_limit integer DEFAULT 500)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.quote_plan_change(
    p_user_id uuid,
    p_plan_id text,
    OUT subscription_id text,
    OUT from_plan_id text,
    OUT plan_id text,
    OUT plan_name text,
    OUT credits_per_month bigint,
    OUT rollover_cap bigint,
    OUT price_cents bigint,
    OUT currency text,
    OUT dodo_product_id text,
    OUT at_period_end boolean,
    OUT added_credits bigint,
    OUT period_end timestamp with time zone
  )
  returns record
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.read_ledger_health(p_actor_id uuid)
  returns jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.read_user(p_actor_id uuid, p_user_id uuid)
  returns jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.read_user_grants(
    p_actor_id uuid,
    p_user_id uuid,
    p_before bigint DEFAULT NULL::bigint,
    p_limit integer DEFAULT 25
  )
  returns SETOF jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.read_user_mails(
    p_actor_id uuid,
    p_user_id uuid,
    p_before bigint DEFAULT NULL::bigint,
    p_limit integer DEFAULT 25
  )
  returns SETOF jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.read_user_notes(p_actor_id uuid, p_user_id uuid)
  returns SETOF jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.read_user_purchases(
    p_actor_id uuid,
    p_user_id uuid,
    p_before uuid DEFAULT NULL::uuid,
    p_limit integer DEFAULT 25
  )
  returns SETOF jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.read_user_subscriptions(p_actor_id uuid, p_user_id uuid)
  returns SETOF jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.read_user_transactions(
    p_actor_id uuid,
    p_user_id uuid,
    p_before bigint DEFAULT NULL::bigint,
    p_limit integer DEFAULT 25
  )
  returns SETOF jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.read_user_usage(
    p_actor_id uuid,
    p_user_id uuid,
    p_before bigint DEFAULT NULL::bigint,
    p_limit integer DEFAULT 25
  )
  returns SETOF jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.receive_webhook(p_event jsonb)
  returns text
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.receive_webhooks(p_events jsonb)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.recent_failures(p_since timestamp with time zone)
  returns TABLE(area text, name text, status text, failures bigint, last_error text)
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.record_cron_run(
    p_job text,
    p_started_at timestamp with time zone,
    p_duration_ms integer,
    p_result jsonb DEFAULT NULL::jsonb,
    p_error text DEFAULT NULL::text
  )
  returns void
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.record_return(
    p_webhook_id text,
    p_kind public.return_kind,
    p_id text,
    p_payment_id text,
    p_amount_cents bigint,
    p_outcome public.return_outcome
  )
  returns text
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.refresh_user_figures(p_after bigint DEFAULT 0, p_limit integer DEFAULT 1000)
  returns bigint
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.refund_transaction(
    p_owner_id uuid,
    p_transaction_id bigint,
    p_idempotency_key text,
    p_amount numeric DEFAULT NULL::numeric,
    p_description text DEFAULT NULL::text,
    p_actor_id uuid DEFAULT NULL::uuid
  )
  returns public.credit_movement
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.refund_user_transaction(
    p_actor_id uuid,
    p_user_id uuid,
    p_transaction_id bigint,
    p_amount numeric,
    p_reason text,
    p_idempotency_key text
  )
  returns public.credit_movement
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.release_expired_holds(
    p_limit integer DEFAULT 500,
    OUT accounts bigint,
    OUT expired_credits bigint,
    OUT released_holds bigint
  )
  returns record
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.release_hold(p_hold_id bigint)
  returns public.credit_hold
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.remove_models(p_ids uuid[])
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.remove_old_leads(p_now timestamp with time zone, p_limit integer DEFAULT 500)
  returns integer
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.remove_orphan_models(p_after uuid, p_limit integer DEFAULT 1000)
  returns jsonb
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.rename_person(p_user_id uuid, p_name text)
  returns text
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.resend_mail(p_actor_id uuid, p_id bigint)
  returns bigint
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.reset_monthly_tokens(p_now timestamp with time zone, p_limit integer DEFAULT 500)
  returns integer
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.retry_purchase_refund(p_actor_id uuid, p_id uuid, p_attempt integer)
  returns boolean
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.roll_up_daily(
    p_limit integer DEFAULT 20000,
    p_max_age_seconds integer DEFAULT 0,
    OUT taken bigint,
    OUT done_at timestamp with time zone
  )
  returns record
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.run_ledger_check(p_id bigint)
  returns TABLE(invariant text, account_id bigint, detail jsonb)
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.save_bonus(p_actor_id uuid, p_id text, p_credits bigint, p_version text, p_reason text)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.save_package(p_actor_id uuid, p_id text, p_values jsonb, p_version text, p_reason text)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.save_plan(p_actor_id uuid, p_id text, p_values jsonb, p_version text, p_reason text)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.save_project_files(p_user_id uuid, p_project_id uuid, p_files jsonb, p_summary text, p_model text)
  returns void
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.save_project_review(
    p_user_id uuid,
    p_project_id uuid,
    p_summary text,
    p_findings jsonb,
    p_model text
  )
  returns uuid
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.save_top_up(
    p_user_id uuid,
    p_package_id text,
    p_threshold bigint,
    p_monthly_cap_cents bigint,
    p_is_enabled boolean
  )
  returns public.top_up_settings
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.save_top_up_product(p_actor_id uuid, p_product_id text, p_version text, p_reason text)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.schedule_price(
    p_actor_id uuid,
    p_feature text,
    p_model text,
    p_credits bigint,
    p_effective_from timestamp with time zone,
    p_version text,
    p_reason text
  )
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.search_leads(
    p_actor_id uuid,
    p_search text DEFAULT NULL::text,
    p_claimed boolean DEFAULT NULL::boolean,
    p_before uuid DEFAULT NULL::uuid,
    p_limit integer DEFAULT 30,
    p_from date DEFAULT NULL::date,
    p_to date DEFAULT NULL::date
  )
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.search_mails(
    p_actor_id uuid,
    p_search text DEFAULT NULL::text,
    p_status text DEFAULT NULL::text,
    p_kind text DEFAULT NULL::text,
    p_before bigint DEFAULT NULL::bigint,
    p_limit integer DEFAULT 30
  )
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.search_models(
    p_actor_id uuid,
    p_search text DEFAULT NULL::text,
    p_status text DEFAULT NULL::text,
    p_before uuid DEFAULT NULL::uuid,
    p_limit integer DEFAULT 30
  )
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.search_plan_payments(
    p_actor_id uuid,
    p_search text DEFAULT NULL::text,
    p_before bigint DEFAULT NULL::bigint,
    p_limit integer DEFAULT 30,
    p_from date DEFAULT NULL::date,
    p_to date DEFAULT NULL::date
  )
  returns jsonb
  language plpgsql stable security definer set search_path="" set enable_seqscan=off
  grant execute to service_role

function public.search_purchases(
    p_actor_id uuid,
    p_search text DEFAULT NULL::text,
    p_state text DEFAULT NULL::text,
    p_before uuid DEFAULT NULL::uuid,
    p_limit integer DEFAULT 20,
    p_from date DEFAULT NULL::date,
    p_to date DEFAULT NULL::date
  )
  returns TABLE(id uuid, state text, user_id uuid, email text, package text, quantity integer, credits bigint, cents bigint, currency text, returned_cents bigint, clawed_back bigint, refundable_cents bigint, unspent bigint, available bigint, payment_id text, failure text, is_granted boolean, refunds jsonb, acceptance jsonb, created_at timestamp with time zone, paid_at timestamp with time zone)
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.search_subscriptions(
    p_actor_id uuid,
    p_search text DEFAULT NULL::text,
    p_status text DEFAULT NULL::text,
    p_plan text DEFAULT NULL::text,
    p_before text DEFAULT NULL::text,
    p_limit integer DEFAULT 30
  )
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.search_transactions(
    p_actor_id uuid,
    p_kind text DEFAULT NULL::text,
    p_before bigint DEFAULT NULL::bigint,
    p_limit integer DEFAULT 30,
    p_from date DEFAULT NULL::date,
    p_to date DEFAULT NULL::date
  )
  returns jsonb
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.search_users(
    p_actor_id uuid,
    p_search text DEFAULT NULL::text,
    p_role text DEFAULT NULL::text,
    p_plan text DEFAULT NULL::text,
    p_in_debt boolean DEFAULT NULL::boolean,
    p_has_credits boolean DEFAULT NULL::boolean,
    p_sort text DEFAULT 'newest'::text,
    p_before text DEFAULT NULL::text,
    p_limit integer DEFAULT 25,
    p_when text DEFAULT NULL::text,
    p_from date DEFAULT NULL::date,
    p_to date DEFAULT NULL::date
  )
  returns TABLE(id uuid, email text, name text, role text, plan text, available bigint, held bigint, debt bigint, spent bigint, last_active_at timestamp with time zone, created_at timestamp with time zone, as_of timestamp with time zone, place text)
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.search_webhook_events(
    p_actor_id uuid,
    p_search text DEFAULT NULL::text,
    p_status text DEFAULT NULL::text,
    p_type text DEFAULT NULL::text,
    p_before text DEFAULT NULL::text,
    p_limit integer DEFAULT 30
  )
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.set_checkout_session(p_purchase_id uuid, p_session_id text)
  returns void
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.set_notification_preference(
    p_user_id uuid,
    p_kind text,
    p_by_mail boolean DEFAULT NULL::boolean,
    p_in_app boolean DEFAULT NULL::boolean
  )
  returns void
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.set_terms_session(p_terms_id uuid, p_session_id text, p_checkout_url text DEFAULT NULL::text)
  returns void
  language sql volatile security definer set search_path=""
  grant execute to service_role

function public.set_user_role(p_actor_id uuid, p_user_id uuid, p_role text, p_reason text)
  returns text
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.settle_account(p_owner_id uuid)
  returns void
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.start_lead(p_address_hash text, p_per_address integer, p_per_day integer)
  returns uuid
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.start_model_upload(p_user_id uuid, p_name text, p_extension text, p_size_bytes bigint)
  returns TABLE(id uuid, storage_path text)
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.start_plan_change(p_user_id uuid, p_plan_id text, p_charge_cents bigint)
  returns public.subscription_terms
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.start_purchase(p_user_id uuid, p_package_id text, p_quantity integer DEFAULT 1)
  returns public.purchases
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.start_subscription(p_user_id uuid, p_plan_id text)
  returns public.subscription_terms
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.store_webhook_event(p_webhook_id text, p_type text, p_payload jsonb)
  returns text
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.sync_mandate(
    p_mandate_id text,
    p_user_id uuid,
    p_customer_id text,
    p_status public.subscription_status,
    p_seen_at timestamp with time zone,
    p_webhook_id text DEFAULT NULL::text
  )
  returns text
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.sync_subscription(
    p_state jsonb,
    p_payments jsonb,
    p_seen_at timestamp with time zone,
    p_webhook_id text DEFAULT NULL::text
  )
  returns text
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.take_rate_limit(p_bucket text, p_burst integer, p_per_minute double precision)
  returns jsonb
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.transfer_credits(
    p_from_owner_id uuid,
    p_to_owner_id uuid,
    p_amount numeric,
    p_idempotency_key text,
    p_description text DEFAULT NULL::text,
    p_actor_id uuid DEFAULT NULL::uuid
  )
  returns public.credit_movement
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.unread_notifications(p_user_id uuid)
  returns integer
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.usage_status(
    p_owner_id uuid,
    OUT tokens bigint,
    OUT month_tokens bigint,
    OUT resets_at timestamp with time zone
  )
  returns record
  language plpgsql stable security definer set search_path=""
  grant execute to service_role

function public.warn_expiring(
    p_now timestamp with time zone,
    p_limit integer DEFAULT 500,
    OUT looked_at integer,
    OUT warned integer
  )
  returns record
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.warn_expiring_models(p_now timestamp with time zone, p_limit integer DEFAULT 500)
  returns integer
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

function public.webhook_event_types(p_actor_id uuid)
  returns text[]
  language plpgsql volatile security definer set search_path=""
  grant execute to service_role

on auth.users
  trigger creditkit_user_confirmed AFTER UPDATE OF email, email_confirmed_at FOR EACH ROW WHEN ((((old.email_confirmed_at IS NULL) AND (new.email_confirmed_at IS NOT NULL)) OR ((old.email)::text IS DISTINCT FROM (new.email)::text))) EXECUTE FUNCTION private.handle_auth_user()
  trigger creditkit_user_created AFTER INSERT FOR EACH ROW EXECUTE FUNCTION private.handle_auth_user()
  trigger creditkit_user_deleted BEFORE DELETE FOR EACH ROW EXECUTE FUNCTION private.forget_user()

on realtime.messages
  policy "people join their own credits channel" for select to authenticated
    using ((extension = 'broadcast'::text) AND (( SELECT realtime.topic() AS topic) = ('credits:'::text || (( SELECT auth.uid() AS uid))::text)))
