import { ApiError, offlineError, type PostOptions, post, toApiError } from './api-client'

export type ServerEvent = { event: string; data: string }

/** The events of a `text/event-stream` body as they come. One that the end of the body cuts off is dropped. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  let event = ''
  let data: string[] = []
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      rest += decoder.decode(value, { stream: true })
      // A carriage return at the end may be the first half of a line break.
      const lines = rest.split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) yield { event: event || 'message', data: data.join('\n') }
          event = ''
          data = []
          continue
        }
        const colon = line.indexOf(':')
        const field = colon < 0 ? line : line.slice(0, colon)
        const text = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
        if (field === 'event') event = text
        if (field === 'data') data.push(text)
      }
    }
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

/**
 * POST JSON to one of our streaming routes: `onText` is told each piece of text, the `done` event is the answer. Throws
 * ApiError: what the route refused with before or in the middle, or `offline` when the stream ends without `done`.
 */
export async function postStream<T>(
  path: string,
  body: unknown,
  { onText, ...options }: PostOptions & { onText(piece: string): void },
): Promise<T> {
  const response = await post(path, body, options)
  if (!response.body) throw offlineError()
  try {
    for await (const { event, data } of readEvents(response.body)) {
      if (event === 'text') onText(JSON.parse(data))
      if (event === 'done') return JSON.parse(data)
      if (event === 'error') throw toApiError(response.status, JSON.parse(data))
    }
  } catch (error) {
    if (error instanceof ApiError || options.signal?.aborted) throw error
  }
  throw offlineError()
}
