import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Asked = { path: string; key: string | undefined; body: Record<string, unknown> }
type Answer = (response: ServerResponse, asked: Asked) => void | Promise<void>

/** An OpenAI-compatible address on this machine. Each request is kept and answered by the answer set last. */
export async function startFakeModel() {
  const requests: Asked[] = []
  let current: Answer = (response) => void response.writeHead(404).end()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const asked = {
      path: request.url ?? '',
      key: request.headers.authorization,
      body: JSON.parse(Buffer.concat(chunks).toString() || '{}'),
    }
    requests.push(asked)
    await current(response, asked)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** Forgets the requests so far and answers the next ones with this. */
    answer(next: Answer) {
      requests.length = 0
      current = next
    },
    requests,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Answers with JSON; a failure says that it may be tried again at once. */
export const withJson =
  (body: unknown, status = 200): Answer =>
  (response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' })
      .end(JSON.stringify(body))

/** A finished chat answer. Without a usage the address is one that does not count. */
export const completion = (
  content: string,
  usage?: { prompt_tokens: number; completion_tokens: number },
) => ({
  id: 'answer-1',
  created: 1,
  model: 'fake-1',
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  ...(usage && { usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens } }),
})

/** One event of a streamed chat answer. */
export function sendPiece(response: ServerResponse, content: string, finish: string | null = null) {
  const choices = [{ index: 0, delta: { role: 'assistant', content }, finish_reason: finish }]
  response.write(`data: ${JSON.stringify({ id: 'answer-1', created: 1, model: 'fake-1', choices })}\n\n`)
}

/** The last events of a streamed chat answer. */
export function endStream(
  response: ServerResponse,
  usage?: { prompt_tokens: number; completion_tokens: number },
) {
  sendPiece(response, '', 'stop')
  if (usage) response.write(`data: ${JSON.stringify({ id: 'answer-1', choices: [], usage })}\n\n`)
  response.end('data: [DONE]\n\n')
}
