/** What one client frame says, whichever protocol version carried it. */
export type Frame = {
  joinRef: string | null
  ref: string | null
  topic: string
  event: string
  payload: Record<string, unknown>
  /** Set when the client pushed a broadcast as a binary frame (what the stock client does on 2.0.0). */
  push?: UserBroadcast
}

export type UserBroadcast = {
  event: string
  encoding: 'json' | 'binary'
  /** The payload exactly as it was sent: JSON text, or bytes. */
  payload: Buffer
  meta?: Record<string, unknown>
}

/** A broadcast on its way to subscribers: one event with its payload, or a whole message passed on as it came. */
export type Broadcast = UserBroadcast | { message: Record<string, unknown> }

export type Message = {
  joinRef: string | null
  ref: string | null
  topic: string
  event: string
  payload: Record<string, unknown>
}

/** Phoenix serializer versions: 1.0.0 is JSON objects, 2.0.0 is JSON arrays plus binary broadcast frames. */
export type Version = '1.0.0' | '2.0.0'

const KIND_BROADCAST_PUSH = 3
const KIND_BROADCAST = 4
const ENCODING_JSON = 1
const MAX_FIELD_BYTES = 255

/** Reads one client frame; null when it is not a message of this protocol (hosted Supabase ignores those too). */
export function decodeFrame(version: Version, data: Buffer, isBinary: boolean): Frame | null {
  if (isBinary) return version === '2.0.0' ? decodeBroadcastPush(data) : null
  const parsed = parseJson(data)
  if (version === '1.0.0') {
    if (!isRecord(parsed)) return null
    return toFrame(parsed.join_ref, parsed.ref, parsed.topic, parsed.event, parsed.payload)
  }
  return Array.isArray(parsed) ? toFrame(parsed[0], parsed[1], parsed[2], parsed[3], parsed[4]) : null
}

export function encodeMessage(version: Version, message: Message): string {
  const { joinRef, ref, topic, event, payload } = message
  if (version === '1.0.0') return JSON.stringify({ topic, event, payload, ref })
  return JSON.stringify([joinRef, ref, topic, event, payload])
}

/** Null when this protocol version can't carry the broadcast: binary payloads exist in 2.0.0 only. */
export function encodeBroadcast(
  version: Version,
  topic: string,
  broadcast: Broadcast,
): string | Buffer | null {
  if ('message' in broadcast) return encodeText(version, topic, JSON.stringify(broadcast.message))
  if (version === '2.0.0') {
    const frame = encodeBroadcastFrame(topic, broadcast)
    if (frame) return frame
  }
  if (broadcast.encoding === 'binary') return null
  const meta = broadcast.meta ? `,"meta":${JSON.stringify(broadcast.meta)}` : ''
  const head = `{"event":${JSON.stringify(broadcast.event)},"type":"broadcast"${meta},"payload":`
  return encodeText(version, topic, `${head}${broadcast.payload.toString('utf8')}}`)
}

// The payload is spliced in as text: a number larger than JavaScript can hold must arrive as it was sent.
function encodeText(version: Version, topic: string, payload: string): string {
  const name = JSON.stringify(topic)
  return version === '1.0.0'
    ? `{"topic":${name},"event":"broadcast","ref":null,"payload":${payload}}`
    : `[null,null,${name},"broadcast",${payload}]`
}

function encodeBroadcastFrame(topic: string, broadcast: UserBroadcast): Buffer | null {
  const fields = [topic, broadcast.event, broadcast.meta ? JSON.stringify(broadcast.meta) : ''].map((text) =>
    Buffer.from(text, 'utf8'),
  )
  if (fields.some((field) => field.length > MAX_FIELD_BYTES)) return null
  const header = Buffer.from([
    KIND_BROADCAST,
    ...fields.map((field) => field.length),
    broadcast.encoding === 'json' ? ENCODING_JSON : 0,
  ])
  return Buffer.concat([header, ...fields, broadcast.payload])
}

function decodeBroadcastPush(data: Buffer): Frame | null {
  if (data[0] !== KIND_BROADCAST_PUSH || data.length < 7) return null
  const sizes = [...data.subarray(1, 6)]
  const encoding = data[6] === ENCODING_JSON ? 'json' : 'binary'
  let offset = 7
  const [joinRef = '', ref = '', topic = '', event = ''] = sizes.map((size) => {
    offset += size
    return data.toString('utf8', offset - size, offset)
  })
  if (offset > data.length) return null
  const payload = data.subarray(offset)
  if (encoding === 'json' && parseJson(payload) === undefined) return null
  return {
    joinRef: joinRef || null,
    ref: ref || null,
    topic,
    event: 'broadcast',
    payload: {},
    push: { event, encoding, payload },
  }
}

function toFrame(
  joinRef: unknown,
  ref: unknown,
  topic: unknown,
  event: unknown,
  payload: unknown,
): Frame | null {
  if (typeof topic !== 'string' || typeof event !== 'string') return null
  return { joinRef: toRef(joinRef), ref: toRef(ref), topic, event, payload: isRecord(payload) ? payload : {} }
}

function toRef(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}

function parseJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'))
  } catch {
    return undefined
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
