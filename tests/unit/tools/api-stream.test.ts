import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { postStream, readEvents, type ServerEvent } from '../../../lib/api-stream'

const encode = (text: string) => new TextEncoder().encode(text)
const write = (event: string, data: unknown) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

/** A body that arrives in pieces, cut after the given bytes. */
function arrive(bytes: Uint8Array, cuts: readonly number[] = []): ReadableStream<Uint8Array> {
  const places = [0, ...[...cuts].sort((a, b) => a - b), bytes.length]
  return new ReadableStream({
    start(controller) {
      for (const [index, from] of places.slice(0, -1).entries()) {
        controller.enqueue(bytes.slice(from, places[index + 1]))
      }
      controller.close()
    },
  })
}

async function collect(body: ReadableStream<Uint8Array>): Promise<ServerEvent[]> {
  const events: ServerEvent[] = []
  for await (const event of readEvents(body)) events.push(event)
  return events
}

/** Has the next call answered with this. */
const answer = (body: BodyInit | null, init?: ResponseInit) =>
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(body, init))

afterEach(() => vi.restoreAllMocks())

test('events are the same wherever the bytes are cut, also in the middle of a character', async () => {
  const pieces = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(pieces, fc.array(fc.nat(2000)), async (texts, places) => {
      const bytes = encode(texts.map((text) => write('text', text)).join(''))
      const cuts = places.map((place) => place % (bytes.length + 1))
      const events = await collect(arrive(bytes, cuts))
      expect(events).toEqual(texts.map((text) => ({ event: 'text', data: JSON.stringify(text) })))
    }),
  )
})

test('every line break of the format is understood, cut anywhere', async () => {
  for (const end of ['\n', '\r\n', '\r']) {
    // A last carriage return waits for what may follow it, so something follows it.
    const lines = [
      ': a comment',
      'event: text',
      'data: one',
      'data:two',
      '',
      'data',
      '',
      'data: last',
      '',
      ':',
      '',
    ]
    const bytes = encode(lines.join(end))
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(await collect(arrive(bytes, [cut])), `${JSON.stringify(end)} cut at ${cut}`).toEqual([
        { event: 'text', data: 'one\ntwo' },
        { event: 'message', data: '' },
        { event: 'message', data: 'last' },
      ])
    }
  }
})

test('an event that the end cuts off is not one', async () => {
  expect(await collect(arrive(encode(`${write('text', 'whole')}event: text\ndata: "half"\n`)))).toEqual([
    { event: 'text', data: '"whole"' },
  ])
})

test('leaving early lets go of the connection', async () => {
  const cancel = vi.fn()
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(encode(write('text', 'x'))),
    cancel,
  })
  for await (const _event of readEvents(body)) break
  await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce())
})

test('a stream tells each piece and resolves with what it came to', async () => {
  const fetching = answer(
    arrive(encode(write('text', 'Grüße ') + write('text', '🐝') + write('done', { creditsUsed: 1 }))),
  )
  const pieces: string[] = []
  const result = await postStream(
    '/api/tools/text-generation',
    { prompt: 'x' },
    { idempotencyKey: 'key', expectedCredits: 0, onText: (piece) => pieces.push(piece) },
  )
  expect(pieces).toEqual(['Grüße ', '🐝'])
  expect(result).toEqual({ creditsUsed: 1 })
  expect(fetching.mock.calls[0]?.[1]?.headers).toEqual({
    'content-type': 'application/json',
    'idempotency-key': 'key',
    'x-expected-credits': '0',
  })
})

const run = (options: { signal?: AbortSignal; onText?: (piece: string) => void } = {}) =>
  postStream('/api/tools/text-generation', { prompt: 'x' }, { onText: () => undefined, ...options })

test('an error in the middle is thrown as the API says it, after the pieces before it', async () => {
  const error = { code: 'timeout', message: 'Too long.', details: { after: 60 } }
  answer(arrive(encode(write('text', 'half ') + write('error', error))))
  const onText = vi.fn()
  await expect(run({ onText })).rejects.toMatchObject(error)
  expect(onText).toHaveBeenCalledExactlyOnceWith('half ')
})

test('a refusal before the first event is thrown with its status', async () => {
  const error = { code: 'insufficient_credits', message: 'Too few.', details: { requiredCredits: 2 } }
  answer(JSON.stringify({ error }), { status: 402 })
  await expect(run()).rejects.toMatchObject({ ...error, status: 402 })
})

test('a refusal that is not ours is thrown as well', async () => {
  answer('<h1>Bad gateway</h1>', { status: 502 })
  await expect(run()).rejects.toMatchObject({ code: 'internal', status: 502 })
})

test('a connection that ends before the end, or breaks, is offline', async () => {
  answer(arrive(encode(write('text', 'half '))))
  await expect(run()).rejects.toMatchObject({ code: 'offline', status: 0 })
  answer(new ReadableStream({ start: (controller) => controller.error(new TypeError('network error')) }))
  await expect(run()).rejects.toMatchObject({ code: 'offline' })
  vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'))
  await expect(run()).rejects.toMatchObject({ code: 'offline' })
})

test('stopping is no error of the API', async () => {
  const controller = new AbortController()
  answer(
    new ReadableStream({
      start: (stream) =>
        controller.signal.addEventListener('abort', () => stream.error(controller.signal.reason)),
      pull: () => controller.abort(),
    }),
  )
  await expect(run({ signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' })
})
