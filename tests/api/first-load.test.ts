import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Person } from '../helpers/app/people'
import { useApp } from '../helpers/app/use-app'

const app = useApp()

/**
 * Bytes of script that a page makes a browser load before anything is clicked, by the files that its HTML names, compressed as hosts
 * send them (brotli). The framework alone comes to 113 kB of it.
 */
async function measureScripts(path: string, person?: Person) {
  const cookie = person?.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const page = await fetch(new URL(path, app.url), { headers: { ...(cookie && { cookie }) } })
  expect(page.status).toBe(200)
  const html = await page.text()
  const named = [...html.matchAll(/\/_next\/static\/chunks\/[\w.~-]+\.js/g)].map(([file]) => file)
  // What is there for browsers without modules is loaded by no other.
  const old = [...html.matchAll(/<script src="([^"]+)" noModule/gi)].map(([, file = '']) => file)
  const files = [...new Set(named)].filter((file) => !old.includes(file))
  const sizes = await Promise.all(
    files.map(async (file) => {
      const response = await fetch(new URL(file, app.url))
      return { file, bytes: brotliCompressSync(Buffer.from(await response.arrayBuffer())).length }
    }),
  )
  return { sizes, kilobytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000 }
}

test.each([
  { path: '/', limit: 130 },
  { path: '/pricing', limit: 150 },
])('$path loads at most $limit kB of script to begin with', async ({ path, limit }) => {
  const { kilobytes, sizes } = await measureScripts(path)
  expect(sizes.length).toBeGreaterThan(2)
  expect(kilobytes, JSON.stringify(sizes)).toBeLessThanOrEqual(limit)
})

// The header that all of them have is 150 kB of it. One careless import brings what only the server needs: zod alone is 28 kB.
test('no signed-in page that is read daily adds much to the header', async () => {
  const person = await app.signUp()
  for (const path of ['/dashboard', '/history', '/usage', '/buy-credits', '/settings', '/notifications']) {
    const { kilobytes, sizes } = await measureScripts(path, person)
    expect(sizes.length, path).toBeGreaterThan(2)
    expect(kilobytes, `${path} ${JSON.stringify(sizes)}`).toBeLessThanOrEqual(165)
  }
})
