import { describe, expect, test } from 'vitest'
import { control, openCheckout, payCheckout } from '../dodo-harness'
import { startPlans, subscribe } from './subscribing'

type Button = { action: string; values: URLSearchParams }

/** The first button of the page with this label, with what its form would send. */
async function findButton(url: string, label: string): Promise<Button | null> {
  const page = await (await fetch(url)).text()
  for (const [, attributes = '', content = ''] of page.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
    const button = new RegExp(`<button([^>]*)>${label.replace('+', '\\+')}</button>`).exec(content)
    if (!button) continue
    const attribute = (text: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(text)?.[1]
    const values = new URLSearchParams()
    for (const [input] of content.matchAll(/<input[^>]*>/g)) {
      values.set(attribute(input, 'name') ?? '', attribute(input, 'value') ?? '')
    }
    const own = attribute(button[1] ?? '', 'name')
    if (own) values.set(own, attribute(button[1] ?? '', 'value') ?? '')
    const action = attribute(button[1] ?? '', 'formaction') ?? attribute(attributes, 'action') ?? ''
    return { action, values }
  }
  return null
}

async function press(url: string, label: string): Promise<void> {
  const button = await findButton(url, label)
  if (!button) throw new Error(`The page has no button ${label}`)
  const headers = { accept: 'text/html', origin: url }
  const request = { method: 'POST', headers, body: button.values, redirect: 'manual' } as const
  const answer = await fetch(`${url}${button.action}`, request)
  expect([label, answer.status]).toEqual([label, 303])
  const section = /^\/#(\w[\w-]*)$/.exec(answer.headers.get('location') ?? '')?.[1]
  expect(await (await fetch(url)).text(), `${label} leads to a section`).toContain(`id="${section}"`)
}

describe('the control page', () => {
  test('has a working button for everything that can happen to a subscription', async () => {
    const shop = await startPlans()
    const { subscription_id: id } = await subscribe(shop)
    const read = () => shop.client.subscriptions.retrieve(id)
    await press(shop.url, '+ 1 day')
    await press(shop.url, 'Bill now')
    expect(await read()).toMatchObject({ previous_billing_date: expect.stringMatching(/^2026-02-01/) })
    await press(shop.url, 'Pause')
    expect(await read()).toMatchObject({ status: 'paused' })
    await press(shop.url, 'Unpause')
    await press(shop.url, 'Cancel at period end')
    expect(await read()).toMatchObject({ cancel_at_next_billing_date: true })
    await press(shop.url, 'Resume')
    await press(shop.url, 'Card declines')
    await press(shop.url, 'To next due date')
    expect(await read()).toMatchObject({ status: 'on_hold' })
    await press(shop.url, 'Card works again')
    await press(shop.url, 'Pay with a new card')
    expect(await read()).toMatchObject({ status: 'active' })
    await press(shop.url, 'New card')
    await press(shop.url, 'Move')
    await press(shop.url, 'Cancel now')
    expect(await read()).toMatchObject({ status: 'cancelled' })
    expect(await findButton(shop.url, 'Cancel now'), 'what has ended has no buttons').toBeNull()
    expect(await findButton(shop.url, 'To next due date')).toBeNull()
  })

  test('and to money and webhooks', async () => {
    const shop = await startPlans({ refundOutcome: 'pending' })
    const payment_id = await payCheckout((await openCheckout(shop.client)).url)
    for (const amount of [100, 200]) {
      const items = [{ item_id: 'pdt_starter', amount }]
      await shop.client.refunds.create({ payment_id, items })
    }
    await press(shop.url, 'Succeeds')
    await press(shop.url, 'Fails')
    await press(shop.url, 'Failing refund')
    await press(shop.url, 'Dispute')
    await press(shop.url, 'Challenged')
    await press(shop.url, 'Lost')
    expect(await findButton(shop.url, 'Won')).toBeNull()
    await press(shop.url, 'Hold deliveries')
    await press(shop.url, 'Refund')
    expect(await findButton(shop.url, 'Refund'), 'nothing is left to refund').toBeNull()
    await press(shop.url, 'Hold back')
    await press(shop.url, 'Release')
    await press(shop.url, 'Send all now')
    await press(shop.url, 'Apply')
    await press(shop.url, 'Resume deliveries')
    const { webhooks } = await control<{ webhooks: { type: string; status: string }[] }>(shop.url, 'state')
    expect(webhooks.map(({ type, status }) => [type, status])).toEqual(
      [
        'payment.succeeded',
        'refund.succeeded',
        'refund.failed',
        'refund.failed',
        'dispute.opened',
        'dispute.challenged',
        'dispute.lost',
        'refund.succeeded',
      ].map((type) => [type, 'delivered']),
    )
  })
})
