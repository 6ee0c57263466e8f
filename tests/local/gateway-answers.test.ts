import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { startGateway } from '../../local/gateway'
import { type Rig, realtime, startRig } from './gateway-harness'

let rig: Rig
const at = (path: string) => rig.at(path)

beforeAll(async () => {
  rig = await startRig()
})

afterAll(() => rig?.stop())

describe('cross-origin requests', () => {
  test('are announced to the browser as allowed, whatever the API would say', async () => {
    rig.answer = () => expect.unreachable("a preflight is the gateway's business")
    for (const path of ['/rest/v1/todo', '/auth/v1/token', '/realtime/v1/api/broadcast']) {
      const response = await fetch(at(path), {
        method: 'OPTIONS',
        headers: {
          origin: 'http://localhost:3000',
          'access-control-request-method': 'PATCH',
          'access-control-request-headers': 'apikey,authorization,x-client-info',
        },
      })
      expect(response.status).toBe(204)
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
      expect(response.headers.get('access-control-allow-methods')).toContain('PATCH')
      expect(response.headers.get('access-control-allow-headers')).toBe('apikey,authorization,x-client-info')
    }
  })

  test('get one origin header and readable counts, errors included', async () => {
    rig.answer = (_request, response) =>
      response
        .writeHead(404, {
          'access-control-allow-origin': 'http://someone.example',
          'access-control-expose-headers': 'Content-Range',
        })
        .end('{}')
    const { headers, status } = await fetch(at('/rest/v1/todo'), {
      headers: { origin: 'http://localhost:3000' },
    })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([404, '*'])
    expect(headers.get('access-control-expose-headers')).toMatch(/Content-Range,.*X-Supabase-Api-Version/)
  })
})

describe('its own answers', () => {
  test('health, the realtime API, and 404 for everything else', async () => {
    rig.answer = () => expect.unreachable('must not reach the API')
    const get = async (path: string, method = 'GET') => {
      const response = await fetch(at(path), { method })
      return `${response.status} ${await response.text()}`
    }
    expect(await get('/health')).toBe('200 {"status":"ok"}')
    expect(await get('/realtime/v1/api/broadcast', 'POST')).toBe('202 realtime /realtime/v1/api/broadcast')
    expect(await get('/')).toBe('404 {"message":"Nothing is served at /"}')
    for (const path of [
      '/rest/v2/x',
      '/rest/v1x',
      '/functions/v1/x',
      '/_system',
      '/health/x',
      '/realtime/v1/websocket',
    ]) {
      expect(await get(path)).toMatch(/^404 /)
    }
  })

  test('sockets open on the realtime address only', async () => {
    const open = (path: string) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(at(path))
        socket.on('error', (error) => resolve(error.message))
        socket.on('message', (data) => {
          resolve(String(data))
          socket.terminate()
        })
      })
    expect(await open('/realtime/v1/websocket?apikey=k')).toBe('opened /realtime/v1/websocket?apikey=k')
    expect(await open('/rest/v1/todo')).toBe('Unexpected server response: 404')
  })

  test('a port that is taken rejects', async () => {
    const port = Number(at('/').port)
    await expect(startGateway({ port, target: 'http://127.0.0.1:9', realtime })).rejects.toThrow('EADDRINUSE')
  })
})
