import 'server-only'
import { ReadableStream } from 'node:stream/web'
import { AppError } from '@/lib/errors'
import { type ChargeResult, composeAnswer } from './charge'
import type { Run } from './paid'
import { answerHeaders, describeError } from './responses'
import { untilAborted } from './work'

const event = (name: 'text' | 'done' | 'error', data: unknown) =>
  new TextEncoder().encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)

function respond(events: AsyncIterable<Uint8Array>, requestId: string, headers: Record<string, string>) {
  return new Response(ReadableStream.from(events) as unknown as BodyInit, {
    headers: {
      ...answerHeaders(requestId, headers),
      'content-type': 'text/event-stream; charset=utf-8',
      // A proxy that compresses or buffers would hold the pieces back.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

/**
 * Send a generator's pieces as server-sent events: `text` for each piece, then `done` with the result and the charge, or
 * `error`. Failed work is released as elsewhere. A reader that leaves in the middle has the pieces it got, so what was
 * used until then is charged; one that leaves before the first piece pays nothing.
 */
export function streamResponse<Result extends object>(
  pieces: AsyncGenerator<string, Result>,
  run: Run,
): Response {
  return respond(sendEvents(pieces, run), run.requestId, run.headers)
}

streamResponse.again = (
  { text, result }: { text: string; result: object },
  charge: ChargeResult,
  requestId: string,
  headers: Record<string, string>,
): Response => {
  async function* events() {
    yield event('text', text)
    yield event('done', composeAnswer(result, charge))
  }
  return respond(events(), requestId, headers)
}

async function* sendEvents<Result extends object>(pieces: AsyncGenerator<string, Result>, run: Run) {
  let text = ''
  try {
    let step = await untilAborted(pieces.next(), run.signal)
    while (!step.done) {
      text += step.value
      yield event('text', step.value)
      step = await untilAborted(pieces.next(), run.signal)
    }
    const charge = await run.settle({ text, result: step.value })
    yield event('done', composeAnswer(step.value, charge))
  } catch (error) {
    await end(error, text, pieces, run)
    yield event('error', describeError(error, run.requestId).body)
  } finally {
    run.done()
  }
}

async function end(
  error: unknown,
  text: string,
  pieces: AsyncGenerator<string, object>,
  run: Run,
): Promise<void> {
  pieces.return({}).catch(() => undefined)
  const hasLeft = error instanceof AppError && error.code === 'client_closed'
  if (!hasLeft || text === '') return run.abandon(error)
  // The model had no chance to say what it used; four characters a token is what tokenizers come to in English.
  run.usage.tokensOut = Math.max(run.usage.tokensOut, Math.ceil(text.length / 4))
  await run.settle({ text, result: {} }, 'aborted').catch(() => run.abandon(error))
}
