import { Webhook } from 'standardwebhooks'
import { describe, expect, test, vi } from 'vitest'
import { RETRY_SCHEDULE_MS } from '../../local/dodo/webhooks/retry'
import { control, openCheckout, payCheckout, readWebhooks, startShop, WEBHOOK_KEY } from './dodo-harness'

describe('webhooks', () => {
  test('the signature holds for what was sent and for nothing else', async () => {
    const { client, receiver } = await startShop()
    await payCheckout((await openCheckout(client)).url)
    const [webhook] = await receiver.waitFor(1)
    if (!webhook) throw new Error('no webhook')
    const headers = Object.fromEntries(
      ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [
        name,
        String(webhook.headers[name]),
      ]),
    )
    const verifier = new Webhook(WEBHOOK_KEY)
    expect(verifier.verify(webhook.raw, headers)).toEqual(webhook.body)
    expect(client.webhooks.unwrap(webhook.raw, { headers })).toMatchObject({ type: 'payment.succeeded' })
    expect(() => verifier.verify(webhook.raw.replace('999', '9'), headers)).toThrow('No matching signature')
    expect(() => verifier.verify(webhook.raw, { ...headers, 'webhook-id': 'msg_other' })).toThrow(
      'No matching',
    )
    const other = new Webhook(`whsec_${Buffer.from('another key of 24 bytes!').toString('base64')}`)
    expect(() => other.verify(webhook.raw, headers)).toThrow('No matching signature')
  })

  test('anything but 2xx is tried again under the same id, with the state of that moment', async () => {
    const { client, receiver, url } = await startShop({ paused: true })
    const paymentId = await payCheckout((await openCheckout(client)).url)
    receiver.status = 500
    const [event] = await readWebhooks(url)
    await control(url, `webhooks/${event?.id}/resend`, {})
    await client.refunds.create({ payment_id: paymentId })
    receiver.status = 200
    await control(url, 'settings', { paused: false })
    const webhooks = await receiver.waitFor(3)
    const [first, second] = webhooks.filter((webhook) => webhook.body.type === 'payment.succeeded')
    expect(first).toMatchObject({ id: event?.id, body: { data: { refund_status: null } } })
    expect(second).toMatchObject({ id: event?.id, body: { data: { refund_status: 'full' } } })
    expect(second?.body.timestamp).toBe(first?.body.timestamp)
    await vi.waitFor(
      async () =>
        expect((await readWebhooks(url))[0]).toMatchObject({
          status: 'delivered',
          attempts: [{ http_status: 500 }, { http_status: 200, trigger: 'schedule' }],
        }),
      10_000,
    )
  })

  test('after the last step it has failed, and resending by hand starts over', async () => {
    const { client, receiver, url } = await startShop({ retryScheduleMs: [0, 10, 10] })
    receiver.status = 302
    await payCheckout((await openCheckout(client)).url)
    await receiver.waitFor(3)
    await vi.waitFor(async () => expect((await readWebhooks(url))[0]?.status).toBe('failed'), 10_000)
    receiver.status = 204
    const id = receiver.received[0]?.id
    const answer = await control<{ webhook: object }>(url, `webhooks/${id}/resend`, {})
    expect(answer.webhook).toMatchObject({
      status: 'delivered',
      attempts: [{}, {}, {}, { trigger: 'resend' }],
    })
  })

  test('an app that does not answer in time is tried again', async () => {
    const { client, receiver, url } = await startShop({ retryScheduleMs: [0], webhookTimeoutMs: 50 })
    receiver.status = 0
    await payCheckout((await openCheckout(client)).url)
    expect(await readWebhooks(url)).toMatchObject([
      { status: 'failed', attempts: [{ http_status: null, error: 'No answer in time' }] },
    ])
  })

  test('a duplicate has the same id, a reissue a new one', async () => {
    const { client, receiver, url } = await startShop()
    await payCheckout((await openCheckout(client)).url)
    const first = receiver.received[0]
    await control(url, `webhooks/${first?.id}/duplicate`, {})
    await control(url, `webhooks/${first?.id}/reissue`, {})
    const [, duplicate, reissue] = await receiver.waitFor(3)
    expect(duplicate).toMatchObject({ id: first?.id, body: first?.body })
    expect(reissue?.id).not.toBe(first?.id)
    expect(reissue?.body.data).toEqual(first?.body.data)
  })

  test('held deliveries let the browser come back first, and then arrive', async () => {
    const { client, receiver, url } = await startShop({ paused: true })
    const paymentId = await payCheckout((await openCheckout(client)).url)
    expect(receiver.received).toEqual([])
    await control(url, 'settings', { paused: false })
    expect((await receiver.waitFor(1))[0]?.body.data.payment_id).toBe(paymentId)
  })

  test('a delay holds the first delivery back and not the browser', async () => {
    const { client, receiver, url } = await startShop({ webhookDelayMs: 60_000 })
    await payCheckout((await openCheckout(client)).url)
    const [event] = await readWebhooks(url)
    const wait = Date.parse(event?.next_attempt_at ?? '') - Date.parse(event?.occurred_at ?? '')
    expect(wait).toBeGreaterThanOrEqual(60_000)
    expect(receiver.received).toEqual([])
  })

  test('without settings of its own it keeps the waits of Dodo', () => {
    const minutes = RETRY_SCHEDULE_MS.map((wait) => wait / 60_000)
    expect(minutes).toEqual([0, 5 / 60, 5, 30, 120, 300, 600, 600])
  })

  test('in order unless shuffled is asked for', async () => {
    const { client, receiver, url } = await startShop({ paused: true })
    const orders: string[][] = []
    for (const order of ['in-order', 'shuffled']) {
      await control(url, 'settings', { paused: true, order })
      const before = receiver.received.length
      const paid: string[] = []
      for (let index = 0; index < 12; index++) paid.push(await payCheckout((await openCheckout(client)).url))
      await control(url, 'settings', { paused: false })
      const arrived = (await receiver.waitFor(before + 12))
        .slice(before)
        .map(({ body }) => String(body.data.payment_id))
      expect(arrived.toSorted()).toEqual(paid.toSorted())
      orders.push(arrived.map((id) => String(paid.indexOf(id))))
    }
    const straight = Array.from({ length: 12 }, (_, index) => String(index))
    expect(orders[0]).toEqual(straight)
    // One in 479 million shuffles is the straight order.
    expect(orders[1]).not.toEqual(straight)
  })
})
