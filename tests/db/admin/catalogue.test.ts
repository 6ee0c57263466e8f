import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { startPurchase } from '../../helpers/purchases'
import { addAdmin } from '../../helpers/refunds'

const database = useDatabase()

type Row = { id: string; version: string } & Record<string, unknown>
type Price = {
  feature: string
  version: string
  current: { credits: number; since: string | null } | null
  upcoming: { effectiveFrom: string; credits: number | null }[]
}

async function one<T>(query: Promise<{ answer: T }[]>): Promise<T> {
  const [row] = await query
  if (!row) throw new Error('The function answered nothing.')
  return row.answer
}
const read = (admin: string) =>
  one(
    database.sql<{ answer: { packages: Row[]; plans: Row[]; prices: Price[] } }[]>`
      select public.admin_catalogue(${admin}) as answer`,
  )
const find = async (admin: string, kind: 'packages' | 'plans', id: string) => {
  const row = (await read(admin))[kind].find((item) => item.id === id)
  if (!row) throw new Error(`There is no ${id}.`)
  return row
}
const save = (kind: 'package' | 'plan', admin: string, id: string, values: object, version: string) => {
  const { sql } = database
  const json = sql.json(values as never)
  return one<Row>(
    kind === 'plan'
      ? sql`select public.save_plan(${admin}, ${id}, ${json}, ${version}, 'a reason') as answer`
      : sql`select public.save_package(${admin}, ${id}, ${json}, ${version}, 'a reason') as answer`,
  )
}
const trail = (subject: string) =>
  database.sql<{ action: string; reason: string; before: object | null; after: object }[]>`
    select action, reason, before, after from public.admin_actions where subject = ${subject} order by id`

/** A feature of its own for a test, at 2 credits. */
async function addFeature() {
  const feature = `f-${randomUUID().slice(0, 8)}`
  await database.sql`insert into public.feature_pricing (feature, credits) values (${feature}, 2)`
  return feature
}
const cost = async (feature: string, model: string | null = null) =>
  one(database.sql<{ answer: number }[]>`select public.feature_cost(${feature}, ${model}) as answer`)
const priceOf = async (admin: string, feature: string) => {
  const price = (await read(admin)).prices.find((item) => item.feature === feature)
  if (!price) throw new Error(`There is no price of ${feature}.`)
  return price
}
const schedule = (
  admin: string,
  feature: string,
  credits: number | null,
  { at = null as string | null, version = '', model = '' } = {},
) =>
  one(
    database.sql<{ answer: Price }[]>`
      select public.schedule_price(${admin}, ${feature}, ${model}, ${credits}, ${at}, ${version}, 'a reason') as answer`,
  )
const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

describe('a package', () => {
  it('is changed, with its trail, and what was agreed to before keeps its price', async () => {
    const { sql } = database
    const [admin, { id: buyer }] = [await addAdmin(sql), await addUser(sql)]
    const before = await startPurchase(sql, buyer)
    const seen = await find(admin, 'packages', 'starter')
    const saved = await save('package', admin, 'starter', { price_cents: 1299, credits: 120 }, seen.version)
    expect(saved).toMatchObject({ priceCents: 1299, credits: 120, name: 'Starter' })
    expect(await trail('package:starter')).toMatchObject([
      {
        action: 'save_package',
        reason: 'a reason',
        before: { priceCents: 999 },
        after: { priceCents: 1299 },
      },
    ])
    const agreed = await sql`select amount_cents, credits from public.purchases where id = ${before.id}`
    expect(agreed).toEqual([{ amount_cents: 999, credits: 100 }])
    const [later] = await sql`select amount_cents, credits from public.start_purchase(${buyer}, 'starter')`
    expect(later).toMatchObject({ amount_cents: 1299, credits: 120 })
    await save('package', admin, 'starter', { price_cents: 999, credits: 100 }, saved.version)
  })

  it('is not changed by who saw an older one; the same once more is no change', async () => {
    const admin = await addAdmin(database.sql)
    const seen = await find(admin, 'packages', 'pro')
    const first = await save('package', admin, 'pro', { name: 'Pro pack' }, seen.version)
    expect(await save('package', admin, 'pro', { name: 'Pro pack' }, seen.version)).toEqual(first)
    await expect(save('package', admin, 'pro', { name: 'Other' }, seen.version)).rejects.toMatchObject({
      code: 'PT409',
      message: 'conflict',
      detail: expect.stringContaining('Pro pack'),
    })
    expect(await trail('package:pro')).toHaveLength(1)
  })

  it('that two change at once is changed by one of them', async () => {
    const admin = await addAdmin(database.sql)
    const { version } = await find(admin, 'packages', 'enterprise')
    const done = await Promise.allSettled(
      [1, 2, 3, 4].map((n) => save('package', admin, 'enterprise', { name: `Name ${n}` }, version)),
    )
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await trail('package:enterprise')).toHaveLength(1)
  })

  it('is added, once', async () => {
    const admin = await addAdmin(database.sql)
    const values = { name: 'Tiny', credits: 10, price_cents: 199, dodo_product_id: 'pdt_tiny', position: 9 }
    expect(await save('package', admin, 'tiny', values, '')).toMatchObject({
      isActive: true,
      currency: 'USD',
    })
    await save('package', admin, 'tiny', values, '')
    expect(await trail('package:tiny')).toMatchObject([{ before: null, after: { credits: 10 } }])
    await expect(save('package', admin, 'tiny', { ...values, credits: 11 }, '')).rejects.toMatchObject({
      message: 'conflict',
    })
  })

  it.each([
    [{ credits: 0 }],
    [{ price_cents: -1 }],
    [{ price_cents: 'a lot' }],
    [{ name: null }],
    [{ credits: 1e30 }],
    [{ dodo_product_id: 'pdt_pro' }],
  ])('of %j is refused', async (values) => {
    const admin = await addAdmin(database.sql)
    const { version } = await find(admin, 'packages', 'starter')
    await expect(save('package', admin, 'starter', values, version)).rejects.toMatchObject({
      message: 'invalid_input',
    })
  })
})

describe('a plan', () => {
  it('is changed for those who come; subscribers keep their terms', async () => {
    const { sql } = database
    const [admin, { id }] = [await addAdmin(sql), await addUser(sql)]
    const [terms] = await sql<{ id: string }[]>`select id from public.start_subscription(${id}, 'pro')`
    const seen = await find(admin, 'plans', 'pro')
    await save('plan', admin, 'pro', { credits_per_month: 150, price_cents: 2900 }, seen.version)
    const kept = await sql`
      select credits, price_cents from public.subscription_terms where id = ${terms?.id ?? ''}`
    expect(kept).toEqual([{ credits: 100, price_cents: 1900 }])
    expect(await trail('plan:pro')).toMatchObject([
      { before: { creditsPerMonth: 100 }, after: { creditsPerMonth: 150, priceCents: 2900 } },
    ])
    await expect(save('plan', admin, 'pro', { max_models: 1 }, seen.version)).rejects.toMatchObject({
      message: 'conflict',
    })
  })

  it.each([
    ['free', { price_cents: 100 }, 'invalid_input'],
    ['free', { is_active: false }, 'invalid_input'],
    ['enterprise', { dodo_product_id: null }, 'invalid_input'],
    ['enterprise', { max_models: -1 }, 'invalid_input'],
    ['nothing', { name: 'x' }, 'plan_not_found'],
  ])('%s with %j is refused', async (id, values, message) => {
    const admin = await addAdmin(database.sql)
    const version = (await read(admin)).plans.find((plan) => plan.id === id)?.version ?? ''
    await expect(save('plan', admin, id, values, version)).rejects.toMatchObject({ message })
  })
})

describe('a feature’s price', () => {
  it('comes into force at its moment, by the clock alone', async () => {
    const { sql } = database
    const [admin, feature] = [await addAdmin(sql), await addFeature()]
    const { version } = await priceOf(admin, feature)
    const planned = await schedule(admin, feature, 5, { at: soon(1), version })
    expect(planned).toMatchObject({ current: { credits: 2 }, upcoming: [{ credits: 5 }] })
    expect(await cost(feature)).toBe(2)
    await sql`update public.feature_pricing set effective_from = now() - interval '1 minute'
      where feature = ${feature} and effective_from > now()`
    expect(await cost(feature)).toBe(5)
    expect(await priceOf(admin, feature)).toMatchObject({ current: { credits: 5 }, upcoming: [] })
    const now = await sql`select credits from public.feature_prices() where feature = ${feature}`
    expect(now).toEqual([{ credits: 5 }])
    expect(await trail(`feature:${feature}`)).toMatchObject([
      { before: { current: { credits: 2 }, upcoming: [] }, after: { credits: 5 } },
    ])
  })

  it('is set at once, ended, and the one of a model falls back to the feature’s', async () => {
    const [admin, feature] = [await addAdmin(database.sql), await addFeature()]
    const first = await schedule(admin, feature, 3, { version: (await priceOf(admin, feature)).version })
    expect(await cost(feature)).toBe(3)
    await schedule(admin, feature, 9, { model: 'big' })
    expect(await cost(feature, 'big')).toBe(9)
    const version = (await read(admin)).prices.find(
      (price) => price.feature === feature && price.version !== first.version,
    )?.version
    await schedule(admin, feature, null, { model: 'big', version })
    expect(await cost(feature, 'big')).toBe(3)
    await schedule(admin, feature, null, { version: first.version })
    await expect(cost(feature)).rejects.toMatchObject({ message: 'unknown_feature' })
  })

  it('is taken back before its moment and not after it', async () => {
    const { sql } = database
    const [admin, feature] = [await addAdmin(sql), await addFeature()]
    const at = soon(2)
    const cancel = (version: string, when = at) => sql`
      select public.cancel_price(${admin}, ${feature}, '', ${when}::text::timestamptz, ${version}, 'a reason') as answer`
    const planned = await schedule(admin, feature, 5, {
      at,
      version: (await priceOf(admin, feature)).version,
    })
    await expect(cancel('stale')).rejects.toMatchObject({ message: 'conflict' })
    await cancel(planned.version)
    await cancel(planned.version)
    expect(await priceOf(admin, feature)).toMatchObject({ upcoming: [] })
    expect(await trail(`feature:${feature}`)).toHaveLength(2)
    await expect(cancel(planned.version, '-infinity')).rejects.toMatchObject({ message: 'conflict' })
  })

  it('is not set by who saw older ones, nor twice, nor in the past', async () => {
    const [admin, feature] = [await addAdmin(database.sql), await addFeature()]
    const { version } = await priceOf(admin, feature)
    const at = soon(3)
    const done = await Promise.allSettled([4, 5, 6].map((n) => schedule(admin, feature, n, { at, version })))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [planned] = (await priceOf(admin, feature)).upcoming
    await schedule(admin, feature, planned?.credits ?? 0, { at, version })
    expect(await trail(`feature:${feature}`)).toHaveLength(1)
    const now = (await priceOf(admin, feature)).version
    await expect(schedule(admin, feature, 7, { at: soon(-1), version: now })).rejects.toMatchObject({
      message: 'invalid_input',
    })
    await expect(schedule(admin, feature, 0, { version: now })).rejects.toMatchObject({
      message: 'invalid_input',
    })
  })

  it('tells whom a change concerns', async () => {
    const { sql } = database
    const [admin, feature, users] = [
      await addAdmin(sql),
      await addFeature(),
      [await addUser(sql), await addUser(sql)],
    ]
    for (const { id } of [...users, ...users]) {
      await sql`insert into public.usage_logs (account_id, request_id, feature, credits, duration_ms, outcome)
        select a.id, gen_random_uuid(), ${feature}, 2, 1, 'succeeded' from public.credit_accounts a where a.owner_id = ${id}`
    }
    const impact = (kind: string, id: string) =>
      one<object>(sql`select public.catalogue_impact(${admin}, ${kind}, ${id}) as answer`)
    expect(await impact('feature', feature)).toEqual({ accounts: 2, calls: 4, credits: 8, isCapped: false })
    await sql`select public.start_purchase(${users[0]?.id ?? ''}, 'custom')`
    expect(await impact('package', 'custom')).toEqual({ openCheckouts: 1, topUps: 0 })
    await sql`select public.start_subscription(${users[0]?.id ?? ''}, 'enterprise')`
    expect(await impact('plan', 'enterprise')).toEqual({ subscribers: 0, openCheckouts: 1 })
  })
})

it('is for admins, in the database as well', async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  for (const query of [
    () => read(id),
    () => save('package', id, 'starter', { credits: 1 }, ''),
    () => save('plan', id, 'pro', { price_cents: 0 }, ''),
    () => schedule(id, 'text-generation', 1),
    () => sql`select public.cancel_price(${id}, 'text-generation', '', now(), '', 'x')`,
    () => sql`select public.catalogue_impact(${id}, 'plan', 'pro')`,
  ]) {
    await expect(query()).rejects.toMatchObject({ code: 'PT403', message: 'forbidden' })
  }
})
