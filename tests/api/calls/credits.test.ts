import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { setBalance } from '../../helpers/app/database'
import { signInAdmin } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'

const app = useApp()

test('credits are told by source, with their next expiry', async () => {
  const call = app.as(await app.signUp())
  expect((await call('/api/credits')).body).toMatchObject({
    available: 50,
    held: 0,
    debt: 0,
    rollover: 0,
    nextExpiresAt: null,
    sources: [{ source: 'signup', remaining: 50 }],
  })
})

test.each([
  ['text-generation', '', 200, { hasCredits: true, required: 1, available: 50 }],
  ['video-generation', 'veo2', 200, { hasCredits: true, required: 15, available: 50 }],
  ['nothing', '', 404, { error: { code: 'unknown_feature' } }],
  ['constructor', '', 404, { error: { code: 'unknown_feature' } }],
  ['__proto__', '', 404, { error: { code: 'unknown_feature' } }],
  ['', '', 422, { error: { code: 'invalid_input' } }],
])('checking %j on %j answers %i', async (feature, model, status, body) => {
  const query = new URLSearchParams({ feature, ...(model && { model }) })
  const answer = await app.as(await app.signUp())(`/api/credits/check?${query}`)
  expect(answer).toMatchObject({ status, body })
})

test('packages are for everyone to see', async () => {
  const answer = await app.stranger('/api/credits/packages')
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({
    packages: expect.arrayContaining([
      expect.objectContaining({ id: 'starter', credits: 100, priceCents: 999, currency: 'USD' }),
    ]),
  })
})

describe('history', () => {
  test('comes newest first, page by page, filtered, and is each person’s own', async () => {
    const person = await app.signUp()
    for (const left of [40, 35, 34]) await setBalance(app.sql, person.id, left)
    const call = app.as(person)
    type Page = { transactions: { id: number; amount: number }[]; nextBefore: number | null }
    const read = async (query: string) => (await call(`/api/credits/history?${query}`)).body as Page
    const first = await read('limit=3')
    expect(first.transactions.map(({ amount }) => amount)).toEqual([-1, -5, -10])
    const rest = await read(`limit=3&before=${first.nextBefore}`)
    expect(rest).toMatchObject({ transactions: [{ amount: 50 }], nextBefore: null })
    expect((await read('type=grant')).transactions).toHaveLength(1)
    expect((await read('from=2100-01-01T00:00:00Z')).transactions).toEqual([])
    expect((await call('/api/credits/history?limit=501')).status).toBe(422)
    expect((await call('/api/credits/history?type=nonsense')).status).toBe(422)
    const stranger = (await app.as(await app.signUp())('/api/credits/history')).body as Page
    expect(stranger.transactions).toHaveLength(1)
  })

  test('is a CSV file by Accept or by format, and no cell of it is a formula', async () => {
    const person = await app.signUp()
    const formula = '=HYPERLINK("https://evil.example","click, me")'
    await app.sql`select public.deduct_credits(${person.id}, 2, ${randomUUID()}, p_description => ${formula})`
    const call = app.as(person)
    const byFormat = await call('/api/credits/history?format=csv')
    const byAccept = await call('/api/credits/history', { headers: { accept: 'text/csv' } })
    expect(byFormat.headers.get('content-type')).toContain('text/csv')
    expect(byFormat.headers.get('content-disposition')).toContain('credit-history.csv')
    expect(byAccept.body).toBe(byFormat.body)
    const lines = String(byFormat.body).trimEnd().split('\r\n')
    expect(lines[0]).toBe(
      'id,time,type,amount,balance_before,balance_after,feature,model,description,credits',
    )
    expect(lines[1]).toContain(`,deduction,-2,50,48,,,"'=HYPERLINK(""https://evil.example"",""click, me"")",`)
    expect(lines).toHaveLength(3)
  })
})

describe('an admin', () => {
  test('adds and takes away credits, once for a key, and leaves a trail', async () => {
    const [person, admin] = [await app.signUp(), await signInAdmin(app.env)]
    const call = app.as(admin)
    const body = { userId: person.id, amount: 30, reason: 'Sorry for the trouble' }
    const headers = { 'idempotency-key': randomUUID() }
    for (let n = 0; n < 2; n += 1) {
      expect(await call('/api/admin/credits', { body, headers })).toMatchObject({
        status: 200,
        body: { success: true, userId: person.id, amount: 30, newBalance: 80 },
      })
    }
    const less = { userId: person.id, amount: -10, reason: 'Too much' }
    expect((await call('/api/admin/credits', { body: less })).body).toMatchObject({ newBalance: 70 })
    expect((await call('/api/credits', { body: { ...body, amount: 5 } })).body).toMatchObject({
      newBalance: 75,
    })
    const trail =
      await app.sql`select reason from public.admin_actions where target_id = ${person.id} order by id`
    expect(trail.map(({ reason }) => reason)).toEqual([body.reason, 'Too much', body.reason])
  })

  test.each([
    ['nothing', { amount: 0 }, 422],
    ['a fraction', { amount: 1.5 }, 422],
    ['more than a number carries', { amount: 2 ** 53 }, 422],
    ['no reason', { reason: ' ' }, 422],
    ['nobody', { userId: randomUUID() }, 404],
    ['more than there is', { amount: -51 }, 402],
  ])('is refused to adjust by %s', async (_what, change, status) => {
    const [person, admin] = [await app.signUp(), await signInAdmin(app.env)]
    const body = { userId: person.id, amount: 5, reason: 'A reason', ...change }
    expect((await app.as(admin)('/api/admin/credits', { body })).status).toBe(status)
    expect((await app.as(person)('/api/credits/balance')).body).toMatchObject({ available: 50 })
  })

  test('is refused to take away by the route that adds', async () => {
    const [person, admin] = [await app.signUp(), await signInAdmin(app.env)]
    const body = { userId: person.id, amount: -5, reason: 'A reason' }
    expect((await app.as(admin)('/api/credits', { body })).status).toBe(422)
  })

  test('is not anybody else, nor somebody who no longer is one', async () => {
    const [person, other] = [await app.signUp(), await app.signUp()]
    const body = { userId: person.id, amount: 5, reason: 'A reason' }
    for (const path of ['/api/credits', '/api/admin/credits']) {
      expect((await app.as(person)(path, { body })).status).toBe(403)
      expect((await app.stranger(path, { body })).status).toBe(401)
      const forged = { 'x-middleware-subrequest': 'proxy', 'x-user-role': 'admin' }
      expect((await app.as(other)(path, { body, headers: forged })).status).toBe(403)
    }
    await app.sql`update public.profiles set role = 'admin' where id = ${other.id}`
    expect((await app.as(other)('/api/admin/credits', { body })).status).toBe(200)
    await app.sql`update public.profiles set role = 'user' where id = ${other.id}`
    expect((await app.as(other)('/api/admin/credits', { body })).status).toBe(403)
  })
})
