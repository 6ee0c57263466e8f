import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createPayment, type Signing, signDelivery, writeEvent } from '../../helpers/app/dodo-webhook'
import { required } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'

const PATH = '/api/dodopayments/webhook'
const OTHER_KEY = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const app = useApp()
const key = required(app.env, 'DODO_PAYMENTS_WEBHOOK_KEY')

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000)
const sign = (body: string, signing: Partial<Signing> = {}) => signDelivery(body, { key, ...signing })
const send = (body: string, headers: Record<string, string>) => app.stranger(PATH, { body, headers })

async function storedEvents(id: string) {
  return app.sql`select type, status from public.webhook_events where webhook_id = ${id}`
}

type Delivery = { body: string; headers: Record<string, string> }
const signed = (body: string): Delivery => ({ body, headers: sign(body) })
const withHeader = (name: string, change: (value: string) => string) => (body: string) => {
  const headers: Record<string, string> = sign(body)
  return { body, headers: { ...headers, [name]: change(headers[name] ?? '') } }
}
const without = (name: string) => (body: string) => {
  const { [name]: _left, ...headers }: Record<string, string> = sign(body)
  return { body, headers }
}

const FORGED: [what: string, make: (body: string) => Delivery][] = [
  ['no signature at all', (body) => ({ body, headers: { 'webhook-id': `msg_${randomUUID()}` } })],
  ['no id', without('webhook-id')],
  ['no timestamp', without('webhook-timestamp')],
  ['no signature', without('webhook-signature')],
  ['a signature of another body', (body) => ({ body, headers: sign(`${body} `) })],
  ['one altered byte', (body) => ({ body: body.replace('999', '998'), headers: sign(body) })],
  [
    'the same JSON written anew',
    (body) => ({ body: JSON.stringify(JSON.parse(body), null, 1), headers: sign(body) }),
  ],
  ['the key of somebody else', (body) => ({ body, headers: sign(body, { key: OTHER_KEY }) })],
  ['a signature cut short', withHeader('webhook-signature', (value) => value.slice(0, -4))],
  ['a signature without a version', withHeader('webhook-signature', (value) => value.slice('v1,'.length))],
  ['an unknown version', withHeader('webhook-signature', (value) => value.replace('v1,', 'v2,'))],
  ['a version alone', withHeader('webhook-signature', () => 'v1,')],
  ['a version without a comma', withHeader('webhook-signature', () => 'v1')],
  ['another id than was signed', withHeader('webhook-id', () => `msg_${randomUUID()}`)],
  ['another time than was signed', withHeader('webhook-timestamp', (value) => String(Number(value) - 1))],
  ['a time in words', withHeader('webhook-timestamp', () => 'now')],
  ['a time 301 s ago', (body) => ({ body, headers: sign(body, { at: secondsAgo(301) }) })],
  ['a time 302 s ahead', (body) => ({ body, headers: sign(body, { at: secondsAgo(-302) }) })],
]

test.each(FORGED)('a delivery with %s is refused and leaves no trace', async (_what, make) => {
  const { body, headers } = make(writeEvent('payment.succeeded', createPayment(randomUUID())))
  const answer = await send(body, headers)
  expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } })
  expect(await storedEvents(headers['webhook-id'] ?? '')).toEqual([])
})

test.each([-290, 290])('a delivery signed %i s ago is heard', async (seconds) => {
  const body = writeEvent('something.else', {})
  expect((await send(body, sign(body, { at: secondsAgo(seconds) }))).status).toBe(200)
})

test('one good signature among others is enough', async () => {
  const body = writeEvent('something.else', {})
  const headers = sign(body)
  const bad = signDelivery(body, { key: OTHER_KEY })['webhook-signature']
  const signatures = `v2,abc ${bad} ${headers['webhook-signature']}`
  expect((await send(body, { ...headers, 'webhook-signature': signatures })).status).toBe(200)
})

test.each([
  ['no JSON', 'payment succeeded', 400, 'malformed_json'],
  ['nothing', '', 422, 'invalid_input'],
  ['null', 'null', 422, 'invalid_input'],
  ['a list', '[]', 422, 'invalid_input'],
  ['no type', '{"data":{}}', 422, 'invalid_input'],
  ['an empty type', '{"type":"","data":{}}', 422, 'invalid_input'],
  ['no data', '{"type":"something.else"}', 422, 'invalid_input'],
])('a signed body that is %s is refused', async (_what, body, status, code) => {
  const { headers } = signed(body)
  expect(await send(body, headers)).toMatchObject({ status, body: { error: { code } } })
  expect(await storedEvents(headers['webhook-id'] ?? '')).toEqual([])
})

test.each([
  ['unknown types', 'license_key.created', { payload_type: 'LicenseKey' }],
  ['types of the language', 'constructor', {}],
  ['a character that the database cannot hold', 'something.else', { name: 'Ada\u0000Lovelace' }],
  ['names with a special meaning', 'something.else', JSON.parse('{"__proto__":{"a":1},"constructor":2}')],
  ['deep nesting', 'something.else', JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`)],
])('signed deliveries with %s are stored and answered 2xx', async (_what, type, data) => {
  const body = writeEvent(type, data)
  const headers = sign(body)
  expect(await send(body, headers)).toMatchObject({ status: 200, body: { status: 'ignored' } })
  expect(await storedEvents(headers['webhook-id'])).toEqual([{ type, status: 'ignored' }])
})

test('a body of 10 MB is refused before it is looked at', async () => {
  const body = 'x'.repeat(10_000_000)
  expect(await send(body, sign(body))).toMatchObject({
    status: 413,
    body: { error: { code: 'payload_too_large' } },
  })
})

test('a delivery is a POST', async () => {
  for (const method of ['GET', 'PUT']) expect((await app.stranger(PATH, { method })).status).toBe(405)
})
