import { createClient } from '@supabase/supabase-js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import {
  createPerson,
  type Database,
  PUBLISHABLE_KEY,
  SECRET_KEY,
  type StandIn,
  startDatabase,
  startStandIn,
} from './realtime-harness'
import { closeClients, Inbox, joinTopic, openClient } from './realtime-listening'

let database: Database
let standIn: StandIn

beforeAll(async () => {
  database = await startDatabase()
  standIn = await startStandIn(database.url)
})

afterEach(closeClients)

afterAll(async () => {
  await standIn?.stop()
  await database?.stop()
})

const acknowledged = { private: true, broadcast: { ack: true } }

describe('broadcasts sent by clients', () => {
  test('reach the others on the topic, and the sender only if it asked for it', async () => {
    const ann = createPerson()
    const sender = await joinTopic(await openClient(standIn, ann), ann.topic, acknowledged)
    const echoing = await joinTopic(await openClient(standIn, ann), ann.topic, {
      private: true,
      broadcast: { ack: true, self: true },
    })
    const send = (from: typeof sender, step: number) =>
      from.channel.send({ type: 'broadcast', event: 'typed', payload: { step } })

    expect(await send(sender, 1)).toBe('ok')
    expect(await send(echoing, 2)).toBe('ok')

    expect((await echoing.heard.count(2)).map((message) => message.payload.step)).toEqual([1, 2])
    expect((await sender.heard.count(1)).map((message) => message.payload.step)).toEqual([2])
  })

  test('carry bytes', async () => {
    const config = { broadcast: { self: true } }
    const { channel, heard } = await joinTopic(await openClient(standIn), 'open', config)
    await channel.send({ type: 'broadcast', event: 'bytes', payload: new Uint8Array([7, 0, 255]).buffer })
    const [message] = await heard.count(1)
    expect([...new Uint8Array(message?.payload as unknown as ArrayBuffer)]).toEqual([7, 0, 255])
  })

  test('are dropped without an answer where no policy lets the sender write', async () => {
    const ann = createPerson()
    const client = await openClient(standIn, ann)
    const room = await joinTopic(client, 'room:read-only', acknowledged)
    const listener = await joinTopic(await openClient(standIn), 'room:read-only')
    const sent = await room.channel.send(
      { type: 'broadcast', event: 'typed', payload: { from: 'client' } },
      { timeout: 300 },
    )
    expect(sent).toBe('timed out')
    await database.sql`select realtime.send('{"from": "database"}', 'x', 'room:read-only', true)`
    expect((await listener.heard.count(1)).map((message) => message.payload.from)).toEqual(['database'])
  })

  test('over HTTP need a key, and a policy or the secret key for private topics', async () => {
    const ann = createPerson()
    const { heard } = await joinTopic(await openClient(standIn, ann), ann.topic)
    const options = { auth: { persistSession: false }, realtime: { transport: WebSocket as never } }
    const send = async (key: string, token: string | null, from: string) => {
      const client = createClient(standIn.gateway.url, key, options)
      if (token) await client.realtime.setAuth(token)
      const channel = client.channel(ann.topic, { config: { private: true } })
      return channel.httpSend('typed', { from }).catch((error: Error) => error.message)
    }

    expect(await send(PUBLISHABLE_KEY, createPerson().token, 'stranger')).toBe('Unauthorized')
    expect(await send('sb_secret_guessed', null, 'thief')).toBe('Unauthorized')
    expect(await send(PUBLISHABLE_KEY, ann.token, 'ann')).toEqual({ success: true })
    expect(await send(SECRET_KEY, null, 'server')).toEqual({ success: true })
    expect((await heard.count(2)).map((message) => message.payload.from)).toEqual(['ann', 'server'])
  })

  test('over HTTP may come in a batch', async () => {
    const { heard } = await joinTopic(await openClient(standIn), 'open', { private: false })
    const post = (body: unknown) =>
      fetch(`${standIn.gateway.url}/realtime/v1/api/broadcast`, {
        method: 'POST',
        headers: { apikey: PUBLISHABLE_KEY, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const message = (step: number) => ({ topic: 'open', event: 'x', payload: { step } })

    const accepted = await post({ messages: [message(1), message(2)] })
    expect([accepted.status, accepted.headers.get('access-control-allow-origin')]).toEqual([202, '*'])
    expect((await post({ messages: [{ topic: 'open' }] })).status).toBe(422)
    expect((await heard.count(2)).map(({ payload }) => payload.step)).toEqual([1, 2])
  })
})

test('presence tells everyone on a topic who is there, who comes and who leaves', async () => {
  const ann = createPerson()
  const watch = async (key: string) => {
    const events = new Inbox<string>()
    const client = await openClient(standIn, ann)
    const channel = client.channel(ann.topic, { config: { private: true, presence: { key } } })
    await new Promise<void>((resolve) => {
      channel
        .on('presence', { event: 'sync' }, () =>
          events.add(Object.keys(channel.presenceState()).sort().join('+')),
        )
        .subscribe((status) => status === 'SUBSCRIBED' && resolve())
    })
    return { client, channel, events }
  }
  const first = await watch('first')
  expect(await first.channel.track({ mood: 'fine' })).toBe('ok')
  await first.events.find((present) => present === 'first')

  const second = await watch('second')
  await second.events.find((present) => present === 'first')
  await second.channel.track({ mood: 'good' })
  await first.events.find((present) => present === 'first+second')
  expect(second.channel.presenceState()).toMatchObject({
    first: [{ mood: 'fine' }],
    second: [{ mood: 'good' }],
  })

  const before = first.events.items.length
  second.client.realtime.disconnect()
  await first.events.find((present) => present === 'first', before)
})
