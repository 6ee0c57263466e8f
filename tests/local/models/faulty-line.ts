import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that is about to be passed on. */
type Passing = { method: string; path: string; body: string }

/**
 * Another address of a Supabase API, over which chosen requests come back as 500 instead of being passed on. `pause`, when
 * set, is waited for before a request goes on.
 */
export async function openFaultyLine(target: string) {
  const line = {
    url: '',
    fails: (_request: Passing) => false,
    pause: async (_request: Passing): Promise<void> => undefined,
    repair() {
      line.fails = () => false
      line.pause = async () => undefined
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = 'GET', url: path = '/' } = request
    const passing = { method, path, body: Buffer.concat(chunks).toString('latin1') }
    await line.pause(passing)
    if (line.fails(passing)) {
      response.writeHead(500, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ statusCode: '500', error: 'Internal', message: 'Internal Server Error' }))
      return
    }
    const { host: _host, connection: _connection, ...headers } = request.headers
    const answer = await fetch(new URL(path, target), {
      method,
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    })
    const { 'content-encoding': _encoding, ...sent } = Object.fromEntries(answer.headers)
    response.writeHead(answer.status, sent).end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  line.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return line
}
