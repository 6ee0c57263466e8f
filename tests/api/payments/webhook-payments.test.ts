import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createPayment, signDelivery, writeEvent } from '../../helpers/app/dodo-webhook'
import { type Person, required } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'

const app = useApp()
const key = required(app.env, 'DODO_PAYMENTS_WEBHOOK_KEY')

async function startPurchase(person: Person): Promise<string> {
  const { body } = await app.as(person)('/api/dodopayments/checkout', { body: { packageId: 'starter' } })
  return (body as { purchaseId: string }).purchaseId
}

/** Sends what Dodo would and resolves the status that the app gave the event. */
async function deliver(type: string, payment: object, id = `msg_${randomUUID()}`) {
  const body = writeEvent(type, payment)
  const headers = signDelivery(body, { key, id })
  const answer = await app.stranger('/api/dodopayments/webhook', { body, headers })
  return { http: answer.status, ...(answer.body as { status?: string; error?: { code: string } }) }
}
const PROCESSED = { http: 200, status: 'processed' }
const PARKED = { http: 200, status: 'parked' }

async function stateOf(person: Person, purchaseId: string) {
  const call = app.as(person)
  const [balance, purchase] = await Promise.all([
    call('/api/credits/balance'),
    call(`/api/purchases/${purchaseId}`),
  ])
  const { available } = balance.body as { available: number }
  return { available, status: (purchase.body as { status: string }).status }
}
const PAID = { available: 150, status: 'completed' }

async function readEvent(id: string) {
  const [row] =
    await app.sql`select status, error, attempts from public.webhook_events where webhook_id = ${id}`
  return row
}

test('a delivery that comes again changes nothing', async () => {
  const person = await app.signUp()
  const purchaseId = await startPurchase(person)
  const payment = createPayment(purchaseId)
  const id = `msg_${randomUUID()}`
  for (let time = 1; time <= 3; time++)
    expect(await deliver('payment.succeeded', payment, id)).toEqual(PROCESSED)
  expect(await stateOf(person, purchaseId)).toEqual(PAID)
  expect(await readEvent(id)).toEqual({ status: 'processed', error: null, attempts: 3 })
})

test('fifty copies at once are one grant, and all are answered 2xx', async () => {
  const person = await app.signUp()
  const purchaseId = await startPurchase(person)
  const payment = createPayment(purchaseId)
  const id = `msg_${randomUUID()}`
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => deliver('payment.succeeded', payment, id)),
  )
  expect(answers.filter(({ http }) => http !== 200)).toEqual([])
  expect(await stateOf(person, purchaseId)).toEqual(PAID)
})

test('one payment told under twenty delivery ids at once is one grant', async () => {
  const person = await app.signUp()
  const purchaseId = await startPurchase(person)
  const payment = createPayment(purchaseId)
  const answers = await Promise.all(Array.from({ length: 20 }, () => deliver('payment.succeeded', payment)))
  expect(answers).toEqual(Array.from({ length: 20 }, () => PROCESSED))
  expect(await stateOf(person, purchaseId)).toEqual(PAID)
})

test('what the metadata says about people and credits is not believed', async () => {
  const [buyer, other] = await Promise.all([app.signUp(), app.signUp()])
  const purchaseId = await startPurchase(buyer)
  const metadata = { user_id: other.id, userId: other.id, credits: '1000000', package_id: 'enterprise' }
  expect(await deliver('payment.succeeded', createPayment(purchaseId, { metadata }))).toEqual(PROCESSED)
  expect(await stateOf(buyer, purchaseId)).toEqual(PAID)
  expect((await app.as(other)('/api/credits/balance')).body).toMatchObject({ available: 50 })
})

test.each([
  ['a smaller amount', { total_amount: 1 }],
  ['another currency', { currency: 'INR' }],
  ['a dearer package', { product_cart: [{ product_id: 'pdt_enterprise', quantity: 1 }] }],
  ['two of the package', { product_cart: [{ product_id: 'pdt_starter', quantity: 2 }] }],
  ['nothing in the cart', { product_cart: [] }],
  ['tax that eats the price', { tax: 998 }],
])('a payment of %s than agreed is parked for a person and grants nothing', async (_what, changes) => {
  const person = await app.signUp()
  const purchaseId = await startPurchase(person)
  expect(await deliver('payment.succeeded', createPayment(purchaseId, changes))).toEqual(PARKED)
  expect(await stateOf(person, purchaseId)).toEqual({ available: 50, status: 'mismatch' })
})

test('tax on top of the price is not held against the buyer', async () => {
  const person = await app.signUp()
  const purchaseId = await startPurchase(person)
  const taxed = createPayment(purchaseId, { total_amount: 999 + 190, tax: 190 })
  expect(await deliver('payment.succeeded', taxed)).toEqual(PROCESSED)
  expect(await stateOf(person, purchaseId)).toEqual(PAID)
})

test.each([
  ['no purchase', undefined],
  ['a purchase nobody made', randomUUID()],
  ['something that is no id', 'drop table'],
])('a payment that names %s is kept and parked', async (_what, purchaseId) => {
  const id = `msg_${randomUUID()}`
  expect(await deliver('payment.succeeded', createPayment(purchaseId), id)).toEqual(PARKED)
  expect(await readEvent(id)).toEqual({ status: 'parked', error: 'unknown purchase', attempts: 1 })
})

test('a second payment of a paid purchase is parked', async () => {
  const person = await app.signUp()
  const purchaseId = await startPurchase(person)
  expect(await deliver('payment.succeeded', createPayment(purchaseId))).toEqual(PROCESSED)
  expect(await deliver('payment.succeeded', createPayment(purchaseId))).toEqual(PARKED)
  expect(await stateOf(person, purchaseId)).toEqual(PAID)
})

test('a declined card and then a good one pay once, in whatever order the news comes', async () => {
  const person = await app.signUp()
  const purchaseId = await startPurchase(person)
  const declined = createPayment(purchaseId, { status: 'failed', error_message: 'The bank said no.' })
  expect(await deliver('payment.failed', declined)).toEqual(PROCESSED)
  expect((await app.as(person)(`/api/purchases/${purchaseId}`)).body).toMatchObject({
    status: 'failed',
    failure: 'The bank said no.',
  })
  expect(await deliver('payment.succeeded', createPayment(purchaseId))).toEqual(PROCESSED)
  // The same bad news once more, late.
  expect(await deliver('payment.failed', declined)).toEqual(PROCESSED)
  expect(await stateOf(person, purchaseId)).toEqual(PAID)
})

test('an event is judged by what its payment is now, not by its name', async () => {
  const person = await app.signUp()
  const purchaseId = await startPurchase(person)
  const payment = createPayment(purchaseId)
  expect(await deliver('payment.failed', payment)).toEqual(PROCESSED)
  expect(await deliver('payment.succeeded', payment)).toEqual(PROCESSED)
  expect(await stateOf(person, purchaseId)).toEqual(PAID)
})

test('a delivery that cannot be read is kept as failed, answered 5xx, and works when it comes again', async () => {
  const person = await app.signUp()
  const purchaseId = await startPurchase(person)
  const id = `msg_${randomUUID()}`
  const { total_amount: _left, ...unreadable } = createPayment(purchaseId)
  expect(await deliver('payment.succeeded', unreadable, id)).toMatchObject({
    http: 500,
    error: { code: 'internal' },
  })
  expect(await readEvent(id)).toMatchObject({ status: 'failed', attempts: 1 })
  expect(await deliver('payment.succeeded', createPayment(purchaseId), id)).toEqual(PROCESSED)
  expect(await stateOf(person, purchaseId)).toEqual(PAID)
})
