import { describe, expect, it } from 'vitest'
import { reviewCode } from '../../../../lib/ai/code/review-code'
import { RULES } from '../../../../lib/ai/code/rules/run-rules'
import { useSettings } from '../settings'
import { SAMPLES } from './samples'

useSettings()

const { signal } = new AbortController()
const review = (...files: [path: string, content: string][]) =>
  reviewCode({ files: files.map(([path, content]) => ({ path, content })), signal })

describe.each(SAMPLES)('%s (%s)', (title, path, bad, clean) => {
  it('is found, at its line', async () => {
    const { findings } = await review([path, bad])
    expect(findings.filter((finding) => finding.title === title)).toMatchObject([{ path, line: 2 }])
  })

  it('is not found where there is none', async () => {
    const { findings } = await review([path, clean])
    expect(findings.map((finding) => finding.title)).not.toContain(title)
  })
})

it('has a sample of every rule', () => {
  const sampled = new Set(SAMPLES.map(([title]) => title))
  expect(RULES.length).toBeGreaterThanOrEqual(12)
  expect(RULES.map(({ title }) => title).filter((title) => !sampled.has(title))).toEqual([])
})

describe('a review by the built-in rules', () => {
  it('names the worst first, then goes by file and line', async () => {
    const { findings } = await review(
      ['b.js', 'var a = 1\nif (a == 2) go()\neval(a)'],
      ['a.js', 'eval(b)\nvar c = 1'],
    )
    expect(findings.map(({ severity, path, line }) => `${severity} ${path} ${line}`)).toEqual([
      'high b.js 3',
      'high a.js 1',
      'medium b.js 2',
      'low b.js 1',
      'low a.js 2',
    ])
    for (const { title, detail, suggestion } of findings) {
      expect([title, detail, suggestion].filter((text) => text.length < 5)).toEqual([])
    }
  })

  it('looks into the scripts of a page, at the lines of the page', async () => {
    const page =
      '<html lang="en">\n<p>a == b, var x</p>\n<script>\n  if (a == b) {}\n</script>\n<script>var c</script>'
    const { findings } = await review(['index.html', page])
    expect(findings.map(({ title, line }) => [title, line])).toEqual([
      ['== instead of ===', 4],
      ['var instead of let or const', 6],
    ])
  })

  it('counts lines the same with either line ending', async () => {
    const { findings } = await review(['a.js', 'one()\r\n\r\nvar a = 1\r\ndebugger\r\n'])
    expect(findings.map(({ line }) => line)).toEqual([4, 3])
  })

  it('says in one paragraph what it saw, and where to look first', async () => {
    const { summary } = await review(['a.js', 'eval(a)\nvar b'], ['b.css', 'p { color: red }'])
    expect(summary).toContain('2 findings in 2 files with 3 lines: 1 high, 1 low.')
    expect(summary).toContain('line 1 of a.js')
    expect(summary).not.toContain('\n')
    expect((await review(['b.css', 'p { color: red }'])).summary).toContain('Nothing to point out in 1 file')
  })

  it('counts tokens, and lets no file drown the others', async () => {
    const { findings, ...rest } = await review(['a.js', 'var a\n'.repeat(500)], ['b.js', 'var b'])
    expect(findings.filter(({ path }) => path === 'a.js').length).toBe(20)
    expect(findings.at(-1)).toMatchObject({ path: 'b.js', line: 1 })
    expect(rest).toMatchObject({ model: 'demo', tokensIn: Math.ceil((6 * 500 + 5) / 4) })
    expect(rest.tokensOut).toBeGreaterThan(100)
  })

  it('takes files of any kind, and none', async () => {
    const odd = await review(['LICENSE', 'Do as you like.'], ['a.bin', '\0\0'], ['.env', ''], ['x.html', '<'])
    expect(odd.findings).toEqual([])
    expect((await review()).findings).toEqual([])
  })

  it.each([
    ' ',
    '\t',
    '=/[',
    'token',
    'def a(=',
    '.catch(',
    'function (',
    '<!--',
    '`${',
    '"select a from ',
    '<img a="',
  ])(
    'is not held up by a file full of %j',
    async (piece) => {
      const content = piece.repeat(Math.floor(40_000 / piece.length))
      const kinds = ['html', 'tsx', 'py', 'sql', 'css']
      const { summary } = await review(...kinds.map((kind): [string, string] => [`a.${kind}`, content]))
      expect(summary).toContain('5 files')
    },
    5_000,
  )

  it('does not begin once aborted', async () => {
    const reason = new Error('too late')
    await expect(reviewCode({ files: [], signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
