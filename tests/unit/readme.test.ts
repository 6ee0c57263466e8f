import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ERROR_STATUS } from '../../lib/errors'
import { PROJECT_ROOT } from '../../local/paths'

const READMES = ['README.md', 'supabase/README.md']
const PAGES = [...READMES, ...readdirSync(join(PROJECT_ROOT, 'docs')).map((name) => `docs/${name}`)]

const read = (path: string) => readFileSync(join(PROJECT_ROOT, path), 'utf8')
const findAll = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found)
const isThere = (path: string) => existsSync(join(PROJECT_ROOT, path))

/** The rows of the table under a heading, as cells. */
function readTable(text: string, heading: string): string[][] {
  const section = text.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
  const [, , ...rows] = section.split('\n').filter((line) => line.startsWith('|'))
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

const names = (cell = '') => findAll(cell, /`([^`]+)`/g)

const pathsIn = (text: string) =>
  findAll(text, /`((?:app|components|docs|lib|local|supabase|tests)\/[\w()[\]./-]+|[\w-]+\.(?:ts|json|md))`/g)
const scriptsIn = (text: string) => findAll(text, /npm run ([\w:]+)/g)
const variablesIn = (text: string) => findAll(text, /`((?:[A-Z0-9]+_)+[A-Z0-9]+)(?:=[^`]*)?`/g)

/** The fields of a type, as its source has them. */
function fieldsOf(path: string, type: string): string[] {
  const source = new RegExp(`^export type ${type}<[^]*? = [^]*?\\{\\n([^]*?)^\\}`, 'm').exec(read(path))
  return findAll(source?.[1] ?? '', /^ {2}(\w+)\??[(:]/gm)
}

describe.each(PAGES)('%s', (page) => {
  const text = read(page)

  it('names only files and folders that exist', () => {
    // A path on a line of its own in front of code is a file that the reader makes.
    const made = findAll(text, /^`([^`]+)`:$/gm)
    expect(
      pathsIn(text)
        .filter((path) => !made.includes(path))
        .filter((path) => !isThere(path) && !isThere(join(dirname(page), path))),
    ).toEqual([])
  })

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'))
    expect(scriptsIn(text).filter((name) => !(name in scripts))).toEqual([])
  })

  it('names only variables that .env.example explains', () => {
    const explained = findAll(read('.env.example'), /^(?:# )?([A-Z][A-Z0-9_]*)=/gm)
    // Constants of code look the same.
    const exported = findAll(read('lib/pricing-plans.ts'), /^export const ([A-Z_]+)/gm)
    const known = [...explained, ...exported, 'NEXT_PUBLIC_']
    expect(variablesIn(text).filter((name) => !known.includes(name))).toEqual([])
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

  it('has a link to each of its parts, in their order', () => {
    const [contents = ''] = text.split(/^## /m)
    expect(findAll(contents, /\[([^\]]+)\]\(#/g)).toEqual(findAll(text, /^## (.+)$/gm))
  })

  it('has a link to every page of docs', () => {
    const linked = findAll(text, /\]\((docs\/[\w-]+\.md)\)/g)
    expect(PAGES.filter((page) => page.startsWith('docs/') && !linked.includes(page))).toEqual([])
  })

  it('says of every runtime dependency what it is for', () => {
    const listed = readTable(text, 'Dependencies').flatMap(([packages]) => names(packages))
    const { dependencies } = JSON.parse(read('package.json'))
    expect(listed.sort()).toEqual(Object.keys(dependencies).sort())
  })
})

describe('docs', () => {
  it('list every error code with its status', () => {
    const rows = readTable(read('docs/errors.md'), 'Errors')
    const listed = rows.map(([code = '', status]) => [code.slice(1, -1), Number(status)])
    expect(Object.fromEntries(listed)).toEqual(ERROR_STATUS)
  })

  it('say of everything in a definition of endpoint(), and of all a handler gets, what it is', () => {
    const text = read('docs/endpoint.md')
    const listed = (heading: string) => readTable(text, heading).flatMap(([name]) => names(name))
    const [definition, context] = [
      [...fieldsOf('lib/http/endpoint.ts', 'Definition'), ...fieldsOf('lib/http/request.ts', 'InputRules')],
      fieldsOf('lib/http/endpoint.ts', 'Context'),
    ]
    expect(definition).toEqual(expect.arrayContaining(['summary', 'model', 'complexity', 'input']))
    expect(context).toEqual(expect.arrayContaining(['user', 'commit']))
    expect(listed('What a definition may say').sort()).toEqual(definition.sort())
    expect(listed('What a handler gets').sort()).toEqual(context.sort())
  })
})

describe('what these tests look for', () => {
  it.each(READMES)('is in %s', (page) => {
    expect(pathsIn(read(page)).length).toBeGreaterThan(2)
    expect(scriptsIn(read(page)).length).toBeGreaterThan(0)
  })

  it('is in the pages together', () => {
    const all = PAGES.map(read).join('\n')
    expect(pathsIn(all).length).toBeGreaterThan(50)
    expect(variablesIn(all).length).toBeGreaterThan(3)
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
