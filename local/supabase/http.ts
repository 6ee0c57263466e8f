import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'

/** Serves a fetch-style handler on a free port of 127.0.0.1. Resolves with the address once it listens. */
export async function serveFetch(handle: (request: Request) => Promise<Response>) {
  const server = createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch((error: unknown) => {
      console.error(error)
      if (outgoing.headersSent) {
        outgoing.destroy()
        return
      }
      outgoing.writeHead(500, { 'content-type': 'application/json' })
      outgoing.end(JSON.stringify({ message: 'The local API server failed; see .local/supabase.log.' }))
    })
  })
  // The gateway keeps its connections. One that is closed just as a request comes would fail a request that isn't at fault.
  server.keepAliveTimeout = 0
  await listen(server)
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

function listen(server: Server) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
}

async function answer(
  handle: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
) {
  const headers = new Headers()
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2) {
    const [name, value] = [incoming.rawHeaders[at], incoming.rawHeaders[at + 1]]
    if (name && value !== undefined) headers.append(name, value)
  }
  const method = incoming.method ?? 'GET'
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const request = new Request(`http://${incoming.headers.host ?? '127.0.0.1'}${incoming.url ?? '/'}`, {
    method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  } as RequestInit)
  const response = await handle(request)
  // Refused before it was read, as a file that is too large: a sender cut off in mid-sentence would not hear why.
  if (request.body && !request.bodyUsed && !request.body.locked)
    await request.body.pipeTo(new WritableStream())
  const sent: Record<string, string | string[]> = Object.fromEntries(response.headers)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) sent['set-cookie'] = cookies
  outgoing.writeHead(response.status, sent)
  // The server also hands out bare ArrayBuffers, which a Node stream does not take.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array | ArrayBuffer>) {
    const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(chunk)
    if (!outgoing.write(bytes)) await once(outgoing, 'drain')
  }
  outgoing.end()
}
