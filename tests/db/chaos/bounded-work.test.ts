import { expect, it } from 'vitest'
import { type TestSql, useDatabase } from '../../helpers/database'
import {
  addAccount,
  balance,
  capture,
  deduct,
  expire,
  grant,
  hold,
  refund,
  release,
  transfer,
} from '../../helpers/ledger'

const database = useDatabase()

const CROWD = 3000
const CALLS = 20
// Rows and index entries that one call may look at. It changes a handful; walking the crowd would be thousands.
const FEW = 60

// Accounts with an expired grant, one that lasts, an open hold and one that has ended.
async function fillLedger(sql: TestSql) {
  await sql`
    with crowd as materialized (select gen_random_uuid() as owner, n from generate_series(1, ${CROWD}) n),
    opened as materialized (select c.*, public.open_credit_account(c.owner) from crowd c),
    funded as materialized (select o.*, public.grant_credits(o.owner, 50, 'bonus', 'a') from opened o),
    held as materialized (select f.*, public.hold_credits(f.owner, 5, 'open') from funded f),
    spent as materialized (
      select h.*, public.capture_hold((public.hold_credits(h.owner, 5, 'done')).hold_id, 'b') from held h
    )
    select count(public.grant_credits(s.owner, 9, 'bonus', 'c', p_expires_at => clock_timestamp() + interval '1 hour'))
    from spent s`
  await sql`
    with due as (
      update public.credit_grants set expires_at = now() where expires_at is not null returning account_id
    )
    update public.credit_accounts a set next_due_at = now() from due where a.id = due.account_id`
}

// What this connection alone has read in its transaction so far, in the ledger's tables and their indexes.
async function countReads(tx: TestSql): Promise<number> {
  const [row] = await tx<{ n: number }[]>`
    select sum(pg_stat_get_xact_tuples_returned(c.oid)
      + case when c.relkind = 'r' then pg_stat_get_xact_tuples_fetched(c.oid) else 0 end) as n
    from pg_class c join pg_namespace s on s.oid = c.relnamespace
    where s.nspname = 'public' and c.relname like 'credit\\_%' and c.relkind in ('r', 'i')`
  return Number(row?.n)
}

async function readsOf(sql: TestSql, call: (tx: TestSql) => Promise<unknown>): Promise<number> {
  let reads = 0
  await sql.begin(async (tx) => {
    const own = tx as unknown as TestSql
    const before = await countReads(own)
    await call(own)
    reads = (await countReads(own)) - before
  })
  return reads
}

it('looks at a few rows, however many accounts, grants and open holds there are', async () => {
  const { sql } = database
  // One connection, whose plans were made while the tables were empty: the statistics lag behind a busy day.
  const busy = database.connect({ max: 1 })
  const [one, two] = [await addAccount(busy, 500), await addAccount(busy, 500)]
  const calls: Record<string, (tx: TestSql) => Promise<unknown>> = {
    grant: (tx) => grant(tx, one, 5, { reference: crypto.randomUUID() }),
    'deduct and refund': async (tx) => refund(tx, one, (await deduct(tx, one, 3)).transaction_id),
    'hold and capture': async (tx) => capture(tx, (await hold(tx, one, 3)).hold_id),
    'hold and capture less': async (tx) => capture(tx, (await hold(tx, one, 3)).hold_id, 2),
    'hold and release': async (tx) => release(tx, (await hold(tx, one, 3)).hold_id),
    transfer: (tx) => transfer(tx, one, two, 1),
    balance: (tx) => balance(tx, one),
    sweep: (tx) => expire(tx, 1),
  }
  for (const call of Object.values(calls)) await call(busy)
  await fillLedger(busy)

  const reads: Record<string, number> = {}
  for (const [name, call] of Object.entries(calls)) {
    let sum = 0
    for (let n = 0; n < CALLS; n += 1) sum += await readsOf(busy, call)
    reads[name] = sum / CALLS
  }
  expect(Object.entries(reads).filter(([, each]) => each > FEW)).toEqual([])
  expect(
    Object.entries(reads).filter(([, each]) => each === 0),
    'each reads something',
  ).toEqual([])

  const [waiting] = await sql`select count(*) as n from public.credit_accounts where next_due_at <= now()`
  expect(waiting?.n, 'a sweep had something to do each time').toBeGreaterThan(0)
})
