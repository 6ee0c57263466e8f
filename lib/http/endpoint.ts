import 'server-only'
import { randomUUID } from 'node:crypto'
import { connection, type NextRequest } from 'next/server'
import type { z } from 'zod'
import type { SessionUser } from '@/lib/auth/session'
import {
  type Access,
  admitCaller,
  assertAdmitted,
  type Caller,
  identifyCaller,
  type RateLimit,
  rateHeaders,
  routeBucket,
} from './admission'
import { runPaid } from './paid'
import { acceptsOf, type InputRules, readIdempotencyKey, readInput } from './request'
import { answerHeaders, errorResponse, jsonResponse } from './responses'
import { DEFAULT_TIMEOUT_MS, untilAborted, workSignal } from './work'

const FREE_RATE_LIMIT: RateLimit = { burst: 120, perMinute: 240 }
const PAID_RATE_LIMIT: RateLimit = { burst: 40, perMinute: 60 }

export type Definition<A extends Access, Input, Result> = InputRules<Input> & {
  /** Who may call; `user` when left out. Who pays is who calls. */
  auth?: A
  /** One line for the API reference. */
  summary?: string
  /** The price in credits, or how it follows from the input. */
  credits?: number | ((input: Input) => number)
  /** Priced by the `feature_pricing` table instead. */
  feature?: string
  model?: (input: Input) => string | undefined
  /** low, medium or high: multiplies the price of the feature by 1, 1.5 or 2. */
  complexity?: (input: Input) => string
  /**
   * The most tokens a run may use. Makes the price one for each started 2,000 tokens: enough for these is held, what
   * `meter` counted is captured.
   */
  maxTokens?: (input: Input) => number
  /** What the handler answers. Checked before anything is charged; fields it does not name are left out. */
  output?: z.ZodType<Result>
  /**
   * Runs before anything is held: throws for what can't be done, so that it is not refused for its price first. For
   * routes with a caller.
   */
  before?: (context: { input: Input; owner: Caller }) => void | Promise<void>
  /** What the handler's own Response holds when it is no JSON, such as `application/pdf`: for the API reference. */
  mediaType?: string
  /** The handler is an async generator: its pieces of text are sent as they come, its return value at the end. */
  streams?: boolean
  /** Longest the work may take, in milliseconds (60,000 when left out). Then it is released and answered 504. */
  timeoutMs?: number
  rateLimit?: RateLimit
}

export type Context<A extends Access, Input> = {
  user: A extends 'user' | 'admin' ? SessionUser : SessionUser | null
  /** Who pays: a user or a lead. */
  owner: A extends 'public' ? null : Caller
  input: Input
  /** Aborts when the client goes away or time is up: pass it on to whatever costs money. */
  signal: AbortSignal
  /**
   * Call it just before keeping a result where the caller will find it. Throws when the call was stopped already; from
   * then on neither time nor leaving stops it, so that what is kept is paid for. For a minute's work at most: then the
   * hold lapses.
   */
  commit(): void
  /** Count tokens that the work used; adds up over calls. */
  meter(tokens: { tokensIn: number; tokensOut: number }): void
  requestId: string
  /** Whether the client asks for this media type. */
  accepts(mediaType: string): boolean
  /** The caller's own key, or one made for this request: for work that is itself idempotent by key. */
  idempotencyKey: string
}

export type Handler<A extends Access, Input, Result> = (
  context: Context<A, Input>,
) => Promise<Result | Response> | AsyncGenerator<string, Result>

/** Next hands routes without path parameters none at all. */
type RouteArguments = { params: Promise<Record<string, string | string[] | undefined> | undefined> }
export type AnyDefinition = Definition<Access, never, object>

/**
 * The one way to write a route that people call. Runs: authenticate -> rate limit -> parse -> hold -> handler -> capture,
 * log usage, then answers `{ ...result, newBalance, creditsUsed, balanceVersion, creditInfo }` (for a free route just
 * the result). Anything thrown gives the hold back and becomes `{ error }`. An `Idempotency-Key` header makes a paid call safe
 * to repeat: the first answer comes again, without the work. The `operation` it carries feeds the API reference.
 */
export function endpoint<Result extends object, Input = undefined, A extends Access = 'user'>(
  definition: Definition<A, Input, Result>,
  handler: Handler<A, Input, Result>,
) {
  const isPaid = definition.feature !== undefined || definition.credits !== undefined
  if (isPaid && definition.auth === 'public') throw new Error('Nobody is looked up to pay: not public.')
  if (definition.streams && !isPaid) throw new Error('Only paid routes stream.')
  const rateLimit = definition.rateLimit ?? (isPaid ? PAID_RATE_LIMIT : FREE_RATE_LIMIT)
  const route = async (request: NextRequest, { params }: RouteArguments): Promise<Response> => {
    // A request-time read for Next: without it a GET route would be tried out during the build.
    await connection()
    const requestId = randomUUID()
    // Filled in as soon as they are known, so that refusals carry them too.
    const headers: Record<string, string> = {}
    try {
      const access: Access = definition.auth ?? 'user'
      const caller = access === 'public' ? null : await identifyCaller(access)
      const pathParams = (await params) ?? {}
      const common = isPaid ? 'paid' : 'free'
      const bucket = definition.rateLimit ? routeBucket(request.nextUrl.pathname, pathParams) : common
      const admit = async () => {
        if (!caller) return null
        const admission = await admitCaller(caller, access, bucket, rateLimit)
        Object.assign(headers, rateHeaders(admission, rateLimit))
        assertAdmitted(admission)
        return admission.caller && 'role' in admission.caller ? admission.caller : null
      }
      const { input, text } = await readInput(definition, request, pathParams, isPaid).catch(
        async (error: unknown) => {
          // Calls that make no sense count as well, and are told of a limit first.
          await admit()
          throw error
        },
      )
      const context = { owner: caller, input, requestId }
      if (isPaid && caller) {
        const target = { access, caller, bucket, rateLimit, requestId, headers, admit }
        return await runPaid(definition, handler, request, { ...target, input, text })
      }
      const user = await admit()
      if (caller) await definition.before?.({ input, owner: caller })
      const work = workSignal(request, definition.timeoutMs ?? DEFAULT_TIMEOUT_MS)
      const idempotencyKey = readIdempotencyKey(request) ?? requestId
      const accepts = acceptsOf(request)
      const { signal, commit } = work
      const all = { ...context, user, accepts, signal, commit, meter: () => undefined, idempotencyKey }
      // identifyCaller and admit have thrown already where the handler's type says that there is somebody.
      const result = await untilAborted(
        handler(all as unknown as Context<A, Input>) as Promise<Result | Response>,
        work.signal,
      ).finally(work.done)
      return finish(definition.output ? check(definition.output, result) : result, requestId, headers)
    } catch (error) {
      return errorResponse(error, requestId, headers)
    }
  }
  return Object.assign(route, { operation: definition as unknown as AnyDefinition })
}

const check = <Result>(output: z.ZodType<Result>, result: Result | Response) =>
  result instanceof Response ? result : output.parse(result)

function finish(result: object | Response, requestId: string, headers: Record<string, string>): Response {
  if (!(result instanceof Response)) return jsonResponse(result, requestId, 200, headers)
  for (const [name, value] of Object.entries(answerHeaders(requestId, headers)))
    result.headers.set(name, value)
  return result
}
