import DodoPayments from 'dodopayments'
import { describe, expect, test } from 'vitest'
import { createClient, openCheckout, PRO, payCheckout, STARTER, startShop } from './dodo-harness'
import { checkExchange, checkWebhook, openApi } from './dodo-openapi'

describe('what the stand-in says is what the OpenAPI file allows', () => {
  test('every call through the SDK, and every webhook', async (context) => {
    context.skip(!openApi.available, openApi.missing)
    const { client, receiver } = await startShop()

    const product = await client.products.create({
      name: 'Tip',
      tax_category: 'digital_products',
      price: {
        type: 'one_time_price',
        price: 100,
        currency: 'EUR',
        discount: 0,
        purchasing_power_parity: false,
        pay_what_you_want: true,
      },
    })
    expect((await client.products.retrieve(product.product_id)).name).toBe('Tip')
    expect((await client.products.list()).items).toHaveLength(3)

    const customer = await client.customers.create({
      email: 'ada@example.com',
      name: 'Ada',
      metadata: { user: 'u1' },
    })
    await client.customers.update(customer.customer_id, { name: 'Ada L.', phone_number: '+15550100' })
    expect(await client.customers.retrieve(customer.customer_id)).toMatchObject({
      name: 'Ada L.',
      metadata: { user: 'u1' },
    })
    expect((await client.customers.list({ email: 'ADA@example.com' })).items).toHaveLength(1)
    expect((await client.customers.customerPortal.create(customer.customer_id)).link).toMatch(/\/portal\//)

    const checkout = await openCheckout(client)
    expect(await client.checkoutSessions.retrieve(checkout.id)).toMatchObject({
      payment_id: null,
      payment_status: null,
    })
    const paymentId = await payCheckout(checkout.url)
    expect(await client.checkoutSessions.retrieve(checkout.id)).toMatchObject({
      payment_id: paymentId,
      payment_status: 'succeeded',
      customer_email: 'ada@example.com',
    })
    expect(await client.payments.retrieve(paymentId)).toMatchObject({
      status: 'succeeded',
      total_amount: STARTER.price_cents,
      metadata: { user_id: 'user-1' },
      customer: { customer_id: customer.customer_id },
      product_cart: [{ product_id: STARTER.product_id, quantity: 1 }],
    })
    expect((await client.payments.retrieveLineItems(paymentId)).items).toMatchObject([
      { refundable_amount: 999 },
    ])

    const items = [{ item_id: STARTER.product_id, amount: 400 }]
    const part = await client.refunds.create({ payment_id: paymentId, items, reason: 'Half of it' })
    expect(part).toMatchObject({ status: 'pending', amount: 400, is_partial: true })
    expect(await client.refunds.retrieve(part.refund_id)).toMatchObject({ status: 'succeeded' })
    expect(await client.payments.retrieve(paymentId)).toMatchObject({ refund_status: 'partial' })
    await client.refunds.create({ payment_id: paymentId })
    expect(await client.payments.retrieve(paymentId)).toMatchObject({
      refund_status: 'full',
      refunds: [{}, {}],
    })
    expect((await client.refunds.list({ status: 'succeeded' })).items).toHaveLength(2)
    expect((await client.payments.list()).items).toMatchObject([
      { payment_id: paymentId, refund_status: 'full' },
    ])

    const types = (await receiver.waitFor(3)).map((webhook) => webhook.body.type)
    expect(types).toEqual(['payment.succeeded', 'refund.succeeded', 'refund.succeeded'])
  })

  test('the checks themselves can fail', (context) => {
    context.skip(!openApi.available, openApi.missing)
    const answer = { method: 'GET', path: '/checkouts/cks_1', request: undefined, status: 200 }
    const good = { id: 'cks_1', created_at: '2026-01-01T00:00:00Z' }
    checkExchange({ ...answer, response: good })
    expect(() => checkExchange({ ...answer, response: { id: 'cks_1' } })).toThrow('created_at')
    expect(() => checkExchange({ ...answer, response: { ...good, extra: 1 } })).toThrow('unevaluated')
    expect(() => checkWebhook({ type: 'payment.succeeded', data: {} })).toThrow('payment_id')
  })
})

describe('the API without the OpenAPI file', () => {
  test('a wrong key is a 401, an unknown id a 404, an unplayed call says so', async () => {
    const { client, url } = await startShop()
    await expect(createClient(url, 'other').payments.list()).rejects.toMatchObject({
      status: 401,
      error: { code: 'UNAUTHORIZED' },
    })
    expect((await fetch(`${url}/payments`)).status).toBe(401)
    for (const call of [
      client.payments.retrieve('pay_none'),
      client.checkoutSessions.retrieve('cks_none'),
      client.customers.retrieve('cus_none'),
      client.products.retrieve('pdt_none'),
      client.refunds.retrieve('ref_none'),
      client.customers.customerPortal.create('cus_none'),
    ]) {
      await expect(call).rejects.toBeInstanceOf(DodoPayments.NotFoundError)
    }
    const unplayed = await fetch(`${url}/meters`, { method: 'POST' })
    expect([unplayed.status, (await unplayed.json()).message]).toEqual([
      404,
      expect.stringContaining('does not play'),
    ])
    expect((await fetch(`${url}/payments`, { method: 'DELETE' })).status).toBe(405)
  })

  test.each([
    ['no products', { product_cart: [] }],
    ['an unknown product', { product_cart: [{ product_id: 'pdt_none', quantity: 1 }] }],
    ['a quantity of 0', { product_cart: [{ product_id: STARTER.product_id, quantity: 0 }] }],
    ['half a product', { product_cart: [{ product_id: STARTER.product_id, quantity: 1.5 }] }],
    ['a total over 32 bits', { product_cart: [{ product_id: PRO.product_id, quantity: 1_000_000 }] }],
    ['a script as return address', { return_url: 'javascript:alert(1)' }],
    ['nested metadata', { metadata: { user: { id: 1 } } }],
    ['a metadata key with a space', { metadata: { 'user id': 1 } }],
    ['a discount code', { discount_codes: ['HALF'] }],
    ['an email that is none', { customer: { email: 'ada' } }],
  ])('a checkout with %s is a 422 and leaves nothing', async (_, change) => {
    const { client, url } = await startShop()
    const request = {
      method: 'POST',
      headers: { authorization: 'Bearer test_key', 'content-type': 'application/json' },
      body: JSON.stringify({ product_cart: [{ product_id: STARTER.product_id, quantity: 1 }], ...change }),
    }
    const response = await fetch(`${url}/checkouts`, request)
    expect(response.status).toBe(422)
    expect(await response.json()).toEqual({ code: expect.any(String), message: expect.any(String) })
    const state = await (await fetch(`${url}/__local/state`)).json()
    expect(state.sessions).toEqual([])
    await expect(openCheckout(client)).resolves.toBeDefined()
  })

  test('payments are paged from 0, newest first, and filtered', async () => {
    let day = 1
    const { client } = await startShop({ now: () => new Date(Date.UTC(2026, 0, day)) })
    const ids: string[] = []
    for (const email of ['ada@example.com', 'bob@example.com', 'ada@example.com']) {
      const { url } = await openCheckout(client, { customer: { email } })
      ids.unshift(await payCheckout(url))
      day += 1
    }
    const list = async (query: DodoPayments.PaymentListParams) =>
      (await client.payments.list(query)).items.map((payment) => payment.payment_id)
    expect(await list({})).toEqual(ids)
    expect(await list({ page_size: 2, page_number: 0 })).toEqual(ids.slice(0, 2))
    expect(await list({ page_size: 2, page_number: 1 })).toEqual(ids.slice(2))
    expect(await list({ created_at_gte: '2026-01-02T00:00:00Z' })).toEqual(ids.slice(0, 2))
    expect(await list({ created_at_lte: '2026-01-02T00:00:00Z' })).toEqual(ids.slice(1))
    expect(await list({ status: 'failed' })).toEqual([])
    const bob = (await client.customers.list({ email: 'bob@example.com' })).items[0]
    expect(await list({ customer_id: bob?.customer_id })).toEqual([ids[1]])
    const ada = (await client.customers.list({ email: 'ada@example.com' })).items
    expect(ada, 'the same address is the same customer').toHaveLength(1)
  })

  test('a refund never gives back more than was paid', async () => {
    const { client } = await startShop({ taxPercent: 10 })
    const payment_id = await payCheckout((await openCheckout(client)).url)
    expect(await client.payments.retrieve(payment_id)).toMatchObject({ total_amount: 1099, tax: 100 })
    const item = { item_id: STARTER.product_id }
    const refund = (items?: DodoPayments.RefundCreateParams['items']) =>
      client.refunds.create({ payment_id, items })
    await expect(refund([{ ...item, amount: 1100 }])).rejects.toMatchObject({ status: 400 })
    await expect(
      refund([
        { ...item, amount: 600 },
        { ...item, amount: 500 },
      ]),
    ).rejects.toMatchObject({ status: 400 })
    await refund([{ ...item, amount: 99 }])
    await expect(refund()).resolves.toMatchObject({ amount: 1000 })
    await expect(refund()).rejects.toMatchObject({ status: 400 })
  })

  test('the invoice is a PDF that opens without the key', async () => {
    const { client } = await startShop()
    const paymentId = await payCheckout(
      (await openCheckout(client, { customer: { email: 'a@b.example', name: 'Zoë (x)' } })).url,
    )
    const pdf = Buffer.from(
      await (await client.invoices.payments.retrieve(paymentId)).arrayBuffer(),
    ).toString('latin1')
    expect(pdf).toMatch(/^%PDF-1\.4\n[\s\S]*Zoë \\\(x\\\)[\s\S]*\$9\.99[\s\S]*%%EOF\n$/)
    const table = Number(/startxref\n(\d+)/.exec(pdf)?.[1])
    expect(pdf.slice(table, table + 4)).toBe('xref')
    const { invoice_url } = await client.payments.retrieve(paymentId)
    expect((await fetch(invoice_url ?? '')).status).toBe(200)
  })
})
