import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addUser, useDatabase } from '../../helpers/database'
import { readEvent, searchEvents, addEvent as store } from '../../helpers/events'
import { pay, startPurchase } from '../../helpers/purchases'
import { addAdmin } from '../../helpers/refunds'

const database = useDatabase()

type Filters = Parameters<typeof searchEvents>[2]

const addEvent = (status: string, more?: Parameters<typeof store>[2]) => store(database.sql, status, more)
const read = (admin: string, id: string) => readEvent(database.sql, admin, id)
const search = (admin: string, filters?: Filters) => searchEvents(database.sql, admin, filters)

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

  it('are found by the purchase that they name, and by whole addresses', async () => {
    const { sql } = database
    const [admin, { id: buyer, email }] = [await addAdmin(sql), await addUser(sql)]
    const { id: purchaseId } = await startPurchase(sql, buyer)
    const [customerId, address] = [`cus_${randomUUID()}`, `Other.${randomUUID()}@example.com`]
    await sql`update public.profiles set dodo_customer_id = ${customerId} where id = ${buyer}`
    const named = await addEvent('parked', { payload: { metadata: { purchase_id: purchaseId } } })
    const theirs = await addEvent('failed', {
      payload: { customer: { customer_id: customerId, email: address } },
    })
    const same = await addEvent('failed', { payload: { customer: { customer_id: 'cus_', email } } })
    const found = async (text: string) => (await search(admin, { search: text })).map((event) => event.id)
    expect(await found(purchaseId.toUpperCase())).toEqual([named])
    expect(await found(address)).toEqual([theirs])
    expect(await found(address.toLowerCase())).toEqual([theirs])
    // By the customer that they are at Dodo, whatever address that has there, and by that address.
    expect((await found(email.toUpperCase())).sort()).toEqual([theirs, same].sort())
    for (const text of [email.slice(0, -1), email.slice(1), '@', '@example.com']) {
      expect(await found(text)).toEqual([])
    }
  })

  it('are found without reading all of them', async () => {
    const sql = database.connect({ max: 1 })
    await sql`
      insert into public.webhook_events (webhook_id, type, payload, status)
      select 'many_' || n, 'payment.succeeded', jsonb_build_object('payment_id', 'pay_many_' || n,
        'metadata', jsonb_build_object('purchase_id', gen_random_uuid()),
        'customer', jsonb_build_object('customer_id', 'cus_many_' || n, 'email', 'many_' || n || '@example.com')), 'processed'
      from generate_series(1, 3000) n`
    await sql`analyze public.webhook_events`
    const admin = await addAdmin(sql)
    const reads = async () => {
      await sql`select pg_stat_force_next_flush()`
      const [row] = await sql<{ n: number }[]>`
        select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n from pg_stat_user_tables where relname = 'webhook_events'`
      return row?.n ?? 0
    }
    for (const text of ['many_7@example.com', 'pay_many_7', randomUUID()]) {
      const before = await reads()
      // More often than a plan is made for each call anew.
      for (let n = 0; n < 10; n += 1) {
        await sql`select public.search_webhook_events(${admin}, ${text}, null, null, null, 31)`
      }
      expect((await reads()) - before, text).toBeLessThan(200)
    }
    await sql`delete from public.webhook_events where webhook_id like 'many_%'`
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
      purchase: { id: purchase.id, email, credits: 100, otherPayment: null },
      subscription: null,
      returned: null,
      others: [{ id: other, status: 'parked' }],
      acts: [],
    })
    const [none] = await sql`select public.get_webhook_event(${admin}, 'nothing') as event`
    expect(none).toEqual({ event: null })
  })

  it('tell whose purchase a second payment was for, and leave nothing of it to accept', async () => {
    const { sql } = database
    const [admin, { id: buyer, email }] = [await addAdmin(sql), await addUser(sql)]
    for (const firstCents of [999, 500]) {
      const purchase = await startPurchase(sql, buyer)
      const [first, second] = [`pay_${randomUUID()}`, `pay_${randomUUID()}`]
      await pay(sql, purchase.id, { paymentId: first, amountCents: firstCents })
      const payload = {
        payment_id: second,
        metadata: { purchase_id: purchase.id },
        customer: { email: 'payer@example.com' },
      }
      const id = await addEvent('received', { payload })
      await pay(sql, purchase.id, { webhookId: id, paymentId: second })
      expect(await read(admin, id)).toMatchObject({
        status: 'parked',
        error: `purchase was already paid by ${first}`,
        customer: 'payer@example.com',
        purchase: { id: purchase.id, email, otherPayment: first, acceptance: null },
      })
    }
    const unknown = await addEvent('parked', { payload: { metadata: { purchase_id: 'no id' } } })
    expect(await read(admin, unknown)).toMatchObject({ purchase: null, customer: null })
  })
})
