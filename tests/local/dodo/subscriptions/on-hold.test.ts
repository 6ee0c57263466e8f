import { describe, expect, test } from 'vitest'
import { control, readForm } from '../../dodo-harness'
import { DECLINES, moveTo, readPeriod, SAVES_ONLY, startPlans, subscribe, typesAfter } from '../subscribing'

type Options = Parameters<typeof startPlans>[0]

/** A subscription whose card stopped working, on the day of its first renewal. */
async function startOnHold(options: Options = {}) {
  const shop = await startPlans(options)
  const { subscription_id } = await subscribe(shop)
  await control(shop.url, `subscriptions/${subscription_id}/card`, { declines: true })
  const { steps } = await moveTo(shop, '2026-02-28T11:00:00Z')
  expect(steps.flatMap((step) => step.events)).toEqual([])
  const held = await moveTo(shop, 'next')
  return { ...shop, shop, id: subscription_id, held: held.steps }
}

describe('a card that fails at a renewal', () => {
  test('puts the subscription on hold, and nothing more happens by itself', async () => {
    const { shop, client, id, held } = await startOnHold()
    expect(held[0]?.events).toEqual(['payment.failed', 'subscription.on_hold'])
    expect(await client.subscriptions.retrieve(id)).toMatchObject({
      status: 'on_hold',
      next_billing_date: expect.stringMatching(/^2026-02-28/),
    })
    const [failed] = (await client.payments.list({ subscription_id: id, status: 'failed' })).items
    expect(await client.payments.retrieve(failed?.payment_id ?? '')).toMatchObject({
      error_code: 'CARD_DECLINED',
      invoice_url: null,
      retry_attempt: 0,
      total_amount: 1900,
    })
    expect((await moveTo(shop, '2026-06-01T00:00:00Z')).steps).toEqual([])
    await expect(moveTo(shop, 'next'), 'its end in ten years is not next').rejects.toThrow('NOTHING_DUE')
  })

  test('a new card pays what is due, and the next date is where it would have been', async () => {
    const { shop, client, id } = await startOnHold()
    await moveTo(shop, '2026-03-10T00:00:00Z')
    const { payment_id, payment_link } = await client.subscriptions.updatePaymentMethod(id, {
      payment_method: { type: 'new', return_url: 'http://app.example/billing' },
    })
    const { page, send } = await readForm(payment_link ?? '')
    expect(page).toContain('Pay what is due')
    expect(page).toContain('Pay $19.00')
    const back = new URL((await send('pay')).headers.get('location') ?? '')
    expect(Object.fromEntries(back.searchParams)).toEqual({
      payment_id,
      subscription_id: id,
      status: 'succeeded',
    })
    expect(await typesAfter(shop, 4, 4)).toEqual([
      'payment.succeeded',
      'subscription.update_payment_method',
      'subscription.active',
      'subscription.renewed',
    ])
    expect(await client.payments.retrieve(payment_id ?? '')).toMatchObject({
      total_amount: 1900,
      is_update_payment_method: false,
      status: 'succeeded',
    })
    expect(await readPeriod(shop, id)).toEqual(['2026-02-28', '2026-03-31'])
  })

  test('a new card after the missed cycle is over begins one on that day', async () => {
    const { shop, url, id } = await startOnHold()
    await moveTo(shop, '2026-06-15T00:00:00Z')
    await control(url, `subscriptions/${id}/card`, { card: '5555 5555 5555 4444' })
    expect(await readPeriod(shop, id)).toEqual(['2026-06-15', '2026-07-15'])
    expect((await shop.client.payments.list({ subscription_id: id })).items).toHaveLength(3)
  })

  test('another card that fails leaves it on hold', async () => {
    const { shop, client, url, id } = await startOnHold()
    await control(url, `subscriptions/${id}/card`, { card: DECLINES })
    expect(await typesAfter(shop, 4, 1)).toEqual(['payment.failed'])
    const subscription = await client.subscriptions.retrieve(id)
    expect(subscription.status).toBe('on_hold')
    const methods = await client.customers.retrievePaymentMethods(subscription.customer.customer_id)
    expect(methods.items).toMatchObject([{ payment_method_id: subscription.payment_method_id }])
  })

  test('a saved card that fails is not kept either', async () => {
    const { shop, client, id } = await startOnHold()
    const trial = { subscription_data: { trial_period_days: 9 } }
    const other = await subscribe(shop, trial, SAVES_ONLY)
    const { payment_method_id: failing } = await client.subscriptions.retrieve(other.subscription_id)
    const before = await client.subscriptions.retrieve(id)
    const payment_method = { type: 'existing', payment_method_id: failing ?? '' } as const
    const { payment_id } = await client.subscriptions.updatePaymentMethod(id, { payment_method })
    expect(await client.payments.retrieve(payment_id ?? '')).toMatchObject({ status: 'failed' })
    expect(await client.subscriptions.retrieve(id)).toEqual(before)
  })

  test('it can be cancelled', async () => {
    const { shop, client, id } = await startOnHold()
    await client.subscriptions.update(id, { status: 'cancelled' })
    expect(await typesAfter(shop, 4, 1)).toEqual(['subscription.cancelled'])
    const asked = client.subscriptions.updatePaymentMethod(id, { payment_method: { type: 'new' } })
    await expect(asked).rejects.toMatchObject({ error: { code: 'SUBSCRIPTION_INACTIVE' } })
  })
})

describe('with retries switched on', () => {
  test('the card is tried again, and the subscription goes on when it pays', async () => {
    const { shop, client, url, id } = await startOnHold({ retryWindowDays: 13 })
    const first = await moveTo(shop, 'next')
    expect(first.steps).toMatchObject([
      { at: expect.stringMatching(/^2026-03-01/), events: ['payment.failed'] },
    ])
    await control(url, `subscriptions/${id}/card`, { declines: false })
    const second = await moveTo(shop, 'next')
    expect(second.steps).toMatchObject([
      {
        at: expect.stringMatching(/^2026-03-03/),
        events: ['payment.succeeded', 'subscription.active', 'subscription.renewed'],
      },
    ])
    const { items } = await client.payments.list({ subscription_id: id })
    const attempts = await Promise.all(items.map(({ payment_id }) => client.payments.retrieve(payment_id)))
    expect(attempts.map((payment) => payment.retry_attempt)).toEqual([2, 1, 0, 0])
    expect(await readPeriod(shop, id)).toEqual(['2026-02-28', '2026-03-31'])
  })

  test('it stays on hold when the window closes', async () => {
    const { shop, client, id } = await startOnHold({ retryWindowDays: 13 })
    const { steps } = await moveTo(shop, '2026-12-01T00:00:00Z')
    expect(steps.map((step) => step.events)).toEqual(Array.from({ length: 6 }, () => ['payment.failed']))
    expect(steps.at(-1)?.at).toMatch(/^2026-03-13/)
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ status: 'on_hold' })
  })

  test('a stolen card is not tried again', async () => {
    const shop = await startPlans({ retryWindowDays: 13 })
    const { subscription_id } = await subscribe(shop)
    const refusal = { declines: true, code: 'STOLEN_CARD' }
    await control(shop.url, `subscriptions/${subscription_id}/card`, refusal)
    expect((await moveTo(shop, '2026-05-01T00:00:00Z')).steps).toHaveLength(1)
    const [failed] = (await shop.client.payments.list({ subscription_id })).items
    expect(await shop.client.payments.retrieve(failed?.payment_id ?? '')).toMatchObject({
      error_code: 'STOLEN_CARD',
    })
  })
})
