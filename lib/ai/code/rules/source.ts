export type Language = 'js' | 'ts' | 'jsx' | 'html' | 'css' | 'sql' | 'py'

/** A file as rules look at it. All four texts have the same length, so an offset in one is the same place in another. */
export type Source = {
  path: string
  languages: readonly Language[]
  text: string
  /** without comments */
  code: string
  /** without comments and without what is between quotes */
  bare: string
  /** nothing but comments; the whole text where it is not known how comments look */
  comments: string
}

const SCRIPT_FILE: readonly Language[] = ['js']
const TYPED_FILE: readonly Language[] = ['ts']
const STYLE_FILE: readonly Language[] = ['css']
const MARKUP_FILE: readonly Language[] = ['html']
const BY_EXTENSION: ReadonlyMap<string, readonly Language[]> = new Map([
  ['js', SCRIPT_FILE],
  ['mjs', SCRIPT_FILE],
  ['cjs', SCRIPT_FILE],
  ['jsx', ['js', 'jsx']],
  ['ts', TYPED_FILE],
  ['mts', TYPED_FILE],
  ['cts', TYPED_FILE],
  ['tsx', ['ts', 'jsx']],
  ['css', STYLE_FILE],
  ['scss', STYLE_FILE],
  ['html', MARKUP_FILE],
  ['htm', MARKUP_FILE],
  ['sql', ['sql']],
  ['py', ['py']],
])

const DOUBLE = String.raw`"(?:\\.|[^"\\\n])*"?`
const SINGLE = String.raw`'(?:\\.|[^'\\\n])*'?`
const TEMPLATE = String.raw`\x60(?:\\[\s\S]|[^\x60\\])*\x60?`
const BLOCK = String.raw`\/\*[\s\S]*?(?:\*\/|$)`
// A slash begins a pattern where a value can begin. The bounds keep a hostile file from being read over and over.
const PATTERN = String.raw`\/(?<=(?:[=(,:;!&|?{}[\n]|\breturn)[ \t]{0,8}\/)(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n]){0,200}\]|[^/\\\n[]){1,400}\/`

/** What may hold text that is not code: comments first, as group 1, then quoted things. */
const SCRIPT = new RegExp(`(\\/\\/[^\\n]*|${BLOCK})|${DOUBLE}|${SINGLE}|${TEMPLATE}|${PATTERN}`, 'g')
const STYLE = new RegExp(`(${BLOCK})|${DOUBLE}|${SINGLE}`, 'g')
const SQL = new RegExp(`(--[^\\n]*|${BLOCK})|'(?:''|[^'])*'?`, 'g')
const PYTHON = new RegExp(`(#[^\\n]*)|"""[\\s\\S]*?(?:"""|$)|'''[\\s\\S]*?(?:'''|$)|${DOUBLE}|${SINGLE}`, 'g')
const MARKUP = /(<!--[\s\S]*?(?:-->|$))/g
const SCRIPT_ELEMENT = /(<script\b[^>]*>)([\s\S]*?)(?=<\/script|$)/gi

const TOKENS: Readonly<Record<Language, RegExp>> = {
  js: SCRIPT,
  ts: SCRIPT,
  jsx: SCRIPT,
  css: STYLE,
  sql: SQL,
  py: PYTHON,
  html: MARKUP,
}

/** A file as the rules see it: a page once as a page and once as the scripts in it. */
export function readSources({ path, content }: { path: string; content: string }): Source[] {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  const languages = BY_EXTENSION.get(extension) ?? []
  const whole = readSource(path, languages, content)
  if (extension !== 'html' && extension !== 'htm') return [whole]
  let scripts = ''
  for (const { index, 1: tag = '', 2: body = '' } of whole.code.matchAll(SCRIPT_ELEMENT)) {
    const begin = index + tag.length
    scripts += blank(content.slice(scripts.length, begin)) + body
  }
  return scripts === '' ? [whole] : [whole, readSource(path, ['js'], scripts)]
}

function readSource(path: string, languages: readonly Language[], text: string): Source {
  const [language] = languages
  if (!language) return { path, languages, text, code: text, bare: text, comments: text }
  const tokens = TOKENS[language]
  const comments = [...text.matchAll(tokens)].filter(([, comment]) => comment !== undefined)
  return {
    path,
    languages,
    text,
    code: text.replace(tokens, (token, comment?: string) => (comment === undefined ? token : blank(token))),
    bare: text.replace(tokens, (token, comment?: string) =>
      comment === undefined
        ? token.charAt(0) + blank(token.slice(1, -1)) + token.slice(1).slice(-1)
        : blank(token),
    ),
    comments: comments.reduce(
      (sofar, { index, 0: comment }) => sofar + blank(text.slice(sofar.length, index)) + comment,
      '',
    ),
  }
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ')
