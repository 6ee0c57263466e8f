import { describe, expect, test } from 'vitest'
import { control } from '../dodo-harness'
import { checkExchange, checkWebhook, openApi } from '../dodo-openapi'
import { startPlans, subscribe } from './subscribing'

const EVENTS = [
  'active',
  'renewed',
  'on_hold',
  'past_due',
  'paused',
  'unpaused',
  'cancelled',
  'failed',
  'expired',
  'plan_changed',
  'updated',
  'update_payment_method',
]

describe('subscriptions and disputes as the OpenAPI file has them', () => {
  test('every webhook about a subscription', async (context) => {
    context.skip(!openApi.available, openApi.missing)
    const shop = await startPlans()
    const { subscription_id } = await subscribe(shop)
    for (const event of EVENTS) {
      await control(shop.url, `subscriptions/${subscription_id}/event`, { type: `subscription.${event}` })
    }
    const received = await shop.receiver.waitFor(2 + EVENTS.length)
    expect(received.slice(2).map(({ body }) => body.type)).toEqual(
      EVENTS.map((event) => `subscription.${event}`),
    )
  })

  test('every call, its answer and its webhook, of a life with a change of plan, a hold and a dispute', async (context) => {
    context.skip(!openApi.available, openApi.missing)
    const shop = await startPlans({ taxPercent: 19 })
    const { client, url } = shop
    const { subscription_id, payment_id } = await subscribe(shop)
    const change = {
      product_id: 'pdt_plan_enterprise',
      quantity: 2,
      proration_billing_mode: 'prorated_immediately',
    } as const
    await client.subscriptions.previewChangePlan(subscription_id, change)
    await client.subscriptions.changePlan(subscription_id, change)
    await control(url, `subscriptions/${subscription_id}/card`, { declines: true })
    await control(url, 'clock', { to: 'next' })
    await client.subscriptions.updatePaymentMethod(subscription_id, { payment_method: { type: 'new' } })
    await control(url, `subscriptions/${subscription_id}/card`, { card: '4242424242424242' })
    await control(url, `payments/${payment_id}/dispute`, { amount: 1 })
    await client.refunds.create({ payment_id: payment_id ?? '' })
    await client.subscriptions.list()
    await client.subscriptions.retrieve(subscription_id)
    await client.subscriptions.update(subscription_id, { cancel_at_next_billing_date: true })
    const dispute = (await client.disputes.list()).items[0]
    await client.disputes.retrieve(dispute?.dispute_id ?? '')
    for (const { payment_id: id } of (await client.payments.list()).items) {
      await client.payments.retrieve(id)
      await client.payments.retrieveLineItems(id)
    }
    const { webhooks } = await control<{ webhooks: unknown[] }>(url, 'state')
    expect(await shop.receiver.waitFor(webhooks.length)).toHaveLength(webhooks.length)
  })

  test('the checks themselves can fail', (context) => {
    context.skip(!openApi.available, openApi.missing)
    const path = '/subscriptions/sub_1/charge'
    const charge = { method: 'POST', path, request: { product_price: 1 }, status: 200 }
    checkExchange({ ...charge, response: { payment_id: 'pay_1' } })
    expect(() => checkExchange({ ...charge, response: undefined })).toThrow()
    expect(() => checkExchange({ ...charge, request: {}, response: { payment_id: 'p' } })).toThrow(
      'product_price',
    )
    const changed = {
      method: 'POST',
      path: '/subscriptions/sub_1/change-plan',
      request: undefined,
      status: 200,
    }
    checkExchange({ ...changed, response: undefined })
    expect(() => checkExchange({ ...changed, response: {} })).toThrow('has no body')
    expect(() => checkWebhook({ type: 'subscription.past_due', data: {} })).toThrow('next_billing_date')
    expect(() => checkWebhook({ type: 'subscription.resumed', data: {} })).toThrow('no webhook')
  })
})
