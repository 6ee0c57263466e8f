import { Window } from 'happy-dom'
import { describe, expect, it } from 'vitest'
import { type CodeFile, generateCode } from '../../../../lib/ai/code/generate-code'
import { reviewCode } from '../../../../lib/ai/code/review-code'
import { useSettings } from '../settings'
import { findMarkupProblems } from './markup'

useSettings()

const { signal } = new AbortController()
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)> page called "</title><script>alert(2)</script>"',
  `to-do list with </li><li onclick='alert(3)'>one, --> <!-- two, \`\${alert(4)}\` and </script>`,
  'gallery of & &amp; &lt; <b>bold</b>, <svg onload=alert(5)>, javascript:alert(6)',
  `calculator \${alert(7)} \\u003cscript\\u003e \u2028 <!--`,
  'timer of 99999999 minutes [link](javascript:alert(8)) <a href="x">',
]
const PLAIN = [
  'Build a landing page for a coffee shop called Bean & Co with opening hours, a menu and a map',
  'to-do list for my band: book studio, tune drums, order strings',
  'I want a tip calculator',
  'a mortgage calculator',
  'convert miles to kilometres',
  'a simple photo gallery of my trip to Norway with fjords and sheep',
  'a 15 minute pomodoro timer for students',
  'website about bees',
  '咖啡店的网站 🦊',
  '!',
]

const generate = async (brief: string) => {
  const { files } = await generateCode({ brief, signal })
  const read = (path: string) => files.find((file) => file.path === path)?.content ?? ''
  return {
    files,
    html: read('index.html'),
    script: read('script.js'),
    css: read('styles.css'),
    readme: read('README.md'),
  }
}
const open = (html: string) => {
  const { document } = new Window({ url: 'https://page.test/' })
  document.write(html)
  return document
}

describe.each([...PLAIN, ...HOSTILE])('a page for: %s', (brief) => {
  it('has its four files, valid markup and a script that parses', async () => {
    const { files, html, script, css } = await generate(brief)
    expect(files.map(({ path }) => path)).toEqual(['index.html', 'styles.css', 'script.js', 'README.md'])
    expect(findMarkupProblems(html)).toEqual([])
    expect(() => new Function(script)).not.toThrow()
    expect(css.split('{').length).toBe(css.split('}').length)
  })

  it('has nothing that our own review would call more than minor', async () => {
    const { files } = await generate(brief)
    const { findings } = await reviewCode({ files, signal })
    expect(findings.filter(({ severity }) => severity !== 'low')).toEqual([])
  })
})

describe.each(HOSTILE)('a brief with markup in it: %s', (brief) => {
  it('becomes text, not elements, attributes or code', async () => {
    const { html, script, css, readme } = await generate(brief)
    const document = open(html)
    expect([...document.querySelectorAll('script')].map((one) => one.outerHTML)).toEqual([
      '<script src="script.js" defer=""></script>',
    ])
    expect(document.querySelectorAll('img, iframe, [onload], [onerror], [onclick], b').length).toBe(0)
    expect(`${script}${css}`).not.toContain('alert')
    expect(readme).not.toMatch(/<(?:script|img|a|b|svg)\b|(?<!\\)\]\(/)
  })
})

describe('the built-in pages', () => {
  it('take their texts from the brief', async () => {
    const document = open((await generate(PLAIN[0] ?? '')).html)
    expect(document.title).toBe('Bean & Co')
    expect(document.querySelector('h1')?.textContent).toBe('Bean & Co')
    const offers = [...document.querySelectorAll('h3')].map(({ textContent }) => textContent)
    expect(offers).toEqual(['Opening hours', 'Menu', 'Map'])
    expect(document.querySelector('.lead')?.textContent).toContain('Coffee shop')
  })

  it('differ in kind and looks, and are the same for the same brief', async () => {
    const texts = async (brief: string) => JSON.stringify((await generate(brief)).files)
    const pages = await Promise.all(PLAIN.map(texts))
    expect(new Set(pages).size).toBe(PLAIN.length)
    expect(await texts(PLAIN[3] ?? '')).toBe(pages[3])
    const scripts = await Promise.all(PLAIN.map(async (brief) => (await generate(brief)).script))
    expect(new Set(scripts).size).toBeGreaterThanOrEqual(5)
  })

  it('say what they are, and count tokens', async () => {
    const answer = await generateCode({ brief: 'a gallery of kites', signal })
    expect(answer).toMatchObject({ model: 'demo', tokensIn: 5 })
    expect(answer.summary).toContain('a gallery')
    const written = answer.files.reduce((sum: number, { content }: CodeFile) => sum + content.length, 0)
    expect(answer.tokensOut).toBe(Math.ceil(written / 4))
  })

  it('are not composed once aborted', async () => {
    const reason = new Error('too late')
    await expect(generateCode({ brief: 'x', signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
