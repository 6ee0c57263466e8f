import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { control, createDataDir, openCheckout, payCheckout } from '../dodo-harness'
import { moveTo, readPeriod, startPlans, subscribe, typesAfter } from './subscribing'

describe('after a kill', () => {
  test('the clock, subscriptions, cards, disputes and what was due are still there', async () => {
    const dataDir = await createDataDir()
    const first = await startPlans({ dataDir })
    const { subscription_id, payment_id } = await subscribe(first)
    await control(first.url, `payments/${payment_id}/dispute`, {})
    await moveTo(first, '2026-03-01T12:00:00Z')
    await control(first.url, `subscriptions/${subscription_id}/card`, { declines: true })
    const before = await first.client.subscriptions.retrieve(subscription_id)

    // A copy taken while it runs is what a killed process leaves behind.
    const copy = await createDataDir()
    await cp(dataDir, copy, { recursive: true })
    const second = await startPlans({ dataDir: copy })
    const { clock } = await control<{ clock: { now: string } }>(second.url, 'clock')
    expect(clock.now).toMatch(/^2026-03-01/)
    expect(await second.client.subscriptions.retrieve(subscription_id)).toEqual(before)
    expect((await second.client.disputes.list()).items).toHaveLength(1)
    const { steps } = await moveTo(second, '2026-04-01T00:00:00Z')
    expect(steps).toMatchObject([{ events: ['payment.failed', 'subscription.on_hold'] }])
    expect(await typesAfter(second, 0, 2)).toEqual(['payment.failed', 'subscription.on_hold'])
  })

  test('renewals that fell due while it was down are made up for', async () => {
    const dataDir = await createDataDir()
    const first = await startPlans({ dataDir })
    const { subscription_id } = await subscribe(first)
    await first.close()
    const second = await startPlans({ dataDir, now: () => new Date(Date.UTC(2026, 3, 15)) })
    expect(await typesAfter(second, 0, 4)).toEqual([
      'payment.succeeded',
      'subscription.renewed',
      'payment.succeeded',
      'subscription.renewed',
    ])
    expect(await readPeriod(second, subscription_id)).toEqual(['2026-03-31', '2026-04-30'])
    const days = (await second.client.payments.list({ subscription_id })).items.map((payment) =>
      payment.created_at.slice(0, 10),
    )
    expect(days).toEqual(['2026-03-31', '2026-02-28', '2026-01-31'])
  })

  test('a state from before there were subscriptions is read', async () => {
    const dataDir = await createDataDir()
    const first = await startPlans({ dataDir })
    const paymentId = await payCheckout((await openCheckout(first.client)).url)
    await first.close()
    const file = join(dataDir, 'state.json')
    const state = JSON.parse(await readFile(file, 'utf8'))
    for (const name of ['clock_offset_ms', 'subscriptions', 'payment_methods', 'card_updates', 'disputes'])
      delete state[name]
    for (const session of state.sessions) {
      delete session.subscription
      session.attempts = session.attempts.map(({ token, payment_id }: Record<string, string>) => ({
        token,
        payment_id,
      }))
    }
    const added = ['subscription_id', 'payment_method_id', 'is_update_payment_method', 'retry_attempt']
    for (const payment of state.payments) for (const name of added) delete payment[name]
    await writeFile(file, JSON.stringify(state))

    const second = await startPlans({ dataDir })
    expect(await second.client.payments.retrieve(paymentId)).toMatchObject({ subscription_id: null })
    const [session] = (await control<{ sessions: { session_id: string }[] }>(second.url, 'state')).sessions
    expect(await second.client.checkoutSessions.retrieve(session?.session_id ?? '')).toMatchObject({
      payment_status: 'succeeded',
      customer_email: 'ada@example.com',
    })
    expect((await fetch(`${second.url}/`)).status).toBe(200)
    await expect(control(second.url, `checkouts/${session?.session_id}/pay`, {})).rejects.toThrow('409')
  })
})
