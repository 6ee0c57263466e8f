import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { askOne, type PriceRow, readCatalogue, readTrail } from '../../../helpers/catalogue'
import { useDatabase } from '../../../helpers/database'
import { addAdmin } from '../../../helpers/refunds'

const database = useDatabase()

/** A feature of its own for a test, at 2 credits. */
async function addFeature() {
  const feature = `f-${randomUUID().slice(0, 8)}`
  await database.sql`insert into public.feature_pricing (feature, credits) values (${feature}, 2)`
  return feature
}
const cost = async (feature: string, model: string | null = null, complexity = 'low') =>
  askOne(
    database.sql<
      { answer: number }[]
    >`select public.feature_cost(${feature}, ${model}, ${complexity}) as answer`,
  )
const priceOf = async (admin: string, feature: string) => {
  const price = (await readCatalogue(database.sql, admin)).prices.find((item) => item.feature === feature)
  if (!price) throw new Error(`There is no price of ${feature}.`)
  return price
}
const schedule = (
  admin: string,
  feature: string,
  credits: number | null,
  { at = null as string | null, version = '', model = '' } = {},
) =>
  askOne(
    database.sql<{ answer: PriceRow }[]>`
      select public.schedule_price(${admin}, ${feature}, ${model}, ${credits}, ${at}, ${version}, 'a reason') as answer`,
  )
const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

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
    expect(await readTrail(database.sql, `feature:${feature}`)).toMatchObject([
      { before: { current: { credits: 2 }, upcoming: [] }, after: { credits: 5 } },
    ])
  })

  it('is set at once, ended, and the one of a model falls back to the feature’s', async () => {
    const [admin, feature] = [await addAdmin(database.sql), await addFeature()]
    const first = await schedule(admin, feature, 3, { version: (await priceOf(admin, feature)).version })
    expect(await cost(feature)).toBe(3)
    await schedule(admin, feature, 9, { model: 'big' })
    expect(await cost(feature, 'big')).toBe(9)
    const version = (await readCatalogue(database.sql, admin)).prices.find(
      (price) => price.feature === feature && price.version !== first.version,
    )?.version
    await schedule(admin, feature, null, { model: 'big', version })
    expect(await cost(feature, 'big')).toBe(3)
    await schedule(admin, feature, null, { version: first.version })
    await expect(cost(feature)).rejects.toMatchObject({ message: 'unknown_feature' })
  })

  it('is added to what had none, once, at once or for later', async () => {
    const { sql } = database
    const admin = await addAdmin(sql)
    const [feature, later] = [`n-${randomUUID().slice(0, 8)}`, `l-${randomUUID().slice(0, 8)}`]
    const added = await Promise.all([1, 2, 3].map(() => schedule(admin, feature, 4)))
    expect(added[0]).toMatchObject({ feature, current: { credits: 4 }, upcoming: [] })
    expect(new Set(added.map(({ version }) => version)).size).toBe(1)
    expect(await cost(feature)).toBe(4)
    expect(await cost(feature, 'any', 'high')).toBe(8)
    expect(await readTrail(sql, `feature:${feature}`)).toMatchObject([
      { action: 'schedule_price', reason: 'a reason', before: { current: null }, after: { credits: 4 } },
    ])
    await expect(schedule(admin, feature, 5)).rejects.toMatchObject({ message: 'conflict' })

    const planned = await schedule(admin, later, 6, { at: soon(1) })
    expect(planned).toMatchObject({ current: null, upcoming: [{ credits: 6 }] })
    await expect(cost(later)).rejects.toMatchObject({ message: 'unknown_feature' })
  })

  it.each([
    ['Haiku', '', 1],
    ['', '', 1],
    ['haiku', 'A model', 1],
    ['haiku', '', 0],
    ['haiku', '', null],
  ])('of "%s" on "%s" for %j is not added', async (feature, model, credits) => {
    const admin = await addAdmin(database.sql)
    await expect(schedule(admin, feature, credits, { model })).rejects.toMatchObject({
      message: 'invalid_input',
    })
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
    expect(await readTrail(database.sql, `feature:${feature}`)).toHaveLength(2)
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
    expect(await readTrail(database.sql, `feature:${feature}`)).toHaveLength(1)
    const now = (await priceOf(admin, feature)).version
    await expect(schedule(admin, feature, 7, { at: soon(-1), version: now })).rejects.toMatchObject({
      message: 'invalid_input',
    })
    await expect(schedule(admin, feature, 0, { version: now })).rejects.toMatchObject({
      message: 'invalid_input',
    })
  })
})
