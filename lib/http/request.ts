import 'server-only'
import type { NextRequest } from 'next/server'
import { siteUrl } from '@/lib/env/public'
import { AppError } from '@/lib/errors'

/**
 * Read a body of at most `maxBytes` bytes, counting what arrives rather than trusting Content-Length.
 * Throws payload_too_large.
 */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new AppError('payload_too_large', { details: { maxBytes } })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('malformed_json', { cause })
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

/** The JSON body of a same-origin request. Throws forbidden, unsupported_media_type, payload_too_large, malformed_json. */
export async function readJsonBody(request: NextRequest, maxBytes: number): Promise<unknown> {
  assertSameOrigin(request)
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AppError('unsupported_media_type')
  return parseJson(await readBody(request, maxBytes))
}
