import 'server-only'
import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import { siteUrl } from '@/lib/env/public'
import { AppError } from '@/lib/errors'
import { parseInput } from './responses'

const DEFAULT_MAX_BODY_BYTES = 100_000
const MAX_KEY_LENGTH = 200
/** Of a body that is too large so much is read and thrown away: a sender cut off in mid-sentence would not hear why. */
const MAX_DRAINED_BYTES = 10_000_000

/** How a route's input is read and checked. */
export type InputRules<Input> = {
  /** GET and DELETE: the query and path parameters; otherwise the JSON body, path parameters added. */
  input?: z.ZodType<Input>
  /** Largest body, in bytes (100,000 when left out). */
  maxBodyBytes?: number
}

/**
 * Read a body of at most `maxBytes` bytes, counting what arrives rather than trusting Content-Length.
 * Throws payload_too_large.
 */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_DRAINED_BYTES) break
    if (size <= maxBytes) chunks.push(chunk)
  }
  if (size > maxBytes) throw new AppError('payload_too_large', { details: { maxBytes } })
  return Buffer.concat(chunks).toString('utf8')
}

/** What PostgreSQL takes for no text: NUL, and half of a surrogate pair. */
export const UNSTORABLE = /\0|\p{Surrogate}/gu

function refuseUnstorable(name: string, value: unknown): unknown {
  if (typeof value === 'string' && value.search(UNSTORABLE) >= 0) {
    throw new AppError('invalid_input', {
      details: { fields: { [name]: ['Holds a character that is no text.'] } },
    })
  }
  return value
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, refuseUnstorable)
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('malformed_json', { cause })
  }
}

/**
 * Refuse requests that another site made with our visitor's cookies. Browsers send Origin with every request that
 * can change something; a request without one carries no ambient cookies of a browser.
 */
export function assertSameOrigin(request: NextRequest): void {
  const origin = request.headers.get('origin')
  if (origin === null) {
    if (request.headers.get('sec-fetch-site') === 'cross-site') throw new AppError('forbidden')
    return
  }
  const isOurs =
    origin === siteUrl.origin ||
    (URL.canParse(origin) && new URL(origin).host === request.headers.get('host'))
  if (!isOurs) throw new AppError('forbidden', { message: 'This request came from another site.' })
}

/**
 * A request's input as its schema has it, and the text it came in. Throws forbidden, unsupported_media_type,
 * payload_too_large, malformed_json, invalid_input.
 */
export async function readInput<Input>(
  { input: schema, maxBodyBytes = DEFAULT_MAX_BODY_BYTES }: InputRules<Input>,
  request: NextRequest,
  params: Record<string, unknown>,
  isPaid: boolean,
): Promise<{ input: Input; text: string }> {
  const { searchParams, search } = request.nextUrl
  // Next answers HEAD by the handler of GET.
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (isPaid || !isRead) assertSameOrigin(request)
  if (isRead || request.method === 'DELETE') {
    const value = { ...Object.fromEntries(searchParams), ...params }
    for (const [name, text] of Object.entries(value)) refuseUnstorable(name, text)
    return { input: schema ? parseInput(schema, value) : (undefined as Input), text: search }
  }
  if (!schema) return { input: undefined as Input, text: '' }
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AppError('unsupported_media_type')
  const text = await readBody(request, maxBodyBytes)
  const body = parseJson(text)
  const value = typeof body === 'object' && body !== null ? { ...body, ...params } : body
  return { input: parseInput(schema, value), text }
}

/** Tells whether the client asks for a media type. */
export const acceptsOf = (request: NextRequest) => (mediaType: string) =>
  request.headers.get('accept')?.includes(mediaType) ?? false

/** The caller's key for this call, if they sent one. Throws invalid_idempotency_key. */
export function readIdempotencyKey(request: NextRequest): string | undefined {
  const key = request.headers.get('idempotency-key')
  if (key === null) return undefined
  if (key.length < 1 || key.length > MAX_KEY_LENGTH) {
    throw new AppError('invalid_idempotency_key', {
      message: `The key must have 1 to ${MAX_KEY_LENGTH} characters.`,
    })
  }
  return key
}

/**
 * The price the caller was shown (`X-Expected-Credits`), if they said. It can only make the call refuse when the price has
 * changed; what is charged never comes from here.
 */
export function readExpectedCredits(request: NextRequest): number | undefined {
  const text = request.headers.get('x-expected-credits')
  if (text === null) return undefined
  const credits = Number(text)
  if (text === '' || !Number.isSafeInteger(credits) || credits < 0) {
    throw new AppError('invalid_input', {
      details: { fields: { 'x-expected-credits': ['A whole number.'] } },
    })
  }
  return credits
}
