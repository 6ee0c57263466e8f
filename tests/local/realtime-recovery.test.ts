import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createPerson, type Database, type StandIn, startDatabase, startStandIn } from './realtime-harness'
import { closeClients, joinTopic, openClient } from './realtime-listening'

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

const announce = (topic: string, step: string) =>
  database.sql`select realtime.send(${database.sql.json({ step })}, 'balance', ${topic}, true)`

const slots = () =>
  database.sql<{ temporary: boolean; active: boolean }[]>`select temporary, active from pg_replication_slots`

test('clients come back by themselves after the server has gone away and returned', async () => {
  const ann = createPerson()
  const { heard, statuses } = await joinTopic(await openClient(standIn, ann), ann.topic)
  const port = Number(new URL(standIn.gateway.url).port)

  await standIn.stop()
  await statuses.find(({ status }) => status === 'CHANNEL_ERROR')
  const before = statuses.items.length
  standIn = await startStandIn(database.url, port)
  await statuses.find(({ status }) => status === 'SUBSCRIBED', before)

  await announce(ann.topic, 'after')
  expect((await heard.count(1)).map((message) => message.payload.step)).toEqual(['after'])
  expect(await slots()).toEqual([{ temporary: true, active: true }])
})

test('a restart of PostgreSQL is survived, and clients are told to read anew', async () => {
  const ann = createPerson()
  const { heard, statuses } = await joinTopic(await openClient(standIn, ann), ann.topic)
  await announce(ann.topic, 'before')
  await heard.count(1)

  await database.restart()
  await statuses.find(({ status }) => status === 'CHANNEL_ERROR')
  await statuses.find(({ status }) => status === 'SUBSCRIBED', 2)

  await announce(ann.topic, 'after')
  expect((await heard.count(2)).map((message) => message.payload.step)).toEqual(['before', 'after'])
  expect(await slots()).toEqual([{ temporary: true, active: true }])
})

test('a lost replication connection is replaced without leaving its slot behind', async () => {
  const ann = createPerson()
  const { heard, statuses } = await joinTopic(await openClient(standIn, ann), ann.topic)

  const [ended] = await database.sql`
    select pg_terminate_backend(pid) as done from pg_stat_activity where application_name = 'realtime_feed'`
  expect(ended?.done).toBe(true)
  await statuses.find(({ status }) => status === 'SUBSCRIBED', 1)

  await announce(ann.topic, 'after')
  expect((await heard.count(1)).map((message) => message.payload.step)).toEqual(['after'])
  expect(await slots()).toEqual([{ temporary: true, active: true }])
})

test('a killed process leaves no replication slot behind', async () => {
  const server = join(import.meta.dirname, '../../local/realtime/server.ts')
  const program = `
    import { startRealtime } from ${JSON.stringify(server)}
    const options = { publishableKey: 'a', secretKey: 'b', verifyToken: async () => ({}) }
    await startRealtime({ databaseUrl: ${JSON.stringify(database.url)}, ...options })
    console.log('started')
  `
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  expect(await slots()).toHaveLength(2)

  child.kill('SIGKILL')
  await once(child, 'exit')
  await vi.waitFor(async () => expect(await slots()).toHaveLength(1), { timeout: 5000 })
})

test('messages older than three days are deleted at the start, younger ones are kept', async () => {
  await database.sql`
    insert into realtime.messages (topic, extension, event, payload, inserted_at)
    values ('old', 'broadcast', 'x', '{}', localtimestamp - interval '73 hours'),
           ('young', 'broadcast', 'x', '{}', localtimestamp - interval '71 hours')`
  const second = await startStandIn(database.url)
  const rows = await database.sql`select topic from realtime.messages where topic in ('old', 'young')`
  await second.stop()
  expect(rows.map((row) => row.topic)).toEqual(['young'])
})

test('a database without realtime.messages is refused at the start, and leaves nothing open', async () => {
  await database.sql`drop publication supabase_realtime_messages_publication`
  await database.sql`alter table realtime.messages rename to elsewhere`
  await expect(startStandIn(database.url)).rejects.toThrow(/realtime\.messages/)
  await database.sql`alter table realtime.elsewhere rename to messages`
  await (await startStandIn(database.url)).stop()
})
