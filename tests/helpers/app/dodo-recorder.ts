import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { checkExchange } from '../../local/dodo-openapi'

type Exchange = { method: string; path: string; request: unknown; status: number; response: unknown }

/**
 * Stands between the app and the payment provider at `target`, passes everything on and writes it down. An answer that gets lost on
 * the provider's side is lost here too.
 */
export async function startDodoRecorder(target: string) {
  const exchanges: Exchange[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString('utf8')
    const method = request.method ?? 'GET'
    const path = new URL(request.url ?? '/', target).pathname
    try {
      const answer = await fetch(new URL(request.url ?? '/', target), {
        method,
        headers: {
          authorization: request.headers.authorization ?? '',
          'content-type': request.headers['content-type'] ?? '',
        },
        ...(body && { body }),
      })
      const content = Buffer.from(await answer.arrayBuffer())
      const type = answer.headers.get('content-type') ?? ''
      exchanges.push({
        method,
        path,
        request: body ? JSON.parse(body) : undefined,
        status: answer.status,
        response: type.includes('json') ? JSON.parse(content.toString('utf8')) : type,
      })
      response.writeHead(answer.status, { 'content-type': type }).end(content)
    } catch {
      exchanges.push({
        method,
        path,
        request: body ? JSON.parse(body) : undefined,
        status: 599,
        response: null,
      })
      response.destroy()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What went over the line so far, in order. 599: no answer came. */
    exchanges,
    /** Throws for the first request or answer that Dodo's OpenAPI file does not allow. Files are told by their type alone. */
    check() {
      for (const exchange of exchanges) {
        if (typeof exchange.response !== 'string') checkExchange(exchange)
      }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
