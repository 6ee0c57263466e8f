import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { required } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'

const CHECKOUT = '/api/dodopayments/checkout'
const app = useApp()

type Checkout = { purchaseId: string; checkoutUrl: string }
type ProviderSession = {
  session_id: string
  lines: unknown[]
  currency: string
  customer: unknown
  metadata: unknown
  return_url: string
  cancel_url: string
}

/** What the payment provider was asked for. */
async function readProviderSession(checkoutUrl: string): Promise<ProviderSession> {
  const response = await fetch(new URL('/__local/state', required(app.env, 'DODO_PAYMENTS_BASE_URL')))
  const { sessions } = (await response.json()) as { sessions: ProviderSession[] }
  const session = sessions.find(({ session_id }) => checkoutUrl.includes(session_id))
  if (!session) throw new Error(`The provider knows no session for ${checkoutUrl}`)
  return session
}

function purchasesOf(userId: string) {
  return app.sql`select package_id, credits, amount_cents, currency, status from public.purchases where user_id = ${userId}`
}

test('a checkout is worth what the catalogue says, whatever else is sent', async () => {
  const [person, other] = await Promise.all([app.signUp(), app.signUp()])
  const answer = await app.as(person)(CHECKOUT, {
    body: {
      packageId: 'starter',
      price: 1,
      priceCents: 1,
      amount_cents: 1,
      credits: 1_000_000,
      currency: 'INR',
      return_url: 'https://evil.example',
      returnUrl: 'https://evil.example',
      cancel_url: 'https://evil.example',
      redirect: 'https://evil.example',
      userId: other.id,
      user_id: other.id,
      productId: 'pdt_enterprise',
      product_cart: [{ product_id: 'pdt_enterprise', quantity: 9 }],
      discount_code: 'FREE',
      metadata: { user_id: other.id, credits: '1000000' },
    },
  })
  expect(answer.status).toBe(200)
  const { purchaseId, checkoutUrl, ...rest } = answer.body as Checkout
  expect(rest).toEqual({})
  expect(await purchasesOf(person.id)).toEqual([
    { package_id: 'starter', credits: 100, amount_cents: 999, currency: 'USD', status: 'pending' },
  ])
  expect(await purchasesOf(other.id)).toEqual([])
  expect(await readProviderSession(checkoutUrl)).toMatchObject({
    lines: [expect.objectContaining({ product_id: 'pdt_starter', quantity: 1, amount: 999 })],
    currency: 'USD',
    customer: { email: person.email },
    metadata: { purchase_id: purchaseId },
    return_url: `${app.url}/payment-success?purchase=${purchaseId}`,
    cancel_url: `${app.url}/buy-credits?checkout=cancelled`,
  })
})

test('a quantity is sold at the price of its tier, as the product of that tier', async () => {
  const person = await app.signUp()
  const body = { packageId: 'custom', quantity: 12, priceCents: 1, productId: 'pdt_custom_100', tier: 100 }
  const { purchaseId, checkoutUrl } = (await app.as(person)(CHECKOUT, { body })).body as Checkout
  expect(await purchasesOf(person.id)).toEqual([
    { package_id: 'custom', credits: 1200, amount_cents: 9588, currency: 'USD', status: 'pending' },
  ])
  expect(await readProviderSession(checkoutUrl)).toMatchObject({
    lines: [expect.objectContaining({ product_id: 'pdt_custom_10', quantity: 12, amount: 9588 })],
    metadata: { purchase_id: purchaseId },
  })
})

test.each([
  ['custom', 0],
  ['custom', -1],
  ['custom', 1.5],
  ['custom', 501],
  ['custom', 10_001],
  ['custom', 2 ** 53],
  ['custom', '5'],
  ['custom', null],
  ['custom', [5]],
  ['starter', 2],
])('%s x %j is refused and records nothing', async (packageId, quantity) => {
  const person = await app.signUp()
  const answer = await app.as(person)(CHECKOUT, { body: { packageId, quantity } })
  expect(answer).toMatchObject({
    status: 422,
    body: { error: { code: 'invalid_input', details: { fields: { quantity: expect.any(Array) } } } },
  })
  expect(await purchasesOf(person.id)).toEqual([])
})

test.each([
  ['unknown', 'free-credits', 404, 'package_not_found'],
  ['of the language', 'constructor', 404, 'package_not_found'],
  ['of the language too', '__proto__', 404, 'package_not_found'],
  ['in other letters', 'STARTER', 404, 'package_not_found'],
  ['empty', '', 422, 'invalid_input'],
  ['too long', 'x'.repeat(41), 422, 'invalid_input'],
  ['a number', 1, 422, 'invalid_input'],
  ['a list', ['starter'], 422, 'invalid_input'],
])('a package id that is %s buys nothing', async (_what, packageId, status, code) => {
  const person = await app.signUp()
  const answer = await app.as(person)(CHECKOUT, { body: { packageId } })
  expect(answer).toMatchObject({ status, body: { error: { code } } })
  expect(await purchasesOf(person.id)).toEqual([])
})

test('a package that is no longer on sale buys nothing', async () => {
  const person = await app.signUp()
  const id = `gone-${randomUUID().slice(0, 8)}`
  await app.sql`
    insert into public.credit_packages (id, name, credits, price_cents, dodo_product_id, is_active)
    values (${id}, 'Gone', 10, 100, ${id}, false)`
  try {
    const answer = await app.as(person)(CHECKOUT, { body: { packageId: id } })
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'package_not_found' } } })
  } finally {
    await app.sql`delete from public.credit_packages where id = ${id}`
  }
})

test('another site cannot open a checkout', async () => {
  const person = await app.signUp()
  const answer = await app.as(person)(CHECKOUT, {
    body: { packageId: 'starter' },
    headers: { origin: 'https://evil.example' },
  })
  expect(answer.status).toBe(403)
  expect(await purchasesOf(person.id)).toEqual([])
})

test('a purchase is shown to its buyer alone; anyone else learns nothing of it', async () => {
  const [buyer, other] = await Promise.all([app.signUp(), app.signUp()])
  const { purchaseId } = (await app.as(buyer)(CHECKOUT, { body: { packageId: 'pro' } })).body as Checkout
  expect((await app.as(buyer)(`/api/purchases/${purchaseId}`)).body).toEqual({
    id: purchaseId,
    status: 'pending',
    credits: 500,
    amountCents: 3999,
    currency: 'USD',
    failure: null,
  })
  const hidden = await app.as(other)(`/api/purchases/${purchaseId}`)
  const absent = await app.as(other)(`/api/purchases/${randomUUID()}`)
  expect(hidden.status).toBe(404)
  expect({ status: hidden.status, body: hidden.body }).toEqual({ status: absent.status, body: absent.body })
})

test.each(['1', 'null', 'x'.repeat(5_000), "'; drop table purchases; --", '%00'])(
  'the purchase id %j is refused',
  async (id) => {
    const person = await app.signUp()
    const answer = await app.as(person)(`/api/purchases/${encodeURIComponent(id)}`)
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'invalid_input' } } })
  },
)

test('an id in the query does not replace the one in the path', async () => {
  const [buyer, other] = await Promise.all([app.signUp(), app.signUp()])
  const { purchaseId } = (await app.as(buyer)(CHECKOUT, { body: { packageId: 'pro' } })).body as Checkout
  const mine = (await app.as(other)(CHECKOUT, { body: { packageId: 'starter' } })).body as Checkout
  const answer = await app.as(other)(`/api/purchases/${mine.purchaseId}?id=${purchaseId}`)
  expect(answer.body).toMatchObject({ id: mine.purchaseId, credits: 100 })
})
