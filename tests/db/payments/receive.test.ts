import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { addUser, type TestSql, useDatabase } from '../../helpers/database'
import { balance } from '../../helpers/ledger'
import { startPurchase } from '../../helpers/purchases'

const database = useDatabase()

/** A webhook as the route hands it on. */
const paymentOf = (purchaseId: string) => ({
  id: String(randomUUID()),
  type: 'payment.succeeded',
  payload: {},
  call: 'complete_purchase',
  args: {
    p_payment_id: `pay_${purchaseId}`,
    p_purchase_id: purchaseId,
    p_product_id: 'pdt_starter',
    p_quantity: 1,
    p_amount_cents: 999,
    p_currency: 'USD',
    p_customer_id: null,
    p_paid_cents: 999,
  },
})
type Event = ReturnType<typeof paymentOf>

async function buyer() {
  const { id } = await addUser(database.sql)
  const purchase = await startPurchase(database.sql, id)
  return { id, event: paymentOf(purchase.id) }
}

async function receive(sql: TestSql, events: Event[]) {
  const [row] = await sql<{ statuses: (string | null)[] }[]>`
    select public.receive_webhooks(${sql.json(events)}) as statuses`
  return row?.statuses
}
async function receiveAlone(sql: TestSql, event: Event) {
  const [row] = await sql<{ status: string }[]>`select public.receive_webhook(${sql.json(event)}) as status`
  return row?.status
}
async function stored(ids: string[]) {
  const rows = await database.sql<{ webhook_id: string }[]>`
    select webhook_id from public.webhook_events where webhook_id = any (${ids})`
  return rows.map(({ webhook_id }) => webhook_id)
}

it('deals with many in their order, duplicates among them', async () => {
  const [first, second] = [await buyer(), await buyer()]
  const again = { ...first.event, id: String(randomUUID()) }
  const unknown = paymentOf(randomUUID())
  const events = [first.event, second.event, first.event, again, unknown]
  expect(await receive(database.sql, events)).toEqual([
    'processed',
    'processed',
    'processed',
    'processed',
    'parked',
  ])
  for (const { id } of [first, second])
    expect(await balance(database.sql, id)).toMatchObject({ available: 150 })
})

it('keeps nothing of one that fails, and all of the others', async () => {
  const [first, broken, last] = [await buyer(), await buyer(), await buyer()]
  const event = { ...broken.event, args: { ...broken.event.args, p_amount_cents: 'a lot' as never } }
  expect(await receive(database.sql, [first.event, event, last.event])).toEqual([
    'processed',
    null,
    'processed',
  ])
  const ids = [first.event.id, event.id, last.event.id]
  expect((await stored(ids)).sort()).toEqual([first.event.id, last.event.id].sort())
  await expect(receiveAlone(database.sql, event)).rejects.toThrow('a lot')
  expect(await stored([event.id])).toEqual([])
  expect(await balance(database.sql, broken.id)).toMatchObject({ available: 50 })
})

it('passes over one whose account is locked; alone it waits', async () => {
  const [locked, free] = [await buyer(), await buyer()]
  let alone: Promise<string | undefined> | undefined
  await database.connect({ max: 1 }).begin(async (tx) => {
    await tx`select from public.credit_accounts where owner_id = ${locked.id} for update`
    expect(await receive(database.sql, [locked.event, free.event])).toEqual([null, 'processed'])
    alone = receiveAlone(database.sql, locked.event)
  })
  expect(await alone).toBe('processed')
  expect(await balance(database.sql, locked.id)).toMatchObject({ available: 150 })
})

it('lets no two of them wait for each other, in whatever order they take the same accounts', async () => {
  const buyers = await Promise.all(Array.from({ length: 8 }, buyer))
  const copies = (order: typeof buyers) => order.map(({ event }) => ({ ...event, id: String(randomUUID()) }))
  for (let round = 0; round < 5; round += 1) {
    const [one, other] = [copies(buyers), copies(buyers.toReversed())]
    const answers = await Promise.all([
      receive(database.connect({ max: 1 }), one),
      receive(database.connect({ max: 1 }), other),
    ])
    const left = [...one, ...other].filter((_event, n) => answers.flat()[n] === null)
    expect(await Promise.all(left.map((event) => receiveAlone(database.sql, event)))).toEqual(
      left.map(() => 'processed'),
    )
  }
  for (const { id } of buyers) expect(await balance(database.sql, id)).toMatchObject({ available: 150 })
})
