import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the other side behaves towards one caller. `hang` answers nothing until the caller gives up. */
export type Behaviour = { status: number; body: string } | 'hang'

/**
 * An outside service that can be made to fail: the first name found in a request's body decides how it behaves, so that
 * tests share one without getting into each other's way. Requests that name nobody get 404.
 */
export async function startFakeProvider() {
  const behaviours = new Map<string, Behaviour>()
  const hanging = new Map<string, ServerResponse>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const [name, behaviour] = [...behaviours].find(([key]) => text.includes(key)) ?? []
    if (name && behaviour === 'hang') {
      hanging.set(name, response)
      return
    }
    const { status, body } = behaviour && behaviour !== 'hang' ? behaviour : { status: 404, body: '{}' }
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (name: string, behaviour: Behaviour) => void behaviours.set(name, behaviour),
    /** Whether a request of this name is left hanging now. */
    isHanging: (name: string) => hanging.has(name) && !hanging.get(name)?.closed,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
