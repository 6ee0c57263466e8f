import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as openRequest,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Realtime } from './realtime/server'

type GatewayOptions = {
  /** 0 picks a free one. */
  port: number
  /** The address that serves /rest/v1, /auth/v1 and /storage/v1. */
  target: string
  realtime: Pick<Realtime, 'handleUpgrade' | 'handleRequest'>
}

export type Gateway = { url: string; close(): Promise<void> }

const PROXIED = /^\/(rest|auth|storage)\/v1(\/|$)/
const REALTIME_API = /^\/realtime\/v1\/api\//
const REALTIME_SOCKET = '/realtime/v1/websocket'
const HOST = '127.0.0.1'

// RFC 9110, 7.6.1: these belong to one connection, not to the message.
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]
const EXPOSED_HEADERS =
  'Content-Range, Content-Location, Content-Profile, Content-Encoding, Content-Length, Location, Range-Unit, ' +
  'Preference-Applied, Link, Retry-After, WWW-Authenticate, X-Total-Count, X-Supabase-Api-Version, X-Sb-Error-Code, Sb-Error-Code'
const METHODS = 'GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS'

/**
 * Serves everything under one address, laid out as a hosted Supabase project: /rest/v1, /auth/v1 and /storage/v1 are
 * passed on to `target`, /realtime/v1 is answered by `realtime`, GET /health by itself. Cross-origin rules are the
 * gateway's alone: `target` sends them for some routes only. Rejects when the port is taken.
 */
export async function startGateway({ port, target, realtime }: GatewayOptions): Promise<Gateway> {
  const upstream = new URL(target)
  const sockets = new Set<Socket>()
  // The API server closes no connection that is kept, see supabase/http.ts: none goes away under a request.
  const agent = new Agent({ keepAlive: true })
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
      response.writeHead(204, preflightHeaders(request.headers)).end()
    } else if (PROXIED.test(path)) {
      passOn(request, response, upstream, agent)
    } else if (REALTIME_API.test(path)) {
      for (const [name, value] of Object.entries(corsHeaders())) response.setHeader(name, value)
      realtime.handleRequest(request, response)
    } else if (path === '/health' && (request.method === 'GET' || request.method === 'HEAD')) {
      answer(response, 200, { status: 'ok' })
    } else {
      answer(response, 404, { message: `Nothing is served at ${path}` })
    }
  })
  server.on('upgrade', (request, socket, head) => {
    if ((request.url ?? '/').split('?', 1)[0] === REALTIME_SOCKET)
      realtime.handleUpgrade(request, socket, head)
    else {
      socket.on('error', () => {})
      socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
    }
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, resolve)
  })
  const { port: boundPort } = server.address() as AddressInfo

  return {
    url: `http://${HOST}:${boundPort}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        agent.destroy()
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function passOn(request: IncomingMessage, response: ServerResponse, upstream: URL, agent: Agent): void {
  const outgoing = openRequest(
    {
      host: upstream.hostname,
      port: upstream.port,
      method: request.method,
      path: request.url,
      headers: forwardedHeaders(request),
      agent,
    },
    (incoming) => {
      const headers = { ...endToEndHeaders(incoming.headers), ...corsHeaders() }
      response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage, headers)
      incoming.pipe(response)
      incoming.on('error', () => response.destroy())
    },
  )
  outgoing.on('error', () => {
    if (response.headersSent) response.destroy()
    else
      answer(response, 502, { message: `The API behind the gateway does not answer at ${upstream.origin}` })
  })
  // A client that goes away mid-request takes the request to the API with it.
  response.on('close', () => {
    if (!response.writableFinished) outgoing.destroy()
  })
  request.on('error', () => outgoing.destroy())
  request.pipe(outgoing)
}

function forwardedHeaders(request: IncomingMessage): OutgoingHttpHeaders {
  const headers = endToEndHeaders(request.headers)
  // Node has answered `100-continue` already.
  delete headers.expect
  // Framing is this connection's business: a body of unknown length stays one, whatever the method.
  if (request.headers['transfer-encoding']) headers['transfer-encoding'] = 'chunked'
  return {
    ...headers,
    'x-forwarded-for': request.socket.remoteAddress,
    'x-forwarded-host': request.headers.host,
    'x-forwarded-proto': 'http',
  }
}

function endToEndHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase())
  const dropped = new Set([...HOP_BY_HOP, ...named])
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)))
}

function corsHeaders(): Record<string, string> {
  return { 'access-control-allow-origin': '*', 'access-control-expose-headers': EXPOSED_HEADERS }
}

function preflightHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': METHODS,
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '3600',
    vary: 'Access-Control-Request-Headers',
  }
}

function answer(response: ServerResponse, status: number, body: Record<string, unknown>): void {
  const text = JSON.stringify(body)
  response
    .writeHead(status, {
      ...corsHeaders(),
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
    })
    .end(text)
}
