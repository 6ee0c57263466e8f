import DodoPayments from 'dodopayments'
import { describe, expect, test } from 'vitest'
import { control } from '../../dodo-harness'
import { ENTERPRISE_PLAN, moveTo, readPeriod, startPlans, subscribe, typesAfter } from '../subscribing'

describe('subscriptions over the API', () => {
  test('are listed newest first, paged from 0, and filtered', async () => {
    const shop = await startPlans()
    const { client } = shop
    const product_cart = [{ product_id: ENTERPRISE_PLAN.product_id, quantity: 2 }]
    const ada = await subscribe(shop)
    await moveTo(shop, '2026-02-10T00:00:00Z')
    const bob = await subscribe(shop, { customer: { email: 'bob@example.com' }, product_cart })
    const list = async (query: DodoPayments.SubscriptionListParams) =>
      (await client.subscriptions.list(query)).items.map((entry) => entry.subscription_id)
    const [newest, oldest] = [bob.subscription_id, ada.subscription_id]
    expect(await list({})).toEqual([newest, oldest])
    expect(await list({ page_size: 1, page_number: 1 })).toEqual([oldest])
    expect(await list({ created_at_gte: '2026-02-01T00:00:00Z' })).toEqual([newest])
    expect(await list({ created_at_lte: '2026-02-01T00:00:00Z' })).toEqual([oldest])
    expect(await list({ product_id: ENTERPRISE_PLAN.product_id })).toEqual([newest])
    const { customer } = await client.subscriptions.retrieve(newest)
    expect(await list({ customer_id: customer.customer_id })).toEqual([newest])
    await client.subscriptions.update(oldest, { cancel_at_next_billing_date: true })
    await client.subscriptions.update(newest, { status: 'cancelled' })
    expect(await list({ status: 'cancelled' })).toEqual([newest])
    expect(await list({ cancel_at_next_billing_date: true })).toEqual([oldest])
    expect(await client.subscriptions.retrieve(newest)).toMatchObject({
      quantity: 2,
      recurring_pre_tax_amount: 19_800,
    })
    const wrong = { status: 'done' } as unknown as DodoPayments.SubscriptionListParams
    await expect(list(wrong)).rejects.toMatchObject({ status: 422 })
  })

  test('take new details, each with a webhook', async () => {
    const shop = await startPlans()
    const { subscription_id } = await subscribe(shop)
    const changed = await shop.client.subscriptions.update(subscription_id, {
      metadata: { user_id: 'user-2' },
      tax_id: 'DE999999999',
      customer_business_name: 'Ada GmbH',
      customer_name: 'Ada L.',
      billing: { country: 'DE', city: 'Berlin' },
    })
    expect(changed).toMatchObject({
      metadata: { user_id: 'user-2' },
      tax_id: 'DE999999999',
      customer: { name: 'Ada L.' },
      billing: { country: 'DE', city: 'Berlin' },
    })
    expect(await typesAfter(shop, 2, 1)).toEqual(['subscription.updated'])
    await moveTo(shop, 'next')
    const [payment] = (await shop.client.payments.list({ subscription_id })).items
    expect(payment?.metadata, 'renewals carry the metadata of the subscription').toEqual({
      user_id: 'user-2',
    })
  })

  test('are billed on another day when that is asked for, and at once for today', async () => {
    const shop = await startPlans()
    const { subscription_id } = await subscribe(shop)
    await shop.client.subscriptions.update(subscription_id, { next_billing_date: '2026-02-10T00:00:00Z' })
    await moveTo(shop, '2026-02-11T00:00:00Z')
    expect(await readPeriod(shop, subscription_id)).toEqual(['2026-02-10', '2026-03-10'])
    await control(shop.url, `subscriptions/${subscription_id}/bill-now`, {})
    expect(await readPeriod(shop, subscription_id)).toEqual(['2026-02-11', '2026-03-11'])
    expect((await shop.client.payments.list({ subscription_id })).items).toHaveLength(3)
  })

  test('rest while they are paused', async () => {
    const shop = await startPlans()
    const { client } = shop
    const { subscription_id } = await subscribe(shop)
    await moveTo(shop, '2026-02-10T12:00:00Z')
    expect(await client.subscriptions.update(subscription_id, { pause: true })).toMatchObject({
      status: 'paused',
      paused_at: expect.stringMatching(/^2026-02-10/),
    })
    expect((await moveTo(shop, '2026-05-01T12:00:00Z')).steps).toEqual([])
    await client.subscriptions.update(subscription_id, { pause: false })
    // The 18 days that were left begin on May 1.
    expect((await readPeriod(shop, subscription_id))[1]).toBe('2026-05-19')
    expect(await typesAfter(shop, 2, 2)).toEqual(['subscription.paused', 'subscription.unpaused'])
  })

  test.each([
    ['a status of its own choice', { status: 'active' }],
    ['pausing together with something else', { pause: true, metadata: {} }],
    ['a reason without a cancellation', { cancellation_comment: 'Too dear' }],
    ['a billing date before the last one', { next_billing_date: '2020-01-01T00:00:00Z' }],
    ['a shorter period', { subscription_period_count: 1, subscription_period_interval: 'Year' }],
  ])('do not take %s', async (_, patch) => {
    const shop = await startPlans()
    const { subscription_id } = await subscribe(shop)
    const before = await shop.client.subscriptions.retrieve(subscription_id)
    const asked = shop.client.subscriptions.update(
      subscription_id,
      patch as DodoPayments.SubscriptionUpdateParams,
    )
    await expect(asked).rejects.toMatchObject({ status: 422 })
    expect(await shop.client.subscriptions.retrieve(subscription_id)).toEqual(before)
    await expect(shop.client.subscriptions.retrieve('sub_none')).rejects.toBeInstanceOf(
      DodoPayments.NotFoundError,
    )
  })

  test('that have ended are not cancelled again', async () => {
    const shop = await startPlans()
    const { subscription_id } = await subscribe(shop)
    await shop.client.subscriptions.update(subscription_id, { status: 'cancelled' })
    await expect(
      shop.client.subscriptions.update(subscription_id, { status: 'cancelled' }),
    ).rejects.toMatchObject({ status: 422 })
    expect(await typesAfter(shop, 2, 1)).toEqual(['subscription.cancelled'])
  })
})

describe('an on-demand subscription', () => {
  const MANDATE = { subscription_data: { on_demand: { mandate_only: true } } }

  test('starts with a mandate and is charged when the app asks, and only then', async () => {
    const shop = await startPlans()
    const { client } = shop
    const { subscription_id, payment_id } = await subscribe(shop, MANDATE)
    expect(await client.payments.retrieve(payment_id ?? '')).toMatchObject({ total_amount: 0 })
    expect(await client.subscriptions.retrieve(subscription_id)).toMatchObject({ on_demand: true })
    const charge = await client.subscriptions.charge(subscription_id, {
      product_price: 999,
      product_description: 'Automatic top-up',
      metadata: { top_up: 'tu_1' },
    })
    expect(await client.payments.retrieve(charge.payment_id)).toMatchObject({
      status: 'succeeded',
      total_amount: 999,
      subscription_id,
      metadata: { top_up: 'tu_1' },
    })
    expect((await client.payments.retrieveLineItems(charge.payment_id)).items).toMatchObject([
      { amount: 999, description: 'Automatic top-up' },
    ])
    expect(await typesAfter(shop, 2, 1)).toEqual(['payment.succeeded'])
    expect((await moveTo(shop, '2027-01-01T00:00:00Z')).steps).toEqual([])
    const change = {
      product_id: ENTERPRISE_PLAN.product_id,
      quantity: 1,
      proration_billing_mode: 'do_not_bill',
    } as const
    await expect(client.subscriptions.changePlan(subscription_id, change)).rejects.toMatchObject({
      status: 422,
    })
  })

  test.each([false, true])('with a card that declines, on hold: %s', async (declinedChargeHolds) => {
    const shop = await startPlans({ declinedChargeHolds })
    const { client } = shop
    const { subscription_id } = await subscribe(shop, MANDATE)
    await control(shop.url, `subscriptions/${subscription_id}/card`, { declines: true })
    const { payment_id } = await client.subscriptions.charge(subscription_id, { product_price: 999 })
    expect(await client.payments.retrieve(payment_id)).toMatchObject({
      status: 'failed',
      error_code: 'CARD_DECLINED',
      metadata: { user_id: 'user-1' },
    })
    const expected = declinedChargeHolds ? ['payment.failed', 'subscription.on_hold'] : ['payment.failed']
    expect(await typesAfter(shop, 2, expected.length)).toEqual(expected)
    await control(shop.url, `subscriptions/${subscription_id}/card`, { card: '4242424242424242' })
    const paid = (await client.payments.list({ subscription_id, status: 'succeeded' })).items
    expect(paid.map((payment) => payment.total_amount)).toEqual(declinedChargeHolds ? [999, 0] : [0, 0])
    expect(await client.subscriptions.retrieve(subscription_id)).toMatchObject({ status: 'active' })
  })

  test('can begin with a charge, and a plan is no such subscription', async () => {
    const shop = await startPlans()
    const on_demand = { mandate_only: false, product_price: 555 }
    const { payment_id } = await subscribe(shop, { subscription_data: { on_demand } })
    expect(await shop.client.payments.retrieve(payment_id ?? '')).toMatchObject({ total_amount: 555 })
    const plan = await subscribe(shop)
    const charge = shop.client.subscriptions.charge(plan.subscription_id, { product_price: 1 })
    await expect(charge).rejects.toMatchObject({ status: 422 })
  })
})
