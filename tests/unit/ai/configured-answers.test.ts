import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateCode, MAX_FILE_BYTES, MAX_FILES } from '../../../lib/ai/code/generate-code'
import { reviewCode } from '../../../lib/ai/code/review-code'
import { generateImage } from '../../../lib/ai/image/generate-image'
import { completion, startFakeModel, withJson } from './fake-model'
import { useSettings } from './settings'

let fake: Awaited<ReturnType<typeof startFakeModel>>
beforeAll(async () => {
  fake = await startFakeModel()
})
afterAll(() => fake.close())
useSettings(() => ({ AI_BASE_URL: fake.url, AI_MODEL: 'fake-1', AI_IMAGE_MODEL: 'paint-1' }))

const { signal } = new AbortController()
const USAGE = { prompt_tokens: 12, completion_tokens: 34 }
const answerWith = (answer: unknown) => fake.answer(withJson(completion(JSON.stringify(answer), USAGE)))
const file = (path: string, content = 'x') => ({ path, content })
const failed = expect.objectContaining({ code: 'provider_failed' })

describe('code from the configured model', () => {
  const generate = () => generateCode({ brief: 'A page about bees', signal })

  it('comes with its files, summary and counts', async () => {
    const files = [file('index.html', '<p>Bees'), file('src/app/[id]/page.tsx'), file('.gitignore')]
    answerWith({ files, summary: 'A page.' })
    expect(await generate()).toEqual({
      files,
      summary: 'A page.',
      model: 'fake-1',
      tokensIn: 12,
      tokensOut: 34,
    })
    expect(fake.requests[0]?.body).toMatchObject({
      model: 'fake-1',
      response_format: { type: 'json_schema' },
      messages: [{ role: 'system' }, { role: 'user', content: 'A page about bees' }],
    })
  })

  it('may stand in a Markdown block', async () => {
    const text = JSON.stringify({ files: [file('a.js')], summary: 'One file.' })
    fake.answer(withJson(completion(`\`\`\`json\n${text}\n\`\`\``, USAGE)))
    expect((await generate()).files).toEqual([file('a.js')])
  })

  it('is asked for again without a schema where the address knows none', async () => {
    const answer = completion(JSON.stringify({ files: [file('a.js')], summary: 'One.' }), USAGE)
    fake.answer((response, asked) => {
      const { type } = asked.body.response_format as { type: string }
      const refused = { error: { message: 'This response_format type is unavailable now' } }
      return type === 'json_schema'
        ? withJson(refused, 400)(response, asked)
        : withJson(answer)(response, asked)
    })
    expect((await generate()).files).toEqual([file('a.js')])
    const [, second] = fake.requests
    expect(JSON.stringify(second?.body.messages)).toContain('JSON schema')
  })

  it.each([
    ['text that is no JSON', 'Here is your page!'],
    ['another shape', JSON.stringify({ pages: [] })],
    ['a file without content', JSON.stringify({ files: [{ path: 'a.js' }], summary: '' })],
    ['nothing', ''],
  ])('fails when it is %s', async (_what, content) => {
    fake.answer(withJson(completion(content, USAGE)))
    await expect(generate()).rejects.toEqual(failed)
  })

  it.each([
    '../secrets.txt',
    'a/../../b.js',
    '/etc/passwd',
    'C:\\windows\\a.js',
    'C:/a.js',
    'a\\..\\b.js',
    'a//b.js',
    './a.js',
    '~/a.js',
    '',
    'a/',
    'a\n.js',
    `${'a'.repeat(121)}`,
  ])('fails when a path is %j', async (path) => {
    answerWith({ files: [file(path)], summary: '' })
    await expect(generate()).rejects.toEqual(failed)
  })

  it.each([
    ['no file', []],
    ['too many files', Array.from({ length: MAX_FILES + 1 }, (_, index) => file(`${index}.js`))],
    ['a path twice', [file('a.js'), file('A.js')]],
    ['a file that is too large', [file('a.js', 'é'.repeat(MAX_FILE_BYTES / 2 + 1))]],
    ['a file that is no text', [file('a.js', 'a\0b')]],
  ])('fails when there is %s', async (_what, files) => {
    answerWith({ files, summary: '' })
    await expect(generate()).rejects.toEqual(failed)
  })

  it('takes as many and as large files as are allowed', async () => {
    const content = 'é'.repeat(MAX_FILE_BYTES / 2)
    answerWith({
      files: Array.from({ length: MAX_FILES }, (_, index) => file(`${index}.js`, content)),
      summary: '',
    })
    expect((await generate()).files.length).toBe(MAX_FILES)
  })

  it('fails when the provider does, and ends with the reason when aborted', async () => {
    fake.answer(withJson({ error: { message: 'overloaded' } }, 500))
    await expect(generate()).rejects.toEqual(failed)
    const controller = new AbortController()
    const reason = new Error('enough')
    fake.answer(() => controller.abort(reason))
    await expect(generateCode({ brief: 'x', signal: controller.signal })).rejects.toBe(reason)
  })
})

describe('a review by the configured model', () => {
  const files = [file('a.js', 'one\ntwo\nthree'), file('b.js', 'one')]
  const finding = { path: 'a.js', line: 2, severity: 'low', title: 'T', detail: 'D', suggestion: 'S' }

  it('is sorted, and keeps to the files and lines there are', async () => {
    const findings = [
      finding,
      { ...finding, path: 'b.js', line: 99, severity: 'high' },
      { ...finding, line: -3, severity: 'high' },
      { ...finding, path: 'made-up.js' },
    ]
    answerWith({ findings, summary: 'Fine.' })
    expect(await reviewCode({ files, signal })).toEqual({
      findings: [
        { ...finding, line: 1, severity: 'high' },
        { ...finding, path: 'b.js', line: 1, severity: 'high' },
        finding,
      ],
      summary: 'Fine.',
      model: 'fake-1',
      tokensIn: 12,
      tokensOut: 34,
    })
    expect(JSON.stringify(fake.requests[0]?.body.messages)).toContain('2| two')
  })

  it('fails when it has a severity that there is not', async () => {
    answerWith({ findings: [{ ...finding, severity: 'critical' }], summary: '' })
    await expect(reviewCode({ files, signal })).rejects.toEqual(failed)
  })
})

describe('a picture by the configured model', () => {
  const paint = () => generateImage({ prompt: 'bees', signal })
  const png = Buffer.alloc(40)
  png.write('89504e470d0a1a0a0000000d49484452', 'hex')
  png.writeUInt32BE(640, 16)
  png.writeUInt32BE(480, 20)

  it('comes with the size that the file says', async () => {
    fake.answer(withJson({ data: [{ b64_json: png.toString('base64') }] }))
    const { bytes, ...facts } = await paint()
    expect(Buffer.compare(bytes, png)).toBe(0)
    expect(facts).toEqual({
      mediaType: 'image/png',
      model: 'paint-1',
      isDemo: false,
      width: 640,
      height: 480,
    })
    expect(fake.requests).toMatchObject([
      { path: '/v1/images/generations', body: { model: 'paint-1', prompt: 'bees' } },
    ])
  })

  it.each([
    [
      'a JPEG',
      { data: [{ b64_json: Buffer.from('ffd8ffe000104a46494600', 'hex').toString('base64') }] },
      200,
    ],
    ['no picture', {}, 200],
    ['an error', { error: { message: 'not today' } }, 500],
  ])('fails when the answer is %s', async (_what, body, status) => {
    fake.answer(withJson(body, status))
    await expect(paint()).rejects.toEqual(failed)
  })
})
