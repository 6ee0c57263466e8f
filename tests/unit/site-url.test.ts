import { afterEach, expect, test, vi } from 'vitest'

const NONE = {
  NEXT_PUBLIC_SITE_URL: '',
  NEXT_PUBLIC_VERCEL_PROJECT_PRODUCTION_URL: '',
  NEXT_PUBLIC_VERCEL_ENV: '',
  NEXT_PUBLIC_VERCEL_BRANCH_URL: '',
}
const VERCEL = {
  NEXT_PUBLIC_VERCEL_PROJECT_PRODUCTION_URL: 'app.vercel.app',
  NEXT_PUBLIC_VERCEL_BRANCH_URL: 'app-git-topic.vercel.app',
}
const OWN = { NEXT_PUBLIC_SITE_URL: 'https://app.example.com' }

afterEach(() => vi.unstubAllEnvs())

test.each([
  ['a laptop', {}, 'http://localhost:3000/'],
  ['an address of one’s own', OWN, 'https://app.example.com/'],
  ['Vercel', { ...VERCEL, NEXT_PUBLIC_VERCEL_ENV: 'production' }, 'https://app.vercel.app/'],
  [
    'Vercel with an address of one’s own',
    { ...VERCEL, ...OWN, NEXT_PUBLIC_VERCEL_ENV: 'production' },
    'https://app.example.com/',
  ],
  [
    'a preview, whatever the address of production',
    { ...VERCEL, ...OWN, NEXT_PUBLIC_VERCEL_ENV: 'preview' },
    'https://app-git-topic.vercel.app/',
  ],
  [
    'a preview without a branch',
    { ...VERCEL, ...OWN, NEXT_PUBLIC_VERCEL_ENV: 'preview', NEXT_PUBLIC_VERCEL_BRANCH_URL: '' },
    'https://app.example.com/',
  ],
])('the app on %s knows where it is reached', async (_where, settings, address) => {
  for (const [name, value] of Object.entries({ ...NONE, ...settings })) vi.stubEnv(name, value)
  vi.resetModules()
  const { siteUrl } = await import('../../lib/env/public')
  expect(siteUrl.href).toBe(address)
})
