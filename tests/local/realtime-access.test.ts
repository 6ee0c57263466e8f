import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import {
  createPerson,
  type Database,
  PUBLISHABLE_KEY,
  type StandIn,
  signToken,
  startDatabase,
  startStandIn,
} from './realtime-harness'
import { closeClients, Inbox, joinTopic, listen, openClient } from './realtime-listening'

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

const announce = (topic: string) => database.sql`select realtime.send('{}', 'balance', ${topic}, true)`
const inOneHour = () => Math.floor(Date.now() / 1000) + 3600

describe('joining', () => {
  test("someone else's private topic is refused in hosted Supabase's words", async () => {
    const [ann, bob] = [createPerson(), createPerson()]
    const listener = listen(await openClient(standIn, ann), bob.topic)

    expect(await listener.statuses.find(() => true)).toEqual({
      status: 'CHANNEL_ERROR',
      error: `Unauthorized: You do not have permissions to read from this Channel topic: ${bob.topic}`,
    })
    const bobHears = (await joinTopic(await openClient(standIn, bob), bob.topic)).heard
    await announce(bob.topic)
    await bobHears.count(1)
    expect(listener.heard.items).toEqual([])
  })

  test('a private topic without signing in is refused unless a policy lets anon in', async () => {
    const client = await openClient(standIn)
    const refused = await listen(client, createPerson().topic).statuses.find(() => true)
    expect(refused.error).toMatch(/^Unauthorized: /)
    await joinTopic(client, 'room:open')
  })

  test('asking the policies leaves nothing behind that anyone could hear or read', async () => {
    const ann = createPerson()
    await joinTopic(await openClient(standIn, ann), ann.topic, { private: true, presence: { enabled: true } })
    const rows = await database.sql`select from realtime.messages where topic = ${ann.topic}`
    expect(rows).toHaveLength(0)
  })

  test.each([
    [
      'another signature',
      () => signToken({ role: 'authenticated', exp: inOneHour() }, 'wrong'),
      /^JwtSignatureError: /,
    ],
    [
      'a token that has expired',
      () => createPerson(-5).token,
      /^InvalidJWTToken: Token has expired \d+ seconds ago$/,
    ],
    [
      'no role in the token',
      () => signToken({ exp: inOneHour() }),
      /^InvalidJWTToken: Fields `role` and `exp` are/,
    ],
    ['what is no token', () => 'not-a-token', /^MalformedJWT: /],
    ['a role that does not exist', () => signToken({ role: 'emperor', exp: inOneHour() }), /^Unauthorized: /],
  ])('with %s is refused', async (_name, createToken, expected) => {
    const listener = listen(await openClient(standIn, { token: createToken() }), 'room:1')
    const { status, error } = await listener.statuses.find(() => true)
    expect([status, error]).toEqual(['CHANNEL_ERROR', expect.stringMatching(expected)])
  })

  test('with postgres_changes is refused with a reason instead of staying silent', async () => {
    const statuses = new Inbox<{ status: string; error?: string }>()
    const client = await openClient(standIn)
    client
      .channel('anything')
      .on('postgres_changes', { event: '*', schema: 'public', table: 'x' }, () => {})
      .subscribe((status, error) => statuses.add({ status, error: error?.message }))
    expect((await statuses.find(() => true)).error).toMatch(
      /^PostgresChangesUnavailable: .*realtime\.send\(\)/,
    )
  })

  test('needs a key of the project to open the socket', async () => {
    const address = new URL('/realtime/v1/websocket?vsn=2.0.0', standIn.gateway.url)
    const open = async (key: string | null) => {
      if (key) address.searchParams.set('apikey', key)
      const socket = new WebSocket(address)
      return new Promise<number>((resolve) => {
        socket.on('open', () => resolve(101))
        socket.on('unexpected-response', (request, response) => {
          resolve(response.statusCode ?? 0)
          request.destroy()
        })
        socket.on('error', () => {})
      }).finally(() => socket.terminate())
    }
    expect(await open(null)).toBe(401)
    expect(await open('sb_publishable_someone_elses')).toBe(401)
    expect(await open(PUBLISHABLE_KEY)).toBe(101)
  })
})

describe('a joined channel', () => {
  test('shares its socket with others, and leaving one leaves the others alone', async () => {
    const ann = createPerson()
    const client = await openClient(standIn, ann)
    const own = await joinTopic(client, ann.topic)
    const room = await joinTopic(client, 'room:shared')
    const other = await joinTopic(await openClient(standIn, ann), ann.topic)

    expect(await client.removeChannel(own.channel)).toBe('ok')
    expect(own.statuses.items.at(-1)?.status).toBe('CLOSED')
    await announce(ann.topic)
    await announce('room:shared')
    await Promise.all([other.heard.count(1), room.heard.count(1)])
    expect(own.heard.items).toEqual([])

    const again = await joinTopic(client, ann.topic)
    await announce(ann.topic)
    expect(await again.heard.count(1)).toHaveLength(1)
  })

  test('has its heartbeats answered', async () => {
    const beats = new Inbox<string>()
    const client = await openClient(standIn, undefined, {
      heartbeatIntervalMs: 50,
      heartbeatCallback: (status: string) => beats.add(status),
    })
    await joinTopic(client, 'room:beat')
    const seen = await beats.count(6)
    expect(seen.filter((status) => status === 'ok').length).toBeGreaterThanOrEqual(2)
    expect(seen).not.toContain('timeout')
  })

  test('is closed when its token expires, and stays when the token was refreshed in time', async () => {
    const [forgetful, careful] = [createPerson(2), createPerson(2)]
    const lost = await joinTopic(await openClient(standIn, forgetful), forgetful.topic)
    const client = await openClient(standIn, careful)
    const kept = await joinTopic(client, careful.topic)
    await client.realtime.setAuth(createPerson(3600, careful.id).token)

    await lost.statuses.find(({ status }) => status === 'CLOSED')
    expect(await lost.system.find(() => true)).toMatch(/^Token has expired \d+ seconds ago$/)
    await announce(careful.topic)
    await kept.heard.count(1)
    expect(kept.statuses.items.map(({ status }) => status)).toEqual(['SUBSCRIBED'])
  })

  test('is closed when the new token may not read it', async () => {
    const [ann, bob] = [createPerson(), createPerson()]
    const client = await openClient(standIn, ann)
    const listener = await joinTopic(client, ann.topic)
    await client.realtime.setAuth(bob.token)

    await listener.statuses.find(({ status }) => status === 'CLOSED')
    expect(listener.system.items).toEqual([
      `You do not have permissions to read from this Channel topic: ${ann.topic}`,
    ])
    const annHears = (await joinTopic(await openClient(standIn, ann), ann.topic)).heard
    await announce(ann.topic)
    await annHears.count(1)
    expect(listener.heard.items).toEqual([])
  })

  test('hears when the replication connection is there, if it asked', async () => {
    const config = { private: true, broadcast: { replication_ready: true } }
    const listener = await joinTopic(await openClient(standIn), 'room:ready', config)
    expect(await listener.system.find(() => true)).toBe('Replication connection established')
  })
})
