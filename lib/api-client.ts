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

type PostOptions = { signal?: AbortSignal; idempotencyKey?: string }

/** POST JSON to one of our routes. Throws ApiError, with code `offline` and status 0 when no answer came. */
export async function postJson<T>(path: string, body: unknown, options: PostOptions = {}): Promise<T> {
  const { signal, idempotencyKey } = options
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
    body: JSON.stringify(body),
    signal,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new ApiError(0, 'offline', 'The server could not be reached. Check your connection and try again.')
  })
  const answer = await response.json().catch(() => undefined)
  if (response.ok) return answer
  const { code = 'internal', message = 'Something went wrong.', details } = answer?.error ?? {}
  throw new ApiError(response.status, code, message, details)
}
