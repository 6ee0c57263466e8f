import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import vercel from '../../vercel.json' with { type: 'json' }
import { required } from '../helpers/app/people'
import { useApp } from '../helpers/app/use-app'
import { passTime } from '../helpers/ledger'

const app = useApp()
const secret = required(app.env, 'CRON_SECRET')
const PUBLISHED_KEY = 'shadf892yr398hq23h'

test('the schedule is the agreed one', () => {
  expect(vercel.crons).toEqual([
    { path: '/api/cron/cleanup-models', schedule: '0 2 * * *' },
    { path: `/api/send-followup-emails?key=${PUBLISHED_KEY}`, schedule: '0 0 */2 * *' },
    { path: '/api/cron/ledger', schedule: '0 3 * * *' },
  ])
})

const SETTLED = {
  accounts: expect.any(Number),
  expiredCredits: expect.any(Number),
  releasedHolds: expect.any(Number),
}
const MAILS = {
  sent: expect.any(Number),
  retried: expect.any(Number),
  failed: expect.any(Number),
  dropped: expect.any(Number),
}
const JOBS: [path: string, answer: object][] = [
  [
    '/api/cron/cleanup-models',
    {
      removed: expect.any(Number),
      failed: expect.any(Number),
      orphanFiles: expect.any(Number),
      orphanRows: expect.any(Number),
      warned: expect.any(Number),
      picturesRemoved: expect.any(Number),
    },
  ],
  [
    '/api/send-followup-emails',
    {
      queued: expect.any(Number),
      byKind: {
        first_use: expect.any(Number),
        first_purchase: expect.any(Number),
        inactive: expect.any(Number),
      },
      mails: MAILS,
    },
  ],
  [
    '/api/cron/ledger',
    {
      settled: SETTLED,
      payments: { checked: expect.any(Number), applied: expect.any(Number), failed: expect.any(Number) },
      returns: { checked: expect.any(Number), applied: expect.any(Number), failed: expect.any(Number) },
      subscriptions: { asked: expect.any(Number), failed: expect.any(Number) },
      subscriptionsEnded: expect.any(Number),
      oldCardsEnded: expect.any(Number),
      freeMonths: expect.any(Number),
      topUps: { charged: expect.any(Number), givenUp: expect.any(Number) },
      monthsBegun: expect.any(Number),
      leadsRemoved: expect.any(Number),
      rowsPruned: expect.any(Number),
      expiryWarnings: expect.any(Number),
      userFigures: expect.any(Number),
      rolledUp: expect.any(Number),
      alarms: expect.any(Number),
      mails: MAILS,
    },
  ],
  [
    '/api/cron/hourly',
    {
      settled: SETTLED,
      topUps: { charged: expect.any(Number), givenUp: expect.any(Number) },
      subscriptions: { asked: expect.any(Number), failed: expect.any(Number) },
      subscriptionsEnded: expect.any(Number),
      oldCardsEnded: expect.any(Number),
      userFigures: expect.any(Number),
      rolledUp: expect.any(Number),
      alarms: expect.any(Number),
      mails: MAILS,
    },
  ],
]

describe.each(JOBS)('%s', (path, expected) => {
  test('opens to the scheduler and tells what it did', async () => {
    const answer = await app.stranger(path, { headers: { authorization: `Bearer ${secret}` } })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual(expected)
    const [run] = await app.sql`
      select result, error from public.cron_runs where job = ${path.split('/').at(-1) ?? ''} order by id desc limit 1`
    expect(run).toMatchObject({ result: expected, error: null })
  })

  test.each([
    ['nothing', {}],
    ['an empty secret', { authorization: 'Bearer ' }],
    ['the word that an unset variable turns into', { authorization: 'Bearer undefined' }],
    ['another secret', { authorization: `Bearer ${'0'.repeat(secret.length)}` }],
    ['the start of the secret', { authorization: `Bearer ${secret.slice(0, -1)}` }],
    ['a header that only says that Vercel calls', { 'user-agent': 'vercel-cron/1.0', 'x-vercel-cron': '1' }],
  ])('stays closed to %s', async (_what, headers) => {
    const answer = await app.stranger(path, { headers: headers as Record<string, string> })
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } })
  })

  test.each([PUBLISHED_KEY, secret, ''])('stays closed to ?key=%s', async (key) => {
    expect((await app.stranger(`${path}?key=${key}`)).status).toBe(401)
  })

  test('is not for people, whoever they are, and not for POST', async () => {
    const person = await app.signUp()
    expect((await app.as(person)(path)).status).toBe(401)
    const authorization = `Bearer ${secret}`
    expect((await app.stranger(path, { method: 'POST', headers: { authorization } })).status).toBe(405)
    expect((await app.stranger(path, { method: 'HEAD' })).status).toBe(401)
  })
})

test('the ledger job books what expired and forgets old trials', async () => {
  const { sql } = app
  const { headers } = await app.stranger('/api/leads', {
    method: 'POST',
    headers: { 'x-forwarded-for': `cron ${randomUUID()}` },
  })
  const leadId = /creditkit_lead=([0-9a-f-]+)\./.exec(headers.get('set-cookie') ?? '')?.[1] ?? ''
  await sql`update public.leads set created_at = created_at - interval '31 days' where id = ${leadId}`
  await passTime(sql, leadId, '31 days')
  const run = async () =>
    (await app.stranger('/api/cron/ledger', { headers: { authorization: `Bearer ${secret}` } })).body as {
      settled: { expiredCredits: number }
      leadsRemoved: number
    }
  const first = await run()
  expect(first.settled.expiredCredits).toBeGreaterThanOrEqual(20)
  expect(first.leadsRemoved).toBeGreaterThanOrEqual(1)
  expect(await sql`select from public.leads where id = ${leadId}`).toHaveLength(0)
})

test('machine routes leave the session of whoever calls alone, even one that is over', async () => {
  const person = await app.signUp()
  const over = {
    access_token: 'a.b.c',
    refresh_token: 'gone',
    expires_at: 1,
    expires_in: 1,
    token_type: 'bearer',
  }
  const name = person.cookies[0]?.name.replace(/\.\d+$/, '')
  const cookie = `${name}=base64-${Buffer.from(JSON.stringify(over)).toString('base64url')}`
  const setCookies = async (path: string) =>
    (await app.stranger(path, { headers: { cookie } })).headers.getSetCookie()
  expect(await setCookies('/')).toContainEqual(expect.stringMatching(`^${name}=;.*Max-Age=0`))
  for (const path of [...JOBS.map(([job]) => job), '/api/dodopayments/webhook']) {
    expect(await setCookies(path)).toEqual([])
  }
})
