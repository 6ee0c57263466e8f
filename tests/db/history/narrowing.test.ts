import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { useDatabase } from '../../helpers/database'
import { addAccount, deduct, grant, grantsOf, refund } from '../../helpers/ledger'

const database = useDatabase()

type Narrowing = {
  source?: string
  grantId?: number
  search?: string
  type?: string
  model?: string
  beforeId?: number
}

const amounts = async (owner: string, { source, grantId, search, type, model, beforeId }: Narrowing) => {
  const rows = await database.sql<{ amount: number }[]>`
    select amount from public.get_transactions(${owner}, 50, ${beforeId ?? null}, ${type ?? null}, p_source => ${source ?? null},
      p_grant_id => ${grantId ?? null}, p_model => ${model ?? null}, p_search => ${search ?? null})`
  return rows.map(({ amount }) => amount)
}

const read = async (
  owner: string,
  limit: number,
  { source, grantId, search, type, model, beforeId }: Narrowing = {},
  depth = 10_000,
) => {
  const [row] = await database.sql`
    select public.get_history(${owner}, ${limit}, ${beforeId ?? null}, ${type ?? null}, p_source => ${source ?? null},
      p_grant_id => ${grantId ?? null}, p_model => ${model ?? null}, p_search => ${search ?? null}, p_depth => ${depth}) as found`
  return row?.found
}
const sumOf = async (owner: string, narrowing: Narrowing = {}) => {
  const { rows: _rows, next_before_id: _next, ...sum } = await read(owner, 1, narrowing)
  return sum
}

async function addMixed() {
  const { sql } = database
  const owner = await addAccount(sql)
  await grant(sql, owner, 4, { source: 'plan', expiresAt: new Date(Date.now() + 3_600_000) })
  await grant(sql, owner, 10, { source: 'purchase', reference: `order:${owner}` })
  const both = await deduct(sql, owner, 6, { feature: 'image-generation', model: 'large' })
  await deduct(sql, owner, 1, { feature: 'code-review' })
  await refund(sql, owner, both.transaction_id, 3)
  return { sql, owner }
}

it('narrows down to a source or a grant, whichever way the credits went', async () => {
  const { sql, owner } = await addMixed()
  expect(await amounts(owner, { source: 'plan' })).toEqual([3, -6, 4])
  expect(await amounts(owner, { source: 'purchase' })).toEqual([3, -1, -6, 10])
  expect(await amounts(owner, { source: 'purchase', type: 'deduction' })).toEqual([-1, -6])
  expect(await amounts(owner, { source: 'gift' })).toEqual([])
  const [plan] = await grantsOf(sql, owner)
  expect(await amounts(owner, { grantId: plan?.id })).toEqual([3, -6, 4])
  expect(await amounts(owner, { grantId: plan?.id, source: 'purchase' })).toEqual([])
  expect(await amounts(await addAccount(sql, 5), { grantId: plan?.id })).toEqual([])
})

it('finds a part of the description, the feature, the model, the reference, or a number', async () => {
  const { sql, owner } = await addMixed()
  await sql`select public.deduct_credits(${owner}, 2, ${randomUUID()}, p_description => '100% of_a \\ thing')`
  expect(await amounts(owner, { search: 'Image Gen' })).toEqual([3, -6])
  expect(await amounts(owner, { search: 'code-review' })).toEqual([-1])
  expect(await amounts(owner, { search: ' LARGE ' })).toEqual([3, -6])
  expect(await amounts(owner, { search: `order:${owner}` })).toEqual([10])
  for (const text of ['100%', 'of_a', '\\']) expect(await amounts(owner, { search: text })).toEqual([-2])
  for (const text of ['1%f', 'of-a', '%%%', "' or true --"]) {
    expect(await amounts(owner, { search: text })).toEqual([])
  }
  const [row] = await sql<{ id: number }[]>`select id from public.get_transactions(${owner}, 1)`
  // The digits may stand in another one's reference, too.
  expect(await amounts(owner, { search: String(row?.id) })).toContain(-2)
  expect(await amounts(owner, { search: '  ' })).toHaveLength(6)
})

it('narrows down to one model, whose name may be a part of another one', async () => {
  const { sql, owner } = await addMixed()
  await deduct(sql, owner, 2, { feature: 'video-generation', model: 'large-fast' })
  expect(await amounts(owner, { search: 'large' })).toEqual([-2, 3, -6])
  expect(await amounts(owner, { model: 'large' })).toEqual([3, -6])
  expect(await amounts(owner, { model: 'large', type: 'deduction' })).toEqual([-6])
  for (const model of ['larg', 'LARGE', '%']) expect(await amounts(owner, { model })).toEqual([])
  expect(await sumOf(owner, { model: 'large' })).toMatchObject({ count: 2, credits_in: 3, credits_out: 6 })
  const page = await read(owner, 1, { model: 'large' })
  const next = await read(owner, 1, { model: 'large', beforeId: page.rows[0].id })
  expect(next).toMatchObject({ count: 2, rows: [{ amount: -6, model: 'large' }] })
})

it('sums up what the same filters show', async () => {
  const { sql, owner } = await addMixed()
  const all = { count: 5, credits_in: 17, credits_out: 7, is_capped: false, looked_through: null }
  expect(await sumOf(owner)).toEqual(all)
  expect(await sumOf(owner, { search: 'nothing' })).toMatchObject({ count: 0, credits_in: 0, credits_out: 0 })
  expect(await sumOf(randomUUID())).toMatchObject({ count: 0 })
  expect(await sumOf(await addAccount(sql))).toMatchObject({ count: 0 })
})

it('counts the credits of a source or a grant alone, so that in less out is what is left of them', async () => {
  const { sql, owner } = await addMixed()
  const [plan, purchase] = await grantsOf(sql, owner)
  // 4 of the 6 came from the plan, and the 3 that were given back went to both.
  const ofPlan = await sumOf(owner, { source: 'plan' })
  expect(ofPlan).toMatchObject({ count: 3, credits_out: 4 })
  expect(await sumOf(owner, { grantId: plan?.id })).toEqual(ofPlan)
  const ofPurchase = await sumOf(owner, { source: 'purchase' })
  expect(ofPurchase).toMatchObject({ count: 4, credits_out: 3 })
  expect(ofPlan?.credits_in - ofPlan?.credits_out).toBe(plan?.left)
  expect(ofPurchase?.credits_in - ofPurchase?.credits_out).toBe(purchase?.left)
})

it('tells what was used from what an admin took away, which has no feature', async () => {
  const { sql, owner } = await addMixed()
  await sql`select public.deduct_credits(${owner}, 2, ${randomUUID()}, p_reference => 'adjustment')`
  const found = await sql<{ amount: number }[]>`
    select amount from public.get_transactions(${owner}, 50, p_type => 'deduction', p_feature => '*')`
  expect(found.map(({ amount }) => amount)).toEqual([-1, -6])
})

it('pages through a filter exactly once while many write at once', async () => {
  const { sql } = database
  const owner = await addAccount(sql, 1000)
  const seen: number[] = []
  for (let n = 0; n < 30; n += 1) await deduct(sql, owner, 1, { feature: n % 2 ? 'a' : 'b' })
  const before = await sql<
    { id: number }[]
  >`select id from public.get_transactions(${owner}, 50, p_feature => 'a')`
  let beforeId: number | null = null
  let writers: Promise<unknown>[] = []
  for (;;) {
    const page: { id: number }[] = await sql<{ id: number }[]>`
      select id from public.get_transactions(${owner}, 4, ${beforeId}, p_feature => 'a')`
    seen.push(...page.map(({ id }) => id))
    if (page.length < 4) break
    beforeId = page.at(-1)?.id ?? null
    writers = [...writers, ...['a', 'b', 'a'].map((feature) => deduct(sql, owner, 1, { feature }))]
  }
  await Promise.all(writers)
  expect(seen).toEqual(before.map(({ id }) => id))
})

it('has an index for whatever it reads', async () => {
  const { owner } = await addMixed()
  // A connection of its own has no plans yet from when the tables were small enough to scan.
  const scans = await database.connect({ max: 1 }).begin(async (tx) => {
    await tx`set local enable_seqscan = off`
    await tx`select * from public.get_transactions(${owner}, 25, 1000, p_search => 'x', p_source => 'plan')`
    await tx`select public.get_history(${owner}, 25, 1000, 'deduction', p_feature => 'x', p_model => 'y')`
    await tx`select public.get_transaction(${owner}, t.id) from public.get_transactions(${owner}) t`
    await tx`select public.account_usage(${owner}, '2026-01-01', '2026-12-31'), public.first_usage_day(${owner})`
    await tx`select public.credit_summary(${owner}), public.credit_outlook(${owner})`
    return await tx<{ relname: string }[]>`
      select relname from pg_stat_xact_user_tables where seq_scan > 0 and relname in ('credit_transactions',
        'credit_grants', 'credit_holds', 'credit_accounts', 'usage_logs', 'daily_usage', 'purchases', 'subscription_credits')`
  })
  expect(scans).toEqual([])
})

it('reads the same pages as get_transactions, each under the sum of all of them', async () => {
  const { sql, owner } = await addMixed()
  const all =
    await sql`select to_jsonb(t) as row from public.get_transactions(${owner}, p_source => 'purchase') t`
  const rows = all.map(({ row }) => row)
  expect(rows).toHaveLength(4)
  const sum = await sumOf(owner, { source: 'purchase' })
  const first = await read(owner, 3, { source: 'purchase' })
  expect(first).toEqual({ ...sum, next_before_id: null, rows: rows.slice(0, 3) })
  const second = await read(owner, 3, { source: 'purchase', beforeId: rows[2].id })
  expect(second).toEqual({ ...sum, next_before_id: null, rows: rows.slice(3) })
  expect(await read(randomUUID(), 3)).toMatchObject({ rows: [], count: 0 })
})

it('looks through so many rows at a time, and says where to look on', async () => {
  const { sql, owner } = await addMixed()
  for (let n = 0; n < 6; n += 1) await deduct(sql, owner, 1, { feature: 'chat' })
  const { rows: all } = await read(owner, 50)
  const [at, depth] = [(n: number) => all.at(-n).id, 4]
  // 11 rows, the search's are the 5th and the 3rd from the first on.
  const sum = { count: 0, credits_in: 0, credits_out: 0, is_capped: false, looked_through: depth }
  const search = 'image'
  expect(await read(owner, 9, { search }, depth)).toEqual({ ...sum, next_before_id: at(7) + 1, rows: [] })
  const second = await read(owner, 9, { search, beforeId: at(7) + 1 }, depth)
  expect(second).toMatchObject({ ...sum, next_before_id: at(3) + 1, rows: [{ amount: 3 }] })
  const third = await read(owner, 9, { search, beforeId: at(3) + 1 }, depth)
  expect(third).toMatchObject({ ...sum, next_before_id: null, rows: [{ amount: -6 }] })
  // A page that is full goes on from its own last row, and rows of another type or time are not looked through.
  expect(await read(owner, 1, { search, beforeId: at(4) }, depth)).toMatchObject({ next_before_id: null })
  const grants = await read(owner, 9, { type: 'grant' }, 2)
  expect(grants).toMatchObject({ count: 2, looked_through: null, next_before_id: null })
  expect(await read(owner, 9, {}, depth)).toMatchObject({
    count: 4,
    looked_through: 4,
    rows: all.slice(0, 4),
  })
  expect(await read(owner, 9, {}, 11)).toMatchObject({ count: 11, looked_through: null })
})

it('says so when there are more rows than it sums up', async () => {
  const { sql } = database
  const owner = await addAccount(sql)
  await sql`select public.grant_credits(${owner}, n, 'bonus', 'bonus:' || n) from generate_series(1, 5001) n`
  // The first one, of 1 credit, is the one left out.
  expect(await sumOf(owner)).toEqual({
    count: 5000,
    credits_in: (5001 * 5002) / 2 - 1,
    credits_out: 0,
    is_capped: true,
    looked_through: null,
  })
  expect(await sumOf(owner, { search: 'bonus' })).toMatchObject({ count: 0, is_capped: false })
})
