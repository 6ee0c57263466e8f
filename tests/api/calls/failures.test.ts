import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createApi } from '../../helpers/app/api-client'
import { countOpenHolds } from '../../helpers/app/database'
import { type Behaviour, startFakeProvider } from '../../helpers/app/fake-provider'
import { useApp } from '../../helpers/app/use-app'
import { findBuild, startAppVariant } from '../../helpers/app/variant'
import { listUsage } from '../../helpers/calls'
import { passTime } from '../../helpers/ledger'

const app = useApp()
let provider: Awaited<ReturnType<typeof startFakeProvider>>
let url: string
let stop: () => Promise<void>

const settings = () => ({
  ...app.env,
  AI_BASE_URL: `${provider.url}/v1`,
  AI_MODEL: 'fake-1',
  AI_API_KEY: 'fake',
  MAX_WORK_SECONDS: '4',
})

beforeAll(async () => {
  provider = await startFakeProvider()
  const variant = await startAppVariant(await findBuild(app.url), settings())
  if (variant.url === undefined) throw new Error('The app refused to start.')
  ;({ url, stop } = variant)
})
afterAll(async () => {
  await stop?.()
  await provider?.close()
})

const as = (person: Awaited<ReturnType<typeof app.signUp>>) => createApi(url, person)
const TOOL = '/api/example-protected'
const good: Behaviour = {
  status: 200,
  body: JSON.stringify({
    id: 'c1',
    object: 'chat.completion',
    created: 1,
    model: 'fake-1',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Written.' } }],
    usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
  }),
}

describe('a model in trouble', () => {
  test.each<[what: string, behaviour: Behaviour]>([
    ['refuses', { status: 400, body: '{"error":{"message":"internal detail"}}' }],
    ['answers nonsense', { status: 200, body: 'nonsense' }],
  ])('that %s costs nothing, and the same key works once it is well', async (_what, behaviour) => {
    const person = await app.signUp()
    const prompt = `A note ${randomUUID()}`
    const request = { body: { prompt }, headers: { 'idempotency-key': randomUUID() } }
    provider.behave(prompt, behaviour)
    const answer = await as(person)(TOOL, request)
    expect(answer).toMatchObject({ status: 502, body: { error: { code: 'provider_failed' } } })
    expect(JSON.stringify(answer.body)).not.toContain('internal detail')
    expect((await as(person)('/api/credits/balance')).body).toMatchObject({ available: 50, held: 0 })

    provider.behave(prompt, good)
    expect((await as(person)(TOOL, request)).body).toMatchObject({
      text: 'Written.',
      model: 'fake-1',
      creditsUsed: 1,
      newBalance: 49,
    })
    expect(await as(person)(TOOL, request)).toMatchObject({
      status: 200,
      body: { text: 'Written.', newBalance: 49 },
    })
    expect(await countOpenHolds(app.sql, person.id)).toBe(0)
  })

  test('that hangs is let go when the caller goes away, and costs nothing', async () => {
    const person = await app.signUp()
    const prompt = `A note ${randomUUID()}`
    provider.behave(prompt, 'hang')
    const caller = new AbortController()
    const call = fetch(new URL(TOOL, url), {
      method: 'POST',
      signal: caller.signal,
      headers: {
        'content-type': 'application/json',
        cookie: person.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      },
      body: JSON.stringify({ prompt }),
    })
    call.catch(() => undefined)
    await vi.waitFor(() => expect(provider.isHanging(prompt)).toBe(true), { timeout: 10_000 })
    const read = async () => (await as(person)('/api/credits/balance')).body
    expect(await read()).toMatchObject({ available: 49, held: 1 })
    caller.abort()
    await vi.waitFor(async () => expect(await read()).toMatchObject({ available: 50, held: 0 }), {
      timeout: 10_000,
    })
    await vi.waitFor(() => expect(provider.isHanging(prompt)).toBe(false), 10_000)
    expect(await listUsage(app.sql, person.id)).toMatchObject([{ credits: 0, outcome: 'aborted' }])
  })

  test('that takes too long is stopped, answered 504, and costs nothing', async () => {
    const person = await app.signUp()
    const prompt = `A note ${randomUUID()}`
    provider.behave(prompt, 'hang')
    const answer = await as(person)(TOOL, { body: { prompt } })
    expect(answer).toMatchObject({ status: 504, body: { error: { code: 'timeout' } } })
    expect((await as(person)('/api/credits/balance')).body).toMatchObject({ available: 50, held: 0 })
    expect(await listUsage(app.sql, person.id)).toMatchObject([{ credits: 0, outcome: 'timeout' }])
    expect(await countOpenHolds(app.sql, person.id)).toBe(0)
  })
})

test('a server killed between hold and capture charges nobody, and the same key works once later', async () => {
  const person = await app.signUp()
  const prompt = `A note ${randomUUID()}`
  const key = randomUUID()
  const request = { body: { prompt }, headers: { 'idempotency-key': key } }
  const victim = await startAppVariant(await findBuild(app.url), settings())
  if (victim.url === undefined) throw new Error('The app refused to start.')
  provider.behave(prompt, 'hang')
  const call = createApi(victim.url, person)(TOOL, request).catch(() => 'cut off')
  await vi.waitFor(() => expect(provider.isHanging(prompt)).toBe(true), { timeout: 10_000 })
  await victim.kill()
  expect(await call).toBe('cut off')

  provider.behave(prompt, good)
  const early = await as(person)(TOOL, request)
  expect(early).toMatchObject({ status: 409, body: { error: { code: 'request_in_progress' } } })
  expect(Number(early.headers.get('retry-after'))).toBeGreaterThan(0)
  await passTime(app.sql, person.id, '10 minutes')
  await app.sql`update public.stored_responses set running_until = running_until - interval '10 minutes'
    where idempotency_key = ${key}`
  expect((await as(person)('/api/credits/balance')).body).toMatchObject({ available: 50, held: 0 })
  for (let n = 0; n < 2; n += 1) {
    expect(await as(person)(TOOL, request)).toMatchObject({ status: 200, body: { newBalance: 49 } })
  }
  expect(await countOpenHolds(app.sql, person.id)).toBe(0)
  expect(await listUsage(app.sql, person.id)).toMatchObject([{ credits: 1, outcome: 'succeeded' }])
  await victim.stop()
})
