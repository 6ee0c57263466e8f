import { describe, expect, test } from 'vitest'
import { control } from '../../dodo-harness'
import { moveTo, readPeriod, SAVES_ONLY, startPlans, subscribe, typesAfter } from '../subscribing'

describe('renewals', () => {
  test('happen one by one as the clock passes them, the 31st coming back after February', async () => {
    const shop = await startPlans()
    const { subscription_id } = await subscribe(shop)
    const { steps, clock } = await moveTo(shop, '2026-05-30T00:00:00Z')
    expect(steps.map(({ at }) => at.slice(0, 10))).toEqual(['2026-02-28', '2026-03-31', '2026-04-30'])
    expect(clock.now.slice(0, 10)).toBe('2026-05-30')
    expect(clock.next_due).toMatchObject({ at: expect.stringMatching(/^2026-05-31/), subscription_id })

    const webhooks = (await shop.receiver.waitFor(8)).slice(2)
    expect(webhooks.map(({ body }) => body.type)).toEqual(
      Array.from({ length: 3 }, () => ['payment.succeeded', 'subscription.renewed']).flat(),
    )
    const renewed = webhooks.filter(({ body }) => body.type === 'subscription.renewed')
    expect(
      renewed.map(({ body: { data, timestamp } }) => [
        timestamp.slice(0, 10),
        String(data.previous_billing_date).slice(0, 10),
        String(data.next_billing_date).slice(0, 10),
      ]),
      'each was delivered before the next cycle began',
    ).toEqual([
      ['2026-02-28', '2026-02-28', '2026-03-31'],
      ['2026-03-31', '2026-03-31', '2026-04-30'],
      ['2026-04-30', '2026-04-30', '2026-05-31'],
    ])
    const payments = (
      await shop.client.payments.list({ subscription_id, created_at_gte: '2026-02-01T00:00:00Z' })
    ).items
    expect(payments.map((payment) => [payment.created_at.slice(0, 10), payment.total_amount])).toEqual([
      ['2026-04-30', 1900],
      ['2026-03-31', 1900],
      ['2026-02-28', 1900],
    ])
    expect(new Set(payments.map((payment) => payment.invoice_id)).size).toBe(3)
  })

  test('begin when a trial ends, and count from that day', async () => {
    const shop = await startPlans()
    const { subscription_id } = await subscribe(shop, { subscription_data: { trial_period_days: 14 } })
    await moveTo(shop, '2026-02-13T00:00:00Z')
    expect((await shop.client.payments.list({ subscription_id })).items).toHaveLength(1)
    await moveTo(shop, 'next')
    expect(await readPeriod(shop, subscription_id)).toEqual(['2026-02-14', '2026-03-14'])
    expect((await shop.client.payments.list({ subscription_id })).items[0]).toMatchObject({
      total_amount: 1900,
    })
  })

  test('of several customers come in the order of their dates', async () => {
    const shop = await startPlans()
    const ada = await subscribe(shop)
    await control(shop.url, 'clock', { advance_seconds: 10 * 86_400 })
    const bob = await subscribe(shop, { customer: { email: 'bob@example.com' } })
    const { steps } = await moveTo(shop, '2026-04-01T00:00:00Z')
    expect(steps.map((step) => step.subscription_id)).toEqual(
      [ada, bob, ada].map((entry) => entry.subscription_id),
    )
  })

  test('keep the price at which someone subscribed, and take today’s tax', async () => {
    const shop = await startPlans()
    const { subscription_id } = await subscribe(shop)
    await control(shop.url, 'settings', { taxPercent: 20 })
    await moveTo(shop, 'next')
    expect((await shop.client.payments.list({ subscription_id })).items[0]).toMatchObject({
      total_amount: 2280,
    })
  })

  test('held deliveries do not hold the clock', async () => {
    const shop = await startPlans()
    await subscribe(shop)
    await control(shop.url, 'settings', { paused: true })
    const { steps } = await moveTo(shop, '2027-01-01T00:00:00Z')
    expect(steps).toHaveLength(11)
    expect(shop.receiver.received).toHaveLength(2)
    await control(shop.url, 'settings', { paused: false })
    expect(await typesAfter(shop, 2, 22)).toHaveLength(22)
  })

  test('happen without anyone asking, when their time comes', async () => {
    const shop = await startPlans()
    const { subscription_id } = await subscribe(shop)
    const { clock } = await control<{ clock: { now: string } }>(shop.url, 'clock')
    const soon = new Date(Date.parse(clock.now) + 300).toISOString()
    await shop.client.subscriptions.update(subscription_id, { next_billing_date: soon })
    expect(await typesAfter(shop, 3, 2)).toEqual(['payment.succeeded', 'subscription.renewed'])
  })

  test.each([
    ['a moment that has passed', { to: '2020-01-01T00:00:00Z' }],
    ['a negative time', { advance_seconds: -1 }],
    ['no moment at all', { to: 'soon' }],
    ['nothing', {}],
    ['both', { to: '2027-01-01T00:00:00Z', advance_seconds: 1 }],
    ['a hundred years', { to: '2126-01-01T00:00:00Z' }],
    ['the next due date where there is none', { to: 'next' }],
  ])('the clock does not go to %s', async (_, body) => {
    const shop = await startPlans()
    await expect(control(shop.url, 'clock', body)).rejects.toThrow('422')
    const { clock } = await control<{ clock: object }>(shop.url, 'clock')
    expect(clock).toMatchObject({ offset_seconds: 0, next_due: null })
  })
})

describe('the end of a subscription', () => {
  test.each(['cancelled', 'expired'] as const)('told to end at the period’s end it is %s', async (status) => {
    const shop = await startPlans({ periodEndStatus: status })
    const { subscription_id } = await subscribe(shop)
    const { client } = shop
    const told = await client.subscriptions.update(subscription_id, {
      cancel_at_next_billing_date: true,
      cancellation_feedback: 'too_expensive',
      cancellation_comment: 'Not now',
    })
    expect(told).toMatchObject({ status: 'active', cancel_at_next_billing_date: true })
    const { steps, clock } = await moveTo(shop, '2027-01-01T00:00:00Z')
    expect(steps).toMatchObject([{ events: [`subscription.${status}`] }])
    expect(clock.next_due).toBeNull()
    expect(await client.subscriptions.retrieve(subscription_id)).toMatchObject({
      status,
      cancelled_at: status === 'cancelled' ? expect.stringMatching(/^2026-02-28/) : null,
      cancellation_feedback: 'too_expensive',
    })
    expect(await typesAfter(shop, 2, 2)).toEqual(['subscription.updated', `subscription.${status}`])
  })

  test('thought better of, it goes on', async () => {
    const shop = await startPlans()
    const { subscription_id } = await subscribe(shop)
    await shop.client.subscriptions.update(subscription_id, { cancel_at_next_billing_date: true })
    await shop.client.subscriptions.update(subscription_id, { cancel_at_next_billing_date: false })
    await moveTo(shop, '2026-03-01T00:00:00Z')
    expect(await readPeriod(shop, subscription_id)).toEqual(['2026-02-28', '2026-03-31'])
  })

  test('comes when its whole period is over', async () => {
    const shop = await startPlans({ paused: true })
    const { subscription_id } = await subscribe(shop)
    const { steps } = await moveTo(shop, '2036-03-01T00:00:00Z')
    expect(steps).toHaveLength(120)
    expect(steps.at(-1)).toMatchObject({ events: ['subscription.expired'] })
    expect(await shop.client.subscriptions.retrieve(subscription_id)).toMatchObject({ status: 'expired' })
  })

  test('in a trial with a card that can’t pay, it is on hold', async () => {
    const shop = await startPlans()
    const trial = { subscription_data: { trial_period_days: 7 } }
    const { subscription_id } = await subscribe(shop, trial, SAVES_ONLY)
    const { steps } = await moveTo(shop, 'next')
    expect(steps[0]?.events).toEqual(['payment.failed', 'subscription.on_hold'])
    expect(await shop.client.subscriptions.retrieve(subscription_id)).toMatchObject({ status: 'on_hold' })
  })
})
