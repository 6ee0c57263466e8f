import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { createApi } from '../../helpers/app/api-client'
import type { Person } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'

const app = useApp()

type Session = { access_token: string; refresh_token: string; expires_at: number }

/** The person with their session changed, as a cookie of one piece. */
function withSession(person: Person, change: (session: Session) => Session): Person {
  const [first] = person.cookies
  const name = first?.name.replace(/\.\d+$/, '') ?? ''
  const text = person.cookies.map(({ value }) => value).join('')
  const session = change(JSON.parse(Buffer.from(text.replace('base64-', ''), 'base64url').toString()))
  const value = `base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`
  return { ...person, cookies: [{ name, value }] }
}

/** A token for `sub` as the auth server would sign it, that ends so many seconds from now. */
function signToken(sub: string, seconds: number, secret = app.env.SUPABASE_JWT_SECRET ?? '') {
  return new SignJWT({ role: 'authenticated' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(sub)
    .setAudience('authenticated')
    .setIssuedAt(Math.floor(Date.now() / 1000) - 3600)
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(new TextEncoder().encode(secret))
}

test('a route renews a session that has run out, and hands the new one to the browser', async () => {
  const person = await app.signUp()
  const access_token = await signToken(person.id, -60)
  const expires_at = Math.floor(Date.now() / 1000) - 60
  const late = withSession(person, (session) => ({ ...session, access_token, expires_at }))
  const answer = await createApi(app.url, late)('/api/credits/balance')
  expect(answer).toMatchObject({ status: 200, body: { available: 50 } })
  const renewed = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  expect(renewed.length).toBeGreaterThan(0)
  const again = await createApi(app.url)('/api/credits/balance', { headers: { cookie: renewed.join('; ') } })
  expect(again).toMatchObject({ status: 200, body: { available: 50 } })
})

test('a token that has run out and cannot be renewed is nobody', async () => {
  const person = await app.signUp()
  const access_token = await signToken(person.id, -60)
  const stale = withSession(person, (session) => ({ ...session, access_token, refresh_token: 'gone' }))
  expect((await createApi(app.url, stale)('/api/credits/balance')).status).toBe(401)
})

test.each([
  ['another secret', (id: string) => signToken(id, 3600, 'x'.repeat(64))],
  ['a person who is not there', () => signToken('00000000-0000-4000-8000-000000000000', 3600)],
])('a token signed for %s is nobody', async (_what, sign) => {
  const person = await app.signUp()
  const access_token = await sign(person.id)
  const forged = withSession(person, (session) => ({ ...session, access_token }))
  expect((await createApi(app.url, forged)('/api/credits/balance')).status).toBe(401)
  const body = { prompt: 'x' }
  expect((await createApi(app.url, forged)('/api/example-protected', { body })).status).toBe(401)
})

test('somebody who deleted their account is nobody at once, whatever their token says', async () => {
  const person = await app.signUp()
  await app.sql`delete from auth.users where id = ${person.id}`
  expect((await app.as(person)('/api/credits/balance')).status).toBe(401)
  expect((await app.as(person)('/api/example-protected', { body: { prompt: 'x' } })).status).toBe(401)
})
