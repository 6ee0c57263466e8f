import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../helpers/app/api-client'
import { createPayment, signDelivery, writeEvent } from '../../helpers/app/dodo-webhook'
import { required } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'
import { findBuild, startAppVariant } from '../../helpers/app/variant'

const app = useApp()
const authorization = `Bearer ${required(app.env, 'CRON_SECRET')}`
const PAGE = 100

/** What Dodo has: payments in the order in which it lists them. */
const payments: ReturnType<typeof createPayment>[] = []
const asked: URL[] = []
let dodo: Server
let url: string
let stop: () => Promise<void>

beforeAll(async () => {
  dodo = createServer((request, response) => {
    const address = new URL(request.url ?? '/', 'http://dodo')
    const [, kind, id] = address.pathname.split('/')
    if (kind === 'payments') asked.push(address)
    const page = Number(address.searchParams.get('page_number')) * PAGE
    const answer = id
      ? payments.find((payment) => payment.payment_id === id)
      : {
          items: (kind === 'payments' ? payments : [])
            .slice(page, page + PAGE)
            .map(({ payment_id }) => ({ payment_id })),
        }
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer ?? {}))
  })
  await new Promise<void>((resolve) => dodo.listen(0, '127.0.0.1', resolve))
  const variant = await startAppVariant(await findBuild(app.url), {
    ...app.env,
    DODO_PAYMENTS_BASE_URL: `http://127.0.0.1:${(dodo.address() as AddressInfo).port}`,
  })
  if (variant.url === undefined) throw new Error('The app refused to start.')
  ;({ url, stop } = variant)
})
afterAll(async () => {
  await stop?.()
  dodo?.closeAllConnections()
  await new Promise((resolve) => dodo.close(resolve))
})

async function startPurchase() {
  const person = await app.signUp()
  const { body } = await app.as(person)('/api/dodopayments/checkout', { body: { packageId: 'starter' } })
  return { person, payment: createPayment((body as { purchaseId: string }).purchaseId) }
}

const reconcile = async () =>
  ((await createApi(url)('/api/cron/ledger', { headers: { authorization } })).body as { payments: object })
    .payments

test('a payment whose webhook never came is applied, once, and a late webhook changes nothing', async () => {
  const [missed, known] = [await startPurchase(), await startPurchase()]
  const key = required(app.env, 'DODO_PAYMENTS_WEBHOOK_KEY')
  const deliver = (payment: object) => {
    const body = writeEvent('payment.succeeded', payment)
    return app.stranger('/api/dodopayments/webhook', { body, headers: signDelivery(body, { key }) })
  }
  await deliver(known.payment)
  // More than a page of them, the one that matters on the second.
  const strangers = Array.from({ length: PAGE }, () => createPayment(randomUUID()))
  payments.push(...strangers, known.payment, missed.payment)

  expect(await reconcile()).toEqual({ checked: PAGE + 2, applied: 1, failed: 0 })
  expect(asked[0]?.searchParams.get('status')).toBe('succeeded')
  const since = Date.parse(asked[0]?.searchParams.get('created_at_gte') ?? '')
  expect(Date.now() - since).toBeGreaterThan(2 * 86_400_000)
  for (const { person } of [missed, known]) {
    expect((await app.as(person)('/api/credits/balance')).body).toMatchObject({ available: 150 })
  }
  expect(await reconcile()).toMatchObject({ applied: 0, failed: 0 })
  expect((await deliver(missed.payment)).body).toEqual({ status: 'processed' })
  expect((await app.as(missed.person)('/api/credits/balance')).body).toMatchObject({ available: 150 })
}, 60_000)
