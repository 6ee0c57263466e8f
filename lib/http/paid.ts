import 'server-only'
import { createHash } from 'node:crypto'
import type { NextRequest } from 'next/server'
import type { ChargeResult } from '@/lib/credits/charge-result'
import { AppError } from '@/lib/errors'
import { sendMailSoon } from '@/lib/mail/send-mail-soon'
import { TOKENS_PER_CREDIT } from '@/lib/pricing-plans'
import { runTopUpsSoon } from '@/lib/top-ups/run-top-ups-soon'
import { type Access, assertAdmitted, type Caller, type RateLimit, rateHeaders } from './admission'
import { abandonCall, beginCall, composeAnswer, finishCall, type PaidCall, type Usage } from './charge'
import type { Context, Definition, Handler } from './endpoint'
import { acceptsOf, readExpectedCredits, readIdempotencyKey } from './request'
import { jsonResponse } from './responses'
import { streamResponse } from './stream'
import { DEFAULT_TIMEOUT_MS, untilAborted, workSignal } from './work'

type Target<Input> = {
  access: Access
  caller: Caller
  bucket: string
  rateLimit: RateLimit
  requestId: string
  headers: Record<string, string>
  input: Input
  /** The body or query as it came: what an Idempotency-Key stands for. */
  text: string
  /** Counts the call where begin_call does not get to do it. */
  admit(): Promise<unknown>
}

/** One paid call from its hold to its answer. It ends by `settle`, or by `abandon`: also when settling failed. */
export type Run = {
  requestId: string
  headers: Record<string, string>
  signal: AbortSignal
  usage: Usage
  settle(response: object, outcome?: 'succeeded' | 'aborted'): Promise<ChargeResult>
  abandon(reason: unknown): Promise<void>
  /** Abort the signal on behalf of a reader that left. */
  close(): void
  done(): void
}

/** Hold -> work -> capture, for endpoint(). Whatever is thrown on the way gives the hold back, so failed work is free. */
export async function runPaid<A extends Access, Input, Result extends object>(
  definition: Definition<A, Input, Result>,
  handler: Handler<A, Input, Result>,
  request: NextRequest,
  target: Target<Input>,
): Promise<Response> {
  const { caller, bucket, rateLimit, requestId, headers, input } = target
  const call = await prepareCall(definition, request, target).catch(async (error: unknown) => {
    await target.admit()
    throw error
  })
  const begun = await beginCall(call, bucket, rateLimit)
  Object.assign(headers, rateHeaders(begun, rateLimit))
  // Spending may make a top-up due, and who is refused may be waiting for one.
  runTopUpsSoon({ isThrottled: true })
  // A visitor gets more by signing up, not by buying.
  if (begun.error?.code === 'insufficient_credits' && caller.kind === 'lead')
    begun.error.details = { ...begun.error.details, buyUrl: '/sign-up' }
  assertAdmitted(begun)
  if (begun.replay) return replay(begun.replay, definition.streams === true, requestId, headers)

  // Spending may leave a balance so low that its owner is told. Asked for now: a stream ends outside of this call.
  sendMailSoon({ isThrottled: true })
  const { holdId, credits = 0 } = begun
  const work = workSignal(request, call.timeoutMs)
  const usage: Usage = { tokensIn: 0, tokensOut: 0, startedAt: performance.now() }
  const run: Run = {
    requestId,
    headers,
    signal: work.signal,
    usage,
    settle: (response, outcome) => {
      const used = definition.maxTokens && countUnits(usage.tokensIn + usage.tokensOut)
      const captured = used === undefined || !holdId ? null : (credits / call.units) * used
      return finishCall(call, holdId, usage, captured, JSON.stringify(response), outcome)
    },
    abandon: (reason) => abandonCall(call, holdId, usage, reason),
    close: work.close,
    done: work.done,
  }
  const context = {
    user: begun.caller && 'role' in begun.caller ? begun.caller : null,
    owner: caller,
    input,
    signal: work.signal,
    commit: work.commit,
    requestId,
    accepts: acceptsOf(request),
    idempotencyKey: call.idempotencyKey ?? requestId,
    meter: (tokens: { tokensIn: number; tokensOut: number }) => {
      usage.tokensIn += wholeTokens(tokens.tokensIn)
      usage.tokensOut += wholeTokens(tokens.tokensOut)
    },
  } as unknown as Context<A, Input>
  const check = (result: Result) => (definition.output ? definition.output.parse(result) : result)
  try {
    // A handler need not be async: it may also throw at once.
    const start = async () => (await handler(context)) as Result | Response | AsyncGenerator<string, Result>
    const raw = await untilAborted(start(), work.signal)
    if (raw instanceof Response) throw new Error('A paid handler answers data, not a Response.')
    const isGenerator = Symbol.asyncIterator in raw
    // Repeats of a key are answered by the definition alone.
    if (isGenerator !== (definition.streams ?? false)) throw new Error('`streams` is for generators.')
    if (isGenerator) return streamResponse(raw as AsyncGenerator<string, Result>, run, check)
    run.done()
    const result = check(raw as Result)
    return jsonResponse(composeAnswer(result, await run.settle(result)), requestId, 200, headers)
  } catch (error) {
    run.done()
    await run.abandon(error)
    throw error
  }
}

async function prepareCall<A extends Access, Input, Result>(
  { feature, credits, model, complexity, maxTokens, timeoutMs, before }: Definition<A, Input, Result>,
  request: NextRequest,
  { access, caller, requestId, input, text }: Target<Input>,
): Promise<PaidCall> {
  await before?.({ input, owner: caller })
  const { pathname } = request.nextUrl
  const idempotencyKey = readIdempotencyKey(request)
  return {
    caller,
    access,
    requestId,
    timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS,
    name: feature ?? pathname,
    model: model?.(input),
    complexity: complexity?.(input),
    credits: typeof credits === 'function' ? credits(input) : credits,
    units: maxTokens ? countUnits(maxTokens(input)) : 1,
    expectedCredits: readExpectedCredits(request),
    idempotencyKey,
    requestHash:
      idempotencyKey &&
      createHash('sha256').update(`${request.method} ${pathname}\n${text}`).digest('base64url'),
  }
}

/** A provider may count in fractions or not at all; the ledger takes neither. */
const wholeTokens = (tokens: number) => (tokens > 0 && Number.isFinite(tokens) ? Math.ceil(tokens) : 0)

/** Started batches of 2,000 tokens, one at least. */
const countUnits = (tokens: number) => Math.max(1, Math.ceil(tokens / TOKENS_PER_CREDIT))

function replay(
  { response, charge }: { response: string | null; charge: ChargeResult },
  streams: boolean,
  requestId: string,
  headers: Record<string, string>,
): Response {
  if (response === null) {
    throw new AppError('idempotency_conflict', {
      message: 'This request was completed and charged once. Its answer was too large to be kept.',
    })
  }
  const told = { ...headers, 'idempotency-replayed': 'true' }
  const result = JSON.parse(response)
  return streams
    ? streamResponse.again(result, charge, requestId, told)
    : jsonResponse(composeAnswer(result, charge), requestId, 200, told)
}
