import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { payCheckout } from '../../helpers/app/dodo-control'
import { type Person, signInAdmin } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'

const app = useApp()
let admin: Person
let buyer: Person
let path: string

/** What must not be there after any of these tests. */
const askedFor = () => app.sql`
  select f.id from public.purchase_refunds f join public.purchases p on p.id = f.purchase_id where p.user_id = ${buyer.id}`

beforeAll(async () => {
  ;[admin, buyer] = await Promise.all([signInAdmin(app.env), app.signUp()])
  const checkout = await app.as(buyer)('/api/dodopayments/checkout', { body: { packageId: 'starter' } })
  const { purchaseId, checkoutUrl } = checkout.body as { purchaseId: string; checkoutUrl: string }
  await payCheckout(app.env, checkoutUrl)
  path = `/api/admin/purchases/${purchaseId}/refund`
})

test('a refund is for admins', async () => {
  const body = { amountCents: null, reason: 'Mine.' }
  expect(await app.as(buyer)(path, { body })).toMatchObject({
    status: 403,
    body: { error: { code: 'forbidden' } },
  })
  expect((await app.stranger(path, { body })).status).toBe(401)
  const foreign = await app.as(admin)(path, { body, headers: { origin: 'https://evil.example' } })
  expect(foreign.status).toBe(403)
  expect(await askedFor()).toEqual([])
})

test.each([
  ['no money', { amountCents: 0 }, 422],
  ['money of ours', { amountCents: -100 }, 422],
  ['parts of a cent', { amountCents: 0.5 }, 422],
  ['an amount in words', { amountCents: '100' }, 422],
  ['no amount at all', {}, 422],
  ['more than was paid', { amountCents: 1000 }, 409],
  ['more than a number holds', { amountCents: 2 ** 53 }, 422],
  ['no reason', { amountCents: null, reason: ' ' }, 422],
  ['a reason too long', { amountCents: null, reason: 'x'.repeat(501) }, 422],
])('a refund of %s is refused', async (_what, body, status) => {
  expect((await app.as(admin)(path, { body: { reason: 'They asked.', ...body } })).status).toBe(status)
  expect(await askedFor()).toEqual([])
})

test.each([
  ['nobody made', randomUUID(), 404],
  ['is no id', 'all', 422],
])('a refund of a purchase that %s is refused', async (_what, id, status) => {
  const body = { amountCents: null, reason: 'They asked.' }
  expect((await app.as(admin)(`/api/admin/purchases/${id}/refund`, { body })).status).toBe(status)
})
