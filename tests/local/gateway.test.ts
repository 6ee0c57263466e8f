import { once } from 'node:events'
import { createServer, type IncomingMessage, request as openRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startGateway } from '../../local/gateway'
import { type Rig, realtime, startRig } from './gateway-harness'

let rig: Rig
const at = (path: string) => rig.at(path)

beforeAll(async () => {
  rig = await startRig()
})

afterAll(() => rig?.stop())

describe('passing on', () => {
  test.each([
    '/rest/v1/todo?select=*',
    '/rest/v1',
    '/auth/v1/token?grant_type=password',
    '/storage/v1/object/a%20b',
  ])('%s arrives as it was asked for', async (path) => {
    let seen: IncomingMessage | undefined
    rig.answer = (request, response) => {
      seen = request
      response.writeHead(206, { 'content-range': '0-2/3', 'x-kept': 'yes' }).end('[1,2,3]')
    }
    const response = await fetch(at(path), { headers: { apikey: 'k', authorization: 'Bearer t' } })

    expect(await response.json()).toEqual([1, 2, 3])
    expect([response.status, response.headers.get('content-range'), response.headers.get('x-kept')]).toEqual([
      206,
      '0-2/3',
      'yes',
    ])
    expect(seen?.url).toBe(path)
    expect(seen?.headers).toMatchObject({
      apikey: 'k',
      authorization: 'Bearer t',
      host: at('/').host,
      'x-forwarded-host': at('/').host,
      'x-forwarded-proto': 'http',
    })
  })

  test('bodies stream both ways, before either side has finished', async () => {
    rig.answer = (request, response) => {
      response.writeHead(200)
      request.on('data', (chunk: Buffer) => response.write(`got ${chunk.toString()};`))
      request.on('end', () => response.end('done'))
    }
    const outgoing = openRequest(at('/rest/v1/rpc/slow'), { method: 'POST' })
    const read = (incoming: IncomingMessage) => once(incoming, 'data').then(([chunk]) => String(chunk))

    outgoing.write('one')
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
    expect(await read(incoming)).toBe('got one;')
    outgoing.write('two')
    expect(await read(incoming)).toBe('got two;')
    outgoing.end()
    expect(await read(incoming)).toBe('done')
  })

  test('large and bodyless requests keep their framing', async () => {
    const seen: Record<string, unknown>[] = []
    rig.answer = async (request, response) => {
      let size = 0
      for await (const chunk of request) size += chunk.length
      const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
      seen.push({ method: request.method, size, length, encoding })
      response.writeHead(204).end()
    }
    await fetch(at('/storage/v1/object/big'), { method: 'POST', body: Buffer.alloc(5_000_000) })
    await fetch(at('/rest/v1/todo'), { method: 'DELETE' })
    await fetch(at('/rest/v1/todo'), { method: 'HEAD' })
    expect(seen).toEqual([
      { method: 'POST', size: 5_000_000, length: '5000000', encoding: undefined },
      { method: 'DELETE', size: 0, length: undefined, encoding: undefined },
      { method: 'HEAD', size: 0, length: undefined, encoding: undefined },
    ])
  })

  test('what belongs to one connection stays on it', async () => {
    let seen: IncomingMessage | undefined
    rig.answer = (request, response) => {
      seen = request
      response.setHeader('connection', 'close, x-private')
      response.setHeader('x-private', 'upstream')
      response.end('{}')
    }
    const headers = {
      connection: 'keep-alive, x-secret',
      'x-secret': 'client',
      te: 'trailers',
      'keep-alive': 'timeout=9',
    }
    const outgoing = openRequest(at('/rest/v1/x'), { headers }).end()
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
    incoming.resume()

    expect(seen?.headers).toBeDefined()
    for (const name of ['x-secret', 'te', 'keep-alive']) expect(seen?.headers).not.toHaveProperty(name)
    expect(incoming.headers).not.toHaveProperty('x-private')
  })

  test('several cookies arrive as several', async () => {
    rig.answer = (_request, response) => response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] }).end()
    expect((await fetch(at('/auth/v1/verify'))).headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  test('redirects are left to the client', async () => {
    rig.answer = (_request, response) =>
      response.writeHead(303, { location: 'http://app.example/done' }).end()
    const response = await fetch(at('/auth/v1/verify?token=x'), { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([303, 'http://app.example/done'])
  })

  test('a client that hangs up takes its request to the API with it', async () => {
    const gone = vi.fn()
    const arrived = new Promise<void>((resolve) => {
      rig.answer = (_request, response) => {
        response.on('close', gone)
        resolve()
      }
    })
    const outgoing = openRequest(at('/rest/v1/slow')).end()
    outgoing.on('error', () => {})
    await arrived
    outgoing.destroy()
    await vi.waitFor(() => expect(gone).toHaveBeenCalled(), 10_000)
  })

  test('an API that is down is a 502, one that breaks off is a broken answer', async () => {
    const idle = createServer()
    idle.listen(0, '127.0.0.1')
    await once(idle, 'listening')
    const target = `http://127.0.0.1:${(idle.address() as AddressInfo).port}`
    idle.close()
    await once(idle, 'close')
    const orphan = await startGateway({ port: 0, target, realtime })
    const response = await fetch(new URL('/rest/v1/x', orphan.url))
    await orphan.close()
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([502, '*'])
    expect(await response.json()).toEqual({ message: expect.stringContaining(target) })

    rig.answer = (request, answer) => {
      answer.writeHead(200, { 'content-length': 100 })
      answer.write('half', () => request.socket.destroy())
    }
    await expect(fetch(at('/rest/v1/x')).then((broken) => broken.text())).rejects.toThrow()
  })
})
