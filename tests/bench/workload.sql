-- What the bench runs inside the server: procedures that commit after each operation, for a given time, and answer
-- how many they did and how long they took. The yardstick is the barest honest way to spend credits: a guarded
-- update, and a ledger row whose key is unique within its account.
create schema bench;

create table bench.accounts (
  id bigint primary key,
  balance bigint not null check (balance >= 0)
) with (fillfactor = 60); -- as the ledger's own
create table bench.ledger (
  id bigint generated always as identity,
  account_id bigint not null,
  amount bigint not null,
  key text not null,
  created_at timestamptz not null default now(),
  unique (account_id, key)
);
insert into bench.accounts select n, 1000000000000 from generate_series(1, 1000) n;

-- The accounts that a row of the table works on, numbered from 1.
create table bench.owners (shape text, n int, owner uuid, primary key (shape, n));

-- Open accounts with as many grants of so many credits. Nobody has looked at an account for a week, unless it is watched.
create procedure bench.open_accounts(p_shape text, p_accounts int, p_grants int, p_credits bigint, p_watched boolean)
language plpgsql as $$
begin
  insert into bench.owners select p_shape, n, gen_random_uuid() from generate_series(1, p_accounts) n;
  perform public.open_credit_account(o.owner) from bench.owners o where o.shape = p_shape;
  update public.credit_accounts a set last_read_at = now() - interval '1 week'
  from bench.owners o where o.shape = p_shape and a.owner_id = o.owner;
  perform public.grant_credits(o.owner, p_credits, 'purchase', 'opening ' || g, p_cost_cents => 100)
  from bench.owners o, generate_series(1, p_grants) g where o.shape = p_shape;
  if p_watched then
    update public.credit_accounts a set last_read_at = now() + interval '1 day'
    from bench.owners o where o.shape = p_shape and a.owner_id = o.owner;
  end if;
end $$;

-- Count an operation that took so many microseconds. Each place in the array is a tenth longer than the one before.
create function bench.place(p_microseconds float8) returns int
language sql immutable return 1 + least(199, floor(ln(greatest(p_microseconds, 1)) / ln(1.1::float8)))::int;

create procedure bench.yardstick(
  p_seconds float8, p_accounts int, p_tag text, inout done bigint default 0, inout took int[] default array_fill(0, array[200])
) language plpgsql as $$
declare
  v_at timestamptz := clock_timestamp();
  v_until timestamptz := v_at + make_interval(secs => p_seconds);
  v_before timestamptz;
  v_account bigint;
  v_place int;
begin
  while v_at < v_until loop
    v_before := v_at;
    v_account := 1 + floor(random() * p_accounts);
    update bench.accounts set balance = balance - 1 where id = v_account and balance >= 1;
    if not found then
      raise exception 'insufficient';
    end if;
    insert into bench.ledger (account_id, amount, key) values (v_account, -1, p_tag || done);
    commit;
    v_at := clock_timestamp();
    done := done + 1;
    v_place := bench.place(date_part('epoch', v_at - v_before) * 1e6);
    took[v_place] := took[v_place] + 1;
  end loop;
end $$;

-- One procedure per operation: the same loop around another call.
do $make$
declare
  v_operation record;
begin
  for v_operation in
    select * from (values
      ('deduct', 'perform public.deduct_credits(v_owner, 1, p_tag || done, ''text-generation'');'),
      ('grant', 'perform public.grant_credits(v_owner, 1, ''bonus'', p_tag || done);'),
      ('hold_and_capture',
        'v_hold := (public.hold_credits(v_owner, 1, p_tag || done, ''text-generation'')).hold_id;
         commit;
         perform public.capture_hold(v_hold, ''c'' || p_tag || done);')
    ) as o (name, body)
  loop
    execute format($sql$
      create procedure bench.%I(
        p_seconds float8, p_shape text, p_accounts int, p_tag text,
        inout done bigint default 0, inout took int[] default array_fill(0, array[200])
      ) language plpgsql as $body$
      declare
        v_owners uuid[] := (select array_agg(o.owner order by o.n) from bench.owners o where o.shape = p_shape);
        v_at timestamptz := clock_timestamp();
        v_until timestamptz := v_at + make_interval(secs => p_seconds);
        v_before timestamptz;
        v_owner uuid;
        v_hold bigint;
        v_place int;
      begin
        while v_at < v_until loop
          v_before := v_at;
          v_owner := v_owners[1 + floor(random() * p_accounts)::int];
          %s
          commit;
          v_at := clock_timestamp();
          done := done + 1;
          v_place := bench.place(date_part('epoch', v_at - v_before) * 1e6);
          took[v_place] := took[v_place] + 1;
        end loop;
      end $body$
    $sql$, v_operation.name, v_operation.body);
  end loop;
end $make$;
