import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { logger } from '@/lib/logger'

/** The headers of every answer about one person: never cached, and traceable by its request id. */
export function answerHeaders(requestId: string, more?: Record<string, string>): Record<string, string> {
  return { 'cache-control': 'no-store', 'x-request-id': requestId, ...more }
}

export function jsonResponse(
  body: object,
  requestId: string,
  status = 200,
  headers?: Record<string, string>,
): Response {
  return Response.json(body, { status, headers: answerHeaders(requestId, headers) })
}

/** A shortage in the words of the API, where the ledger's own came through. */
function describeShortage(details: Record<string, unknown> = {}): Record<string, unknown> {
  const { required, available, ...rest } = details
  if (required === undefined) return details
  return { requiredCredits: required, currentBalance: available, buyUrl: '/buy-credits', ...rest }
}

/** The wire form of an error: `{ code, message, details? }`. What is not an AppError is `internal`: logged, never shown. */
export function describeError(thrown: unknown, requestId: string) {
  const error = thrown instanceof AppError ? thrown : new AppError('internal', { cause: thrown })
  if (error.status >= 500)
    logger().error({ requestId, code: error.code, err: error.cause ?? error }, error.code)
  const { code, message, status } = error
  const details = code === 'insufficient_credits' ? describeShortage(error.details) : error.details
  return { status, body: { code, message, ...(details && { details }) } }
}

/** The one place where an error becomes a response. `retryAfterSeconds` in its details becomes a Retry-After header. */
export function errorResponse(
  thrown: unknown,
  requestId: string,
  headers: Record<string, string> = {},
): Response {
  const { status, body } = describeError(thrown, requestId)
  const retryAfter = body.details?.retryAfterSeconds
  return jsonResponse({ error: body }, requestId, status, {
    ...headers,
    ...(typeof retryAfter === 'number' && { 'retry-after': String(retryAfter) }),
  })
}

/** Parse what a client sent; throws `invalid_input` with one message per field. */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const { fieldErrors, formErrors } = z.flattenError(parsed.error)
  throw new AppError('invalid_input', {
    details: { fields: fieldErrors, ...(formErrors.length && { form: formErrors }) },
  })
}
