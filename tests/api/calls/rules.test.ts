import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { countOpenHolds, setBalance } from '../../helpers/app/database'
import { useApp } from '../../helpers/app/use-app'
import { listUsage } from '../../helpers/calls'

const PATH = '/api/example-protected'
const app = useApp()

describe('a rate limit', () => {
  test('is told with every answer, and refuses with the seconds to wait', async () => {
    const person = await app.signUp()
    const call = app.as(person)
    await setBalance(app.sql, person.id, 100)
    const first = await call(PATH, { body: { prompt: 'x' } })
    expect(first.headers.get('ratelimit-limit')).toBe('40')
    expect(first.headers.get('ratelimit-remaining')).toBe('39')
    expect(first.headers.get('ratelimit-policy')).toBe('40;w=40')
    await app.sql`update public.rate_limits set tokens = 1, refilled_at = now()
      where bucket = ${`user:${person.id}:paid`}`
    // Calls that make no sense count as well.
    expect((await call(PATH, { body: {} })).status).toBe(422)
    const refused = await call(PATH, { body: { prompt: 'x' } })
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('ratelimit-remaining')).toBe('0')
    expect(await call(PATH, { body: {} })).toMatchObject({ status: 429 })
    // Another kind of call, and another person, go on.
    expect((await call('/api/credits/balance')).status).toBe(200)
    expect((await app.as(await app.signUp())(PATH, { body: { prompt: 'x' } })).status).toBe(200)
    expect((await call('/api/credits/balance')).body).toMatchObject({ available: 99, held: 0 })
  })
})

describe('a price', () => {
  const feature = 'text-generation'
  const setPrice = (credits: number) =>
    app.sql`update public.feature_pricing set credits = ${credits} where feature = ${feature}`
  afterAll(() => setPrice(1))

  test('that is not the one shown refuses, tells the new one, and charges nothing', async () => {
    const person = await app.signUp()
    const call = app.as(person)
    const withPrice = (credits: string) =>
      call(PATH, { body: { prompt: 'x' }, headers: { 'x-expected-credits': credits } })
    expect((await withPrice('1')).body).toMatchObject({ creditsUsed: 1 })
    expect(await withPrice('5')).toMatchObject({
      status: 409,
      body: { error: { code: 'price_changed', details: { requiredCredits: 1 } } },
    })
    for (const nonsense of ['', 'free', '-1', '0.5']) expect((await withPrice(nonsense)).status).toBe(422)
    expect((await call('/api/credits/balance')).body).toMatchObject({ available: 49, held: 0 })
    expect(await countOpenHolds(app.sql, person.id)).toBe(0)
  })
})

test('what each run used is in the usage log and in the usage route', async () => {
  const person = await app.signUp()
  const call = app.as(person)
  const usage = async () => ((await call('/api/user/usage')).body as { data: Record<string, unknown> }).data
  expect(await usage()).toEqual({
    credits: 50,
    totalTokens: 100_000,
    availableTokens: 100_000,
    totalTokensUsed: 0,
    monthlyTokensUsed: 0,
    monthlyResetDate: expect.any(String),
    isSubscribed: false,
    subscriptionTier: 'free',
  })
  const created = await call('/api/projects', { body: { name: 'Shop', brief: 'A shop for rope' } })
  const { projectId } = created.body as { projectId: string }
  const answer = await call('/api/projects/start-workflow', { body: { projectId } })
  const { tokensUsed } = (answer.body as { creditInfo: { tokensUsed: number } }).creditInfo
  expect(answer.body).toMatchObject({
    creditInfo: { tokensUsed: expect.any(Number), creditsRemaining: 49, totalTokensUsed: tokensUsed },
  })
  expect(await usage()).toMatchObject({
    credits: 49,
    availableTokens: 98_000,
    totalTokensUsed: tokensUsed,
    monthlyTokensUsed: tokensUsed,
    totalTokens: 98_000 + tokensUsed,
  })
  expect(await listUsage(app.sql, person.id)).toMatchObject([
    { feature: 'code-generation', credits: 1, outcome: 'succeeded' },
  ])
})

test.each(['video-generation', 'video-processing', 'map-animation'])(
  '%s has a price but no provider: 503, whatever the balance, and nothing is charged',
  async (tool) => {
    const person = await app.signUp()
    const ask = () =>
      app.as(person)(`/api/tools/${tool}`, {
        body: { prompt: 'A wave', model: 'veo2' },
        headers: { 'idempotency-key': randomUUID() },
      })
    for (const credits of [50, 0]) {
      await setBalance(app.sql, person.id, credits)
      expect(await ask()).toMatchObject({ status: 503, body: { error: { code: 'provider_not_configured' } } })
      expect((await app.as(person)('/api/credits/balance')).body).toMatchObject({
        available: credits,
        held: 0,
      })
    }
  },
)
