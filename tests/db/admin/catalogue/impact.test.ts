import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { askOne, readCatalogue, saveItem } from '../../../helpers/catalogue'
import { addUser, useDatabase } from '../../../helpers/database'
import { startPurchase } from '../../../helpers/purchases'
import { addAdmin } from '../../../helpers/refunds'
import { drainRollUps } from '../../../helpers/roll-ups'
import { readSubscription, syncSubscription } from '../../../helpers/subscriptions'

const database = useDatabase()

const impact = (admin: string, kind: string, id: string, model = '') =>
  askOne<object>(database.sql`select public.catalogue_impact(${admin}, ${kind}, ${id}, ${model}) as answer`)

it('a feature’s price concerns who used it on the models that it is the price of', async () => {
  const { sql } = database
  const [admin, feature] = [await addAdmin(sql), `f-${randomUUID().slice(0, 8)}`]
  await sql`insert into public.feature_pricing (feature, model, credits, is_active) values
    (${feature}, '', 2, true), (${feature}, 'big', 9, true), (${feature}, 'old', 5, false)`
  const [one, two, three] = [await addUser(sql), await addUser(sql), await addUser(sql)]
  const use = (user: { id: string }, model: string | null, credits: number) =>
    sql`insert into public.usage_logs (account_id, request_id, feature, model, credits, duration_ms, outcome)
      select a.id, gen_random_uuid(), ${feature}, ${model}, ${credits}, 1, 'succeeded'
      from public.credit_accounts a where a.owner_id = ${user.id}`
  for (const user of [one, one, two]) await use(user, null, 2)
  await use(two, 'small', 2)
  await use(three, 'old', 2)
  for (const user of [one, three]) await use(user, 'big', 9)
  await drainRollUps(sql)
  expect(await impact(admin, 'feature', feature)).toEqual({
    accounts: 3,
    isMore: false,
    calls: 5,
    credits: 10,
  })
  expect(await impact(admin, 'feature', feature, 'big')).toEqual({
    accounts: 2,
    isMore: false,
    calls: 2,
    credits: 18,
  })
  expect(await impact(admin, 'feature', 'never-used')).toEqual({
    accounts: 0,
    isMore: false,
    calls: 0,
    credits: 0,
  })
})

it('a package concerns checkouts that are open and top-ups that buy it', async () => {
  const { sql } = database
  const [admin, buyer, saver] = [await addAdmin(sql), await addUser(sql), await addUser(sql)]
  const open = await startPurchase(sql, buyer.id, 'enterprise')
  const old = await startPurchase(sql, buyer.id, 'enterprise')
  const failed = await startPurchase(sql, buyer.id, 'enterprise')
  await sql`update public.purchases set created_at = now() - interval '25 hours' where id = ${old.id}`
  await sql`select public.fail_purchase(${failed.id}, 'declined')`
  await sql`select public.save_top_up(${saver.id}, 'enterprise', 10, 20000, true)`
  await sql`insert into public.purchases (user_id, package_id, credits, amount_cents, currency, dodo_product_id, is_top_up)
    values (${saver.id}, 'enterprise', 2000, 14999, 'USD', 'pdt_enterprise', true)`
  expect(open.status).toBe('pending')
  expect(await impact(admin, 'package', 'enterprise')).toEqual({ openCheckouts: 1, topUps: 1 })
  await sql`select public.save_top_up(${saver.id}, 'enterprise', 10, 20000, false)`
  expect(await impact(admin, 'package', 'enterprise')).toEqual({ openCheckouts: 1, topUps: 0 })
  expect(await impact(admin, 'top-up', 'USD')).toEqual({ cards: 0 })
  await sql`update public.top_up_settings set mandate_status = 'active' where user_id = ${saver.id}`
  expect(await impact(admin, 'top-up', 'USD')).toEqual({ cards: 1 })
})

it('a plan concerns who is on it, also when they cancelled, and Free everybody else', async () => {
  const { sql } = database
  const [admin, going, leaving, left] = [
    await addAdmin(sql),
    await addUser(sql),
    await addUser(sql),
    await addUser(sql),
  ]
  const [before] = await sql<{ n: number }[]>`select count(*)::integer as n from public.profiles`
  await syncSubscription(sql, await readSubscription(sql, going.id))
  await syncSubscription(sql, await readSubscription(sql, leaving.id, { status: 'cancelled' }))
  const over = {
    status: 'expired',
    period_start: new Date(Date.now() - 40 * 86_400_000),
    period_end: new Date(Date.now() - 86_400_000),
  }
  await syncSubscription(sql, await readSubscription(sql, left.id, over))
  await sql`select public.start_subscription(${left.id}, 'pro')`
  expect(await impact(admin, 'plan', 'pro')).toEqual({ subscribers: 2, openCheckouts: 1 })
  expect(await impact(admin, 'plan', 'free')).toEqual({ people: (before?.n ?? 0) - 2 })
  expect(await impact(admin, 'plan', 'enterprise')).toEqual({ subscribers: 0, openCheckouts: 0 })
})

it('is for admins, in the database as well, and for no ex-admin', async () => {
  const { sql } = database
  const former = await addAdmin(sql)
  await sql`update public.profiles set role = 'user' where id = ${former}`
  for (const id of [(await addUser(sql)).id, former]) {
    for (const query of [
      () => readCatalogue(sql, id),
      () => saveItem(sql, 'package', id, 'starter', { credits: 1 }, ''),
      () => saveItem(sql, 'plan', id, 'pro', { price_cents: 0 }, ''),
      () => saveItem(sql, 'plan', id, 'mine', { name: 'Mine', credits_per_month: 9, price_cents: 0 }, ''),
      () => sql`select public.save_bonus(${id}, 'signup', 1000, '', 'a reason')`,
      () => sql`select public.save_top_up_product(${id}, 'pdt_mine', '', 'a reason')`,
      () => sql`select public.schedule_price(${id}, 'text-generation', '', 1, null, '', 'a reason')`,
      () => sql`select public.cancel_price(${id}, 'text-generation', '', now(), '', 'x')`,
      () => impact(id, 'plan', 'pro'),
    ]) {
      await expect(query()).rejects.toMatchObject({ code: 'PT403', message: 'forbidden' })
    }
  }
})
