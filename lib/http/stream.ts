import 'server-only'
import { ReadableStream } from 'node:stream/web'
import type { ChargeResult } from '@/lib/credits/charge-result'
import { AppError } from '@/lib/errors'
import { composeAnswer } from './charge'
import type { Run } from './paid'
import { answerHeaders, describeError } from './responses'
import { untilAborted } from './work'

const CHARGED = 'The connection was closed. What had been written by then was charged.'

const event = (name: 'text' | 'done' | 'error', data: unknown) =>
  new TextEncoder().encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)

function respond(events: ReadableStream<Uint8Array>, requestId: string, headers: Record<string, string>) {
  return new Response(events as unknown as BodyInit, {
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
 * Send a generator's pieces as server-sent events: `text` for each piece, then `done` with the result (as `check` leaves
 * it) and the charge, or `error`. Failed work is released as elsewhere. A reader that leaves in the middle has the pieces
 * it got, so what was used until then is charged; the same for one that stops reading until time is up. One that leaves
 * before the first piece pays nothing.
 */
export function streamResponse<Result extends object>(
  pieces: AsyncGenerator<string, Result>,
  run: Run,
  check: (result: Result) => Result,
): Response {
  let text = ''
  let isOver = false
  let isAsked = false
  let reason: unknown
  let ending: Promise<void> | undefined
  const giveUp = (why: unknown) => {
    reason ??= why
    ending ??= end(reason, text, pieces, run).finally(run.done)
    return ending
  }
  // Heard even while nobody asks for a piece: a body that is never read, or read no further, must end as well. Time that
  // runs out while we wait for the reader is the reader's doing: else stalling would make the text free.
  const onAbort = () =>
    void giveUp(isAsked ? run.signal.reason : new AppError('client_closed', { message: CHARGED }))
  if (run.signal.aborted) onAbort()
  run.signal.addEventListener('abort', onAbort, { once: true })

  async function advance(): Promise<Uint8Array> {
    const step = await untilAborted(pieces.next(), run.signal)
    run.signal.throwIfAborted()
    if (!step.done) {
      text += step.value
      return event('text', step.value)
    }
    // The work is done: from here on neither the clock nor the reader stops it.
    run.signal.removeEventListener('abort', onAbort)
    run.done()
    isOver = true
    const result = check(step.value)
    return event('done', composeAnswer(result, await run.settle({ text, result })))
  }
  let hasLeft = false
  const events = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        isAsked = true
        const sent = await advance().catch(async (error: unknown) => {
          isOver = true
          await giveUp(error)
          return event('error', describeError(reason, run.requestId).body)
        })
        isAsked = false
        if (hasLeft) return
        controller.enqueue(sent)
        if (isOver) controller.close()
      },
      cancel() {
        hasLeft = true
        run.close()
        return ending
      },
    },
    { highWaterMark: 0 },
  )
  return respond(events, run.requestId, run.headers)
}

/** The kept answer of a stream, in one piece. `result` is null when its reader left: then there is no more than the text. */
streamResponse.again = (
  { text, result }: { text: string; result: object | null },
  charge: ChargeResult,
  requestId: string,
  headers: Record<string, string>,
): Response => {
  const last = result
    ? event('done', composeAnswer(result, charge))
    : event(
        'error',
        describeError(new AppError('idempotency_conflict', { message: CHARGED }), requestId).body,
      )
  return respond(ReadableStream.from([event('text', text), last]), requestId, headers)
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
  await run.settle({ text, result: null }, 'aborted').catch(() => run.abandon(error))
}
