import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countTokens } from '../../../lib/ai/count-tokens'
import { getTextModel } from '../../../lib/ai/text-model'
import { completion, endStream, sendPiece, startFakeModel, withJson } from './fake-model'
import { useSettings } from './settings'

let fake: Awaited<ReturnType<typeof startFakeModel>>
beforeAll(async () => {
  fake = await startFakeModel()
})
afterAll(() => fake.close())
useSettings(() => ({ AI_BASE_URL: fake.url, AI_MODEL: 'fake-1', AI_API_KEY: 'key-1' }))

const { signal } = new AbortController()
const USAGE = { prompt_tokens: 12, completion_tokens: 34 }
const failure = { error: { message: 'overloaded' } }

async function readAll(stream: AsyncGenerator<string, unknown>) {
  const pieces: string[] = []
  let next = await stream.next()
  for (; !next.done; next = await stream.next()) pieces.push(next.value)
  return { pieces, counts: next.value }
}

describe('the configured model, at once', () => {
  it('is asked with everything that was given, and counts as the provider does', async () => {
    fake.answer(withJson(completion('Good morning.', USAGE)))
    const model = getTextModel()
    const request = { prompt: 'Greet.', system: 'Be brief.', maxOutputTokens: 50, signal }
    expect(await model.generate(request)).toEqual({ text: 'Good morning.', tokensIn: 12, tokensOut: 34 })
    expect(model).toMatchObject({ id: 'fake-1', isDemo: false })
    expect(fake.requests).toMatchObject([
      {
        path: '/v1/chat/completions',
        key: 'Bearer key-1',
        body: {
          model: 'fake-1',
          max_tokens: 50,
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: 'Greet.' },
          ],
        },
      },
    ])
  })

  it('is counted by us where the provider does not count', async () => {
    fake.answer(withJson(completion('Good morning.')))
    const { tokensIn, tokensOut } = await getTextModel().generate({
      prompt: 'Greet.',
      system: 'Brief!',
      signal,
    })
    expect([tokensIn, tokensOut]).toEqual([countTokens('Brief!Greet.'), countTokens('Good morning.')])
  })

  it('fails as provider_failed after it was asked again', async () => {
    fake.answer(withJson(failure, 500))
    await expect(getTextModel().generate({ prompt: 'Greet.', signal })).rejects.toMatchObject({
      code: 'provider_failed',
    })
    expect(fake.requests.length).toBe(3)
  })

  it('says why it failed, and nothing of what people wrote', async () => {
    fake.answer(withJson(failure, 500))
    const failed = await getTextModel()
      .generate({ prompt: 'My secret.', signal })
      .catch((error: Error) => error)
    const { cause } = failed as Error
    expect(cause).toMatchObject({ message: `${fake.url}/chat/completions answered 500: overloaded` })
    expect(inspect(cause, { depth: null, showHidden: true })).not.toContain('My secret.')
  })
})

describe('the configured model, streamed', () => {
  it('hands on each piece as it comes, and the counts at the end', async () => {
    let goOn: () => void = () => undefined
    fake.answer(async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      sendPiece(response, 'Good ')
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      sendPiece(response, 'morning.')
      endStream(response, USAGE)
    })
    const stream = getTextModel().stream({
      prompt: 'Greet.',
      system: 'Be brief.',
      maxOutputTokens: 50,
      signal,
    })
    expect(await stream.next()).toEqual({ done: false, value: 'Good ' })
    goOn()
    expect(await readAll(stream)).toEqual({ pieces: ['morning.'], counts: { tokensIn: 12, tokensOut: 34 } })
    expect(fake.requests[0]?.body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 50,
      messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user' }],
    })
  })

  it('is counted by us where the provider does not count', async () => {
    fake.answer((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      sendPiece(response, 'Good morning.')
      endStream(response)
    })
    const { counts } = await readAll(getTextModel().stream({ prompt: 'Greet.', signal }))
    expect(counts).toEqual({ tokensIn: countTokens('Greet.'), tokensOut: countTokens('Good morning.') })
  })

  it.each([
    ['answers 500', withJson(failure, 500), []],
    ['answers 401', withJson(failure, 401), []],
    [
      'breaks off',
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        sendPiece(response, 'Good ')
        response.write('data: {"id": ', () => response.destroy())
      },
      ['Good '],
    ],
    [
      'sends an error among the pieces',
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        sendPiece(response, 'Good ')
        response.end(`data: ${JSON.stringify(failure)}\n\n`)
      },
      ['Good '],
    ],
  ] satisfies [string, Parameters<typeof fake.answer>[0], string[]][])(
    'fails as provider_failed when the provider %s',
    async (_what, answer, expected) => {
      fake.answer(answer)
      const pieces: string[] = []
      const reading = (async () => {
        for await (const piece of getTextModel().stream({ prompt: 'Greet.', signal })) pieces.push(piece)
      })()
      await expect(reading).rejects.toMatchObject({ code: 'provider_failed' })
      expect(pieces).toEqual(expected)
    },
  )

  it.each([
    ['aborted', 'abort'],
    ['left', 'leave'],
  ])('stops the provider when it is %s', async (_how, how) => {
    const controller = new AbortController()
    const reason = new Error('enough')
    let isClosed = false
    fake.answer((response) => {
      response.once('close', () => {
        isClosed = true
      })
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      sendPiece(response, 'Good ')
    })
    const stream = getTextModel().stream({ prompt: 'Greet.', signal: controller.signal })
    expect(await stream.next()).toEqual({ done: false, value: 'Good ' })
    if (how === 'abort') {
      const next = stream.next()
      controller.abort(reason)
      await expect(next).rejects.toBe(reason)
    } else {
      await stream.return({ tokensIn: 0, tokensOut: 0 })
    }
    await expect.poll(() => isClosed).toBe(true)
  })

  it('asks nobody once aborted', async () => {
    fake.answer(withJson(completion('Good morning.', USAGE)))
    const reason = new Error('too late')
    const request = { prompt: 'Greet.', signal: AbortSignal.abort(reason) }
    await expect(getTextModel().stream(request).next()).rejects.toBe(reason)
    await expect(getTextModel().generate(request)).rejects.toBe(reason)
    expect(fake.requests).toEqual([])
  })
})
