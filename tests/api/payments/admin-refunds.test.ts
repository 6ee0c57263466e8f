import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { controlDodo, payCheckout } from '../../helpers/app/dodo-control'
import { type Person, signInAdmin } from '../../helpers/app/people'
import { useRecordedApp } from '../../helpers/app/use-recorded-app'

const recorded = useRecordedApp()
const { app } = recorded
let admin: Person

beforeAll(async () => {
  admin = await signInAdmin(app.env)
})
afterEach(() => recorded.recorder.check())

/** Somebody with 50 free credits who bought 500 for 42.45. */
async function scene() {
  const buyer = await app.signUp()
  const body = { packageId: 'custom', quantity: 5 }
  const checkout = (await app.as(buyer)('/api/dodopayments/checkout', { body })).body as {
    purchaseId: string
    checkoutUrl: string
  }
  const paymentId = await payCheckout(app.env, checkout.checkoutUrl)
  return { buyer, paymentId, purchaseId: checkout.purchaseId }
}

type Body = { amountCents: number | null; reason?: string } & Record<string, unknown>
function refund(purchaseId: string, body: Body, key: string = randomUUID(), as: Person = admin) {
  return recorded.as(as)(`/api/admin/purchases/${purchaseId}/refund`, {
    body: { reason: 'They asked.', ...body },
    headers: { 'idempotency-key': key },
  })
}

async function refundsAtDodo(paymentId: string) {
  const { refunds } = await controlDodo<{ refunds: { payment_id: string }[] }>(app.env, 'state')
  return refunds.filter((entry) => entry.payment_id === paymentId)
}

const balanceOf = async (person: Person) => (await app.as(person)('/api/credits/balance')).body
const order = (fault: object) =>
  controlDodo(app.env, 'faults', { method: 'POST', path: '/refunds', ...fault })
/** As if the latest attempt had been made three minutes ago. */
const age = (purchaseId: string) => app.sql`
  update public.purchase_refunds set asked_at = now() - interval '3 minutes' where purchase_id = ${purchaseId}`
/** Waits until the webhook has moved the credits. */
const settled = (person: Person, available: number) =>
  expect.poll(() => balanceOf(person), { timeout: 10_000 }).toMatchObject({ available })

test('a part and then the rest go back through Dodo, and the credits with them', async () => {
  const { buyer, purchaseId, paymentId } = await scene()
  const key = randomUUID()
  const first = await refund(purchaseId, { amountCents: 2000 }, key)
  expect(first).toMatchObject({ status: 200, body: { amountCents: 2000, currency: 'USD' } })
  expect((await refund(purchaseId, { amountCents: 2000 }, key)).body).toEqual(first.body)
  await settled(buyer, 550 - 236)
  expect(await refund(purchaseId, { amountCents: null })).toMatchObject({
    status: 200,
    body: { amountCents: 2245 },
  })
  await settled(buyer, 50)
  expect(await refundsAtDodo(paymentId)).toMatchObject([
    { amount: 2000, reason: 'They asked.' },
    { amount: 2245 },
  ])
  const asked = recorded.recorder.exchanges
    .filter(({ path }) => path === '/refunds')
    .map(({ request }) => request)
  const item = { item_id: 'pdt_custom_5', tax_inclusive: true }
  expect(asked).toContainEqual(
    expect.objectContaining({ payment_id: paymentId, items: [{ ...item, amount: 2245 }] }),
  )
  expect(await refund(purchaseId, { amountCents: null })).toMatchObject({
    status: 409,
    body: { error: { code: 'nothing_to_refund' } },
  })
  const trail = await app.sql`
    select actor_id, action, reason from public.admin_actions where target_id = ${buyer.id} order by id`
  expect(trail).toEqual(
    [1, 2].map(() => ({ actor_id: admin.id, action: 'refund_purchase', reason: 'They asked.' })),
  )
})

test('twenty at once, one key or many, are never more than was paid', async () => {
  const [one, many] = [await scene(), await scene()]
  const key = randomUUID()
  await Promise.all([
    ...Array.from({ length: 20 }, () => refund(one.purchaseId, { amountCents: 4245 }, key)),
    ...Array.from({ length: 20 }, () => refund(many.purchaseId, { amountCents: 1000 })),
  ])
  expect(await refundsAtDodo(one.paymentId)).toHaveLength(1)
  expect(await refundsAtDodo(many.paymentId)).toHaveLength(4)
  expect(await refund(one.purchaseId, { amountCents: 4245 }, key)).toMatchObject({ status: 200 })
  await settled(one.buyer, 50)
}, 60_000)

test.each([
  ['a lost connection', { status: null, after: true }],
  ['an error of the server', { status: 500, after: true }],
])('an answer that is lost by %s is looked up before anything is asked again', async (_what, fault) => {
  const { buyer, purchaseId, paymentId } = await scene()
  // The webhook stays away, so that only the next call can find out.
  const key = randomUUID()
  await controlDodo(app.env, 'settings', { refundOutcome: 'pending' })
  try {
    await order(fault)
    expect(await refund(purchaseId, { amountCents: null }, key)).toMatchObject({
      status: 502,
      body: { error: { code: 'provider_failed', details: { status: 'uncertain' } } },
    })
    expect(await refund(purchaseId, { amountCents: 1 })).toMatchObject({ status: 409 })
    expect(await refund(purchaseId, { amountCents: null }, key)).toMatchObject({ status: 200 })
    expect(await refundsAtDodo(paymentId)).toHaveLength(1)
    expect(await balanceOf(buyer)).toMatchObject({ available: 550 })
  } finally {
    await controlDodo(app.env, 'settings', { refundOutcome: 'succeeded' })
  }
})

test('a question that never arrived is asked again, but not while it may still be under way', async () => {
  const { buyer, purchaseId, paymentId } = await scene()
  const key = randomUUID()
  const again = () => refund(purchaseId, { amountCents: 2000 }, key)
  await order({ status: null, after: false })
  expect((await again()).status).toBe(502)
  expect(await again()).toMatchObject({ status: 502, body: { error: { details: { status: 'uncertain' } } } })
  expect(await refundsAtDodo(paymentId)).toHaveLength(0)
  await age(purchaseId)
  const answers = await Promise.all(Array.from({ length: 10 }, again))
  expect(answers.some(({ status }) => status === 200)).toBe(true)
  expect(await refundsAtDodo(paymentId)).toHaveLength(1)
  await settled(buyer, 550 - 236)
})

test('what Dodo refuses is told, and may be asked for anew', async () => {
  const { buyer, purchaseId, paymentId } = await scene()
  const key = randomUUID()
  await order({ status: 400 })
  for (const _time of [1, 2]) {
    expect(await refund(purchaseId, { amountCents: null }, key)).toMatchObject({
      status: 502,
      body: {
        error: {
          code: 'provider_failed',
          message: 'Dodo did not make the refund: This fault was ordered',
          details: { status: 'failed' },
        },
      },
    })
  }
  expect(await refundsAtDodo(paymentId)).toHaveLength(0)
  expect(await refund(purchaseId, { amountCents: null })).toMatchObject({ status: 200 })
  await settled(buyer, 50)
})

test('what else is sent changes nothing: neither the payment, nor the currency, nor who it is for', async () => {
  const [mine, other] = [await scene(), await scene()]
  const extra = {
    paymentId: other.paymentId,
    id: other.purchaseId,
    currency: 'INR',
    refundId: 'ref_x',
    metadata: { a: 1 },
  }
  expect(await refund(mine.purchaseId, { amountCents: 100, ...extra })).toMatchObject({
    body: { amountCents: 100, currency: 'USD' },
  })
  expect(await refundsAtDodo(other.paymentId)).toHaveLength(0)
  expect(await refund(mine.purchaseId, { amountCents: 4146 })).toMatchObject({
    status: 409,
    body: { error: { code: 'conflict', details: { refundableCents: 4145 } } },
  })
  expect((await refund(randomUUID(), { amountCents: 1 })).status).toBe(404)
})
