import { describe, expect, test } from 'vitest'
import { readForm } from '../../dodo-harness'
import { DECLINES, moveTo, SAVES_ONLY, startPlans, subscribe, typesAfter } from '../subscribing'

async function startActive(options: Parameters<typeof startPlans>[0] = {}) {
  const shop = await startPlans(options)
  const { subscription_id } = await subscribe(shop)
  const subscription = await shop.client.subscriptions.retrieve(subscription_id)
  return { ...shop, shop, id: subscription_id, customerId: subscription.customer.customer_id }
}

describe('a new card for an active subscription', () => {
  test('is entered on a page, costs nothing, and pays from then on', async () => {
    const { shop, client, id, customerId } = await startActive()
    const update = await client.subscriptions.updatePaymentMethod(id, {
      payment_method: { type: 'new', return_url: 'http://app.example/billing?tab=plan' },
    })
    const { page, fields, send } = await readForm(update.payment_link ?? '')
    expect(page).toContain('Change the card')
    expect(fields.get('email')).toBe('ada@example.com')
    const declined = await send('pay', { number: DECLINES })
    expect(declined.headers.get('location')).toBe(new URL(update.payment_link ?? '').pathname)
    const again = await readForm(update.payment_link ?? '')
    expect(again.page).toContain('Your card was declined')
    const paid = await again.send('pay', { number: '5555555555554444' })
    const back = new URL(paid.headers.get('location') ?? '')
    expect(back.searchParams.get('tab')).toBe('plan')
    expect(await typesAfter(shop, 2, 3)).toEqual([
      'payment.failed',
      'payment.succeeded',
      'subscription.update_payment_method',
    ])
    const first = await client.payments.retrieve(update.payment_id ?? '')
    expect(first).toMatchObject({ status: 'failed', total_amount: 0, is_update_payment_method: true })
    const second = await client.payments.retrieve(back.searchParams.get('payment_id') ?? '')
    expect(second).toMatchObject({ status: 'succeeded', total_amount: 0, is_update_payment_method: true })

    const methods = (await client.customers.retrievePaymentMethods(customerId)).items
    expect(methods.map((method) => method.card?.last4_digits)).toEqual(['4444', '4242'])
    expect(await client.subscriptions.retrieve(id)).toMatchObject({
      payment_method_id: methods[0]?.payment_method_id,
    })
    await moveTo(shop, 'next')
    expect((await client.payments.list({ subscription_id: id })).items[0]).toMatchObject({
      card_last_four: '4444',
      total_amount: 1900,
    })
    expect(await (await fetch(update.payment_link ?? '')).text()).toContain('Card saved')
    const late = await again.send('pay', { number: '4242424242424242' })
    expect(late.headers.get('location'), 'what is done is not done twice').toContain('status=succeeded')
    expect((await client.customers.retrievePaymentMethods(customerId)).items).toHaveLength(2)
  })

  test('mistakes in the form are named and change nothing', async () => {
    const { client, id, customerId } = await startActive()
    const update = await client.subscriptions.updatePaymentMethod(id, { payment_method: { type: 'new' } })
    const answer = await (await readForm(update.payment_link ?? '')).send('pay', { number: '1', name: ' ' })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('id="number-error"')])
    expect((await client.customers.retrievePaymentMethods(customerId)).items).toHaveLength(1)
  })

  test('the link ends after a day, and with the subscription', async () => {
    const { shop, client, id, customerId } = await startActive()
    const { payment_link: old } = await client.subscriptions.updatePaymentMethod(id, {
      payment_method: { type: 'new' },
    })
    const oldForm = await readForm(old ?? '')
    await moveTo(shop, '2026-02-02T00:00:00Z')
    const { payment_link } = await client.subscriptions.updatePaymentMethod(id, {
      payment_method: { type: 'new' },
    })
    const form = await readForm(payment_link ?? '')
    const open = async (link: string | null | undefined) => {
      const page = await fetch(link ?? '')
      return [page.status, /<h1>(.*)<\/h1>/.exec(await page.text())?.[1]]
    }
    expect(await open(old)).toEqual([410, 'This link has expired'])
    await oldForm.send('pay')
    expect((await client.customers.retrievePaymentMethods(customerId)).items).toHaveLength(1)
    await client.subscriptions.update(id, { status: 'cancelled' })
    expect(await open(payment_link)).toEqual([410, 'This subscription has ended'])
    await form.send('pay')
    expect((await client.payments.list({ subscription_id: id })).items).toHaveLength(1)
    expect((await fetch(`${shop.url}/card/pay_none`)).status).toBe(404)
  })

  test('a saved one can be taken at once, of the same customer only', async () => {
    const { shop, client, id, customerId } = await startActive({ zeroAmountPayments: false })
    const other = await subscribe(shop, { customer: { email: 'bob@example.com' } })
    await subscribe(shop, { subscription_data: { trial_period_days: 5 } }, SAVES_ONLY)
    const [saved] = (await client.customers.retrievePaymentMethods(customerId)).items
    const body = {
      payment_method: { type: 'existing', payment_method_id: saved?.payment_method_id ?? '' },
    } as const
    expect(await client.subscriptions.updatePaymentMethod(id, body)).toMatchObject({
      payment_id: null,
      payment_link: null,
    })
    expect(await client.subscriptions.retrieve(id)).toMatchObject({
      payment_method_id: saved?.payment_method_id,
    })
    await expect(client.subscriptions.updatePaymentMethod(other.subscription_id, body)).rejects.toMatchObject(
      { status: 404 },
    )
  })
})

describe('the portal', () => {
  async function openPortal() {
    const active = await startActive()
    const { link } = await active.client.customers.customerPortal.create(active.customerId)
    const press = (verb: string, id = active.id) =>
      fetch(`${link}/subscriptions/${id}/${verb}`, { method: 'POST', redirect: 'manual' })
    return { ...active, link, press, read: async () => (await fetch(link)).text() }
  }

  test('cancels at the period’s end, takes it back, and cancels at once', async () => {
    const { shop, client, id, press, read, link } = await openPortal()
    expect(await read()).toContain('next payment on Feb 28, 2026')
    expect((await press('cancel')).headers.get('location')).toBe(new URL(link).pathname)
    expect(await read()).toContain('ends on Feb 28, 2026')
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ cancel_at_next_billing_date: true })
    await press('resume')
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ cancel_at_next_billing_date: false })
    await press('cancel-now')
    expect(await read()).toContain('cancelled on Jan 31, 2026')
    expect(await typesAfter(shop, 2, 3)).toEqual([
      'subscription.updated',
      'subscription.updated',
      'subscription.cancelled',
    ])
  })

  test('takes a new card and comes back', async () => {
    const { url, press, link } = await openPortal()
    const page = (await press('card')).headers.get('location') ?? ''
    const answer = await (await readForm(`${url}${page}`)).send('pay', { number: '5555555555554444' })
    expect(answer.headers.get('location')).toContain(link)
    expect(await (await fetch(link)).text()).toContain('card ending in 4444')
  })

  test('reaches the customer’s own subscriptions only', async () => {
    const { shop, client, press, link } = await openPortal()
    const bob = await subscribe(shop, { customer: { email: 'bob@example.com' } })
    expect((await press('cancel-now', bob.subscription_id)).status).toBe(404)
    expect(await client.subscriptions.retrieve(bob.subscription_id)).toMatchObject({ status: 'active' })
    expect(await (await fetch(link)).text()).not.toContain(bob.subscription_id)
    const stranger = link.replace(/[^/]+$/, 'pts_other')
    expect(
      (await fetch(`${stranger}/subscriptions/${bob.subscription_id}/cancel`, { method: 'POST' })).status,
    ).toBe(404)
  })
})
