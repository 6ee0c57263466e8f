import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readTrail } from '../../helpers/catalogue'
import { addUser, useDatabase } from '../../helpers/database'
import { balance } from '../../helpers/ledger'
import { startPurchase } from '../../helpers/purchases'
import { addAdmin } from '../../helpers/refunds'

const database = useDatabase()

type Event = { id: string; type: string; status: string; error: string | null; attempts: number }
type Filters = {
  search?: string
  status?: string
  type?: string
  before?: string
  limit?: number
}

async function search(admin: string, { search, status, type, before, limit = 30 }: Filters = {}) {
  const [row] = await database.sql<{ events: Event[] }[]>`
    select public.search_webhook_events(
      ${admin}, ${search ?? null}, ${status ?? null}, ${type ?? null}, ${before ?? null}, ${limit}) as events`
  return row?.events ?? []
}

/** An event as a delivery leaves it. */
async function addEvent(
  status: string,
  { type = 'payment.succeeded', payload = {}, id = `evt_${randomUUID()}` } = {},
) {
  const { sql } = database
  await sql`select public.store_webhook_event(${id}, ${type}, ${sql.json(payload)})`
  if (status !== 'received') await sql`select public.finish_webhook_event(${id}, ${status}, 'because')`
  return id
}
const begin = async (admin: string, id: string) => {
  const [row] = await database.sql<{ event: { id: string; type: string; payload: object } }[]>`
    select public.begin_webhook_replay(${admin}, ${id}) as event`
  return row?.event
}
const dismiss = (admin: string, id: string, reason = 'a reason') =>
  database.sql`select public.dismiss_webhook_event(${admin}, ${id}, ${reason})`
const read = async (admin: string, id: string) => {
  const [row] = await database.sql<{ event: { acts: object[] } & Event }[]>`
    select public.get_webhook_event(${admin}, ${id}) as event`
  return row?.event
}

describe('webhook events', () => {
  it('come page by page, newest first, each once, by status and by type', async () => {
    const [admin, type] = [await addAdmin(database.sql), `test.${randomUUID().slice(0, 8)}`]
    const ids: string[] = []
    for (const status of ['failed', 'parked', 'processed', 'ignored', 'failed', 'received', 'failed']) {
      ids.unshift(await addEvent(status, { type }))
    }
    const walk = async (filters: Filters) => {
      const seen: string[] = []
      for (;;) {
        const page = await search(admin, { ...filters, before: seen.at(-1), limit: 2 })
        if (page.length === 0) return seen
        seen.push(...page.map(({ id }) => id))
      }
    }
    expect(await walk({ type })).toEqual(ids)
    expect(await walk({ type, status: 'failed' })).toHaveLength(3)
    expect((await walk({ status: 'failed' })).filter((id) => ids.includes(id))).toHaveLength(3)
    // Of one moment as well.
    await database.sql`update public.webhook_events set received_at = now() where type = ${type}`
    expect((await walk({ type })).sort()).toEqual(ids.sort())
    expect((await walk({})).filter((id) => ids.includes(id))).toHaveLength(7)
    const [row] = await database.sql<
      { types: string[] }[]
    >`select public.webhook_event_types(${admin}) as types`
    expect(row?.types).toContain(type)
  })

  it('are found by their id, a payment, a subscription and a purchase, and by no part of one', async () => {
    const { sql } = database
    const [admin, { id: buyer }] = [await addAdmin(sql), await addUser(sql)]
    const purchase = await startPurchase(sql, buyer)
    const [payment, subscription] = [`pay_${randomUUID()}`, `sub_${randomUUID()}`]
    await sql`update public.purchases set payment_id = ${payment} where id = ${purchase.id}`
    const id = await addEvent('parked', { payload: { payment_id: payment } })
    const other = await addEvent('failed', { payload: { subscription_id: subscription } })
    const found = async (text: string) => (await search(admin, { search: text })).map((event) => event.id)
    for (const text of [id, payment, ` ${payment} `, purchase.id])
      expect(await found(text), text).toEqual([id])
    expect(await found(subscription)).toEqual([other])
    expect(await search(admin, { search: id, status: 'parked', type: 'payment.succeeded' })).toHaveLength(1)
    expect(await search(admin, { search: id, status: 'failed' })).toEqual([])
    expect(await search(admin, { search: id, type: 'payment.failed' })).toEqual([])
    for (const text of ['pay_', '%', "'; --", payment.slice(0, -1)]) expect(await found(text)).toEqual([])
  })

  it('tell what they led to', async () => {
    const { sql } = database
    const [admin, { id: buyer, email }] = [await addAdmin(sql), await addUser(sql)]
    const purchase = await startPurchase(sql, buyer)
    const payment = `pay_${randomUUID()}`
    await sql`update public.purchases set payment_id = ${payment} where id = ${purchase.id}`
    const [id, other] = [
      await addEvent('processed', { payload: { payment_id: payment } }),
      await addEvent('parked', {
        type: 'refund.succeeded',
        payload: { payment_id: payment, refund_id: 'r' },
      }),
    ]
    // What was done about the purchase is not what was done about the event.
    await sql`
      insert into public.admin_actions (actor_id, action, subject, before)
      values (${admin}, 'refund_purchase', ${`purchase:${purchase.id}`}, '{"refundableCents": 999}')`
    const [row] = await sql<{ event: object }[]>`select public.get_webhook_event(${admin}, ${id}) as event`
    expect(row?.event).toMatchObject({
      payload: { payment_id: payment },
      canReplay: false,
      purchase: { id: purchase.id, email, credits: 100 },
      subscription: null,
      returned: null,
      others: [{ id: other, status: 'parked' }],
      acts: [],
    })
    const [none] = await sql`select public.get_webhook_event(${admin}, 'nothing') as event`
    expect(none).toEqual({ event: null })
  })
})

describe('a replay', () => {
  it('makes a failed or parked event one that the next delivery deals with, and leaves a trail', async () => {
    const { sql } = database
    const admin = await addAdmin(sql)
    for (const status of ['failed', 'parked']) {
      const { id: buyer } = await addUser(sql)
      const purchase = await startPurchase(sql, buyer)
      const id = await addEvent(status, { payload: { a: 1 } })
      expect(await begin(admin, id)).toEqual({ id, type: 'payment.succeeded', payload: { a: 1 } })
      const event = {
        id,
        type: 'payment.succeeded',
        payload: {},
        call: 'complete_purchase',
        args: {
          p_payment_id: `pay_${purchase.id}`,
          p_purchase_id: purchase.id,
          p_product_id: 'pdt_starter',
          p_quantity: 1,
          p_amount_cents: 999,
          p_currency: 'USD',
          p_customer_id: null,
          p_paid_cents: 999,
        },
      }
      const deliver = () => sql`select public.receive_webhook(${sql.json(event)}) as status`
      await Promise.all([deliver(), deliver(), deliver()])
      expect(await balance(sql, buyer)).toMatchObject({ available: 150 })
      expect(await readTrail(database.sql, `webhook:${id}`)).toMatchObject([
        {
          action: 'replay_webhook',
          before: { status, error: 'because', attempts: 1 },
          after: { attempts: 2 },
        },
      ])
      await expect(begin(admin, id)).rejects.toMatchObject({ code: 'PT409', message: 'conflict' })
    }
  })

  it('is begun by one of many who ask at once', async () => {
    const admin = await addAdmin(database.sql)
    const id = await addEvent('failed')
    const done = await Promise.allSettled(Array.from({ length: 6 }, () => begin(admin, id)))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const answer of done) {
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({ message: 'request_in_progress' })
    }
    expect(await readTrail(database.sql, `webhook:${id}`)).toHaveLength(1)
  })

  it.each(['processed', 'ignored', 'received'])('of one that is %s is refused', async (status) => {
    const admin = await addAdmin(database.sql)
    await expect(begin(admin, await addEvent(status))).rejects.toMatchObject({ message: 'conflict' })
  })

  it('helps one that a server left behind, and knows no others', async () => {
    const admin = await addAdmin(database.sql)
    const id = await addEvent('received')
    await database.sql`
      update public.webhook_events set received_at = now() - interval '16 minutes' where webhook_id = ${id}`
    expect(await begin(admin, id)).toMatchObject({ id })
    await expect(begin(admin, 'nothing')).rejects.toMatchObject({ code: 'PT404' })
  })
})

describe('an event that is dealt with', () => {
  it.each(['failed', 'parked'])(
    'having %s, is ignored from then on, with its error and a trail',
    async (status) => {
      const admin = await addAdmin(database.sql)
      const id = await addEvent(status)
      await Promise.all(Array.from({ length: 5 }, () => dismiss(admin, id, 'A test of ours.')))
      await dismiss(admin, id, 'another reason')
      expect(await read(admin, id)).toMatchObject({
        status: 'ignored',
        error: 'because',
        canReplay: false,
        processedAt: expect.any(String),
        acts: [
          {
            action: 'dismiss_webhook',
            reason: 'A test of ours.',
            found: { status, error: 'because', attempts: 1 },
          },
        ],
      })
      expect(await readTrail(database.sql, `webhook:${id}`)).toMatchObject([
        {
          action: 'dismiss_webhook',
          reason: 'A test of ours.',
          before: { status, error: 'because', attempts: 1 },
          after: { status: 'ignored', error: 'because', attempts: 1 },
        },
      ])
      // What still comes of it is stored and not acted on.
      const event = { id, type: 'payment.succeeded', payload: {}, call: 'no such call', args: {} }
      const [row] = await database.sql`select public.receive_webhook(${database.sql.json(event)}) as status`
      expect(row).toEqual({ status: 'ignored' })
      await expect(begin(admin, id)).rejects.toMatchObject({ message: 'conflict' })
    },
  )

  it('tells a replay before it from that', async () => {
    const admin = await addAdmin(database.sql)
    const id = await addEvent('failed')
    await begin(admin, id)
    await dismiss(admin, id)
    expect((await read(admin, id))?.acts).toMatchObject([
      { action: 'dismiss_webhook', reason: 'a reason' },
      { action: 'replay_webhook', reason: null, found: { status: 'failed' } },
    ])
  })

  it('may be one that a server left behind', async () => {
    const admin = await addAdmin(database.sql)
    const id = await addEvent('received')
    await expect(dismiss(admin, id)).rejects.toMatchObject({ message: 'conflict' })
    await database.sql`
      update public.webhook_events set received_at = now() - interval '16 minutes' where webhook_id = ${id}`
    await dismiss(admin, id)
    expect(await read(admin, id)).toMatchObject({ status: 'ignored', error: null })
  })

  it.each(['processed', 'ignored'])('is none that is %s already', async (status) => {
    const admin = await addAdmin(database.sql)
    await expect(dismiss(admin, await addEvent(status))).rejects.toMatchObject({
      code: 'PT409',
      message: 'conflict',
    })
  })

  it('needs a reason, and is there', async () => {
    const admin = await addAdmin(database.sql)
    await expect(dismiss(admin, await addEvent('parked'), ' ')).rejects.toMatchObject({
      message: 'invalid_input',
    })
    await expect(dismiss(admin, 'nothing')).rejects.toMatchObject({ code: 'PT404', message: 'not_found' })
  })
})

it('is for admins, in the database as well', async () => {
  const { sql } = database
  const { id } = await addUser(sql)
  const event = await addEvent('failed')
  for (const query of [
    () => search(id),
    () => search(id, { search: event }),
    () => begin(id, event),
    () => dismiss(id, event),
    () => sql`select public.get_webhook_event(${id}, ${event})`,
    () => sql`select public.webhook_event_types(${id})`,
  ]) {
    await expect(query()).rejects.toMatchObject({ code: 'PT403', message: 'forbidden' })
  }
})
