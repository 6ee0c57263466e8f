import { randomBytes } from 'node:crypto'
import { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import type { UserBroadcast } from './channels/serializer'
import { createDecoder, encodeStatus } from './pgoutput'

/** A row of realtime.messages whose transaction has committed. */
type StoredMessage = { topic: string; private: boolean; broadcast: UserBroadcast }

export type Feed = {
  /** Resolves once changes are being streamed (again). */
  whenReady(): Promise<void>
  close(): Promise<void>
}

type FeedOptions = {
  databaseUrl: string
  /** Called in commit order. */
  onMessage(message: StoredMessage): void
  /** The stream is back after an interruption: messages committed in between were not heard. */
  onGap(): void
}

type Stream = { lost: Promise<void>; close(): Promise<void> }

const PUBLICATION = 'supabase_realtime_messages_publication'
const TABLE = 'realtime.messages'
const STATUS_INTERVAL_MS = 10_000
const MAX_RETRY_MS = 2_000

/**
 * Streams committed inserts into realtime.messages by logical replication, and starts over whenever the connection
 * is lost. The slot is temporary: PostgreSQL drops it with the connection, however that ends, so neither a killed
 * process nor a restarted server leaves one behind to fill the disk. (`sql.subscribe` of the same package is not used
 * because it does not come back after a restart of the server.) Rejects when the first attempt fails.
 */
export async function startFeed(options: FeedOptions): Promise<Feed> {
  let current: Stream | null = await openStream(options)
  let closed = false
  let announceReady: (() => void)[] = []
  const stopping = new AbortController()

  async function keepOpen(): Promise<void> {
    let retryMs = 100
    while (!closed) {
      if (current) {
        await current.lost
        await current.close()
        current = null
        retryMs = 100
        continue
      }
      await delay(retryMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (closed) return
      retryMs = Math.min(retryMs * 2, MAX_RETRY_MS)
      current = await openStream(options).catch(() => null)
      if (!current || closed) continue
      options.onGap()
      for (const announce of announceReady) announce()
      announceReady = []
    }
  }
  const finished = keepOpen()

  return {
    whenReady: () =>
      current ? Promise.resolve() : new Promise((resolve) => void announceReady.push(resolve)),
    async close() {
      closed = true
      stopping.abort()
      await current?.close()
      await finished
      await current?.close()
    },
  }
}

async function openStream({ databaseUrl, onMessage }: FeedOptions): Promise<Stream> {
  await preparePublication(databaseUrl)
  let reportLoss = () => {}
  const lost = new Promise<void>((resolve) => {
    reportLoss = resolve
  })
  const sql = postgres(databaseUrl, {
    max: 1,
    prepare: false,
    fetch_types: false,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    connection: { replication: 'database', application_name: 'realtime_feed' },
    onnotice: () => {},
    onclose: () => reportLoss(),
  })
  const close = async () => {
    reportLoss()
    await sql.end({ timeout: 0 })
  }
  try {
    const slot = `supabase_realtime_messages_slot_${randomBytes(6).toString('hex')}`
    await sql.unsafe(`CREATE_REPLICATION_SLOT ${slot} TEMPORARY LOGICAL pgoutput NOEXPORT_SNAPSHOT`)
    const stream = await sql
      .unsafe(
        `START_REPLICATION SLOT ${slot} LOGICAL 0/0 (proto_version '1', publication_names '${PUBLICATION}')`,
      )
      .writable()
    if (!(stream instanceof Duplex)) throw new Error('The replication stream is not readable')
    readStream(stream, onMessage, lost)
    for (const ending of ['error', 'end', 'close']) stream.on(ending, reportLoss)
  } catch (error) {
    await close()
    throw error
  }
  return { lost, close }
}

function readStream(stream: Duplex, onMessage: FeedOptions['onMessage'], lost: Promise<void>): void {
  const decode = createDecoder()
  let reached = 0n
  const sendStatus = () => {
    if (stream.writable) stream.write(encodeStatus(reached))
  }
  const statusTimer = setInterval(sendStatus, STATUS_INTERVAL_MS)
  statusTimer.unref()
  void lost.then(() => clearInterval(statusTimer))
  stream.on('data', (data: Buffer) => {
    const event = decode(data)
    if (event?.kind === 'insert') {
      const message = event.table === TABLE ? toStoredMessage(event.row) : null
      if (message) onMessage(message)
    } else if (event) {
      if (event.lsn > reached) reached = event.lsn
      if (event.kind === 'keepalive' && event.replyRequested) sendStatus()
    }
  })
}

function toStoredMessage(row: Map<string, string | null>): StoredMessage | null {
  const [topic, event, isPrivate] = [row.get('topic'), row.get('event'), row.get('private')]
  const [json, bytes] = [row.get('payload'), row.get('binary_payload')]
  if (!topic || !event || !isPrivate || (!json && !bytes)) return null
  const meta = { id: row.get('id') }
  return {
    topic,
    private: isPrivate === 't',
    broadcast: bytes
      ? { event, encoding: 'binary', payload: Buffer.from(bytes.slice('\\x'.length), 'hex'), meta }
      : { event, encoding: 'json', payload: Buffer.from(json ?? '', 'utf8'), meta },
  }
}

async function preparePublication(databaseUrl: string): Promise<void> {
  const sql: Sql = postgres(databaseUrl, {
    max: 1,
    fetch_types: false,
    connect_timeout: 5,
    onnotice: () => {},
  })
  try {
    const [found] = await sql`
      select from pg_publication_tables
      where pubname = ${PUBLICATION} and schemaname || '.' || tablename = ${TABLE}
    `
    if (found) return
    await sql.unsafe(
      `drop publication if exists ${PUBLICATION};
       create publication ${PUBLICATION} for table ${TABLE} with (publish = 'insert')`,
    )
  } finally {
    await sql.end({ timeout: 1 })
  }
}
