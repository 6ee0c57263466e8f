import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { controlDodo, payCheckout } from '../../helpers/app/dodo-control'
import type { Person } from '../../helpers/app/people'
import { useRecordedApp } from '../../helpers/app/use-recorded-app'

const recorded = useRecordedApp()
const { app } = recorded

async function buy(person: Person, body: object = { packageId: 'custom', quantity: 12 }) {
  const answer = await recorded.as(person)('/api/dodopayments/checkout', { body })
  const { purchaseId, checkoutUrl } = answer.body as { purchaseId: string; checkoutUrl: string }
  return {
    purchaseId,
    pay: () => payCheckout(app.env, checkoutUrl),
    invoice: `/api/purchases/${purchaseId}/invoice`,
  }
}

test('a buyer gets the invoice of what was paid, and nobody else does', async () => {
  const [buyer, other] = await Promise.all([app.signUp(), app.signUp()])
  const { invoice, pay } = await buy(buyer)
  const read = (person: Person, path = invoice) => recorded.as(person)(path)
  expect(await read(buyer)).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } })

  const paymentId = await pay()
  const answer = await read(buyer)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('cache-control')).toContain('no-store')
  expect(answer.headers.get('content-disposition')).toBe(`inline; filename="invoice-${paymentId}.pdf"`)
  expect(answer.body).toMatch(/^%PDF-/)
  expect(answer.body).toContain('12 x Custom amount')

  const hidden = await read(other)
  const absent = await read(other, `/api/purchases/${randomUUID()}/invoice`)
  expect(hidden.status).toBe(404)
  expect(hidden.body).toEqual(absent.body)
  expect((await app.stranger(invoice)).status).toBe(401)
  expect((await read(other, `${invoice}?id=${randomUUID()}`)).status).toBe(404)
})

test('an invoice that Dodo does not hand out is said to be unavailable', async () => {
  const buyer = await app.signUp()
  const { invoice, pay } = await buy(buyer, { packageId: 'starter' })
  await pay()
  await controlDodo(app.env, 'faults', { method: 'GET', path: '/invoices/payments/:payment_id', status: 404 })
  expect(await recorded.as(buyer)(invoice)).toMatchObject({
    status: 502,
    body: { error: { code: 'provider_failed' } },
  })
  expect((await recorded.as(buyer)(invoice)).status).toBe(200)
})

test('two checkouts that are open at once are two purchases', async () => {
  const buyer = await app.signUp()
  const [first, second] = await Promise.all([buy(buyer, { packageId: 'starter' }), buy(buyer)])
  await Promise.all([second.pay(), first.pay()])
  expect((await app.as(buyer)('/api/credits/balance')).body).toMatchObject({ available: 50 + 100 + 1200 })
})

test('whatever the app says to Dodo, and hears, is as Dodo describes it', async () => {
  const buyer = await app.signUp()
  const { pay, invoice } = await buy(buyer)
  await pay()
  await recorded.as(buyer)(invoice)
  // Somebody Dodo knows by now.
  await buy(buyer, { packageId: 'pro' })
  await recorded.runCron('/api/cron/ledger')
  recorded.recorder.check()
  const checkouts = recorded.recorder.exchanges.filter(({ path }) => path === '/checkouts')
  expect(checkouts.at(-1)?.request).toMatchObject({ customer: { customer_id: expect.any(String) } })
})
