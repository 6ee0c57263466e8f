import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type TestSql, useDatabase } from '../../helpers/database'
import { deduct, expire } from '../../helpers/ledger'
import { expectConserved } from './load/conserved'

const database = useDatabase()

const ACCOUNTS = 10_000
const EXPIRING = 10 // grants of 4 credits on each account: 100,000 in all
const LASTING = 1000
const BATCH = 500
const PATIENCE_MS = 1000

// Accounts with one grant for good and some that have just expired, and the ledger rows that say so.
async function openAccounts(sql: TestSql): Promise<string[]> {
  return await sql.begin(async (tx) => {
    const rows = await tx<{ owner: string }[]>`
      insert into public.credit_accounts (kind, owner_id, available, seq, version, next_due_at)
      select 'user', gen_random_uuid(), ${LASTING + EXPIRING * 4}, ${EXPIRING + 1}, ${EXPIRING + 1}, now()
      from generate_series(1, ${ACCOUNTS}) returning owner_id as owner`
    await tx`
      with granted as (
        insert into public.credit_grants (account_id, source, amount, remaining, expires_at)
        select a.id, 'bonus', x.amount, x.amount, case when n > 1 then now() end
        from public.credit_accounts a, generate_series(1, ${EXPIRING + 1}) n,
          lateral (select case when n > 1 then 4 else ${LASTING}::int end as amount) x
        returning id, account_id, amount
      ), numbered as (
        select g.*, row_number() over w as seq, sum(g.amount::bigint) over w as balance
        from granted g window w as (partition by g.account_id order by g.id)
      )
      insert into public.credit_transactions
        (account_id, seq, amount, balance_before, balance_after, type, grant_ids, grant_amounts, created_at)
      select account_id, seq, amount, balance - amount, balance, 'grant', array[id], array[amount], now() from numbered`
    return rows.map((row) => row.owner)
  })
}

it('expires 100,000 grants in batches while users spend, and no statement waits a second for a lock', {
  timeout: 120_000,
}, async ({ annotate }) => {
  const { sql } = database
  const owners = await openAccounts(sql)
  // A statement that waits longer fails, with an error that nothing here forgives.
  const impatient = () => database.connect({ max: 1, connection: { lock_timeout: PATIENCE_MS } })
  const watch = { over: false, longestMs: 0, spent: 0, slowestMs: 0, batches: 0, expired: 0 }

  const spend = async () => {
    const client = impatient()
    while (!watch.over) {
      const started = performance.now()
      await deduct(client, owners[Math.floor(Math.random() * owners.length)] ?? '', 1, { key: randomUUID() })
      watch.spent += 1
      watch.slowestMs = Math.max(watch.slowestMs, performance.now() - started)
    }
  }
  const sweep = async () => {
    const client = impatient()
    for (let settled = 1; settled > 0; ) {
      const done = await expire(client, BATCH)
      settled = done.accounts
      expect(settled).toBeLessThanOrEqual(BATCH)
      watch.expired += done.expired_credits
      watch.batches += 1
    }
  }
  const watchLocks = async () => {
    while (!watch.over) {
      const [waiting] = await sql<{ ms: number }[]>`
        select coalesce(max(extract(epoch from clock_timestamp() - l.waitstart)) * 1000, 0)::float8 as ms
        from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where not l.granted and a.datname = current_database()`
      watch.longestMs = Math.max(watch.longestMs, waiting?.ms ?? 0)
      await delay(5)
    }
  }
  const users = Array.from({ length: 6 }, spend)
  // Two sweeps at once, as when a job starts before the last one has ended.
  const sweeps = Promise.all([sweep(), sweep()]).finally(() => {
    watch.over = true
  })
  await Promise.all([sweeps, watchLocks(), ...users])
  await annotate(JSON.stringify(watch))

  const { spent, expired, available, issued } = await expectConserved(sql)
  expect(issued).toBe(ACCOUNTS * (LASTING + EXPIRING * 4))
  expect({ spent, expired, available }).toEqual({
    spent: watch.spent,
    expired: ACCOUNTS * EXPIRING * 4,
    available: ACCOUNTS * LASTING - watch.spent,
  })
  const [left] = await sql`
    select count(*) as n from public.credit_grants where remaining > 0 and expires_at <= now()`
  expect(left).toEqual({ n: 0 })
  expect(watch.spent).toBeGreaterThan(watch.batches)
  // Users settle the accounts they touch themselves; the sweeps book the rest.
  expect(watch.expired).toBeLessThanOrEqual(expired)
  expect(watch.batches).toBeGreaterThan((ACCOUNTS - watch.spent) / BATCH)
})
