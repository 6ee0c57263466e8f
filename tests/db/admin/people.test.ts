import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addAdmin } from '../../helpers/admins'
import { addUser, useDatabase } from '../../helpers/database'
import { capture, deduct, grant, hold, refund } from '../../helpers/ledger'
import { pay, startPurchase } from '../../helpers/purchases'
import { readSubscription, syncSubscription } from '../../helpers/subscriptions'

const database = useDatabase()

type Found = { id: string; email: string; available: number; debt: number; spent: number; place: string }
const search = (actor: string, args: Record<string, unknown> = {}) => database.sql<Found[]>`
  select u.* from jsonb_to_record(${database.sql.json(args as never)}) as a(q text, role text, plan text, debt boolean, credits boolean,
      sort text, before text, "limit" integer),
    public.search_users(${actor}, a.q, a.role, a.plan, a.debt, a.credits, coalesce(a.sort, 'newest'), a.before, coalesce(a."limit", 25)) u`
const emails = async (...args: Parameters<typeof search>) => (await search(...args)).map(({ email }) => email)

/** Counts everybody, in steps of two accounts. Answers how many it took. */
async function refresh() {
  let after: number | null = 0
  let steps = 0
  while (after !== null) {
    const [row]: { after: number | null }[] = await database.sql`
      select public.refresh_user_figures(${after}, 2) as after`
    after = row?.after ?? null
    steps += 1
  }
  return steps
}

describe('the list of people', () => {
  it('finds by the beginning of an address or a name, whatever is in it, and by an id', async () => {
    const admin = await addAdmin(database.sql)
    const tag = randomUUID().slice(0, 8)
    const ada = await addUser(database.sql, `${tag}_ada@example.com`, `Ada ${tag}`)
    const bob = await addUser(database.sql, `${tag}xbob@example.com`, `Bob ${tag}`)
    expect(await emails(admin, { q: `${tag}_` })).toEqual([ada.email])
    expect(await emails(admin, { q: `  BOB ${tag}` })).toEqual([bob.email])
    expect(await emails(admin, { q: ada.id })).toEqual([ada.email])
    expect(await emails(admin, { q: '%' })).toEqual([])
    expect(await emails(admin, { q: tag })).toEqual([bob.email, ada.email])
  })

  it('filters by role, plan, debt and balance, and goes on where a page ended', async () => {
    const admin = await addAdmin(database.sql)
    const tag = randomUUID().slice(0, 8)
    const add = (n: number) => addUser(database.sql, `${tag}-${n}@example.com`)
    const [first, second, third] = [await add(1), await add(2), await add(3)]
    await deduct(database.sql, first.id, 50)
    const granted = await grant(database.sql, second.id, 10)
    await deduct(database.sql, second.id, 60)
    await database.sql`
      select public.claw_back_credits(${second.id}, t.grant_ids[1], 4, 'back') from public.credit_transactions t
      where t.id = ${granted.transaction_id}`
    await refresh()
    const found = async (args: object) => (await search(admin, { q: tag, ...args })).map(({ id }) => id)
    expect(await found({ debt: true })).toEqual([second.id])
    expect(await found({ credits: true })).toEqual([third.id])
    expect(await found({ credits: false })).toEqual([second.id, first.id])
    expect(await found({ plan: 'free' })).toHaveLength(3)
    expect(await found({ plan: 'pro' })).toEqual([])
    expect(await found({ role: 'admin' })).toEqual([])
    for (const sort of ['newest', 'balance', 'spending', 'active']) {
      const all = await found({ sort })
      const first = await search(admin, { q: tag, sort, limit: 2 })
      const pages = [first.map(({ id }) => id), await found({ sort, limit: 2, before: first[1]?.place })]
      expect(pages.flat(), sort).toEqual(all)
    }
    expect((await found({ sort: 'spending' }))[0]).toBe(second.id)
    expect((await found({ sort: 'balance' }))[0]).toBe(third.id)
  })

  it('goes on where a page ended, whatever became of the last person on it', async () => {
    const { sql } = database
    const admin = await addAdmin(sql)
    const tag = randomUUID().slice(0, 8)
    const people = []
    for (let n = 0; n < 4; n += 1) {
      const person = await addUser(sql, `${tag}-${n}@example.com`)
      await grant(sql, person.id, 100 * (4 - n))
      people.push(person.id)
    }
    await refresh()
    const page = (before?: string) => search(admin, { q: tag, sort: 'balance', limit: 2, before })
    const first = await page()
    expect(first.map(({ id }) => id)).toEqual(people.slice(0, 2))
    await deduct(sql, people[1] ?? '', 340)
    await refresh()
    const rest = await page(first[1]?.place)
    expect(rest.map(({ id }) => id)).toEqual(people.slice(2))
    await sql`delete from auth.users where id = ${people[1] ?? ''}`
    expect((await page(first[1]?.place)).map(({ id }) => id)).toEqual(people.slice(2))
  })

  it('counts what was spent once, however often and by how many it is counted', async () => {
    const [admin, { id }] = [await addAdmin(database.sql), await addUser(database.sql)]
    const spent = async () => (await search(admin, { q: id }))[0]?.spent
    await Promise.all([refresh(), refresh(), refresh()])
    const { transaction_id } = await deduct(database.sql, id, 7)
    const { hold_id } = await hold(database.sql, id, 5)
    await capture(database.sql, hold_id, 3)
    await Promise.all([refresh(), refresh(), refresh(), refresh()])
    expect(await spent()).toBe(10)
    await refund(database.sql, id, transaction_id, 4, randomUUID())
    expect(await refresh()).toBeGreaterThan(1)
    expect(await spent()).toBe(6)
    await grant(database.sql, id, 100)
    await refresh()
    expect(await spent()).toBe(6)
    // What an admin takes away was not spent, and what is given back of it neither.
    const [taken] = await database.sql<{ transaction_id: number }[]>`
      select transaction_id from public.adjust_credits(${admin}, ${id}, -30, 'a mistake', ${randomUUID()})`
    await refund(database.sql, id, taken?.transaction_id ?? 0, 5, randomUUID())
    await refresh()
    expect(await spent()).toBe(6)
  })

  it('is counted by many at a time without one stopping another, in whatever order they come upon people', async () => {
    const { sql } = database
    for (let n = 0; n < 200; n += 1) await grant(sql, (await addUser(sql)).id, n + 1)
    await refresh()
    // From the richest to the poorest, who came first.
    await sql`cluster public.user_figures using user_figures_richest`
    const count = (plan: string) =>
      sql.begin(async (tx) => {
        for (const join of ['hashjoin', 'mergejoin', 'nestloop']) {
          if (join !== plan) await tx.unsafe(`set local enable_${join} = off`)
        }
        await tx`select public.refresh_user_figures(0, 1000)`
      })
    for (let round = 0; round < 8; round += 1) {
      await sql`update public.user_figures set version = -1`
      await Promise.all(['hashjoin', 'nestloop', 'hashjoin', 'nestloop'].map(count))
    }
  })

  it('shows the balance as it is now, and who has become an admin at once', async () => {
    const [admin, { id }] = [await addAdmin(database.sql), await addUser(database.sql)]
    await refresh()
    await deduct(database.sql, id, 7)
    expect(await search(admin, { q: id })).toMatchObject([{ available: 43 }])
    await database.sql`update public.profiles set role = 'admin' where id = ${id}`
    expect(await search(admin, { q: id, role: 'admin' })).toHaveLength(1)
  })
})

describe('one person', () => {
  const read = async (actor: string, id: string) => {
    await database.sql`select public.settle_account(${id})`
    const [row] = await database.sql`select public.read_user(${actor}, ${id}) as user`
    return row?.user
  }

  it('has what they paid and what went back of it, in each currency, and whether they acted as an admin', async () => {
    const { sql } = database
    const [admin, { id }] = [await addAdmin(sql), await addUser(sql)]
    expect(await read(admin, id)).toMatchObject({ paid: [], hasActed: false })
    const start = async () => (await startPurchase(sql, id)).id
    await start()
    await sql`select public.fail_purchase(${await start()}, 'card declined')`
    const paymentId = `pay_${randomUUID()}`
    await pay(sql, await start(), { paymentId, paidCents: 1099 })
    await sql`select public.record_return('none', 'refund', ${randomUUID()}, ${paymentId}, 500, 'taken')`
    const at = new Date()
    const state = await readSubscription(sql, id, { period_start: at })
    await syncSubscription(sql, state, [{ id: `pay_${state.id}`, at }])
    await pay(sql, await start(), { amountCents: 5, currency: 'EUR' }) // another sum than agreed was paid all the same
    expect(await read(admin, id)).toMatchObject({
      paid: [
        { currency: 'USD', paidCents: 2999, returnedCents: 500 },
        { currency: 'EUR', paidCents: 5, returnedCents: 0 },
      ],
    })
    await sql`select public.add_admin_note(${admin}, ${id}, ${randomUUID()}, 'Calls on Mondays.')`
    expect(await read(admin, admin)).toMatchObject({ hasActed: true })
  })

  it('has the grants that the balance is made of, in burn order, and the open holds', async () => {
    const [admin, { id }] = [await addAdmin(database.sql), await addUser(database.sql)]
    await grant(database.sql, id, 100, { source: 'purchase', costCents: 999 })
    await grant(database.sql, id, 30, { expiresAt: new Date(Date.now() + 86_400_000) })
    await grant(database.sql, id, 9, { expiresAt: new Date(Date.now() + 2_000) })
    await expect.poll(async () => (await read(admin, id)).available, { timeout: 10_000 }).toBe(180)
    expect((await read(admin, id)).grants).toMatchObject([
      { isOpen: false },
      { isOpen: false },
      { isOpen: false },
    ])
    await deduct(database.sql, id, 10)
    await hold(database.sql, id, 5)
    const user = await read(admin, id)
    expect(user).toMatchObject({ available: 165, held: 5, debt: 0, plan: 'free', role: 'user' })
    expect(
      user.grants.map((one: { source: string; remaining: number }) => [one.source, one.remaining]),
    ).toEqual([
      ['bonus', 15],
      ['signup', 50],
      ['purchase', 100],
    ])
    expect(user.holds).toMatchObject([{ amount: 5 }])
    expect(user.grants.map((one: { isOpen: boolean }) => one.isOpen)).toEqual([true, false, false])
  })

  it('has what a dispute keeps among the holds, which ends at no time', async () => {
    const { sql } = database
    const [admin, { id }] = [await addAdmin(sql), await addUser(sql)]
    const { id: purchaseId } = await startPurchase(sql, id)
    const paymentId = `pay_${randomUUID()}`
    await pay(sql, purchaseId, { paymentId })
    await sql`select public.record_return(${randomUUID()}, 'dispute', ${randomUUID()}, ${paymentId}, null, 'open')`
    expect((await read(admin, id)).holds).toMatchObject([
      { amount: 100, feature: 'dispute', expiresAt: null },
    ])
  })

  it('is not woken by being looked at, and nobody is null', async () => {
    const [admin, { id }] = [await addAdmin(database.sql), await addUser(database.sql)]
    const seen = () => database.sql`select last_read_at from public.credit_accounts where owner_id = ${id}`
    await database.sql`update public.credit_accounts set last_read_at = now() - interval '3 days' where owner_id = ${id}`
    const before = await seen()
    await read(admin, id)
    expect(await seen()).toEqual(before)
    expect(await read(admin, randomUUID())).toBeNull()
  })

  it('has its rows page by page', async () => {
    const [admin, { id }] = [await addAdmin(database.sql), await addUser(database.sql)]
    for (const amount of [1, 2, 3]) await deduct(database.sql, id, amount)
    const list = async (name: string, before: number | null, limit: number) =>
      (
        await database.sql`select x as row from ${database.sql(`public.${name}`)}(${admin}, ${id}, ${before}, ${limit}) x`
      ).map(({ row }) => row)
    for (const name of ['read_user_transactions', 'read_user_grants', 'read_user_mails']) {
      const all = await list(name, null, 10)
      expect(all.length, name).toBeGreaterThan(0)
      expect(await list(name, all[0].id, 10), name).toEqual(all.slice(1))
    }
    expect((await list('read_user_transactions', null, 2)).map(({ amount }) => amount)).toEqual([-3, -2])
  })
})
