import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../local/paths'

const read = (...path: string[]) => readFileSync(join(PROJECT_ROOT, ...path), 'utf8')

function readFolder(folder: string): string {
  const files = readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(folder, file))
    .join('\n')
}

const namesIn = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, name = '']) => name).sort()

const EXAMPLE = namesIn(read('.env.example'), /^(?:# )?([A-Z][A-Z0-9_]*)=/gm)
// Either read by its full name, or a key of the schema in lib/env/server.ts.
const APP = namesIn(readFolder('lib/env'), /(?:process\.env\.|^ {2})([A-Z][A-Z0-9_]*)(?=:|\b)/gm)

it('explains every variable that the app reads', () => {
  expect(APP).toContain('NEXT_PUBLIC_SUPABASE_URL')
  expect(APP).toContain('CRON_SECRET')
  expect(APP.filter((name) => !EXAMPLE.includes(name))).toEqual([])
})

it('names no variable that nothing reads', () => {
  const others = [readFolder('local'), readFolder('tests'), read('supabase', 'config.toml')].join('\n')
  const unread = EXAMPLE.filter((name) => !APP.includes(name) && !new RegExp(`\\b${name}\\b`).test(others))
  expect(EXAMPLE.length).toBeGreaterThan(APP.length)
  expect(unread).toEqual([])
})

it('names each variable once', () => {
  expect(EXAMPLE).toEqual([...new Set(EXAMPLE)])
})

it('has no value that would have to be a secret', () => {
  const filled = namesIn(read('.env.example'), /^([A-Z][A-Z0-9_]*)=.+$/gm)
  expect(filled).toEqual([])
})
