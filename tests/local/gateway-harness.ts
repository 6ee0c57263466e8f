import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { startGateway } from '../../local/gateway'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const echo = new WebSocketServer({ noServer: true })

/** Says what it was asked, in place of the real thing. */
export const realtime = {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    echo.handleUpgrade(request, socket, head, (client) => client.send(`opened ${request.url}`))
  },
  handleRequest(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(202).end(`realtime ${request.url}`)
  },
}

export type Rig = {
  /** What the API does with a request. */
  answer: Handler
  at(path: string): URL
  stop(): Promise<void>
}

/** A gateway before an API whose answers the test decides. */
export async function startRig(): Promise<Rig> {
  const upstream = createServer((request, response) => rig.answer(request, response))
  upstream.listen(0, '127.0.0.1')
  await once(upstream, 'listening')
  const { port } = upstream.address() as AddressInfo
  const gateway = await startGateway({ port: 0, target: `http://127.0.0.1:${port}`, realtime })
  const rig: Rig = {
    answer: (_request, response) => response.end('{}'),
    at: (path) => new URL(path, gateway.url),
    async stop() {
      await gateway.close()
      upstream.closeAllConnections()
      upstream.close()
    },
  }
  return rig
}
