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

/** POST JSON to one of our routes and resolve its answer once it begins. Throws ApiError for every other than 2xx. */
export async function post(path: string, body: unknown, options: PostOptions = {}): Promise<Response> {
  const { signal, idempotencyKey, expectedCredits } = options
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      ...(expectedCredits !== undefined && { 'x-expected-credits': String(expectedCredits) }),
    },
    body: JSON.stringify(body),
    signal,
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : offlineError()
  })
  if (response.ok) return response
  const answer = await response.json().catch(() => undefined)
  throw toApiError(response.status, answer?.error)
}

/** POST JSON to one of our routes. Throws ApiError, with code `offline` and status 0 when no answer came. */
export async function postJson<T>(path: string, body: unknown, options: PostOptions = {}): Promise<T> {
  const response = await post(path, body, options)
  return response.json().catch((error: unknown) => {
    throw options.signal?.aborted ? error : offlineError()
  })
}
