import { afterEach, expect, test, vi } from 'vitest'
import { signDelivery, writeEvent } from '../../helpers/app/dodo-webhook'

const makeKey = (fill: number) => `whsec_${Buffer.alloc(32, fill).toString('base64')}`
const [CURRENT, PREVIOUS, FOREIGN] = [makeKey(1), makeKey(2), makeKey(3)]
const BODY = writeEvent('payment.succeeded', { payment_id: 'pay_1' })

afterEach(() => vi.unstubAllEnvs())

async function verify(signedWith: string, previous = '') {
  vi.stubEnv('SUPABASE_SECRET_KEY', 'sb_secret_1')
  vi.stubEnv('DODO_PAYMENTS_API_KEY', 'dodo_1')
  vi.stubEnv('CRON_SECRET', 'c'.repeat(24))
  vi.stubEnv('DODO_PAYMENTS_WEBHOOK_KEY', CURRENT)
  vi.stubEnv('DODO_PAYMENTS_WEBHOOK_KEY_PREVIOUS', previous)
  vi.resetModules()
  const { verifyDodoWebhook } = await import('../../../lib/dodopayments/verify')
  return verifyDodoWebhook(BODY, new Headers(signDelivery(BODY, { key: signedWith, id: 'msg_1' })))
}

test('the current key opens, with and without a previous one', async () => {
  const event = { id: 'msg_1', type: 'payment.succeeded', data: { payment_id: 'pay_1' } }
  expect(await verify(CURRENT)).toEqual(event)
  expect(await verify(CURRENT, PREVIOUS)).toEqual(event)
})

test('the previous key opens while it is set, and not after', async () => {
  expect(await verify(PREVIOUS, PREVIOUS)).toMatchObject({ id: 'msg_1' })
  await expect(verify(PREVIOUS)).rejects.toMatchObject({ code: 'unauthorized' })
})

test('no other key opens', async () => {
  await expect(verify(FOREIGN, PREVIOUS)).rejects.toMatchObject({ code: 'unauthorized' })
})
