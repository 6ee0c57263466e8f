import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ERROR_STATUS } from '../../lib/errors'
import { PROJECT_ROOT } from '../../local/paths'

const PAGES = ['README.md', 'supabase/README.md']

const read = (path: string) => readFileSync(join(PROJECT_ROOT, path), 'utf8')
const findAll = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found)
const isThere = (path: string) => existsSync(join(PROJECT_ROOT, path))

/** The rows of the table under a heading, as cells. */
function readTable(text: string, heading: string): string[][] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
  const [, , ...rows] = section.split('\n').filter((line) => line.startsWith('|'))
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

const names = (cell = '') => findAll(cell, /`([^`]+)`/g)

describe.each(PAGES)('%s', (page) => {
  const text = read(page)

  it('names only files and folders that exist', () => {
    const paths = findAll(
      text,
      /`((?:app|components|lib|local|supabase|tests)\/[\w()[\]./-]+|[\w-]+\.(?:ts|json|md))`/g,
    )
    expect(paths.length).toBeGreaterThan(2)
    // A path on a line of its own in front of code is a file that the reader makes.
    const made = findAll(text, /^`([^`]+)`:$/gm)
    expect(
      paths
        .filter((path) => !made.includes(path))
        .filter((path) => !isThere(path) && !isThere(join(dirname(page), path))),
    ).toEqual([])
  })

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const used = findAll(text, /npm run ([\w:]+)/g)
    expect(used.length).toBeGreaterThan(0)
    expect(used.filter((name) => !(name in scripts))).toEqual([])
  })

  it('links only to pages and headings that exist', () => {
    const anchors = (path: string) =>
      findAll(read(path), /^#+ (.+)$/gm).map((heading) =>
        heading
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      )
    for (const link of findAll(text, /\]\((?!https?:)([^)]+)\)/g)) {
      const [file = '', anchor] = link.split('#')
      const target = join(dirname(page), file || page)
      expect(isThere(target), link).toBe(true)
      if (anchor) expect(anchors(target), link).toContain(anchor)
    }
  })
})

describe('the README', () => {
  const text = read('README.md')

  it('shows the paid endpoint as it is, in 15 lines', () => {
    const route = read('app/api/example-protected/route.ts')
    expect(text).toContain(`\`\`\`ts\n${route}\`\`\``)
    expect(route.trimEnd().split('\n').length).toBeLessThanOrEqual(15)
  })

  it('lists every error code with its status', () => {
    const listed = readTable(text, 'Errors').map(([code = '', status]) => [code.slice(1, -1), Number(status)])
    expect(Object.fromEntries(listed)).toEqual(ERROR_STATUS)
  })

  it('says of every runtime dependency what it is for', () => {
    const listed = readTable(text, 'Dependencies').flatMap(([packages]) => names(packages))
    const { dependencies } = JSON.parse(read('package.json'))
    expect(listed.sort()).toEqual(Object.keys(dependencies).sort())
  })

  it('names only variables that .env.example explains', () => {
    const explained = findAll(read('.env.example'), /^(?:# )?([A-Z][A-Z0-9_]*)=/gm)
    // Constants of code look the same.
    const exported = findAll(read('lib/pricing-plans.ts'), /^export const ([A-Z_]+)/gm)
    const named = findAll(text, /`((?:[A-Z0-9]+_)+[A-Z0-9]+)(?:=[^`]*)?`/g)
    expect(named.length).toBeGreaterThan(3)
    const known = [...explained, ...exported, 'NEXT_PUBLIC_']
    expect(named.filter((name) => !known.includes(name))).toEqual([])
  })
})

describe('supabase/README.md', () => {
  it('draws only what the schema has', () => {
    const [diagram = ''] = findAll(read('supabase/README.md'), /```mermaid\n([^`]*)```/g)
    const schema = read('supabase/schema.snapshot.sql')
    const drawn = findAll(diagram, /\b([a-z]+(?:_[a-z]+)+)\b/g)
    expect(drawn).toContain('hold_credits')
    expect(drawn.filter((name) => !new RegExp(`\\b${name}\\b`).test(schema))).toEqual([])
  })
})
