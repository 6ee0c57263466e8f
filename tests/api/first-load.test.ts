import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Person } from '../helpers/app/people'
import { useApp } from '../helpers/app/use-app'

const app = useApp()

/** Bytes of script that a page makes a browser load before anything is clicked, compressed, by the files its HTML names. */
async function measureScripts(path: string, person?: Person) {
  const cookie = person?.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const page = await fetch(new URL(path, app.url), { headers: { ...(cookie && { cookie }) } })
  expect(page.status).toBe(200)
  const html = await page.text()
  const named = [
    // No browser that runs modules loads those for browsers without.
    ...html.matchAll(/<script(?![^>]*nomodule)[^>]*\bsrc="([^"]+)"/gi),
    ...html.matchAll(/<link[^>]*rel="(?:preload|modulepreload)"[^>]*href="([^"]+\.js[^"]*)"/gi),
    // What a streamed part of the page brings with it is named in the data between.
    ...html.matchAll(/(\/_next\/static\/chunks\/[\w.~-]+\.js)/g),
  ]
  const files = [...new Set(named.map(([, src = '']) => new URL(src, app.url).pathname))]
  const sizes = await Promise.all(
    files.map(async (file) => {
      const response = await fetch(new URL(file, app.url))
      return { file, bytes: gzipSync(Buffer.from(await response.arrayBuffer())).length }
    }),
  )
  return { sizes, bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0) }
}

const inKilobytes = (bytes: number) => Math.round(bytes / 100) / 10

test.each([
  { path: '/', limit: 130 },
  { path: '/pricing', limit: 140 },
])('$path loads at most $limit kB of script to begin with', async ({ path, limit }) => {
  const { bytes, sizes } = await measureScripts(path)
  expect(sizes.length).toBeGreaterThan(2)
  expect(inKilobytes(bytes), JSON.stringify(sizes)).toBeLessThanOrEqual(limit)
})

test('the dashboard loads at most 200 kB of script to begin with', async () => {
  const { bytes, sizes } = await measureScripts('/dashboard', await app.signUp())
  expect(sizes.length).toBeGreaterThan(2)
  expect(inKilobytes(bytes), JSON.stringify(sizes)).toBeLessThanOrEqual(200)
})
