import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { logger } from '@/lib/logger'

/** A JSON answer about one person: never cached, and traceable by its request id. */
export function jsonResponse(body: object, requestId: string, status = 200): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', 'x-request-id': requestId } })
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError('internal', { cause: error })
}

/**
 * The one place where an error becomes a response: `{ error: { code, message, details? } }`. What is not an AppError is
 * `internal`: logged once with its request id, never shown.
 */
export function errorResponse(thrown: unknown, requestId: string): Response {
  const error = toAppError(thrown)
  if (error.status >= 500)
    logger().error({ requestId, code: error.code, err: error.cause ?? error }, error.code)
  const body = { code: error.code, message: error.message, ...(error.details && { details: error.details }) }
  return jsonResponse({ error: body }, requestId, error.status)
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
