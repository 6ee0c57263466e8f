import { stringToBase64URL } from '@supabase/ssr'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { accessToken } from '../../../lib/supabase/browser'

// Read from the environment when it is loaded.
vi.mock('../../../lib/env/public', () => ({
  publicEnv: () => ({
    supabaseUrl: 'https://project.supabase.co',
    supabasePublishableKey: 'sb_publishable_test',
  }),
}))

const page = { cookie: '' }
const renew = vi.fn(async () => Response.json({}))

/** A session's cookie as `@supabase/ssr` writes it, in pieces of `size` characters where it is longer. */
function cookieOf(token: string, secondsLeft: number, size = 3_180) {
  const session = { access_token: token, expires_at: Math.floor(Date.now() / 1000) + secondsLeft, note: 'é' }
  const text = `base64-${stringToBase64URL(JSON.stringify(session))}`
  if (text.length <= size) return `theme=dark; sb-project-auth-token=${text}`
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, n) =>
    text.slice(n * size, (n + 1) * size),
  )
  return pieces.map((piece, n) => `sb-project-auth-token.${n}=${piece}`).join('; ')
}

beforeEach(() => {
  vi.stubGlobal('document', page)
  vi.stubGlobal('fetch', renew)
  renew.mockReset()
})
afterEach(() => vi.unstubAllGlobals())

test('a token with time left is taken as it is, also out of several cookies', async () => {
  page.cookie = cookieOf('living', 600)
  expect(await accessToken()).toBe('living')
  page.cookie = cookieOf('in pieces', 600, 40)
  expect(await accessToken()).toBe('in pieces')
  expect(renew).not.toHaveBeenCalled()
})

test.each([-5, 20])('a token with %i s left is renewed by a route first', async (secondsLeft) => {
  page.cookie = cookieOf('old', secondsLeft)
  renew.mockImplementation(async () => {
    page.cookie = cookieOf('new', 3_600)
    return Response.json({})
  })
  expect(await accessToken()).toBe('new')
  expect(renew).toHaveBeenCalledOnce()
})

test('somebody without a session has no token, and nobody is asked for one', async () => {
  for (const cookie of ['', 'sb-project-auth-token=base64-bm90IGpzb24', 'sb-other-auth-token=x']) {
    page.cookie = cookie
    expect(await accessToken()).toBeNull()
  }
  expect(renew).not.toHaveBeenCalled()
})
