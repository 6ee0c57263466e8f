import { describe, expect, test } from 'vitest'
import { control, openCheckout, payCheckout } from '../dodo-harness'
import { startPlans, subscribe, typesAfter } from './subscribing'

type Dispute = { dispute_id: string; dispute_status: string; amount: string }

async function startPaid() {
  const shop = await startPlans()
  const paymentId = await payCheckout((await openCheckout(shop.client)).url)
  const dispute = async (body: object = {}) =>
    (await control<{ dispute: Dispute }>(shop.url, `payments/${paymentId}/dispute`, body)).dispute
  const settle = (entry: Dispute, outcome: string) =>
    control(shop.url, `disputes/${entry.dispute_id}/settle`, { outcome })
  return { ...shop, shop, paymentId, dispute, settle }
}

describe('a dispute', () => {
  test.each(['won', 'lost', 'accepted', 'expired', 'cancelled'])(
    'is opened, challenged and %s',
    async (end) => {
      const { shop, client, receiver, paymentId, dispute, settle } = await startPaid()
      const opened = await dispute()
      expect(opened).toMatchObject({
        amount: '999',
        dispute_status: 'dispute_opened',
        dispute_stage: 'dispute',
      })
      const status = async () => (await client.payments.list()).items[0]?.dispute_status
      expect(await status()).toBe('dispute_opened')
      await settle(opened, 'challenged')
      await settle(opened, end)
      expect(await status()).toBe(`dispute_${end}`)
      expect(await typesAfter(shop, 1, 3)).toEqual(['dispute.opened', 'dispute.challenged', `dispute.${end}`])
      expect(receiver.received.at(-1)?.body.data).toMatchObject({
        payload_type: 'Dispute',
        payment_id: paymentId,
        amount: '999',
        customer: { email: 'ada@example.com' },
      })
      expect(await client.disputes.retrieve(opened.dispute_id)).toMatchObject({
        dispute_status: `dispute_${end}`,
      })
      expect((await client.payments.retrieve(paymentId)).disputes).toMatchObject([{ amount: '999' }])
      await expect(settle(opened, 'won')).rejects.toThrow('400')
    },
  )

  test('can be about a part, and several never about more than was paid', async () => {
    const { client, url, paymentId, dispute, settle } = await startPaid()
    const first = await dispute({ amount: 400, reason: 'product_not_received', stage: 'pre_dispute' })
    await expect(dispute({ amount: 600 })).rejects.toThrow('400')
    const second = await dispute()
    expect(second.amount).toBe('599')
    await expect(dispute()).rejects.toThrow('400')
    await settle(second, 'won')
    expect((await dispute({ amount: 599 })).amount).toBe('599')

    const list = async (query: Parameters<typeof client.disputes.list>[0]) =>
      (await client.disputes.list(query)).items.map((entry) => entry.dispute_id)
    expect(await list({ dispute_stage: 'pre_dispute' })).toEqual([first.dispute_id])
    expect(await list({ dispute_status: 'dispute_won' })).toEqual([second.dispute_id])
    expect(await list({ page_size: 2, page_number: 1 })).toEqual([first.dispute_id])
    expect(await list({ customer_id: 'cus_none' })).toEqual([])
    expect((await client.payments.retrieve(paymentId)).disputes).toHaveLength(3)
    await expect(control(url, 'payments/pay_none/dispute', {})).rejects.toThrow('404')
    await expect(control(url, 'disputes/dp_none/settle', { outcome: 'won' })).rejects.toThrow('404')
  })
})

describe('refunds', () => {
  test('of parts add up, and those under way count', async () => {
    const { shop, client, url, paymentId } = await startPaid()
    await control(url, 'settings', { refundOutcome: 'pending' })
    const item = { item_id: 'pdt_starter' }
    const first = await client.refunds.create({ payment_id: paymentId, items: [{ ...item, amount: 300 }] })
    const second = await client.refunds.create({ payment_id: paymentId, items: [{ ...item, amount: 500 }] })
    expect(shop.receiver.received, 'nothing has been decided').toHaveLength(1)
    expect(await client.payments.retrieve(paymentId)).toMatchObject({ refund_status: null })
    const tooMuch = client.refunds.create({ payment_id: paymentId, items: [{ ...item, amount: 200 }] })
    await expect(tooMuch).rejects.toMatchObject({ status: 400 })

    await control(url, `refunds/${first.refund_id}/settle`, { outcome: 'succeeded' })
    await control(url, `refunds/${second.refund_id}/settle`, { outcome: 'failed' })
    expect(await typesAfter(shop, 1, 2)).toEqual(['refund.succeeded', 'refund.failed'])
    expect((await client.payments.retrieveLineItems(paymentId)).items[0]).toMatchObject({
      refundable_amount: 699,
    })
    expect(await client.payments.retrieve(paymentId)).toMatchObject({ refund_status: 'partial' })
    await expect(
      control(url, `refunds/${second.refund_id}/settle`, { outcome: 'succeeded' }),
    ).rejects.toThrow('400')
    expect((await client.refunds.list({ status: 'failed' })).items).toMatchObject([
      { refund_id: second.refund_id, amount: 500, is_partial: true },
    ])
    await control(url, 'settings', { refundOutcome: 'failed' })
    const third = await client.refunds.create({ payment_id: paymentId })
    expect(await client.refunds.retrieve(third.refund_id)).toMatchObject({ status: 'failed', amount: 699 })
  })

  test('of a subscription are found by it', async () => {
    const { client, shop } = await startPaid()
    const { payment_id, subscription_id } = await subscribe(shop)
    const refund = await client.refunds.create({ payment_id: payment_id ?? '' })
    expect(refund).toMatchObject({ amount: 1900, is_partial: false })
    expect((await client.refunds.list({ subscription_id })).items).toMatchObject([
      { refund_id: refund.refund_id },
    ])
    expect((await client.refunds.list({ subscription_id: 'sub_none' })).items).toEqual([])
    const pdf = await (await client.invoices.payments.retrieve(payment_id ?? '')).text()
    expect(pdf).toContain(`Subscription: ${subscription_id}`)
  })
})
