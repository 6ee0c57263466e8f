import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { type Database, PUBLISHABLE_KEY, type StandIn, startDatabase, startStandIn } from './realtime-harness'
import { Inbox } from './realtime-listening'

let database: Database
let standIn: StandIn

beforeAll(async () => {
  database = await startDatabase()
  standIn = await startStandIn(database.url)
})

afterAll(async () => {
  await standIn?.stop()
  await database?.stop()
})

describe('the wire', () => {
  const frames = new Inbox<string>()

  async function openSocket(vsn: string) {
    frames.items.length = 0
    const address = new URL(
      `/realtime/v1/websocket?vsn=${vsn}&apikey=${PUBLISHABLE_KEY}`,
      standIn.gateway.url,
    )
    const socket = new WebSocket(address)
    socket.on('message', (data) => frames.add(String(data)))
    await new Promise((resolve) => socket.once('open', resolve))
    return socket
  }

  test('speaks version 1.0.0 to older clients', async () => {
    const socket = await openSocket('1.0.0')
    const push = (event: string, ref: string, payload: unknown) =>
      socket.send(JSON.stringify({ topic: 'realtime:room:v1', event, ref, payload }))
    push('phx_join', '1', { config: { private: 'true', broadcast: { self: true } } })
    await frames.count(1)
    await database.sql`select realtime.send('{"exact": 12345678901234567890}', 'x', 'room:v1', true)`
    await frames.count(2)
    push('phx_leave', '2', {})
    const [joined, heard, left, closed] = (await frames.count(4)).map((frame) => JSON.parse(frame))
    socket.terminate()

    const reply = (ref: string, response: unknown) => ({
      topic: 'realtime:room:v1',
      event: 'phx_reply',
      ref,
      payload: { status: 'ok', response },
    })
    expect(joined).toEqual(reply('1', { postgres_changes: [] }))
    expect(heard).toMatchObject({ event: 'broadcast', ref: null, payload: { type: 'broadcast', event: 'x' } })
    expect(frames.items[1]).toContain('12345678901234567890')
    expect(left).toEqual(reply('2', {}))
    expect(closed).toMatchObject({ event: 'phx_close', payload: {} })
  })

  test('answers refs, unknown topics and repeated joins as Phoenix does, and shrugs off nonsense', async () => {
    const socket = await openSocket('2.0.0')
    for (const nonsense of ['', '{', '[]', '[1,2,3,4,5]', Buffer.from([3, 255]), Buffer.from([9])]) {
      socket.send(nonsense)
    }
    socket.send(JSON.stringify([null, '1', 'phoenix', 'heartbeat', {}]))
    socket.send(JSON.stringify(['2', '2', 'realtime:nowhere', 'broadcast', {}]))
    await frames.count(2)
    socket.send(JSON.stringify(['3', '3', 'realtime:t', 'phx_join', {}]))
    socket.send(JSON.stringify(['4', '4', 'realtime:t', 'phx_join', {}]))
    await frames.count(5)
    socket.terminate()

    expect(frames.items.map((frame) => JSON.parse(frame))).toEqual([
      [null, '1', 'phoenix', 'phx_reply', { status: 'ok', response: {} }],
      [
        '2',
        '2',
        'realtime:nowhere',
        'phx_reply',
        { status: 'error', response: { reason: 'unmatched topic' } },
      ],
      ['3', '3', 'realtime:t', 'phx_reply', { status: 'ok', response: { postgres_changes: [] } }],
      ['3', '3', 'realtime:t', 'phx_close', {}],
      ['4', '4', 'realtime:t', 'phx_reply', { status: 'ok', response: { postgres_changes: [] } }],
    ])
  })
})
