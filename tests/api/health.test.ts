import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { findFreePort } from '../../local/setup/ports'
import { createApi } from '../helpers/app/api-client'
import { useApp } from '../helpers/app/use-app'
import { findBuild, startAppVariant } from '../helpers/app/variant'

const app = useApp()
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0)) await one()
})

type Check = { status: string; latencyMs: number | null }
type Health = { status: string; checkedAt: string; checks: Record<string, Check> }

async function startVariant(env: Record<string, string>) {
  const variant = await startAppVariant(await findBuild(app.url), { ...app.env, ...env })
  if (variant.url === undefined) throw new Error(variant.said)
  undo.push(variant.stop)
  return createApi(variant.url)
}

/** An answer that was made for this request, and how long that took: one that is still kept is waited out. */
async function askAnew() {
  for (;;) {
    const askedAt = Date.now()
    const answer = await app.stranger('/api/health')
    const tookMs = Date.now() - askedAt
    const { checkedAt, checks } = answer.body as Health
    const checkTookMs = Math.max(...Object.values(checks).map(({ latencyMs }) => latencyMs ?? 0))
    // Begun for this request, not shared with one that came just before.
    if (Date.parse(checkedAt) - checkTookMs >= askedAt) return { ...answer, tookMs }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

test('every service answers, and says how fast', async () => {
  const { status, body, tookMs } = await askAnew()
  const { checks, ...health } = body as Health
  expect(status).toBe(200)
  expect(health.status).toBe('up')
  expect(Object.keys(checks)).toEqual(['database', 'realtime', 'mail', 'payments'])
  for (const { status, latencyMs } of Object.values(checks)) {
    expect(status).toBe('up')
    expect(latencyMs).toEqual(expect.any(Number))
    expect(latencyMs).toBeGreaterThanOrEqual(0)
    // Both are rounded to a millisecond.
    expect(latencyMs).toBeLessThanOrEqual(tookMs + 2)
  }
})

test('whoever asks all the time gets the answer of a moment ago', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => app.stranger('/api/health')))
  const times = new Set(answers.map(({ body }) => (body as Health).checkedAt))
  // Two when the old answer ran out in between.
  expect(times.size).toBeLessThanOrEqual(2)
})

test('payments that do not answer cost 3 s and no more, and mail that is not set up is no fault', async () => {
  const silent = createServer(() => undefined)
  const port = await findFreePort(0)
  await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve))
  undo.push(() => {
    silent.closeAllConnections()
    silent.close()
  })
  const call = await startVariant({ DODO_PAYMENTS_BASE_URL: `http://127.0.0.1:${port}`, SMTP_URL: '' })
  const { status, body } = await call('/api/health')
  const { checks, ...health } = body as Health
  expect(status).toBe(200)
  expect(health.status).toBe('degraded')
  expect(checks.database?.status).toBe('up')
  expect(checks.mail).toEqual({ status: 'off', latencyMs: null })
  expect(checks.payments?.status).toBe('down')
  expect(checks.payments?.latencyMs).toBeGreaterThan(2_900)
  expect(checks.payments?.latencyMs).toBeLessThan(10_000)
}, 60_000)

test('a database that refuses us is a 503 that says no more than that', async () => {
  const call = await startVariant({ SUPABASE_SECRET_KEY: 'sb_secret_that_is_not_the_one' })
  const { status, body } = await call('/api/health')
  expect(status).toBe(503)
  expect((body as Health).status).toBe('down')
  expect(Object.keys((body as Health).checks.database ?? {})).toEqual(['status', 'latencyMs'])
}, 60_000)
