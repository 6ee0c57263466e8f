import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { stringToBase64URL } from '@supabase/ssr'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { endSession } from '@/lib/auth/end-session'
import { refreshSession } from '@/lib/supabase/refresh-session'
import { createSessionClient } from '@/lib/supabase/server'

const COOKIE = 'sb-127-auth-token'
const supabase = vi.hoisted(() => ({ url: '' }))
const jar = new Map<string, string>()

// Read from the environment when it is loaded.
vi.mock('@/lib/env/public', () => ({
  publicEnv: () => ({ supabaseUrl: supabase.url, supabasePublishableKey: 'sb_publishable_test' }),
}))
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ 'user-agent': 'Test browser' }),
  cookies: async () => ({
    getAll: () => Array.from(jar, ([name, value]) => ({ name, value })),
    set: (name: string, value: string) => void (value ? jar.set(name, value) : jar.delete(name)),
    delete: (name: string) => void jar.delete(name),
  }),
}))

type Answer = { status: number; body: object }
const session = (token: string, secondsLeft: number) => ({
  access_token: token,
  refresh_token: `refreshes ${token}`,
  token_type: 'bearer',
  expires_in: secondsLeft,
  expires_at: Math.floor(Date.now() / 1000) + secondsLeft,
  user: { id: '0b0b1ed8-7a30-4b3a-8f0a-2a4a4c0a7b11', email: 'a@example.com' },
})
const RENEWED: Answer = { status: 200, body: session('new', 3_600) }
const OVERRUN: Answer = { status: 429, body: { error_code: 'over_request_rate_limit', msg: 'Too many' } }
// What a paused project answers. The library itself waits and tries again after the usual ones.
const DOWN: Answer = { status: 540, body: { message: 'Project paused' } }
const REVOKED: Answer = { status: 400, body: { error_code: 'refresh_token_not_found', msg: 'Not found' } }

/** What the auth server answers who renews a session, and who gives a password. */
let renewal: Answer
let signIn: Answer
const userAgents: (string | undefined)[] = []
const server = createServer((request, response) => {
  userAgents.push(request.headers['user-agent'])
  const { pathname, searchParams } = new URL(request.url ?? '', supabase.url)
  const signedOut = { status: 204, body: {} }
  const token = searchParams.get('grant_type') === 'password' ? signIn : renewal
  const { status, body } = pathname === '/auth/v1/token' ? token : signedOut
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(status === 204 ? undefined : JSON.stringify(body))
})

beforeAll(async () => {
  // The library writes down each session that it could not renew.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  supabase.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  vi.restoreAllMocks()
  server.close()
})
beforeEach(() => {
  jar.clear()
  userAgents.length = 0
})

const cookieOf = (secondsLeft: number) =>
  `base64-${stringToBase64URL(JSON.stringify(session('old', secondsLeft)))}`
const tokenIn = (cookie = '') =>
  JSON.parse(Buffer.from(cookie.replace('base64-', ''), 'base64url').toString()).access_token

describe('the proxy, of a session that has run out', () => {
  async function pass(answer: Answer) {
    renewal = answer
    const request = new NextRequest('http://localhost/dashboard', {
      headers: { cookie: `${COOKIE}=${cookieOf(-60)}`, 'user-agent': 'Test browser' },
    })
    const { response, token } = await refreshSession(request)
    return { token, passedOn: request.cookies.get(COOKIE)?.value, set: response.cookies.get(COOKIE) }
  }

  test.each([
    ['overrun', OVERRUN],
    ['down', DOWN],
  ])('keeps the cookies while Supabase Auth is %s', async (_what, answer) => {
    const { token, passedOn, set } = await pass(answer)
    expect({ token, set }).toEqual({ token: null, set: undefined })
    expect(tokenIn(passedOn)).toBe('old')
    expect(userAgents).toEqual(['Test browser'])
  })

  test('removes the cookies of one that was revoked', async () => {
    const { token, passedOn, set } = await pass(REVOKED)
    expect({ token, passedOn }).toEqual({ token: null, passedOn: '' })
    expect(set).toMatchObject({ value: '', maxAge: 0 })
  })

  test('hands on the renewed one', async () => {
    const { token, passedOn, set } = await pass(RENEWED)
    expect(token).toBe('new')
    expect([tokenIn(passedOn), tokenIn(set?.value)]).toEqual(['new', 'new'])
  })
})

describe('an action or a route, while Supabase Auth is overrun', () => {
  beforeEach(() => {
    renewal = OVERRUN
    jar.set(COOKIE, cookieOf(-60))
  })

  test('keeps the cookies of a session that has run out, and renews it once it can', async () => {
    const early = await createSessionClient()
    expect((await early.auth.getSession()).data.session).toBeNull()
    expect(tokenIn(jar.get(COOKIE))).toBe('old')
    renewal = RENEWED
    const late = await createSessionClient()
    expect((await late.auth.getSession()).data.session?.access_token).toBe('new')
    expect(tokenIn(jar.get(COOKIE))).toBe('new')
  })

  test('lets somebody sign in who gets through', async () => {
    const { auth } = await createSessionClient()
    await auth.getSession()
    signIn = { status: 200, body: session('signed in', 3_600) }
    expect((await auth.signInWithPassword({ email: 'a@example.com', password: 'x' })).error).toBeNull()
    expect(tokenIn(jar.get(COOKIE))).toBe('signed in')
  })

  test.each([
    ['has run out', -60],
    ['lives', 3_600],
  ])('lets somebody sign out whose session %s', async (_what, secondsLeft) => {
    jar.set(COOKIE, cookieOf(secondsLeft))
    await endSession()
    expect(jar.size).toBe(0)
  })
})
