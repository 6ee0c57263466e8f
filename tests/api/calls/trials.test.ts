import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createApi } from '../../helpers/app/api-client'
import type { Person } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'
import { listUsage } from '../../helpers/calls'

const app = useApp()
const IMAGE = '/api/tools/image-generation'

/** A visitor from an address of their own; `cookie` is what their browser holds once the trial has begun. */
async function beginTrial(address = `198.51.100.7, ${randomUUID()}`) {
  const answer = await app.stranger('/api/leads', { method: 'POST', headers: { 'x-forwarded-for': address } })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { answer, cookie, call: withCookie(cookie) }
}

const withCookie =
  (cookie: string, person?: Person): ReturnType<typeof createApi> =>
  (path, request = {}) => {
    const session = person?.cookies.map(({ name, value }) => `${name}=${value}`) ?? []
    return createApi(app.url)(path, {
      ...request,
      headers: { ...request.headers, cookie: [...session, cookie].join('; ') },
    })
  }

test('a visitor gets 20 credits behind a signed httpOnly cookie, and can spend them', async () => {
  const { answer, cookie, call } = await beginTrial()
  expect(answer).toMatchObject({ status: 200, body: { available: 20, held: 0 } })
  expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly/i)
  expect(answer.headers.get('set-cookie')).toMatch(/SameSite=lax/i)
  const picture = await call(IMAGE, { body: { prompt: 'A lighthouse' } })
  expect(picture).toMatchObject({ status: 200, body: { creditsUsed: 3, newBalance: 17 } })
  const path = `/api/pictures/${(picture.body as { id: string }).id}`
  expect((await (await beginTrial()).call(path, { method: 'DELETE' })).status).toBe(404)
  expect((await call(path, { method: 'DELETE' })).status).toBe(200)
  expect((await call('/api/credits/balance')).body).toMatchObject({ available: 17, held: 0, userId: null })
  const again = await withCookie(cookie)('/api/leads', { method: 'POST' })
  expect(again).toMatchObject({ status: 200, body: { available: 17 } })
  const leadId = cookie.split('=')[1]?.split('.')[0] ?? ''
  expect(await listUsage(app.sql, leadId)).toMatchObject([{ feature: 'image-generation', credits: 3 }])
})

test('a trial that is used up points to signing up', async () => {
  const { cookie, call } = await beginTrial()
  const leadId = cookie.split('=')[1]?.split('.')[0] ?? ''
  await app.sql`select public.deduct_credits(${leadId}, 18, ${randomUUID()})`
  expect(await call(IMAGE, { body: { prompt: 'A lighthouse' } })).toMatchObject({
    status: 402,
    body: { error: { details: { requiredCredits: 3, currentBalance: 2, buyUrl: '/sign-up' } } },
  })
})

test.each([
  ['nothing', ''],
  ['a trial that was made up', `creditkit_lead=${randomUUID()}.signature`],
  ['an id without a signature', `creditkit_lead=${randomUUID()}`],
])('with %s for a cookie a tool asks who it is', async (_what, cookie) => {
  const answer = await withCookie(cookie)(IMAGE, { body: { prompt: 'A lighthouse' } })
  expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } })
})

test('a trial is no session: what needs an account stays closed', async () => {
  const { call } = await beginTrial()
  for (const path of ['/api/credits', '/api/credits/history', '/api/user/usage', '/api/projects']) {
    expect((await call(path)).status).toBe(401)
  }
})

test('one address begins so many trials, then is told when to come back', async () => {
  const address = `203.0.113.9, ${randomUUID()}`
  for (let n = 0; n < 5; n += 1) expect((await beginTrial(address)).answer.status).toBe(200)
  const { answer } = await beginTrial(address)
  expect(answer).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } })
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(86_400)
  const stored = await app.sql`select from public.leads where address_hash = ${address}`
  expect(stored).toHaveLength(0)
})

test('signing up moves what is left, once, for two tabs and for a replayed cookie', async () => {
  const { cookie, call } = await beginTrial()
  await call(IMAGE, { body: { prompt: 'A lighthouse' } })
  const person = await app.signUp()
  const both = withCookie(cookie, person)
  const claims = await Promise.all([1, 2, 3].map(() => both('/api/leads/claim', { method: 'POST' })))
  expect(claims.map(({ body }) => (body as { creditsMoved: number }).creditsMoved).sort()).toEqual([0, 0, 17])
  expect(claims[0]?.headers.get('set-cookie')).toMatch(/creditkit_lead=;/)
  expect((await app.as(person)('/api/credits/balance')).body).toMatchObject({
    available: 67,
    userId: person.id,
  })

  const friend = await app.signUp()
  expect((await withCookie(cookie, friend)('/api/leads/claim', { method: 'POST' })).body).toEqual({
    creditsMoved: 0,
  })
  expect((await call(IMAGE, { body: { prompt: 'A lighthouse' } })).status).toBe(401)
})

test('somebody who had an account before takes nothing over', async () => {
  const person = await app.signUp()
  const { cookie } = await beginTrial()
  const answer = await withCookie(cookie, person)('/api/leads/claim', { method: 'POST' })
  expect(answer.body).toEqual({ creditsMoved: 0 })
  expect((await app.as(person)('/api/credits/balance')).body).toMatchObject({ available: 50 })
})
