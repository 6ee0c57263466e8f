import { describe, expect, it } from 'vitest'
import { askOne, type ItemRow, readCatalogue, readTrail } from '../../helpers/catalogue'
import { addUser, useDatabase } from '../../helpers/database'
import { startPurchase } from '../../helpers/purchases'
import { addAdmin } from '../../helpers/refunds'

const database = useDatabase()

const find = async (admin: string, kind: 'packages' | 'plans', id: string) => {
  const row = (await readCatalogue(database.sql, admin))[kind].find((item) => item.id === id)
  if (!row) throw new Error(`There is no ${id}.`)
  return row
}
const save = (kind: 'package' | 'plan', admin: string, id: string, values: object, version: string) => {
  const { sql } = database
  const json = sql.json(values as never)
  return askOne<ItemRow>(
    kind === 'plan'
      ? sql`select public.save_plan(${admin}, ${id}, ${json}, ${version}, 'a reason') as answer`
      : sql`select public.save_package(${admin}, ${id}, ${json}, ${version}, 'a reason') as answer`,
  )
}
describe('a package', () => {
  it('is changed, with its trail, and what was agreed to before keeps its price', async () => {
    const { sql } = database
    const [admin, { id: buyer }] = [await addAdmin(sql), await addUser(sql)]
    const before = await startPurchase(sql, buyer)
    const seen = await find(admin, 'packages', 'starter')
    const saved = await save('package', admin, 'starter', { price_cents: 1299, credits: 120 }, seen.version)
    expect(saved).toMatchObject({ priceCents: 1299, credits: 120, name: 'Starter' })
    expect(await readTrail(database.sql, 'package:starter')).toMatchObject([
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
    expect(await readTrail(database.sql, 'package:pro')).toHaveLength(1)
  })

  it('that two change at once is changed by one of them', async () => {
    const admin = await addAdmin(database.sql)
    const { version } = await find(admin, 'packages', 'enterprise')
    const done = await Promise.allSettled(
      [1, 2, 3, 4].map((n) => save('package', admin, 'enterprise', { name: `Name ${n}` }, version)),
    )
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await readTrail(database.sql, 'package:enterprise')).toHaveLength(1)
  })

  it('is added, once', async () => {
    const admin = await addAdmin(database.sql)
    const values = { name: 'Tiny', credits: 10, price_cents: 199, dodo_product_id: 'pdt_tiny', position: 9 }
    expect(await save('package', admin, 'tiny', values, '')).toMatchObject({
      isActive: true,
      currency: 'USD',
    })
    await save('package', admin, 'tiny', values, '')
    expect(await readTrail(database.sql, 'package:tiny')).toMatchObject([
      { before: null, after: { credits: 10 } },
    ])
    await expect(save('package', admin, 'tiny', { ...values, credits: 11 }, '')).rejects.toMatchObject({
      message: 'conflict',
    })
  })

  it('has lower prices by quantity, which checkouts charge from then on', async () => {
    const { sql } = database
    const [admin, { id: buyer }] = [await addAdmin(sql), await addUser(sql)]
    const own = { name: 'Bulk', credits: 10, price_cents: 200, dodo_product_id: 'pdt_bulk', max_quantity: 50 }
    const tier = { minQuantity: 20, priceCents: 150, dodoProductId: 'pdt_bulk_20' }
    const more = { minQuantity: 5, priceCents: 180, dodoProductId: 'pdt_bulk_5' }
    const added = await save('package', admin, 'bulk', { ...own, tiers: [tier] }, '')
    const before = await startPurchase(sql, buyer, 'bulk', 10)
    const saved = await save('package', admin, 'bulk', { tiers: [tier, more] }, added.version)
    expect(saved).toMatchObject({ tiers: [more, tier], priceCents: 200 })
    expect(await save('package', admin, 'bulk', { tiers: [more, tier] }, added.version)).toEqual(saved)
    expect(await find(admin, 'packages', 'bulk')).toEqual(saved)
    expect(await readTrail(sql, 'package:bulk')).toMatchObject([
      { before: null, after: { tiers: [tier] } },
      { before: { tiers: [tier] }, after: { tiers: [more, tier] } },
    ])
    expect(before).toMatchObject({ amount_cents: 2000 })
    expect(await startPurchase(sql, buyer, 'bulk', 10)).toMatchObject({
      amount_cents: 1800,
      dodo_product_id: 'pdt_bulk_5',
    })
    await expect(save('package', admin, 'bulk', { tiers: [] }, added.version)).rejects.toMatchObject({
      message: 'conflict',
    })
    await save('package', admin, 'bulk', { name: 'Bulky' }, saved.version)
    expect(await find(admin, 'packages', 'bulk')).toMatchObject({ name: 'Bulky', tiers: [more, tier] })
  })

  it.each([
    [[{ minQuantity: 60, priceCents: 1, dodoProductId: 'pdt_a' }]],
    [[{ minQuantity: 1, priceCents: 1, dodoProductId: 'pdt_a' }]],
    [[{ minQuantity: 5, priceCents: 0, dodoProductId: 'pdt_a' }]],
    [[{ minQuantity: 5, priceCents: 1, dodoProductId: null }]],
    [
      [
        { minQuantity: 5, priceCents: 2, dodoProductId: 'pdt_a' },
        { minQuantity: 6, priceCents: 1, dodoProductId: 'pdt_a' },
      ],
    ],
  ])('with lower prices of %j is refused whole', async (tiers) => {
    const { sql } = database
    const admin = await addAdmin(sql)
    const values = {
      name: 'No',
      credits: 1,
      price_cents: 1,
      dodo_product_id: 'pdt_no',
      max_quantity: 50,
      tiers,
    }
    await expect(save('package', admin, 'refused', values, '')).rejects.toMatchObject({
      message: 'invalid_input',
    })
    expect(await sql`select from public.credit_packages where id = 'refused'`).toHaveLength(0)
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
    expect(await readTrail(database.sql, 'plan:pro')).toMatchObject([
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
    const version =
      (await readCatalogue(database.sql, admin)).plans.find((plan) => plan.id === id)?.version ?? ''
    await expect(save('plan', admin, id, values, version)).rejects.toMatchObject({ message })
  })
})

describe('a bonus', () => {
  it('is changed for those who come, with its trail, once, and by who saw it as it is', async () => {
    const { sql } = database
    const admin = await addAdmin(sql)
    const change = (id: string, credits: number, version: string) =>
      askOne<ItemRow>(
        sql`select public.save_bonus(${admin}, ${id}, ${credits}, ${version}, 'a reason') as answer`,
      )
    const seen = (await readCatalogue(sql, admin)).bonuses.find(({ id }) => id === 'signup')?.version ?? ''
    const before = await addUser(sql)
    const saved = await change('signup', 75, seen)
    expect(await change('signup', 75, seen)).toEqual(saved)
    const after = await addUser(sql)
    await expect(change('signup', 80, seen)).rejects.toMatchObject({ message: 'conflict' })
    await expect(change('signup', -1, saved.version)).rejects.toMatchObject({ message: 'invalid_input' })
    await expect(change('nothing', 1, '')).rejects.toMatchObject({ message: 'invalid_input' })
    const available = async ({ id }: { id: string }) =>
      (await sql`select available from public.credit_accounts where owner_id = ${id}`)[0]?.available
    expect([await available(before), await available(after)]).toEqual([50, 75])
    expect(await readTrail(sql, 'bonus:signup')).toMatchObject([
      { action: 'save_bonus', before: { credits: 50 }, after: { credits: 75 } },
    ])
    expect(await sql`select * from public.check_ledger()`).toEqual([])
    await change('signup', 50, saved.version)
  })
})

it('is for admins, in the database as well', async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  for (const query of [
    () => readCatalogue(sql, id),
    () => save('package', id, 'starter', { credits: 1 }, ''),
    () => save('plan', id, 'pro', { price_cents: 0 }, ''),
    () => sql`select public.save_bonus(${id}, 'signup', 1000, '', 'a reason')`,
    () => sql`select public.catalogue_impact(${id}, 'plan', 'pro')`,
  ]) {
    await expect(query()).rejects.toMatchObject({ code: 'PT403', message: 'forbidden' })
  }
})
