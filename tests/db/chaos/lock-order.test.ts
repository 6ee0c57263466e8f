import { expect, it } from 'vitest'
import { addUser, type TestSql, useDatabase } from '../../helpers/database'
import { readSubscription, syncSubscription } from '../../helpers/subscriptions'
import { addToppedUpUser, beginTopUp, syncMandate } from '../../helpers/top-ups'

const database = useDatabase()

// Resolves once that many statements wait for a lock.
async function untilWaiting(sql: TestSql, count: number) {
  for (;;) {
    const [row] = await sql<{ n: number }[]>`
      select count(*) as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    if (row?.n === count) return
  }
}

type Call = (sql: TestSql) => Promise<unknown>

const lockAccount = (ownerId: string) => async (sql: TestSql) =>
  await sql`select from public.credit_accounts where owner_id = ${ownerId} for update`

// Starts the calls one by one while something is locked, the account if nothing else is said, each when those before it wait, and
// then lets go of it. Resolves the errors' codes.
async function lineUp(ownerId: string, calls: Call[], lock: Call = lockAccount(ownerId)): Promise<string[]> {
  const { sql } = database
  const codes: string[] = []
  const running: Promise<unknown>[] = []
  await database.connect({ max: 1 }).begin(async (tx) => {
    await lock(tx as unknown as TestSql)
    for (const call of calls) {
      running.push(
        call(database.connect({ max: 1 })).catch((error: { code?: string }) =>
          codes.push(error.code ?? 'none'),
        ),
      )
      await untilWaiting(sql, running.length)
    }
  })
  await Promise.all(running)
  return codes
}

async function buyer() {
  const { sql } = database
  const { id } = await addUser(sql)
  const [purchase] = await sql<
    { id: string; dodo_product_id: string; amount_cents: number; currency: string }[]
  >`
    select p.* from public.start_purchase(${id}, (select k.id from public.credit_packages k limit 1)) p`
  if (!purchase) throw new Error('The purchase was not started.')
  const complete = async (client: TestSql) =>
    await client`
    select public.complete_purchase('event', ${`payment ${id}`}, ${purchase.id}, ${purchase.dodo_product_id},
      ${purchase.amount_cents}, ${purchase.currency}, ${`customer ${id}`})`
  const remove = async (client: TestSql) => await client`delete from auth.users where id = ${id}`
  const changeEmail = async (client: TestSql) =>
    await client`
    update auth.users set email = ${`${id}@example.com`}, email_confirmed_at = now() where id = ${id}`
  return { id, complete, remove, changeEmail }
}

// What touches a person's account, purchases and profile takes them in one order, so that whoever is second waits.
it.each([
  ['a payment arrives while the buyer is being deleted', 'remove', 'complete'],
  ['the buyer is deleted while the payment arrives', 'complete', 'remove'],
  ['a payment arrives while the buyer changes address', 'changeEmail', 'complete'],
  ['the buyer changes address while the payment arrives', 'complete', 'changeEmail'],
  ['two addresses are confirmed at once', 'changeEmail', 'changeEmail'],
  ['a payment arrives twice at once', 'complete', 'complete'],
] as const)('never deadlocks: %s', async (_what, first, second) => {
  const person = await buyer()
  expect(await lineUp(person.id, [person[first], person[second]])).toEqual([])
})

it.each(['sync first', 'return first'])(
  'never deadlocks: a month is looked at while its money goes back, %s',
  async (order) => {
    const { sql } = database
    const { id } = await addUser(sql)
    const state = await readSubscription(sql, id)
    const paid = { id: `pay_${state.id}`, at: state.period_start }
    await syncSubscription(sql, state, [paid])
    const calls = [
      (client: TestSql) => syncSubscription(client, state, [paid]),
      async (client: TestSql) =>
        await client`select public.record_return('event', 'refund', ${`ref_${state.id}`}, ${paid.id}, null, 'taken')`,
    ]
    expect(await lineUp(id, order === 'sync first' ? calls : calls.reverse())).toEqual([])
  },
)

/** Somebody whose top-up is pending and whose card has just been ended, as somebody who leaves has it, with the event of it. */
async function leaver() {
  const { sql } = database
  const { id, mandateId } = await addToppedUpUser(sql, 10)
  const { purchase_id } = await beginTopUp(sql, id)
  await syncMandate(sql, id, { id: mandateId, status: 'cancelled' })
  const event = `evt_${id}`
  const payload = sql.json({ customer: { customer_id: `cus_${mandateId}`, email: `${id}@example.com` } })
  await sql`select public.store_webhook_event(${event}, 'subscription.cancelled', ${payload})`
  return {
    id,
    mandateId,
    event,
    lockAccount: lockAccount(id),
    lockSettings: async (client: TestSql) =>
      await client`select from public.top_up_settings where user_id = ${id} for update`,
    lockEvent: async (client: TestSql) =>
      await client`select from public.webhook_events where webhook_id = ${event} for update`,
    lockProfile: async (client: TestSql) =>
      await client`select from public.profiles where id = ${id} for update`,
    leave: async (client: TestSql) => await client`select public.delete_account(${id})`,
    // As a delivery that failed is received again.
    receiveAgain: async (client: TestSql) =>
      await client`select public.receive_webhook(${client.json({
        id: event,
        type: 'payment.failed',
        payload: {},
        call: 'fail_purchase',
        args: { p_purchase_id: purchase_id, p_failure: 'declined' },
      })})`,
    finish: async (client: TestSql, status: string) =>
      await client`select public.finish_webhook_event(${event}, ${status})`,
    decline: async (client: TestSql) =>
      await client`select public.fail_purchase(${purchase_id}, 'declined', ${event})`,
    endCard: async (client: TestSql) =>
      await client`select public.sync_mandate(${mandateId}, ${id}, ${`cus_${mandateId}`}, 'cancelled', now(), ${event})`,
    changeEmail: async (client: TestSql) =>
      await client`update auth.users set email = ${`${id}@example.com`} where id = ${id}`,
  }
}

it.each([
  ['the card of somebody who leaves ends', 'lockAccount', 'leave', 'endCard'],
  ['somebody leaves whose card ends', 'lockEvent', 'endCard', 'leave'],
  ['somebody leaves whose top-up is declined', 'lockSettings', 'decline', 'leave'],
  ['somebody leaves who changes address', 'lockProfile', 'leave', 'changeEmail'],
  ['somebody changes address and leaves', 'lockProfile', 'changeEmail', 'leave'],
] as const)('never deadlocks: %s', async (_what, lock, first, second) => {
  const person = await leaver()
  expect(await lineUp(person.id, [person[first], person[second]], person[lock])).toEqual([])
})

it('an event that waits while its person leaves does not name them afterwards', async () => {
  const { sql } = database
  const { id, leave, mandateId } = await leaver()
  const event = `evt_late_${id}`
  const customer = `cus_${mandateId}`
  const arrive = async (client: TestSql) =>
    await client.begin(async (tx) => {
      const payload = tx.json({ customer: { customer_id: customer, email: `${id}@example.com` } })
      await tx`select public.store_webhook_event(${event}, 'subscription.cancelled', ${payload})`
      await tx`select public.sync_mandate(${mandateId}, ${id}, ${customer}, 'cancelled', now(), ${event})`
    })
  expect(await lineUp(id, [leave, arrive])).toEqual([])
  const [kept] = await sql`select status, payload from public.webhook_events where webhook_id = ${event}`
  expect(kept).toEqual({ status: 'processed', payload: { customer: { customer_id: customer } } })
})

/** The event of somebody who left, as it is kept. */
const forgotten = (mandateId: string) => ({ customer: { customer_id: `cus_${mandateId}` } })

const readEvent = async (event: string) => {
  const [kept] =
    await database.sql`select status, payload from public.webhook_events where webhook_id = ${event}`
  return kept
}

it.each([
  ['leave', 'receiveAgain'],
  ['receiveAgain', 'leave'],
] as const)('never deadlocks: an event that failed is received again, %s first', async (first, second) => {
  const person = await leaver()
  await person.finish(database.sql, 'failed')
  expect(await lineUp(person.id, [person[first], person[second]])).toEqual([])
  expect(await readEvent(person.event)).toEqual({
    status: 'processed',
    payload: forgotten(person.mandateId),
  })
})

it.each(['failed', 'parked', 'ignored', 'processed'])(
  'an event that came to be %s and arrives again while its person leaves does not name them afterwards',
  async (status) => {
    const { sql } = database
    const { event, finish, leave, mandateId } = await leaver()
    await finish(sql, status)
    let leaving: Promise<unknown> = Promise.resolve()
    await database.connect({ max: 1 }).begin(async (tx) => {
      const [kept] = await tx`select public.store_webhook_event(${event}, 'payment.failed', '{}') as status`
      leaving = leave(database.connect({ max: 1 }))
      await Promise.race([leaving, untilWaiting(sql, 1)])
      if (kept?.status === 'received') await finish(tx as unknown as TestSql, 'ignored')
    })
    await leaving
    expect((await readEvent(event))?.payload).toEqual(forgotten(mandateId))
  },
)

it('an event that comes to nothing while its person leaves does not name them afterwards', async () => {
  const { sql } = database
  const { id, leave, mandateId } = await leaver()
  const event = `evt_new_${id}`
  let arriving: Promise<unknown> = Promise.resolve()
  await database.connect({ max: 1 }).begin(async (tx) => {
    await leave(tx as unknown as TestSql)
    arriving = sql`select public.receive_webhook(${sql.json({
      id: event,
      type: 'customer.updated',
      payload: { customer: { customer_id: `cus_${mandateId}`, email: `${id}@example.com` } },
      call: 'finish_webhook_event',
      args: { p_status: 'ignored' },
    })})`
    await Promise.race([arriving, untilWaiting(database.connect({ max: 1 }), 1)])
  })
  await arriving
  expect(await readEvent(event)).toEqual({ status: 'ignored', payload: forgotten(mandateId) })
})

it('a decline that is told twice at once counts once', async () => {
  const { sql } = database
  const { id } = await addToppedUpUser(sql, 10)
  const { purchase_id } = await beginTopUp(sql, id)
  const decline = async (client: TestSql) =>
    await client`select public.fail_purchase(${purchase_id}, 'declined')`
  const lockPurchase = async (client: TestSql) =>
    await client`select from public.purchases where id = ${purchase_id} for update`
  expect(await lineUp(id, [decline, decline], lockPurchase)).toEqual([])
  const [settings] = await sql`select is_enabled, declines from public.top_up_settings where user_id = ${id}`
  expect(settings).toEqual({ is_enabled: true, declines: 1 })
})
