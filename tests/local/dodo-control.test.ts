import { cp, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startDodo } from '../../local/dodo/server'
import { control, createDataDir, openCheckout, payCheckout, startShop, WEBHOOK_KEY } from './dodo-harness'

describe('a restart', () => {
  test('after a kill keeps what was answered and delivers what was not delivered', async () => {
    const dataDir = await createDataDir()
    const first = await startShop({ dataDir, paused: true })
    const checkout = await openCheckout(first.client)
    const paymentId = await payCheckout(checkout.url)
    const open = await openCheckout(first.client)

    // A copy taken while it runs is what a killed process leaves behind.
    const copy = await createDataDir()
    await cp(dataDir, copy, { recursive: true })
    const second = await startShop({ dataDir: copy })
    const [webhook] = await second.receiver.waitFor(1)
    expect(webhook?.body.data.payment_id).toBe(paymentId)
    expect(first.receiver.received).toEqual([])
    expect(await second.client.payments.retrieve(paymentId)).toMatchObject({ status: 'succeeded' })
    expect(await second.client.checkoutSessions.retrieve(checkout.id)).toMatchObject({
      payment_id: paymentId,
    })
    await payCheckout(`${second.url}/checkout/${open.id}`)
    expect(await second.receiver.waitFor(2)).toHaveLength(2)
  })

  test('a delivery that the stop cut off goes out again', async () => {
    const dataDir = await createDataDir()
    const first = await startShop({ dataDir, retryScheduleMs: [0] })
    first.receiver.status = 0
    const paying = payCheckout((await openCheckout(first.client)).url)
    await first.receiver.waitFor(1)
    await first.close()
    await paying.catch(() => {})
    const second = await startShop({ dataDir })
    expect((await second.receiver.waitFor(1))[0]?.id).toBe(first.receiver.received[0]?.id)
  })

  test('state that cannot be read stops it with the name of the file', async () => {
    const dataDir = await createDataDir()
    await writeFile(join(dataDir, 'state.json'), '{"customers":[')
    await expect(startShop({ dataDir })).rejects.toThrow(/cannot read .*state\.json/)
  })

  test('a port that is taken is an error that the caller can catch', async () => {
    const { url } = await startShop()
    const options = { dataDir: await createDataDir(), apiKey: 'k', webhookKey: WEBHOOK_KEY, webhookUrl: url }
    await expect(startDodo({ ...options, port: Number(new URL(url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
    await expect(startDodo({ ...options, port: 0, webhookKey: 'whsec_' })).rejects.toThrow('empty')
  })
})

describe('the control page', () => {
  test('refunds a payment, whole, in part or failing', async () => {
    const { client, receiver, url } = await startShop()
    const paymentId = await payCheckout((await openCheckout(client)).url)
    await control(url, `payments/${paymentId}/refund`, { outcome: 'failed' })
    await control(url, `payments/${paymentId}/refund`, { amount: 100 })
    await control(url, `payments/${paymentId}/refund`, {})
    const refunds = (await receiver.waitFor(4))
      .slice(1)
      .map(({ body }) => [body.type, body.data.amount, body.data.is_partial])
    expect(refunds).toEqual([
      ['refund.failed', 999, false],
      ['refund.succeeded', 100, true],
      ['refund.succeeded', 899, true],
    ])
    await expect(control(url, `payments/${paymentId}/refund`, {})).rejects.toThrow('400')
  })

  test('its forms work and come back to the page', async () => {
    const { client, receiver, url } = await startShop()
    await payCheckout((await openCheckout(client)).url)
    const page = await (await fetch(url)).text()
    const actions = new Set([...page.matchAll(/action="([^"]+)"/g)].map((match) => String(match[1])))
    const verbs = [...actions].map((action) => action.split('/').at(-1)).toSorted()
    expect(verbs).toEqual(['clock', 'dispute', 'duplicate', 'refund', 'reissue', 'resend', 'settings'])
    const forms: Record<string, Record<string, string>> = {
      settings: { paused: 'false', webhookDelayMs: '0', duplicates: '', renewedOnFirstPayment: 'true' },
      clock: { advance_seconds: '3600' },
    }
    for (const action of actions) {
      const body = new URLSearchParams(forms[action.split('/').at(-1) ?? ''] ?? {})
      const headers = { accept: 'text/html', origin: url }
      const answer = await fetch(`${url}${action}`, { method: 'POST', headers, body, redirect: 'manual' })
      expect([action, answer.status, answer.headers.get('location')]).toEqual([
        action,
        303,
        expect.stringMatching(/^\/#\w+$/),
      ])
    }
    await receiver.waitFor(6)
  })

  test('is closed to other sites and other names', async () => {
    const { url } = await startShop()
    expect((await fetch(`${url}/__local/state`)).status).toBe(200)
    expect((await fetch(`${url}/__local/state`, { headers: { origin: 'http://evil.example' } })).status).toBe(
      403,
    )
    const status = await new Promise((resolve) => {
      const asked = request(`${url}/__local/state`, { headers: { host: 'evil.example' } }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      asked.end()
    })
    expect(status).toBe(403)
  })
})
