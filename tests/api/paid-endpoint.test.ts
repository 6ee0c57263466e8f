import { expect, test } from 'vitest'
import { setBalance } from '../helpers/app/database'
import type { Person } from '../helpers/app/people'
import { useApp } from '../helpers/app/use-app'

const PATH = '/api/example-protected'
const app = useApp()

test('a run answers its text, what it cost and the balance it left', async () => {
  const person = await app.signUp()
  const answer = await app.as(person)(PATH, { body: { prompt: '  A haiku about ledgers. ' } })
  expect(answer).toMatchObject({ status: 200 })
  expect(answer.body).toEqual({
    text: expect.stringContaining('A haiku about ledgers'),
    model: 'demo',
    newBalance: 49,
    creditsUsed: 1,
    balanceVersion: expect.any(Number),
    creditInfo: { tokensUsed: 0, creditsRemaining: 49, totalTokensUsed: 0 },
  })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const { newBalance: available, balanceVersion: version } = answer.body as Record<string, unknown>
  const balance = await app.as(person)('/api/credits/balance')
  expect(balance.body).toEqual({ userId: person.id, available, held: 0, debt: 0, version })
})

test('what else the body says about price or person changes nothing', async () => {
  const [person, other] = await Promise.all([app.signUp(), app.signUp()])
  const body = { prompt: 'x', credits: 0, cost: -5, feature: 'free', userId: other.id, role: 'admin' }
  const answer = await app.as(person)(PATH, { body })
  expect(answer.body).toMatchObject({ newBalance: 49, creditsUsed: 1 })
  expect((await app.as(other)('/api/credits/balance')).body).toMatchObject({ available: 50 })
})

test('without enough credits nothing runs, and the answer says what is missing', async () => {
  const person = await app.signUp()
  await setBalance(app.sql, person.id, 0)
  const answer = await app.as(person)(PATH, { body: { prompt: 'x' } })
  expect(answer.status).toBe(402)
  expect(answer.body).toEqual({
    error: {
      code: 'insufficient_credits',
      message: expect.any(String),
      details: { requiredCredits: 1, currentBalance: 0, buyUrl: '/buy-credits' },
    },
  })
})

const REFUSED: [what: string, request: Parameters<typeof app.stranger>[1], status: number, code: string][] = [
  ['JSON that breaks off', { body: '{"prompt": ' }, 400, 'malformed_json'],
  ['an empty body', { body: '' }, 400, 'malformed_json'],
  ['a page of another site', { headers: { origin: 'https://evil.example' } }, 403, 'forbidden'],
  ['an opaque origin', { headers: { origin: 'null' } }, 403, 'forbidden'],
  ['another site that hides its origin', { headers: { 'sec-fetch-site': 'cross-site' } }, 403, 'forbidden'],
  [
    'another site behind a forged host',
    { headers: { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' } },
    403,
    'forbidden',
  ],
  ['a megabyte', { body: { prompt: 'x'.repeat(1_000_000) } }, 413, 'payload_too_large'],
  ['plain text', { headers: { 'content-type': 'text/plain' } }, 415, 'unsupported_media_type'],
  [
    'a form',
    { body: 'prompt=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
    'unsupported_media_type',
  ],
  ['no prompt', { body: {} }, 422, 'invalid_input'],
  ['an empty prompt', { body: { prompt: '' } }, 422, 'invalid_input'],
  ['a blank prompt', { body: { prompt: ' \n ' } }, 422, 'invalid_input'],
  ['a prompt of 2,001 characters', { body: { prompt: 'x'.repeat(2_001) } }, 422, 'invalid_input'],
  ['a number for a prompt', { body: { prompt: 5 } }, 422, 'invalid_input'],
  ['a list for a prompt', { body: { prompt: ['x'] } }, 422, 'invalid_input'],
  ['a list', { body: [{ prompt: 'x' }] }, 422, 'invalid_input'],
  ['null', { body: 'null' }, 422, 'invalid_input'],
  ['text in JSON', { body: '"x"' }, 422, 'invalid_input'],
  ['an empty key', { headers: { 'idempotency-key': '' } }, 422, 'invalid_idempotency_key'],
  ['a long key', { headers: { 'idempotency-key': 'k'.repeat(201) } }, 422, 'invalid_idempotency_key'],
]

test.each(REFUSED)('%s is refused and costs nothing', async (_what, request, status, code) => {
  const person = await app.signUp()
  const answer = await app.as(person)(PATH, { body: { prompt: 'x' }, ...request })
  expect(answer).toMatchObject({ status, body: { error: { code, message: expect.any(String) } } })
  expect((await app.as(person)('/api/credits/balance')).body).toMatchObject({ available: 50, held: 0 })
})

test('a field that is not valid is named', async () => {
  const person = await app.signUp()
  const { body } = await app.as(person)(PATH, { body: { prompt: '' } })
  expect(body).toMatchObject({ error: { details: { fields: { prompt: [expect.any(String)] } } } })
})

test.each([PATH, '/api/dodopayments/checkout'])('%s answers POST alone', async (path) => {
  for (const method of ['GET', 'PUT', 'DELETE']) {
    expect((await app.stranger(path, { method })).status).toBe(405)
  }
})

/** The session cookie with its access token changed. */
function forge(person: Person, change: (token: string) => string): Person {
  const [first] = person.cookies
  if (!first) throw new Error('There is no session to forge.')
  const name = first.name.replace(/\.\d+$/, '')
  const text = person.cookies.map(({ value }) => value).join('')
  const session = JSON.parse(Buffer.from(text.replace('base64-', ''), 'base64url').toString())
  const forged = { ...session, access_token: change(session.access_token) }
  const value = `base64-${Buffer.from(JSON.stringify(forged)).toString('base64url')}`
  return { ...person, cookies: [{ name, value }] }
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const FORGERIES: [what: string, change: (token: string) => string][] = [
  [
    'one other character in the signature',
    (token) => token.slice(0, -3) + (token.at(-3) === 'A' ? 'B' : 'A') + token.slice(-2),
  ],
  ['no signature', (token) => token.split('.').slice(0, 2).join('.').concat('.')],
  ['algorithm none', (token) => `${encode({ alg: 'none', typ: 'JWT' })}.${token.split('.')[1]}.`],
  ['no token at all', () => 'not a token'],
]

test.each(FORGERIES)('a session with %s is nobody', async (_what, change) => {
  const person = await app.signUp()
  const call = app.as(forge(person, change))
  expect(await call(PATH, { body: { prompt: 'x' } })).toMatchObject({
    status: 401,
    body: { error: { code: 'unauthorized' } },
  })
  expect((await call('/api/credits/balance')).status).toBe(401)
  // The same cookie put together again unchanged is somebody: it is the forgery that is refused.
  expect((await app.as(forge(person, (token) => token))('/api/credits/balance')).status).toBe(200)
})

test.each([
  ['POST', PATH, { prompt: 'x' }],
  ['POST', '/api/dodopayments/checkout', { packageId: 'starter' }],
  ['GET', '/api/credits/balance', undefined],
  ['GET', '/api/purchases/00000000-0000-4000-8000-000000000000', undefined],
])('%s %s wants somebody signed in', async (method, path, body) => {
  const answer = await app.stranger(path, { method, body })
  expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } })
})
