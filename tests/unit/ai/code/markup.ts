const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*>/g
const ATTRIBUTE = /\s([a-zA-Z-]+)(?:="([^"]*)")?/g
const REQUIRED: [element: string, attribute: string][] = [
  ['html', 'lang'],
  ['img', 'alt'],
  ['button', 'type'],
  ['label', 'for'],
]

/** What a validator would complain about in a page as we write them: one line for each. */
export function findMarkupProblems(html: string): string[] {
  const problems: string[] = []
  if (!html.startsWith('<!doctype html>\n<html')) problems.push('no doctype')
  const open: string[] = []
  const ids: string[] = []
  const references: string[] = []
  const headings: number[] = []
  for (const [tag, slash, name = '', attributes = ''] of html.matchAll(TAG)) {
    if (slash) {
      const last = open.pop()
      if (last !== name) problems.push(`${tag} closes ${last}`)
      continue
    }
    if (!VOID.test(name)) open.push(name)
    if (/^h[1-6]$/.test(name)) headings.push(Number(name.slice(1)))
    const values = new Map<string, string>()
    for (const [, key = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
      if (values.has(key)) problems.push(`${tag} has ${key} twice`)
      values.set(key, value)
    }
    for (const [element, attribute] of REQUIRED) {
      if (name === element && !values.has(attribute)) problems.push(`${tag} has no ${attribute}`)
    }
    const id = values.get('id')
    if (id !== undefined) ids.push(id)
    references.push(...['for', 'aria-labelledby'].flatMap((key) => values.get(key) ?? []))
  }
  if (open.length > 0) problems.push(`left open: ${open.join(', ')}`)
  if (new Set(ids).size < ids.length) problems.push(`an id twice in ${ids.join(', ')}`)
  problems.push(...references.filter((id) => !ids.includes(id)).map((id) => `nothing has the id ${id}`))
  if (headings.filter((level) => level === 1).length !== 1) problems.push('not one h1')
  headings.forEach((level, index) => {
    if (level > (headings[index - 1] ?? 0) + 1) problems.push(`h${level} skips a level`)
  })
  const rest = html.replace('<!doctype html>', '').replace(TAG, '')
  if (/[<>]/.test(rest))
    problems.push(`a bare bracket near ${rest.slice(Math.max(0, rest.search(/[<>]/) - 20)).slice(0, 60)}`)
  if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(rest)) problems.push('a bare ampersand')
  return problems
}
