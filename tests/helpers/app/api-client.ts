import type { Person } from './people'

export type ApiAnswer = { status: number; headers: Headers; body: unknown }
export type ApiRequest = {
  method?: string
  /** Sent as JSON; a string goes out as it is. */
  body?: unknown
  headers?: Record<string, string>
}

/** Calls an app as somebody's browser would, or as a stranger's when `person` is left out. Follows no redirect. */
export function createApi(appUrl: string, person?: Person) {
  const cookie = person?.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

  return async function call(path: string, request: ApiRequest = {}): Promise<ApiAnswer> {
    const { method = request.body === undefined ? 'GET' : 'POST', body, headers } = request
    const response = await fetch(new URL(path, appUrl), {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(cookie && { cookie }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: parse(text) }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
