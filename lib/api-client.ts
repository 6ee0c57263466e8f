/** An error answer of the API, as `{ error: { code, message, details? } }` has it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

export type PostOptions = {
  signal?: AbortSignal
  idempotencyKey?: string
  /** The price of one unit that the person was shown: when it has changed the route answers price_changed. */
  expectedCredits?: number
}

/** No answer came, or only part of one. */
export const offlineError = () =>
  new ApiError(0, 'offline', 'The server could not be reached. Check your connection and try again.')

/** The ApiError that the `error` of an answer stands for; `internal` when it is something else. */
export function toApiError(status: number, error: unknown): ApiError {
  const { code, message, details } = (error ?? {}) as Partial<ApiError>
  return new ApiError(status, code ?? 'internal', message ?? 'Something went wrong.', details)
}

/** An error that a call of these threw. Anything else is a mistake in this app, not for people to read: thrown on. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  throw error
}

/** Ask one of our routes and resolve its answer once it begins. Throws ApiError for every other than 2xx. */
async function ask(path: string, request: RequestInit): Promise<Response> {
  const response = await fetch(path, request).catch((error: unknown) => {
    throw request.signal?.aborted ? error : offlineError()
  })
  if (response.ok) return response
  const answer = await response.json().catch(() => undefined)
  throw toApiError(response.status, answer?.error)
}

/** POST JSON to one of our routes and resolve its answer once it begins. Throws ApiError for every other than 2xx. */
export function post(path: string, body: unknown, options: PostOptions = {}): Promise<Response> {
  const { signal, idempotencyKey, expectedCredits } = options
  return ask(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      ...(expectedCredits !== undefined && { 'x-expected-credits': String(expectedCredits) }),
    },
    body: JSON.stringify(body),
    signal,
  })
}

/** POST JSON to one of our routes. Throws ApiError, with code `offline` and status 0 when no answer came. */
export async function postJson<T>(path: string, body: unknown, options: PostOptions = {}): Promise<T> {
  return readAnswer(await post(path, body, options), options.signal)
}

/** GET from one of our routes. Throws as postJson does. */
export async function getJson<T>(path: string): Promise<T> {
  return readAnswer(await ask(path, {}))
}

/**
 * DELETE what one of our routes stands for; what is not there any more is fine. Throws as postJson does. `keepalive`: goes
 * out though the page is left.
 */
export async function deleteJson(path: string, options: { keepalive?: boolean } = {}): Promise<void> {
  await ask(path, { method: 'DELETE', ...options }).catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== 'not_found') throw error
  })
}

const readAnswer = (response: Response, signal?: AbortSignal) =>
  response.json().catch((error: unknown) => {
    throw signal?.aborted ? error : offlineError()
  })
