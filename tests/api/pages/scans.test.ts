import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect } from '../../../local/database/connect'
import { fillDatabase } from '../../bench/big/fill'
import { cookieOf, listVisits, type Visit } from '../../bench/big/visits'
import { signInAdmin, signUpPerson } from '../../helpers/app/people'
import { pretendSize, type Read, watchPlans } from '../../helpers/app/query-plans'
import { type SecondStack, startSecondStack } from '../../helpers/app/second-stack'
import { findFaults } from '../../helpers/faults'

/** What grows with people and what they do. */
const BIG = [
  'credit_accounts',
  'credit_grants',
  'credit_holds',
  'credit_transactions',
  'daily_buyers',
  'daily_usage',
  'email_outbox',
  'leads',
  'notifications',
  'profiles',
  'purchases',
  'spending_windows',
  'subscription_credits',
  'subscriptions',
  'usage_counters',
  'usage_logs',
  'users',
  'webhook_events',
]
let stack: SecondStack
let sql: postgres.Sql
let visits: Visit[]
let readsSince: () => Read[]
const sizes = new Map<string, number>()

beforeAll(async () => {
  stack = await startSecondStack({ url: inject('appUrl'), env: inject('appEnv') })
  sql = connect(stack.env.DATABASE_URL ?? '', 1)
  const heavy = await signUpPerson(stack.env, 'heavy')
  await fillDatabase(sql, heavy.id, { users: 6000, transactions: 90_000, logs: 15_000 })
  visits = await listVisits(sql, heavy, await signInAdmin(stack.env))
  for (const { name, rows } of await sql<{ name: string; rows: number }[]>`
    select c.relname as name, c.reltuples::int as rows from pg_class c where c.relname in ${sql(BIG)} and c.relkind = 'r'`) {
    sizes.set(name, rows)
  }
  readsSince = await watchPlans(sql)
}, 300_000)
afterAll(async () => {
  await sql?.end()
  await stack?.stop()
})

/** Those reads that would take longer with every row: from end to end, or of more than half of a table. */
const scansAmong = (reads: Read[]) =>
  reads
    .filter(({ relation, how, rows }) => {
      const size = sizes.get(relation)
      return size !== undefined && (how === 'Seq Scan' || rows > Math.max(200, size / 2))
    })
    .map(
      ({ relation, how, rows, statement }) => `${how} of ${rows} in ${relation}: ${statement.slice(0, 300)}`,
    )

/** What all pages read too much of, by their addresses. */
async function findScans() {
  const found: Record<string, string[]> = {}
  let reads = 0
  for (const each of visits) {
    // The first time a server is asked for a page it may look things up that it then keeps.
    const made = [...(await visit(each)), ...(await visit(each))]
    reads += made.length
    const scans = scansAmong(made)
    if (scans.length > 0) found[each.path] = [...new Set(scans)]
  }
  // Every page of somebody signed in reads at least their profile: were nothing seen, nothing was watched.
  expect(reads).toBeGreaterThan(visits.length)
  return found
}

async function visit({ path, person }: Visit) {
  readsSince()
  const response = await fetch(new URL(path, stack.url), { headers: cookieOf(person), redirect: 'manual' })
  await response.text()
  expect(response.status, path).toBeLessThan(400)
  return readsSince()
}

describe('with many people and many transactions', () => {
  test('no page reads a big table from end to end', { timeout: 300_000 }, async () => {
    expect(visits.length).toBeGreaterThan(20)
    expect(await findScans()).toEqual({})
  })

  test('a scan is seen where there is one', async () => {
    readsSince()
    await sql`select count(*) from public.usage_logs u where u.feature = 'text-generation'`
    expect(scansAmong(readsSince()).join()).toContain('in usage_logs')
    await sql`select count(*) from public.profiles`
    expect(scansAmong(readsSince()).join()).toContain('in profiles')
    await sql`select * from public.usage_logs u where u.account_id = 3 order by u.id desc limit 10`
    expect(scansAmong(readsSince())).toEqual([])
  })

  // An index that helps is not enough: with more tables in a join than the planner puts in order, it reads some of them whole.
  test('nor would it, left to the planner, with sixty times as many', { timeout: 300_000 }, async () => {
    await pretendSize(sql, BIG, 60)
    expect(await findScans()).toEqual({})
  })

  test('the ledger and the payments of all of them add up', async () => {
    expect(await findFaults(sql)).toEqual([])
  })
})
