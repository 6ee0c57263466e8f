import 'server-only'
import { randomUUID } from 'node:crypto'
import { connection, type NextRequest } from 'next/server'
import type { z } from 'zod'
import { authenticate, getUser, type SessionUser } from '@/lib/auth/session'
import { getFeatureCost } from '@/lib/credits/feature-cost'
import { AppError } from '@/lib/errors'
import { runCharged } from './charge'
import { assertSameOrigin, readJsonBody } from './request'
import { errorResponse, jsonResponse, parseInput } from './responses'

const DEFAULT_TIMEOUT_MS = 60_000
const DEFAULT_MAX_BODY_BYTES = 100_000
const MAX_KEY_LENGTH = 200

type Access = 'user' | 'admin' | 'public'

type Definition<A extends Access, Input> = {
  /** Who may call; `user` when left out. */
  auth?: A
  /** The price in credits, or how it follows from the input. */
  credits?: number | ((input: Input) => number)
  /** Priced by the `feature_pricing` table instead. */
  feature?: string
  model?: (input: Input) => string
  /** GET: the query and path parameters; otherwise the JSON body, path parameters added. */
  input?: z.ZodType<Input>
  /** Longest the work may take, in milliseconds (60,000 when left out). Then it is released and answered 504. */
  timeoutMs?: number
  /** Largest body, in bytes (100,000 when left out). */
  maxBodyBytes?: number
}

type Context<A extends Access, Input> = {
  user: A extends 'public' ? SessionUser | null : SessionUser
  input: Input
  /** Aborts when the client goes away or time is up: pass it on to whatever costs money. */
  signal: AbortSignal
}

type RouteArguments = { params: Promise<Record<string, string | string[] | undefined>> }

/**
 * The one way to write a route that people call. Runs: authenticate -> parse -> hold -> handler -> capture, then answers
 * `{ ...result, newBalance, creditsUsed, balanceVersion }` (for a free route just the result). Anything thrown gives the
 * hold back and becomes `{ error }`. An `Idempotency-Key` header makes a paid call safe to repeat.
 */
export function endpoint<Result extends object, Input = undefined, A extends Access = 'user'>(
  definition: Definition<A, Input>,
  handler: (context: Context<A, Input>) => Promise<Result>,
) {
  return async (request: NextRequest, route: RouteArguments): Promise<Response> => {
    // A request-time read for Next: without it a GET route would be tried out during the build.
    await connection()
    const requestId = randomUUID()
    try {
      return jsonResponse(await answer(definition, handler, request, route, requestId), requestId)
    } catch (error) {
      return errorResponse(error, requestId)
    }
  }
}

async function answer<Result extends object, Input, A extends Access>(
  definition: Definition<A, Input>,
  handler: (context: Context<A, Input>) => Promise<Result>,
  request: NextRequest,
  route: RouteArguments,
  requestId: string,
): Promise<object> {
  const access = definition.auth ?? 'user'
  const user = access === 'public' ? await getUser() : await authenticate(access)
  const input = (await readInput(definition, request, route)) as Input
  const timeoutMs = definition.timeoutMs ?? DEFAULT_TIMEOUT_MS
  const work = () => {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)])
    // `authenticate` has thrown already where the handler's type says there is a user.
    const context = { user, input, signal } as Context<A, Input>
    return untilAborted(handler(context), signal)
  }
  const credits = await getPrice(definition, input)
  if (credits === undefined) return work()
  if (!user) throw new AppError('unauthorized')

  const { result, ...charge } = await runCharged(
    {
      user,
      credits,
      feature: definition.feature,
      model: definition.model?.(input),
      key: readIdempotencyKey(request) ?? requestId,
      timeoutMs,
    },
    work,
  )
  return { ...result, ...charge }
}

async function readInput<Input>(
  { input: schema, maxBodyBytes = DEFAULT_MAX_BODY_BYTES }: Definition<Access, Input>,
  request: NextRequest,
  route: RouteArguments,
): Promise<Input | undefined> {
  const params = await route.params
  if (request.method === 'GET') {
    return schema && parseInput(schema, { ...Object.fromEntries(request.nextUrl.searchParams), ...params })
  }
  if (!schema) {
    assertSameOrigin(request)
    return undefined
  }
  const body = await readJsonBody(request, maxBodyBytes)
  return parseInput(schema, typeof body === 'object' && body !== null ? { ...body, ...params } : body)
}

async function getPrice<Input>(
  { credits, feature, model }: Definition<Access, Input>,
  input: Input,
): Promise<number | undefined> {
  if (feature !== undefined) return getFeatureCost(feature, model?.(input))
  return typeof credits === 'function' ? credits(input) : credits
}

function readIdempotencyKey(request: NextRequest): string | undefined {
  const key = request.headers.get('idempotency-key')
  if (key === null) return undefined
  if (key.length < 1 || key.length > MAX_KEY_LENGTH) {
    throw new AppError('invalid_idempotency_key', {
      message: `The key must have 1 to ${MAX_KEY_LENGTH} characters.`,
    })
  }
  return key
}

/** Stop waiting for work as soon as the signal fires, even when the work itself does not listen to it. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new AppError('timeout', { cause: signal.reason }))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
