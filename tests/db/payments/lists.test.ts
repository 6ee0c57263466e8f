import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { deduct } from '../../helpers/ledger'
import { pay, startPurchase } from '../../helpers/purchases'
import { addAdmin } from '../../helpers/refunds'

const database = useDatabase()

type Row = { id: string; state: string; email: string } & Record<string, unknown>

const list = (userId: string, before: string | null = null, limit = 20) =>
  database.sql<Row[]>`select * from public.list_purchases(${userId}, ${before}, ${limit})`

const search = (
  actor: string,
  text: string | null,
  { state = null as string | null, before = null as string | null, limit = 20 } = {},
) =>
  database.sql<Row[]>`select * from public.search_purchases(${actor}, ${text}, ${state}, ${before}, ${limit})`

async function record(paymentId: string, kind: 'refund' | 'dispute', cents: number, outcome: string) {
  await database.sql`
    select public.record_return('none', ${kind}, ${String(randomUUID())}, ${paymentId}, ${cents}, ${outcome})`
}

async function buy(userId: string) {
  const purchase = await startPurchase(database.sql, userId)
  const paymentId = `pay_${randomUUID()}`
  await pay(database.sql, purchase.id, { paymentId, paidCents: 1099 })
  return { ...purchase, paymentId }
}

/** A purchase in every state there is: its id with its state. */
async function makeEach(id: string): Promise<Map<string, string>> {
  const { sql } = database
  const states: [state: string, make: () => Promise<{ id: string }>][] = [
    ['pending', () => startPurchase(sql, id)],
    [
      'not_completed',
      async () => {
        const purchase = await startPurchase(sql, id)
        await sql`update public.purchases set created_at = now() - interval '25 hours' where id = ${purchase.id}`
        return purchase
      },
    ],
    [
      'failed',
      async () => {
        const purchase = await startPurchase(sql, id)
        await sql`select public.fail_purchase(${purchase.id}, 'card declined')`
        return purchase
      },
    ],
    ['paid', () => buy(id)],
    ...(['partly_refunded', 'refunded', 'disputed'] as const).map(
      (state): [string, () => Promise<{ id: string }>] => [
        state,
        async () => {
          const purchase = await buy(id)
          const isOpen = state === 'disputed'
          const cents = state === 'refunded' ? 1099 : 500
          await record(purchase.paymentId, isOpen ? 'dispute' : 'refund', cents, isOpen ? 'open' : 'taken')
          return purchase
        },
      ],
    ),
    [
      'in_review',
      async () => {
        const purchase = await startPurchase(sql, id)
        await pay(sql, purchase.id, { amountCents: 5, currency: 'EUR' })
        return purchase
      },
    ],
  ]
  const made = new Map<string, string>()
  for (const [state, make] of states) made.set((await make()).id, state)
  return made
}

describe('somebody’s purchases', () => {
  it('say what became of each', async () => {
    const { id } = await addUser(database.sql)
    const made = await makeEach(id)
    const rows = await list(id)
    expect(new Map(rows.map((row) => [row.id, row.state]))).toEqual(made)
    const find = (state: string) => rows.find((row) => row.state === state)
    expect(find('paid')).toMatchObject({ cents: 1099, currency: 'USD', returned_cents: 0 })
    expect(find('paid')?.payment_id).toMatch(/^pay_/)
    expect(find('partly_refunded')).toMatchObject({ cents: 1099, returned_cents: 500 })
    expect(find('in_review')).toMatchObject({ cents: 5, currency: 'EUR', payment_id: expect.any(String) })
    expect(find('failed')).toMatchObject({ cents: 999, payment_id: null })
  })

  it('that are paid after they were given up are paid', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const purchase = await startPurchase(sql, id)
    await sql`update public.purchases set created_at = now() - interval '2 days' where id = ${purchase.id}`
    await pay(sql, purchase.id)
    expect(await list(id)).toMatchObject([{ state: 'paid' }])
  })

  it('come page by page, newest first, each once, also when several were begun in one moment', async () => {
    const { sql } = database
    const [{ id }, other] = [await addUser(sql), await addUser(sql)]
    for (let count = 0; count < 7; count += 1) await startPurchase(sql, id)
    const foreign = await startPurchase(sql, other.id)
    await sql`update public.purchases set created_at = date_trunc('day', created_at) where user_id = ${id}`
    const seen: string[] = []
    for (let before: string | null = null; ; before = seen.at(-1) ?? null) {
      const page = await list(id, before, 3)
      if (page.length === 0) break
      seen.push(...page.map((row) => row.id))
    }
    expect(seen).toHaveLength(7)
    expect(new Set(seen).size).toBe(7)
    // A stranger's purchase is no place to go on from.
    expect(await list(id, foreign.id)).toEqual([])
  })
})

describe('an admin’s search', () => {
  it('finds by the beginning of an address, by payment and by purchase, and nothing by chance', async () => {
    const { sql } = database
    const admin = await addAdmin(database.sql)
    const mark = randomUUID().slice(0, 8)
    const { id } = await addUser(sql, `Ada_${mark}@Example.com`)
    await addUser(sql, `adaX${mark}@example.com`).then((other) => buy(other.id))
    const bought = await buy(id)
    const found = async (text: string) => (await search(admin, text)).map((row) => row.id)
    for (const text of [
      `ada_${mark}`,
      ` ADA_${mark}@EXAMPLE.COM `,
      bought.paymentId,
      bought.id.toUpperCase(),
    ]) {
      expect(await found(text), text).toEqual([bought.id])
    }
    for (const text of [
      mark,
      'pay_',
      bought.id.slice(0, 8),
      '%',
      '_',
      '\\',
      "'; --",
      `ada_${mark}@example.com.`,
    ]) {
      expect(await found(text), text).toEqual([])
    }
    expect((await search(admin, '')).length).toBeGreaterThanOrEqual(2)
  })

  it('finds those of a state, page by page, alone or among somebody’s', async () => {
    const { sql } = database
    const admin = await addAdmin(sql)
    const [one, other] = [await addUser(sql), await addUser(sql)]
    const made = [...(await makeEach(one.id)), ...(await makeEach(other.id))]
    await makeEach(one.id).then((more) => made.push(...more))
    for (const state of new Set(made.map(([, each]) => each))) {
      const mine = made.filter(([, each]) => each === state).map(([id]) => id)
      const seen: Row[] = []
      for (let before: string | null = null; ; before = seen.at(-1)?.id ?? null) {
        const page = await search(admin, null, { state, before, limit: 2 })
        seen.push(...page)
        if (page.length === 0) break
      }
      expect(new Set(seen.map((row) => row.state)), state).toEqual(new Set([state]))
      expect(new Set(seen.map(({ id }) => id)).size, state).toBe(seen.length)
      expect(
        seen.map(({ id }) => id),
        state,
      ).toEqual(expect.arrayContaining(mine))
      const times = seen.map(({ created_at }) => Number(created_at))
      expect(times, state).toEqual(times.toSorted((a, b) => b - a))
      const theirs = (await search(admin, other.email, { state })).map(({ id }) => id)
      expect(theirs, state).toEqual(made.slice(8, 16).flatMap(([id, each]) => (each === state ? [id] : [])))
    }
    expect(await search(admin, null, { state: 'lost' })).toEqual([])
  })

  it('tells what a refund would find: what is left of the money, of the credits, and of the account', async () => {
    const { sql } = database
    const [admin, { id }] = [await addAdmin(database.sql), await addUser(sql)]
    const { id: purchaseId, paymentId } = await buy(id)
    await deduct(sql, id, 80) // 50 free ones and 30 of the purchase
    const read = async () => (await search(admin, purchaseId))[0]
    const left = { refundable_cents: 1099, unspent: 70, available: 70, clawed_back: 0, is_granted: true }
    expect(await read()).toMatchObject({ ...left, state: 'paid', refunds: [] })
    await record(paymentId, 'dispute', 99, 'open')
    expect(await read()).toMatchObject({ ...left, state: 'disputed', refundable_cents: 1000 })
    await sql`select public.begin_purchase_refund(${admin}, ${purchaseId}, 400, 'a reason', 'a key')`
    expect(await read()).toMatchObject({
      refundable_cents: 600,
      refunds: [
        expect.objectContaining({ key: 'a key', amountCents: 400, isWhole: false, status: 'requested' }),
      ],
    })
  })

  it('still shows the purchases of somebody who is gone', async () => {
    const { sql } = database
    const [admin, { id }] = [await addAdmin(database.sql), await addUser(sql)]
    const { id: purchaseId } = await buy(id)
    await sql`delete from auth.users where id = ${id}`
    expect(await search(admin, purchaseId)).toMatchObject([
      { email: null, state: 'paid', refundable_cents: 1099, unspent: 0, available: 0, is_granted: false },
    ])
  })

  it('is for admins, in the database as well', async () => {
    const { id } = await addUser(database.sql)
    await expect(search(id, null)).rejects.toMatchObject({ code: 'PT403', message: 'forbidden' })
  })
})
