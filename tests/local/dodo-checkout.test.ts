import { describe, expect, test } from 'vitest'
import { control, openCheckout, payCheckout, readForm, startShop } from './dodo-harness'

const DECLINED = '4000 0000 0000 0002'

describe('the hosted checkout', () => {
  test('paying sends the webhook, then the browser back with the payment', async () => {
    const { client, receiver } = await startShop()
    const checkout = await openCheckout(client)
    const { page, send } = await readForm(checkout.url)
    expect(page).toContain('Test mode - local stand-in for DodoPayments, no money moves')
    expect(page).toContain('100 credits')
    expect(page).toContain('Quantity 1')

    const answer = await send('pay')
    expect(receiver.received, 'the webhook was there before the redirect').toHaveLength(1)
    const payment = (await client.payments.list()).items[0]
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(
      `http://app.example/payment-success?from=dodo&payment_id=${payment?.payment_id}&status=succeeded`,
    )
    expect(receiver.received[0]?.body).toMatchObject({
      type: 'payment.succeeded',
      data: {
        payload_type: 'Payment',
        payment_id: payment?.payment_id,
        checkout_session_id: checkout.id,
        metadata: { user_id: 'user-1' },
        card_last_four: '4242',
        card_holder_name: 'Ada',
      },
    })
    expect(await (await fetch(checkout.url)).text()).toContain('Payment complete')
  })

  test('a declined card is said, costs nothing, and another card pays', async () => {
    const { client, receiver } = await startShop()
    const checkout = await openCheckout(client)
    const answer = await (await readForm(checkout.url)).send('pay', { number: DECLINED })
    expect(answer.headers.get('location')).toBe(`/checkout/${checkout.id}`)
    const failed = (await client.payments.list({ status: 'failed' })).items[0]
    const { page } = await readForm(checkout.url)
    expect(page).toContain('Your card was declined')
    expect(page).toContain(`payment_id=${failed?.payment_id}&#38;status=failed`)

    const paid = await payCheckout(checkout.url)
    expect(paid).not.toBe(failed?.payment_id)
    const webhooks = await receiver.waitFor(2)
    expect(webhooks.map(({ body }) => [body.type, body.data.payment_id, body.data.error_code])).toEqual([
      ['payment.failed', failed?.payment_id, 'CARD_DECLINED'],
      ['payment.succeeded', paid, null],
    ])
    expect((await client.customers.list()).items).toHaveLength(1)
  })

  test.each([
    ['the cancel address as it is', 'http://app.example/buy?x=1', 'http://app.example/buy?x=1'],
    [
      'the return address with a status',
      null,
      'http://app.example/payment-success?from=dodo&status=cancelled',
    ],
  ])('cancelling leads to %s and can be thought over', async (_, cancel_url, expected) => {
    const { client, receiver } = await startShop()
    const checkout = await openCheckout(client, { cancel_url })
    const answer = await (await readForm(checkout.url)).send('cancel')
    expect(answer.headers.get('location')).toBe(expected)
    expect((await client.payments.list()).items).toEqual([])
    await payCheckout(checkout.url)
    expect(await receiver.waitFor(1)).toHaveLength(1)
    const late = await (await readForm(checkout.url)).send('cancel')
    expect(late.headers.get('location'), 'what is paid is not cancelled').toBe(`/checkout/${checkout.id}`)
  })

  test.each([
    ['4242 4242 4242 4242', 'succeeded'],
    [DECLINED, 'failed'],
  ])('pressing Pay five times at once with %s is one payment', async (number, status) => {
    const { client, receiver } = await startShop()
    const checkout = await openCheckout(client)
    const form = await readForm(checkout.url)
    const answers = await Promise.all(Array.from({ length: 5 }, () => form.send('pay', { number })))
    const payments = (await client.payments.list()).items
    expect(payments).toMatchObject([{ status }])
    expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1)
    await receiver.waitFor(1)
    const state = await control<{ webhooks: unknown[] }>(`${new URL(checkout.url).origin}`, 'state')
    expect(state.webhooks).toHaveLength(1)
  })

  test('two open tabs of a checkout can pay it once', async () => {
    const { client } = await startShop()
    const checkout = await openCheckout(client)
    const [first, second] = await Promise.all([readForm(checkout.url), readForm(checkout.url)])
    const answers = [await first.send('pay'), await second.send('pay')]
    expect(answers[0]?.headers.get('location')).toBe(answers[1]?.headers.get('location'))
    expect((await client.payments.list()).items).toHaveLength(1)
  })

  test('a form with mistakes names them, keeps what was typed and pays nothing', async () => {
    const { client } = await startShop()
    const checkout = await openCheckout(client, { customer: null })
    const { send, fields } = await readForm(checkout.url)
    expect(fields.get('email')).toBe('')
    const typed = {
      email: '"><script>',
      number: '4111 1111 1111 1111',
      expiry: '01/20',
      cvc: '12',
      name: ' ',
    }
    const answer = await send('pay', typed)
    const page = await answer.text()
    expect(answer.status).toBe(422)
    for (const name of ['email', 'number', 'expiry', 'cvc', 'name'])
      expect(page).toContain(`id="${name}-error"`)
    expect(page).toContain('4111 1111 1111 1111')
    expect(page).not.toContain('"><script>')
    expect((await client.payments.list()).items).toEqual([])

    await send('pay', { email: 'eve@example.com', name: 'Eve' })
    expect((await client.payments.list()).items).toMatchObject([
      { customer: { email: 'eve@example.com', name: 'Eve' } },
    ])
  })

  test('an expired checkout is closed, an unknown one is not found', async () => {
    let hours = 0
    const { client, url } = await startShop({ now: () => new Date(Date.UTC(2026, 0, 1, hours)) })
    const checkout = await openCheckout(client)
    const form = await readForm(checkout.url)
    hours = 25
    const page = await fetch(checkout.url)
    expect([page.status, await page.text()]).toEqual([410, expect.stringContaining('has expired')])
    expect((await form.send('pay')).headers.get('location')).toBe(`/checkout/${checkout.id}`)
    expect((await client.payments.list()).items).toEqual([])
    expect((await fetch(`${url}/checkout/cks_none`)).status).toBe(404)
  })

  test('the test cards can be picked without script', async () => {
    const { client } = await startShop()
    const checkout = await openCheckout(client)
    expect((await readForm(checkout.url)).fields.get('number')).toBe('4242 4242 4242 4242')
    const page = await (await fetch(`${checkout.url}?card=4000000000000002`)).text()
    expect(page).toContain(`value="${DECLINED}"`)
  })

  test('names in products and metadata cannot break out of the page', async () => {
    const name = '<img src=x onerror=alert(1)>"\'&'
    const { client, url } = await startShop({
      products: [{ product_id: 'pdt_starter', name, price_cents: 1, currency: 'JPY' }],
    })
    const checkout = await openCheckout(client, { customer: { email: 'ada@example.com', name } })
    await payCheckout(checkout.url)
    const { link } = await client.customers.customerPortal.create(
      (await client.customers.list()).items[0]?.customer_id ?? '',
      { return_url: 'http://app.example/billing' },
    )
    const again = await openCheckout(client)
    for (const address of [again.url, link, `${url}/`]) {
      const page = await (await fetch(address)).text()
      expect(page, address).toContain('&#60;img src=x')
      expect(page, address).not.toContain('<img')
      expect(page, address).toContain('¥1')
    }
    expect(await (await fetch(link)).text()).toContain('href="http://app.example/billing"')
    expect((await fetch(`${url}/portal/other`)).status).toBe(404)
  })
})
