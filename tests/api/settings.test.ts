import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '../helpers/app/api-client'
import { createPayment, signDelivery, writeEvent } from '../helpers/app/dodo-webhook'
import { type Behaviour, startFakeProvider } from '../helpers/app/fake-provider'
import { useApp } from '../helpers/app/use-app'
import { findBuild, startAppVariant } from '../helpers/app/variant'

const PUBLISHED_KEY = 'shadf892yr398hq23h'
const PREVIOUS_KEY = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
const app = useApp()
let provider: Awaited<ReturnType<typeof startFakeProvider>>
let url: string
let stop: () => Promise<void>

beforeAll(async () => {
  provider = await startFakeProvider()
  const variant = await startAppVariant(await findBuild(app.url), {
    ...app.env,
    DODO_PAYMENTS_BASE_URL: provider.url,
    DODO_PAYMENTS_WEBHOOK_KEY_PREVIOUS: PREVIOUS_KEY,
    FOLLOWUP_EMAILS_KEY: PUBLISHED_KEY,
  })
  if (variant.url === undefined) throw new Error('The app refused to start.')
  ;({ url, stop } = variant)
})
afterAll(async () => {
  await stop?.()
  await provider?.close()
})

const as = (person: Awaited<ReturnType<typeof app.signUp>>) => createApi(url, person)

describe('a payment provider in trouble', () => {
  const CHECKOUT = '/api/dodopayments/checkout'
  const opened = { session_id: 'cks_1', checkout_url: 'https://checkout.example/cks_1' }

  test.each<[what: string, behaviour: Behaviour]>([
    ['is down', { status: 500, body: '{"code":"INTERNAL","message":"internal detail"}' }],
    ['wants fewer calls', { status: 429, body: '{}' }],
    ['refuses the key', { status: 401, body: '{"message":"internal detail"}' }],
    ['answers what is no JSON', { status: 200, body: '<html>' }],
    [
      'forgets the address',
      { status: 200, body: JSON.stringify({ session_id: 'cks_2', checkout_url: null }) },
    ],
  ])('that %s is reported, leaves nothing pending, and can be asked again', async (_what, behaviour) => {
    const person = await app.signUp()
    provider.behave(person.email, behaviour)
    const answer = await as(person)(CHECKOUT, { body: { packageId: 'starter' } })
    expect(answer).toMatchObject({ status: 502, body: { error: { code: 'provider_failed' } } })
    expect(JSON.stringify(answer.body)).toContain('You were not charged.')
    expect(JSON.stringify(answer.body)).not.toContain('internal detail')
    expect(await readPurchases(person.id)).toEqual(['failed'])

    const session = { ...opened, session_id: `cks_${randomUUID()}` }
    provider.behave(person.email, { status: 200, body: JSON.stringify(session) })
    expect(await as(person)(CHECKOUT, { body: { packageId: 'starter' } })).toMatchObject({
      status: 200,
      body: { checkoutUrl: opened.checkout_url },
    })
    expect(await readPurchases(person.id)).toEqual(['failed', 'pending'])
    expect((await as(person)('/api/credits/balance')).body).toMatchObject({ available: 50 })
  })

  async function readPurchases(userId: string) {
    const rows =
      await app.sql`select status from public.purchases where user_id = ${userId} order by created_at`
    return rows.map(({ status }) => status)
  }
})

test('the previous webhook key opens while it is set, and only where it is', async () => {
  const body = writeEvent('payment.succeeded', createPayment(randomUUID()))
  const deliver = (to: string) =>
    createApi(to)('/api/dodopayments/webhook', { body, headers: signDelivery(body, { key: PREVIOUS_KEY }) })
  expect(await deliver(url)).toMatchObject({ status: 200, body: { status: 'parked' } })
  expect((await deliver(app.url)).status).toBe(401)
})

test('the published key opens the mails alone, and only once the environment sets it', async () => {
  const call = createApi(url)
  expect((await call(`/api/send-followup-emails?key=${PUBLISHED_KEY}`)).status).toBe(200)
  expect((await call('/api/send-followup-emails?key=another-key-of-18-c')).status).toBe(401)
  expect((await call(`/api/cron/cleanup-models?key=${PUBLISHED_KEY}`)).status).toBe(401)
  expect((await createApi(app.url)(`/api/send-followup-emails?key=${PUBLISHED_KEY}`)).status).toBe(401)
})

test.each([
  ['no webhook key', { DODO_PAYMENTS_WEBHOOK_KEY: '' }, 'DODO_PAYMENTS_WEBHOOK_KEY is missing'],
  ['a cron secret that is short', { CRON_SECRET: 'short' }, 'CRON_SECRET must have'],
])('with %s the server does not start, and says why in one line', async (_what, changes, line) => {
  const variant = await startAppVariant(await findBuild(app.url), { ...app.env, ...changes })
  if (variant.url !== undefined) {
    await variant.stop()
    throw new Error('The app started all the same.')
  }
  expect(variant.exitCode).toBe(1)
  expect(variant.said.split('\n').filter((said) => said.includes(line))).toHaveLength(1)
})
