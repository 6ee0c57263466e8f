import { describe, expect, test } from 'vitest'
import { control, openCheckout, readForm, STARTER } from '../../dodo-harness'
import {
  DECLINES,
  openPlanCheckout,
  PRO_PLAN,
  readPeriod,
  SAVES_ONLY,
  startPlans,
  subscribe,
  typesAfter,
} from '../subscribing'

describe('a plan bought at the checkout', () => {
  test('is a recurring product that the API lists as such', async () => {
    const { client } = await startPlans()
    const plan = await client.products.retrieve(PRO_PLAN.product_id)
    expect(plan).toMatchObject({
      is_recurring: true,
      price: { type: 'recurring_price', price: 1900, payment_frequency_interval: 'Month' },
    })
    const ids = async (recurring: boolean) =>
      (await client.products.list({ recurring })).items.map((product) => product.product_id)
    expect(await ids(true)).toEqual(['pdt_plan_enterprise', 'pdt_plan_pro'])
    expect(await ids(false)).toEqual([STARTER.product_id])
    const weekly = await client.products.create({
      name: 'Weekly',
      tax_category: 'saas',
      price: {
        type: 'recurring_price',
        price: 500,
        currency: 'EUR',
        discount: 0,
        purchasing_power_parity: false,
        payment_frequency_count: 1,
        payment_frequency_interval: 'Week',
        subscription_period_count: 1,
        subscription_period_interval: 'Year',
        trial_period_days: 3,
      },
    })
    expect(weekly.price).toMatchObject({ trial_period_days: 3 })
  })

  test('becomes active and paid, and the browser comes back with both ids', async () => {
    const shop = await startPlans()
    const { url } = await openPlanCheckout(shop)
    const { page, send } = await readForm(url)
    expect(page).toContain('$19.00 every month, until you cancel')
    const location = new URL((await send('pay')).headers.get('location') ?? '')
    const { payment_id, subscription_id, status } = Object.fromEntries(location.searchParams)
    expect(status).toBe('active')
    expect(await typesAfter(shop, 0, 2)).toEqual(['subscription.active', 'payment.succeeded'])
    expect(await shop.client.subscriptions.retrieve(subscription_id ?? '')).toMatchObject({
      status: 'active',
      product_id: PRO_PLAN.product_id,
      recurring_pre_tax_amount: 1900,
      metadata: { user_id: 'user-1' },
      customer: { email: 'ada@example.com' },
    })
    expect(await readPeriod(shop, subscription_id ?? '')).toEqual(['2026-01-31', '2026-02-28'])
    expect(await shop.client.payments.retrieve(payment_id ?? '')).toMatchObject({
      total_amount: 1900,
      subscription_id,
      product_cart: null,
      metadata: { user_id: 'user-1' },
    })
    expect((await shop.client.payments.list({ subscription_id })).items).toMatchObject([{ payment_id }])
    expect((await shop.client.payments.list({ subscription_id: 'sub_none' })).items).toEqual([])
  })

  test('together with a package is one payment for both', async () => {
    const shop = await startPlans({ taxPercent: 10 })
    const product_cart = [PRO_PLAN, STARTER].map(({ product_id }) => ({ product_id, quantity: 1 }))
    const { payment_id, subscription_id } = await subscribe(shop, { product_cart })
    const payment = await shop.client.payments.retrieve(payment_id ?? '')
    expect(payment).toMatchObject({ total_amount: 2090 + 1099, tax: 290, subscription_id })
    expect(payment.product_cart).toEqual([{ product_id: STARTER.product_id, quantity: 1 }])
  })

  test('with a declined card fails, and another card starts another subscription', async () => {
    const shop = await startPlans()
    const { id, url } = await openPlanCheckout(shop)
    const failed = await control<{ subscription_id: string }>(shop.url, `checkouts/${id}/pay`, {
      card: DECLINES,
    })
    expect(failed).toMatchObject({ status: 'failed' })
    expect((await readForm(url)).page).toContain('Your card was declined')
    const paid = await control<{ subscription_id: string }>(shop.url, `checkouts/${id}/pay`, {})
    expect(await typesAfter(shop, 0, 4)).toEqual([
      'payment.failed',
      'subscription.failed',
      'subscription.active',
      'payment.succeeded',
    ])
    const subscriptions = (await shop.client.subscriptions.list()).items
    expect(subscriptions.map((entry) => [entry.subscription_id, entry.status])).toEqual([
      [paid.subscription_id, 'active'],
      [failed.subscription_id, 'failed'],
    ])
    const { customer } = await shop.client.subscriptions.retrieve(paid.subscription_id)
    const methods = await shop.client.customers.retrievePaymentMethods(customer.customer_id)
    expect(methods.items, 'the declined card is not kept').toHaveLength(1)
    await expect(control(shop.url, `checkouts/${id}/pay`, {})).rejects.toThrow('409')
  })

  test.each([
    ['two plans', ['pdt_plan_pro', 'pdt_plan_enterprise'], 0],
    ['a trial of a package', [STARTER.product_id], 3],
    ['a trial that never ends', ['pdt_plan_pro'], 10_001],
  ])('%s is refused', async (_, products, trial_period_days) => {
    const { client } = await startPlans()
    const product_cart = products.map((product_id) => ({ product_id, quantity: 1 }))
    const asked = openCheckout(client, { product_cart, subscription_data: { trial_period_days } })
    await expect(asked).rejects.toMatchObject({ status: 422 })
  })
})

describe('a first cycle that costs nothing', () => {
  const TRIAL = { subscription_data: { trial_period_days: 14 } }

  test('a trial is active, with a payment of 0, until its last day', async () => {
    const shop = await startPlans()
    const { url } = await openPlanCheckout(shop, TRIAL)
    const { page } = await readForm(url)
    expect(page).toContain('Free for 14 days. From Feb 14, 2026 on $19.00 every month')
    expect(page).toContain('Start trial')
    const { subscription_id, payment_id } = await subscribe(shop, TRIAL)
    expect(await typesAfter(shop, 0, 2)).toEqual(['subscription.active', 'payment.succeeded'])
    expect(await shop.client.payments.retrieve(payment_id ?? '')).toMatchObject({ total_amount: 0 })
    expect(await readPeriod(shop, subscription_id)).toEqual(['2026-01-31', '2026-02-14'])
    expect(await shop.client.subscriptions.retrieve(subscription_id)).toMatchObject({
      status: 'active',
      trial_period_days: 14,
      trial_amount: null,
    })
  })

  test('or has no payment at all, when payments of 0 are switched off', async () => {
    const shop = await startPlans({ zeroAmountPayments: false })
    const { id } = await openPlanCheckout(shop, TRIAL)
    const paid = await control<object>(shop.url, `checkouts/${id}/pay`, {})
    expect(paid).toMatchObject({ status: 'succeeded', payment_id: null })
    expect(await typesAfter(shop, 0, 1)).toEqual(['subscription.active'])
    expect((await shop.client.payments.list()).items).toEqual([])
    expect(await shop.client.checkoutSessions.retrieve(id)).toMatchObject({
      payment_id: null,
      payment_status: null,
      customer_email: 'ada@example.com',
    })
  })

  test('a card that only can be saved starts a trial and is declined for a price', async () => {
    const shop = await startPlans()
    expect(await subscribe(shop, TRIAL, SAVES_ONLY)).toMatchObject({ status: 'succeeded' })
    expect(await subscribe(shop, {}, SAVES_ONLY)).toMatchObject({ status: 'failed' })
  })

  test('the settings add renewed to the first payment, and updated to every change', async () => {
    const shop = await startPlans({ renewedOnFirstPayment: true, updatedOnEveryChange: true })
    await subscribe(shop)
    expect(await typesAfter(shop, 0, 5)).toEqual([
      'subscription.active',
      'subscription.updated',
      'payment.succeeded',
      'subscription.renewed',
      'subscription.updated',
    ])
  })
})
