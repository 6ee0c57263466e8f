import { describe, expect, it } from 'vitest'
import { CURRENCIES } from '../../../../lib/pricing-plans'
import { findItem, readTrail, saveItem } from '../../../helpers/catalogue'
import { addUser, useDatabase } from '../../../helpers/database'
import { startPurchase } from '../../../helpers/purchases'
import { addAdmin } from '../../../helpers/refunds'

const database = useDatabase()

const find = (admin: string, id: string) => findItem(database.sql, admin, 'packages', id)
const save = (admin: string, id: string, values: object, version: string) =>
  saveItem(database.sql, 'package', admin, id, values, version)

describe('a package', () => {
  it('is changed, with its trail, and what was agreed to before keeps its price', async () => {
    const { sql } = database
    const [admin, { id: buyer }] = [await addAdmin(sql), await addUser(sql)]
    const before = await startPurchase(sql, buyer)
    const seen = await find(admin, 'starter')
    const saved = await save(admin, 'starter', { price_cents: 1299, credits: 120 }, seen.version)
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
    await save(admin, 'starter', { price_cents: 999, credits: 100 }, saved.version)
  })

  it('is not changed by who saw an older one; the same once more is no change', async () => {
    const admin = await addAdmin(database.sql)
    const seen = await find(admin, 'pro')
    const first = await save(admin, 'pro', { name: 'Pro pack' }, seen.version)
    expect(await save(admin, 'pro', { name: 'Pro pack' }, seen.version)).toEqual(first)
    await expect(save(admin, 'pro', { name: 'Other' }, seen.version)).rejects.toMatchObject({
      code: 'PT409',
      message: 'conflict',
      detail: expect.stringContaining('Pro pack'),
    })
    expect(await readTrail(database.sql, 'package:pro')).toHaveLength(1)
  })

  it('that two change at once is changed by one of them', async () => {
    const admin = await addAdmin(database.sql)
    const { version } = await find(admin, 'enterprise')
    const done = await Promise.allSettled(
      [1, 2, 3, 4].map((n) => save(admin, 'enterprise', { name: `Name ${n}` }, version)),
    )
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await readTrail(database.sql, 'package:enterprise')).toHaveLength(1)
  })

  it('is added, once', async () => {
    const admin = await addAdmin(database.sql)
    const values = { name: 'Tiny', credits: 10, price_cents: 199, dodo_product_id: 'pdt_tiny', position: 9 }
    expect(await save(admin, 'tiny', values, '')).toMatchObject({
      isActive: true,
      currency: 'USD',
    })
    await save(admin, 'tiny', values, '')
    expect(await readTrail(database.sql, 'package:tiny')).toMatchObject([
      { before: null, after: { credits: 10 } },
    ])
    await expect(save(admin, 'tiny', { ...values, credits: 11 }, '')).rejects.toMatchObject({
      message: 'conflict',
    })
  })

  it('has lower prices by quantity, which checkouts charge from then on', async () => {
    const { sql } = database
    const [admin, { id: buyer }] = [await addAdmin(sql), await addUser(sql)]
    const own = { name: 'Bulk', credits: 10, price_cents: 200, dodo_product_id: 'pdt_bulk', max_quantity: 50 }
    const tier = { minQuantity: 20, priceCents: 150, dodoProductId: 'pdt_bulk_20' }
    const more = { minQuantity: 5, priceCents: 180, dodoProductId: 'pdt_bulk_5' }
    const added = await save(admin, 'bulk', { ...own, tiers: [tier] }, '')
    const before = await startPurchase(sql, buyer, 'bulk', 10)
    const saved = await save(admin, 'bulk', { tiers: [tier, more] }, added.version)
    expect(saved).toMatchObject({ tiers: [more, tier], priceCents: 200 })
    expect(await save(admin, 'bulk', { tiers: [more, tier] }, added.version)).toEqual(saved)
    expect(await find(admin, 'bulk')).toEqual(saved)
    expect(await readTrail(sql, 'package:bulk')).toMatchObject([
      { before: null, after: { tiers: [tier] } },
      { before: { tiers: [tier] }, after: { tiers: [more, tier] } },
    ])
    expect(before).toMatchObject({ amount_cents: 2000 })
    expect(await startPurchase(sql, buyer, 'bulk', 10)).toMatchObject({
      amount_cents: 1800,
      dodo_product_id: 'pdt_bulk_5',
    })
    await expect(save(admin, 'bulk', { tiers: [] }, added.version)).rejects.toMatchObject({
      message: 'conflict',
    })
    await save(admin, 'bulk', { name: 'Bulky' }, saved.version)
    expect(await find(admin, 'bulk')).toMatchObject({ name: 'Bulky', tiers: [more, tier] })
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
    await expect(save(admin, 'refused', values, '')).rejects.toMatchObject({
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
    [{ currency: 'EUR' }],
  ])('of %j is refused', async (values) => {
    const admin = await addAdmin(database.sql)
    const { version } = await find(admin, 'starter')
    await expect(save(admin, 'starter', values, version)).rejects.toMatchObject({
      message: 'invalid_input',
    })
  })
})

describe('the currency of a package', () => {
  it.each(CURRENCIES)('may be %s, and checkouts are in it', async (currency) => {
    const { sql } = database
    const [admin, { id: buyer }] = [await addAdmin(sql), await addUser(sql)]
    const id = `in-${currency.toLowerCase()}`
    const values = { name: id, credits: 10, price_cents: 150, currency, dodo_product_id: `pdt_${id}` }
    expect(await save(admin, id, values, '')).toMatchObject({ currency, priceCents: 150 })
    expect(await startPurchase(sql, buyer, id)).toMatchObject({ currency, amount_cents: 150 })
  })

  it.each(['JPY', 'usd', '', null])("can't be %j", async (currency) => {
    const admin = await addAdmin(database.sql)
    const values = { name: 'No', credits: 1, price_cents: 1, currency, dodo_product_id: 'pdt_no' }
    await expect(save(admin, 'no', values, '')).rejects.toMatchObject({ message: 'invalid_input' })
  })

  it('must be USD for automatic top-ups, which charge cards in USD', async () => {
    const { sql } = database
    const [admin, { id }] = [await addAdmin(sql), await addUser(sql)]
    const values = { name: 'Euro', credits: 10, price_cents: 150, currency: 'EUR', dodo_product_id: 'pdt_eu' }
    await save(admin, 'euro', values, '')
    const choose = (name: string) => sql`select public.save_top_up(${id}, ${name}, 10, 10000, true)`
    await expect(choose('euro')).rejects.toMatchObject({ message: 'package_not_found' })
    await choose('starter')
  })
})
