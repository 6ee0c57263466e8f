import { describe, expect, test } from 'vitest'
import { control } from '../../dodo-harness'
import {
  ENTERPRISE_PLAN,
  moveTo,
  PRO_PLAN,
  readPeriod,
  startPlans,
  subscribe,
  typesAfter,
} from '../subscribing'

const MODES = ['prorated_immediately', 'difference_immediately', 'full_immediately', 'do_not_bill'] as const
type Mode = (typeof MODES)[number]

const toEnterprise = (mode: Mode) =>
  ({ product_id: ENTERPRISE_PLAN.product_id, quantity: 1, proration_billing_mode: mode }) as const
const toPro = (mode: Mode) =>
  ({ product_id: PRO_PLAN.product_id, quantity: 1, proration_billing_mode: mode }) as const

/** A plan that has been running for half of its 28 days. */
async function startHalfway(
  options: Parameters<typeof startPlans>[0] = {},
  product_id: string = PRO_PLAN.product_id,
) {
  const shop = await startPlans(options)
  const { subscription_id } = await subscribe(shop, { product_cart: [{ product_id, quantity: 1 }] })
  await moveTo(shop, '2026-02-14T12:00:00Z')
  return { ...shop, shop, id: subscription_id }
}

describe('an upgrade in the middle of a cycle', () => {
  test.each([
    // Half a cycle of 9900 less half of 1900; the difference; the new price; nothing.
    ['prorated_immediately', 4000, 2],
    ['difference_immediately', 8000, 2],
    ['full_immediately', 9900, 1],
    ['do_not_bill', 0, 0],
  ] as const)('%s charges what the preview said', async (mode, amount, lines) => {
    const { shop, client, id } = await startHalfway()
    const preview = await client.subscriptions.previewChangePlan(id, toEnterprise(mode))
    const { summary, line_items } = preview.immediate_charge
    expect(summary.total_amount).toBeGreaterThan(amount - 2)
    expect(summary.total_amount).toBeLessThanOrEqual(amount)
    expect(line_items).toHaveLength(lines)
    expect(preview.new_plan).toMatchObject({ product_id: ENTERPRISE_PLAN.product_id })
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ product_id: PRO_PLAN.product_id })

    await client.subscriptions.changePlan(id, toEnterprise(mode))
    const changed = await client.subscriptions.retrieve(id)
    expect(changed).toMatchObject({ product_id: ENTERPRISE_PLAN.product_id, recurring_pre_tax_amount: 9900 })
    expect(changed.next_billing_date.slice(0, 16)).toBe(preview.new_plan.next_billing_date.slice(0, 16))
    const payments = (await client.payments.list({ subscription_id: id })).items
    const expected = ['subscription.plan_changed']
    if (amount > 0) {
      expect(Math.abs((payments[0]?.total_amount ?? 0) - summary.total_amount)).toBeLessThan(2)
      expected.unshift('payment.succeeded')
    }
    expect(payments).toHaveLength(amount > 0 ? 2 : 1)
    expect(await typesAfter(shop, 2, expected.length)).toEqual(expected)
    const restarted = mode === 'do_not_bill' ? ['2026-01-31', '2026-02-28'] : ['2026-02-14', '2026-03-14']
    expect(await readPeriod(shop, id)).toEqual(restarted)
  })

  test('keeps the billing date where the settings say so', async () => {
    const { shop, client, id } = await startHalfway({ planChangeCycle: 'keep' })
    await client.subscriptions.changePlan(id, toEnterprise('prorated_immediately'))
    expect(await readPeriod(shop, id)).toEqual(['2026-01-31', '2026-02-28'])
    await moveTo(shop, 'next')
    expect(await readPeriod(shop, id)).toEqual(['2026-02-28', '2026-03-31'])
    expect((await client.payments.list({ subscription_id: id })).items[0]).toMatchObject({
      total_amount: 9900,
    })
  })

  test('in a trial ends the trial and costs the whole price', async () => {
    const shop = await startPlans({ taxPercent: 10 })
    const { subscription_id } = await subscribe(shop, { subscription_data: { trial_period_days: 14 } })
    await shop.client.subscriptions.changePlan(subscription_id, toEnterprise('prorated_immediately'))
    const [payment] = (await shop.client.payments.list({ subscription_id })).items
    expect(payment).toMatchObject({ total_amount: 10_890 })
    expect(await readPeriod(shop, subscription_id)).toEqual(['2026-01-31', '2026-02-28'])
  })
})

describe('a downgrade', () => {
  test('leaves credit that later renewals use up', async () => {
    const { shop, client, id } = await startHalfway({}, ENTERPRISE_PLAN.product_id)
    const change = toPro('difference_immediately')
    const { immediate_charge } = await client.subscriptions.previewChangePlan(id, change)
    expect(immediate_charge.summary).toMatchObject({ total_amount: 0, customer_credits: 8000 })
    await client.subscriptions.changePlan(id, change)
    await moveTo(shop, '2026-08-01T00:00:00Z')
    const amounts = (await client.payments.list({ subscription_id: id })).items.map(
      (entry) => entry.total_amount,
    )
    expect(amounts).toEqual([1500, 0, 0, 0, 0, 9900])
  })

  test('can wait for the next billing date, alone, and be called off', async () => {
    const { shop, client, id } = await startHalfway({}, ENTERPRISE_PLAN.product_id)
    const later = { ...toPro('do_not_bill'), effective_at: 'next_billing_date' } as const
    const preview = await client.subscriptions.previewChangePlan(id, later)
    expect(preview.immediate_charge).toMatchObject({
      line_items: [],
      summary: { total_amount: 0 },
      effective_at: expect.stringMatching(/^2026-02-28/),
    })
    await client.subscriptions.changePlan(id, later)
    expect((await client.subscriptions.list()).items[0]?.scheduled_change).toMatchObject({
      product_id: PRO_PLAN.product_id,
      product_name: 'Pro plan',
    })
    await expect(client.subscriptions.changePlan(id, later)).rejects.toMatchObject({ status: 409 })
    await client.subscriptions.cancelChangePlan(id)
    await expect(client.subscriptions.cancelChangePlan(id)).rejects.toMatchObject({ status: 404 })

    await client.subscriptions.changePlan(id, later)
    const { steps } = await moveTo(shop, 'next')
    expect(steps[0]?.events).toEqual([
      'subscription.plan_changed',
      'payment.succeeded',
      'subscription.renewed',
    ])
    expect(await client.subscriptions.retrieve(id)).toMatchObject({
      product_id: PRO_PLAN.product_id,
      scheduled_change: null,
    })
    expect((await client.payments.list({ subscription_id: id })).items[0]).toMatchObject({
      total_amount: 1900,
    })
  })
})

describe('a change whose payment is declined', () => {
  async function startDeclining(on_payment_failure: 'prevent_change' | 'apply_change') {
    const halfway = await startHalfway()
    await control(halfway.url, `subscriptions/${halfway.id}/card`, { declines: true })
    const change = { ...toEnterprise('full_immediately'), on_payment_failure }
    await halfway.client.subscriptions.changePlan(halfway.id, change)
    return { ...halfway, change }
  }

  test('is made all the same and puts the subscription on hold, until a card pays', async () => {
    const { shop, client, url, id } = await startDeclining('apply_change')
    expect(await client.subscriptions.retrieve(id)).toMatchObject({
      status: 'on_hold',
      product_id: ENTERPRISE_PLAN.product_id,
    })
    await control(url, `subscriptions/${id}/card`, { card: '5555555555554444' })
    expect(await typesAfter(shop, 2, 6)).toEqual([
      'payment.failed',
      'subscription.plan_changed',
      'subscription.on_hold',
      'payment.succeeded',
      'subscription.update_payment_method',
      'subscription.active',
    ])
    expect((await client.payments.list({ subscription_id: id })).items[0]).toMatchObject({
      total_amount: 9900,
    })
    expect(await readPeriod(shop, id)).toEqual(['2026-02-14', '2026-03-14'])
  })

  test('or waits for a card that pays, with the old plan active', async () => {
    const { client, url, id, change } = await startDeclining('prevent_change')
    expect(await client.subscriptions.retrieve(id)).toMatchObject({
      status: 'active',
      product_id: PRO_PLAN.product_id,
    })
    await expect(client.subscriptions.changePlan(id, change)).rejects.toMatchObject({ status: 409 })
    await control(url, `subscriptions/${id}/card`, { card: '5555555555554444' })
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ product_id: ENTERPRISE_PLAN.product_id })
    expect((await client.payments.list({ subscription_id: id })).items[0]).toMatchObject({
      total_amount: 9900,
    })
  })

  test('and is forgotten at the next billing date', async () => {
    const { shop, client, url, id } = await startDeclining('prevent_change')
    await control(url, `subscriptions/${id}/card`, { declines: false })
    await moveTo(shop, '2026-03-01T00:00:00Z')
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ product_id: PRO_PLAN.product_id })
    await client.subscriptions.changePlan(id, toEnterprise('do_not_bill'))
  })
})
