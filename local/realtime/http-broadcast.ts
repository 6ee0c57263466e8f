import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Authorizer } from './authorize'
import { isRecord } from './channels/serializer'
import { type Topics, topicKey } from './channels/topics'
import type { Identity, TokenReader } from './tokens'

type Outgoing = { topic: string; isPrivate: boolean; event: string; payload: unknown; bytes?: Buffer }

const BATCH_PATH = '/realtime/v1/api/broadcast'
const SINGLE_PATH = /^\/realtime\/v1\/api\/broadcast\/([^/]+)\/events\/([^/]+)$/
const MAX_BODY_BYTES = 3_000_000

class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/**
 * Answers `POST /realtime/v1/api/broadcast` (a batch: what `channel.send()` uses before it has joined) and
 * `POST .../broadcast/{topic}/events/{event}` (what `channel.httpSend()` uses). 202 when taken; private topics ask the
 * insert policies on realtime.messages, which the secret key bypasses. Others: 401, 403, 404, 413, 422.
 */
export async function handleHttpBroadcast(
  request: IncomingMessage,
  response: ServerResponse,
  services: { tokens: TokenReader; authorizer: Authorizer; topics: Topics },
): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const single = SINGLE_PATH.exec(url.pathname)
    if (request.method !== 'POST' || (!single && url.pathname !== BATCH_PATH))
      throw new HttpError(404, 'not found')
    const identity = await identify(request, services.tokens)
    const body = await readBody(request)
    const messages = single
      ? [
          readSingle(
            decodeURIComponent(single[1] ?? ''),
            decodeURIComponent(single[2] ?? ''),
            url,
            request,
            body,
          ),
        ]
      : readBatch(body)
    for (const message of messages) {
      const allowed =
        !message.isPrivate || (await services.authorizer.isWritable(identity, message.topic, 'broadcast'))
      if (allowed) publish(services.topics, message)
      // Hosted Supabase leaves forbidden messages out of a batch without a word.
      else if (single) throw new HttpError(403, 'Unauthorized')
    }
    response.writeHead(202).end()
  } catch (error) {
    const status = error instanceof HttpError ? error.status : error instanceof URIError ? 422 : 500
    if (status === 500) console.error('[realtime] broadcast over HTTP failed', error)
    const message = error instanceof Error && status !== 500 ? error.message : 'Unknown error'
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }))
  }
}

async function identify(request: IncomingMessage, tokens: TokenReader): Promise<Identity> {
  const { apikey, authorization } = request.headers
  const key = typeof apikey === 'string' ? apikey : null
  if (!tokens.isProjectKey(key)) throw new HttpError(401, 'Unauthorized')
  const bearer = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1]
  return tokens.identify(bearer ?? key).catch(() => {
    throw new HttpError(401, 'Unauthorized')
  })
}

function readSingle(
  topic: string,
  event: string,
  url: URL,
  request: IncomingMessage,
  body: Buffer,
): Outgoing {
  const isPrivate = url.searchParams.get('private') === 'true'
  if (request.headers['content-type']?.startsWith('application/octet-stream')) {
    return { topic, event, isPrivate, payload: null, bytes: body }
  }
  return { topic, event, isPrivate, payload: parseJson(body) }
}

function readBatch(body: Buffer): Outgoing[] {
  const parsed = parseJson(body)
  const messages = isRecord(parsed) ? parsed.messages : undefined
  if (!Array.isArray(messages)) throw new HttpError(422, 'messages: is required')
  return messages.map((message: unknown) => {
    const { topic, event, payload, private: isPrivate } = isRecord(message) ? message : {}
    if (typeof topic !== 'string' || typeof event !== 'string' || !isRecord(payload)) {
      throw new HttpError(422, 'messages: topic, event and payload are required')
    }
    return { topic, event, payload, isPrivate: isPrivate === true }
  })
}

function publish(topics: Topics, { topic, isPrivate, event, payload, bytes }: Outgoing): void {
  topics.publish(topicKey(topic, isPrivate), {
    event,
    encoding: bytes ? 'binary' : 'json',
    payload: bytes ?? Buffer.from(JSON.stringify(payload), 'utf8'),
  })
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new HttpError(422, 'The body is not valid JSON')
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    // Read to the end all the same, so that the client gets to hear the answer.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk)
  }
  if (size > MAX_BODY_BYTES) throw new HttpError(413, 'Payload size exceeds the limit')
  return Buffer.concat(chunks)
}
