import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Dodo } from './context'

const BODY_LIMIT = 1_000_000

/** A refusal in Dodo's form: `{ code, message }` under an HTTP status. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message)
  }
}

/** A request as handlers see it. `body` is the parsed JSON or form; `wantsHtml` tells a browser's form from a program. */
export type Incoming = {
  params: Record<string, string>
  query: URLSearchParams
  body: unknown
  wantsHtml: boolean
}

export type Answer = { status: number; headers: Record<string, string>; body: string | Buffer }

/** `api` needs the key, `control` needs a caller on this machine, `public` is what a browser opens. */
export type Route = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  access: 'api' | 'public' | 'control'
  handle(dodo: Dodo, incoming: Incoming): Answer | Promise<Answer>
}

/** A JSON answer, 200 unless told. */
export function json(body: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** An answer without a body. */
export function empty(status: number): Answer {
  return { status, headers: {}, body: '' }
}

/** Sends the browser on with a GET, whatever method it came with. */
export function redirect(location: string): Answer {
  return { status: 303, headers: { location }, body: '' }
}

/** The named part of the path. Throws if the route has no such part. */
export function pathParam(incoming: Incoming, name: string): string {
  const value = incoming.params[name]
  if (value === undefined) throw new Error(`The route has no :${name}`)
  return value
}

/** The value as the schema reads it; 422 with the first few complaints otherwise. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const complaints = result.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
  throw new ApiError(422, 'INVALID_REQUEST_BODY', complaints.join('; '))
}

/** The query parameters as a plain object, for `parseInput`. */
export function queryObject(incoming: Incoming): Record<string, string> {
  return Object.fromEntries(incoming.query)
}

const isoTime = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** Query parameters of every list: pages count from 0 and hold 10 items, 100 at most; times are inclusive. */
export const listQuery = {
  page_number: z.coerce.number().int().min(0).default(0),
  page_size: z.coerce.number().int().min(0).max(100).default(10),
  created_at_gte: isoTime.optional(),
  created_at_lte: isoTime.optional(),
}

/** Whether something was created in the time that a list is asked for. */
export function isCreatedWithin(
  item: { created_at: string },
  query: { created_at_gte?: number | undefined; created_at_lte?: number | undefined },
): boolean {
  const created = Date.parse(item.created_at)
  return (
    created >= (query.created_at_gte ?? Number.NEGATIVE_INFINITY) &&
    created <= (query.created_at_lte ?? Number.POSITIVE_INFINITY)
  )
}

/** One page of a list kept in order of creation, newest first. */
export function pageOf<Item>(items: Item[], page: { page_number: number; page_size: number }): Item[] {
  const start = page.page_number * page.page_size
  return items.toReversed().slice(start, start + page.page_size)
}

/** Reads and parses a request's body: JSON, or a form when the content type says so. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const buffer = Buffer.from(chunk as Uint8Array)
    size += buffer.length
    if (size > BODY_LIMIT) throw new ApiError(413, 'PAYLOAD_TOO_LARGE', 'The request body is too large')
    chunks.push(buffer)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (text === '') return undefined
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text))
  }
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new ApiError(400, 'INVALID_JSON', 'The request body is not valid JSON')
  }
}

/** Writes an answer. Nothing the stand-in says may be cached. */
export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    ...answer.headers,
  })
  response.end(answer.body)
}
