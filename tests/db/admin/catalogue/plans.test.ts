import { describe, expect, it } from 'vitest'
import {
  askOne,
  findItem,
  type ItemRow,
  readCatalogue,
  readTrail,
  saveItem,
  type TopUpRow,
} from '../../../helpers/catalogue'
import { addUser, useDatabase } from '../../../helpers/database'
import { addAdmin } from '../../../helpers/refunds'

const database = useDatabase()

const find = (admin: string, id: string) => findItem(database.sql, admin, 'plans', id)
const save = (admin: string, id: string, values: object, version: string) =>
  saveItem(database.sql, 'plan', admin, id, values, version)

describe('a plan', () => {
  it('is changed for those who come; subscribers keep their terms', async () => {
    const { sql } = database
    const [admin, { id }] = [await addAdmin(sql), await addUser(sql)]
    const [terms] = await sql<{ id: string }[]>`select id from public.start_subscription(${id}, 'pro')`
    const seen = await find(admin, 'pro')
    await save(admin, 'pro', { credits_per_month: 150, price_cents: 2900 }, seen.version)
    const kept = await sql`
      select credits, price_cents from public.subscription_terms where id = ${terms?.id ?? ''}`
    expect(kept).toEqual([{ credits: 100, price_cents: 1900 }])
    expect(await readTrail(database.sql, 'plan:pro')).toMatchObject([
      { before: { creditsPerMonth: 100 }, after: { creditsPerMonth: 150, priceCents: 2900 } },
    ])
    await expect(save(admin, 'pro', { max_models: 1 }, seen.version)).rejects.toMatchObject({
      message: 'conflict',
    })
  })

  const TEAM = { name: 'Team', credits_per_month: 400, price_cents: 4900, currency: 'EUR', position: 4 }

  it('is added, once, and people subscribe to it', async () => {
    const { sql } = database
    const [admin, { id }] = [await addAdmin(sql), await addUser(sql)]
    const values = { ...TEAM, rollover_cap: 200, dodo_product_id: 'pdt_plan_team', max_models: 50 }
    const added = await Promise.all([1, 2, 3].map(() => save(admin, 'team', values, '')))
    expect(added[0]).toMatchObject({
      creditsPerMonth: 400,
      currency: 'EUR',
      modelRetentionDays: 7,
      isActive: true,
    })
    expect(added).toEqual([added[0], added[0], added[0]])
    expect(await find(admin, 'team')).toEqual(added[0])
    expect(await readTrail(sql, 'plan:team')).toMatchObject([
      { action: 'save_plan', reason: 'a reason', before: null, after: { priceCents: 4900, maxModels: 50 } },
    ])
    const [terms] = await sql`select * from public.start_subscription(${id}, 'team')`
    expect(terms).toMatchObject({ credits: 400, price_cents: 4900, currency: 'EUR', rollover_cap: 200 })
    await expect(save(admin, 'team', { ...values, currency: 'USD' }, '')).rejects.toMatchObject({
      message: 'conflict',
    })
  })

  it('that is not on sale yet needs no product', async () => {
    const { sql } = database
    const [admin, { id }] = [await addAdmin(sql), await addUser(sql)]
    const added = await save(admin, 'later', { ...TEAM, is_active: false }, '')
    expect(added).toMatchObject({ dodoProductId: null })
    const subscribe = () => sql`select public.start_subscription(${id}, 'later')`
    await expect(subscribe()).rejects.toMatchObject({ message: 'plan_not_found' })
    await save(admin, 'later', { is_active: true, dodo_product_id: 'pdt_plan_later' }, added.version)
    await subscribe()
  })

  it.each([
    ['', TEAM],
    ['Team', { ...TEAM, is_active: false }],
    ['other', TEAM],
    ['other', { ...TEAM, dodo_product_id: 'pdt_plan_pro' }],
    ['other', { ...TEAM, is_active: false, name: null }],
    ['other', { ...TEAM, is_active: false, credits_per_month: undefined }],
    ['other', { ...TEAM, is_active: false, price_cents: -1 }],
    ['other', { ...TEAM, is_active: false, currency: 'JPY' }],
    ['other', { ...TEAM, is_active: false, model_retention_days: 0 }],
  ])('of the id "%s" with %j is not added', async (id, values) => {
    const admin = await addAdmin(database.sql)
    await expect(save(admin, id, values, '')).rejects.toMatchObject({ message: 'invalid_input' })
    expect(await database.sql`select from public.plans where id = ${id}`).toHaveLength(0)
  })

  it.each([
    ['free', { price_cents: 100 }, 'invalid_input'],
    ['free', { is_active: false }, 'invalid_input'],
    ['enterprise', { dodo_product_id: null }, 'invalid_input'],
    ['enterprise', { max_models: -1 }, 'invalid_input'],
    ['enterprise', { currency: 'EUR' }, 'invalid_input'],
    ['nothing', { name: 'x' }, 'plan_not_found'],
  ])('%s with %j is refused', async (id, values, message) => {
    const admin = await addAdmin(database.sql)
    const version =
      (await readCatalogue(database.sql, admin)).plans.find((plan) => plan.id === id)?.version ??
      'seen before'
    await expect(save(admin, id, values, version)).rejects.toMatchObject({ message })
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

describe('the product of automatic top-ups', () => {
  it('is changed once, by who saw it as it is, and said for the first time', async () => {
    const { sql } = database
    const admin = await addAdmin(sql)
    const change = (product: string | null, version: string) =>
      askOne<TopUpRow>(
        sql`select public.save_top_up_product(${admin}, ${product}, ${version}, 'a reason') as answer`,
      )
    const seen = (await readCatalogue(sql, admin)).topUp
    expect(seen).toMatchObject({ currency: 'USD', dodoProductId: 'pdt_top_up' })
    const saved = await change('pdt_cards', seen.version)
    expect(await change('pdt_cards', seen.version)).toEqual(saved)
    await expect(change('pdt_other', seen.version)).rejects.toMatchObject({ message: 'conflict' })
    await expect(change('pdt_plan_pro', saved.version)).rejects.toMatchObject({ message: 'invalid_input' })
    await expect(change(null, saved.version)).rejects.toMatchObject({ message: 'invalid_input' })
    expect(await sql`select * from public.top_up_products`).toEqual([
      { currency: 'USD', dodo_product_id: 'pdt_cards' },
    ])
    await sql`delete from public.top_up_products`
    const none = (await readCatalogue(sql, admin)).topUp
    expect(none).toMatchObject({ dodoProductId: null })
    await change('pdt_top_up', none.version)
    expect(await readTrail(sql, 'top-up:USD')).toMatchObject([
      {
        action: 'save_top_up_product',
        before: { dodoProductId: 'pdt_top_up' },
        after: { dodoProductId: 'pdt_cards' },
      },
      { before: { dodoProductId: null }, after: { dodoProductId: 'pdt_top_up' } },
    ])
  })
})
