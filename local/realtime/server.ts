import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import postgres, { type Sql } from 'postgres'
import { WebSocketServer } from 'ws'
import { createAuthorizer } from './authorize'
import type { Version } from './channels/serializer'
import { ClientSocket } from './channels/socket'
import { createTopics, topicKey } from './channels/topics'
import { startFeed } from './feed'
import { handleHttpBroadcast } from './http-broadcast'
import { type Claims, createTokenReader } from './tokens'

type RealtimeOptions = {
  /** A superuser's address: it reads the replication stream and takes on the joining user's role. */
  databaseUrl: string
  /** Resolves the claims of a user's JWT, or rejects. */
  verifyToken(token: string): Promise<Claims>
  publishableKey: string
  secretKey: string
}

export type Realtime = {
  /** For upgrade requests on /realtime/v1/websocket. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** For requests below /realtime/v1/api. */
  handleRequest(request: IncomingMessage, response: ServerResponse): void
  close(): Promise<void>
}

const WEBSOCKET_PATH = '/realtime/v1/websocket'
const MAX_FRAME_BYTES = 5_000_000
const SILENCE_CHECK_MS = 30_000
const PRUNE_MS = 60 * 60_000
const CLOSE_GRACE_MS = 500
const GOING_AWAY = 1001
const SERVICE_RESTART = 1012

/**
 * Starts the Realtime stand-in: Phoenix channels with broadcast, presence and private topics, fed by the rows of
 * realtime.messages (see schema.sql, which must have been applied). Not supported, and refused with a reason:
 * postgres_changes and the replay of earlier messages. There are no rate limits. Rejects when the database can't be
 * reached or doesn't run with wal_level=logical.
 */
export async function startRealtime(options: RealtimeOptions): Promise<Realtime> {
  const sql = postgres(options.databaseUrl, { max: 4, connect_timeout: 5, onnotice: () => {} })
  const sockets = new Set<ClientSocket>()
  const tokens = createTokenReader(options)
  const authorizer = createAuthorizer(sql)
  const topics = createTopics()

  const feed = await startFeed({
    databaseUrl: options.databaseUrl,
    onMessage: (message) => topics.publish(topicKey(message.topic, message.private), message.broadcast),
    // Clients that stay connected would never know they missed something; those that rejoin read anew.
    onGap() {
      for (const socket of sockets) socket.close(SERVICE_RESTART, 'Service restart')
    },
  }).catch(async (error: unknown) => {
    await sql.end({ timeout: 1 })
    throw error
  })

  await pruneMessages(sql)
  const timers = [
    setInterval(() => void pruneMessages(sql), PRUNE_MS),
    setInterval(() => {
      for (const socket of sockets) socket.closeIfSilent(Date.now())
    }, SILENCE_CHECK_MS),
  ]
  for (const timer of timers) timer.unref()

  const webSockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES })
  const services = { tokens, authorizer, topics, feed }

  return {
    handleUpgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://localhost')
      const version = readVersion(url.searchParams.get('vsn'))
      const projectKey =
        url.searchParams.get('apikey') ?? request.headers['x-api-key'] ?? request.headers.apikey
      if (url.pathname !== WEBSOCKET_PATH) return refuseUpgrade(socket, '404 Not Found', 'not found')
      if (typeof projectKey !== 'string')
        return refuseUpgrade(socket, '401 Unauthorized', 'API key is missing')
      if (!tokens.isProjectKey(projectKey))
        return refuseUpgrade(socket, '401 Unauthorized', 'Invalid API key')
      if (!version) return refuseUpgrade(socket, '400 Bad Request', 'Unsupported serializer version')
      webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        const client = new ClientSocket(webSocket, { version, projectKey, services })
        sockets.add(client)
        webSocket.on('close', () => sockets.delete(client))
      })
    },

    handleRequest: (request, response) => void handleHttpBroadcast(request, response, services),

    async close() {
      for (const timer of timers) clearInterval(timer)
      for (const socket of sockets) socket.close(GOING_AWAY, 'Shutting down')
      await Promise.all([closeAll(webSockets), feed.close()])
      await sql.end({ timeout: 1 })
    },
  }
}

// Hosted Supabase keeps messages for three days. A failed run is made up for by the next.
async function pruneMessages(sql: Sql): Promise<void> {
  await sql`delete from realtime.messages where inserted_at < localtimestamp - interval '3 days'`.catch(
    (error: unknown) => console.warn(`[realtime] could not delete old messages: ${String(error)}`),
  )
}

function readVersion(vsn: string | null): Version | null {
  if (vsn === '2.0.0') return vsn
  return vsn === null || vsn === '1.0.0' ? '1.0.0' : null
}

function refuseUpgrade(socket: Duplex, status: string, message: string): void {
  const body = JSON.stringify({ error: message })
  socket.on('error', () => {})
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  )
}

async function closeAll(webSockets: WebSocketServer): Promise<void> {
  const clients = [...webSockets.clients]
  const closed = Promise.all(clients.map((client) => new Promise((resolve) => client.once('close', resolve))))
  const timer = setTimeout(() => {
    for (const client of clients) client.terminate()
  }, CLOSE_GRACE_MS)
  await closed
  clearTimeout(timer)
}
