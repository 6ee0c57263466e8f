import { unstable_doesMiddlewareMatch as doesMatch } from 'next/experimental/testing/server'
import { expect, test } from 'vitest'
import { config } from '../../proxy'
import vercel from '../../vercel.json' with { type: 'json' }

const matches = (url: string) => doesMatch({ config, nextConfig: {}, url })

test.each(['/', '/dashboard', '/example-tool', '/sign-in?next=/dashboard', '/auth/confirm?token_hash=x'])(
  '%s gets its session refreshed',
  (url) => {
    expect(matches(url)).toBe(true)
  },
)

test.each([
  ...vercel.crons.map(({ path }) => path),
  '/api/dodopayments/webhook',
  '/api/credits/balance',
  '/api/example-protected',
  '/_next/static/chunks/main.js',
  '/_next/image?url=%2Flogo.png',
  '/icon.svg',
  '/robots.txt',
  '/sitemap.xml',
])('%s passes untouched', (url) => {
  expect(matches(url)).toBe(false)
})
