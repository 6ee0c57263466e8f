import { describe, expect, test } from 'vitest'
import { control, openCheckout, payCheckout, readWebhooks } from '../dodo-harness'
import { startPlans, subscribe, typesAfter } from './subscribing'

describe('webhooks under control', () => {
  test('waiting ones are all sent at once when asked, held or due in an hour', async () => {
    const shop = await startPlans({ paused: true, webhookDelayMs: 3_600_000 })
    await subscribe(shop)
    const { sent } = await control<{ sent: object[] }>(shop.url, 'webhooks/flush', {})
    expect(sent).toMatchObject([
      { type: 'subscription.active', status: 'delivered' },
      { type: 'payment.succeeded', status: 'delivered' },
    ])
    expect(shop.receiver.received).toHaveLength(2)
    expect(await control(shop.url, 'webhooks/flush', {})).toEqual({ sent: [] })
  })

  test('sending all several times at once sends each once', async () => {
    const shop = await startPlans({ paused: true, order: 'shuffled' })
    for (let index = 0; index < 4; index++) await subscribe(shop)
    const flush = () => control(shop.url, 'webhooks/flush', {})
    await Promise.all([flush(), flush(), flush()])
    const ids = shop.receiver.received.map(({ id }) => id)
    expect(ids).toHaveLength(8)
    expect(new Set(ids).size).toBe(8)
  })

  test('one alone can be held back and let go', async () => {
    const shop = await startPlans({ paused: true })
    await subscribe(shop)
    const [active] = await readWebhooks(shop.url)
    await control(shop.url, `webhooks/${active?.id}/hold`, {})
    await control(shop.url, 'settings', { paused: false })
    expect(await typesAfter(shop, 0, 1)).toEqual(['payment.succeeded'])
    await control(shop.url, 'webhooks/flush', {})
    expect(shop.receiver.received).toHaveLength(1)
    await control(shop.url, `webhooks/${active?.id}/release`, {})
    expect(await typesAfter(shop, 1, 1)).toEqual(['subscription.active'])
  })

  test('can come newest first', async () => {
    const shop = await startPlans({ paused: true, order: 'reversed' })
    for (let index = 0; index < 3; index++) await subscribe(shop)
    await control(shop.url, 'settings', { paused: false })
    const received = await shop.receiver.waitFor(6)
    const sent = (await readWebhooks(shop.url)).map(({ id }) => id)
    expect(received.map(({ id }) => id)).toEqual(sent.toReversed())
  })

  test('can come several times each, under the same id', async () => {
    const shop = await startPlans({ duplicates: 2 })
    await payCheckout((await openCheckout(shop.client)).url)
    const received = await shop.receiver.waitFor(3)
    expect(new Set(received.map(({ id }) => id)).size).toBe(1)
    expect((await readWebhooks(shop.url))[0]?.attempts.map(({ trigger }) => trigger)).toEqual([
      'schedule',
      'duplicate',
      'duplicate',
    ])
  })

  test('of subscriptions are tried again like any other, with the state of that moment', async () => {
    const shop = await startPlans({ paused: true })
    shop.receiver.status = 503
    const { subscription_id } = await subscribe(shop)
    await control(shop.url, 'webhooks/flush', {})
    await shop.client.subscriptions.update(subscription_id, { status: 'cancelled' })
    shop.receiver.status = 200
    await control(shop.url, 'settings', { paused: false })
    const received = await shop.receiver.waitFor(5)
    const active = received.filter(({ body }) => body.type === 'subscription.active')
    expect(active.map(({ body }) => body.data.status)).toEqual(['active', 'cancelled'])
    expect(new Set(active.map(({ id }) => id)).size).toBe(1)
  })

  test('any event of a subscription can be sent, and any state be put on it', async () => {
    const shop = await startPlans()
    const { subscription_id } = await subscribe(shop)
    const body = { type: 'subscription.past_due', status: 'past_due' }
    await control(shop.url, `subscriptions/${subscription_id}/event`, body)
    const webhook = (await shop.receiver.waitFor(3))[2]
    expect(webhook?.body).toMatchObject({ type: body.type, data: { status: 'past_due', subscription_id } })
    await expect(control(shop.url, `subscriptions/${subscription_id}/event`, {})).rejects.toThrow('422')
  })

  test('an event that the stand-in does not play is sent as it was given', async () => {
    const shop = await startPlans()
    const data = {
      payload_type: 'DunningAttempt',
      brand_id: 'brd_1',
      created_at: '2026-01-31T00:00:00Z',
      customer_id: 'cus_1',
      payment_id: null,
      status: 'recovering',
      subscription_id: 'sub_1',
      trigger_state: 'on_hold',
    }
    await control(shop.url, 'webhooks', { type: 'dunning.started', data })
    expect((await shop.receiver.waitFor(1))[0]?.body).toMatchObject({ type: 'dunning.started', data })
  })
})

describe('ordered faults', () => {
  const REFUND = { method: 'POST', path: '/refunds', status: null }

  test('a call that was carried out can lose its answer', async () => {
    const shop = await startPlans()
    const payment_id = await payCheckout((await openCheckout(shop.client)).url)
    await control(shop.url, 'faults', { ...REFUND, after: true })
    await expect(shop.client.refunds.create({ payment_id })).rejects.toThrow('Connection error')
    expect((await shop.client.refunds.list()).items).toHaveLength(1)
  })

  test('a call can fail before anything happens, as often as ordered', async () => {
    const shop = await startPlans()
    const payment_id = await payCheckout((await openCheckout(shop.client)).url)
    await control(shop.url, 'faults', { ...REFUND, status: 503, times: 2 })
    for (let index = 0; index < 2; index++) {
      await expect(shop.client.refunds.create({ payment_id })).rejects.toMatchObject({ status: 503 })
    }
    expect((await shop.client.refunds.list()).items).toEqual([])
    await expect(shop.client.refunds.create({ payment_id })).resolves.toMatchObject({ amount: 999 })
    await expect(control(shop.url, 'faults', { ...REFUND, path: '/refund' })).rejects.toThrow('422')
  })
})
