import { describe, expect, it } from 'vitest'
import { readTrail } from '../../helpers/catalogue'
import { addUser, useDatabase } from '../../helpers/database'
import { readEvent, searchEvents, addEvent as store } from '../../helpers/events'
import { balance } from '../../helpers/ledger'
import { startPurchase } from '../../helpers/purchases'
import { addAdmin } from '../../helpers/refunds'

const database = useDatabase()

const addEvent = (status: string, more?: Parameters<typeof store>[2]) => store(database.sql, status, more)
const read = (admin: string, id: string) => readEvent(database.sql, admin, id)
const begin = async (admin: string, id: string) => {
  const [row] = await database.sql<{ event: { id: string; type: string; payload: object } }[]>`
    select public.begin_webhook_replay(${admin}, ${id}) as event`
  return row?.event
}
const dismiss = (admin: string, id: string, reason = 'a reason') =>
  database.sql`select public.dismiss_webhook_event(${admin}, ${id}, ${reason})`
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
    () => searchEvents(sql, id),
    () => searchEvents(sql, id, { search: event }),
    () => begin(id, event),
    () => dismiss(id, event),
    () => sql`select public.get_webhook_event(${id}, ${event})`,
    () => sql`select public.webhook_event_types(${id})`,
  ]) {
    await expect(query()).rejects.toMatchObject({ code: 'PT403', message: 'forbidden' })
  }
})
