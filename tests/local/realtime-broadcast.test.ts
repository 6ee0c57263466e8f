import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  createPerson,
  type Database,
  type Person,
  type StandIn,
  startDatabase,
  startStandIn,
} from './realtime-harness'
import { closeClients, joinTopic, openClient } from './realtime-listening'

let database: Database
let standIn: StandIn

const connect = (person?: Person) => openClient(standIn, person)

beforeAll(async () => {
  database = await startDatabase()
  standIn = await startStandIn(database.url)
}, 60_000)

afterEach(closeClients)

afterAll(async () => {
  await standIn?.stop()
  await database?.stop()
})

describe('messages sent by the database', () => {
  test('reach the private channel of the person they are for, as hosted Supabase delivers them', async () => {
    const person = createPerson()
    const { heard } = await joinTopic(await connect(person), person.topic)

    await database.sql`select realtime.send('{"available": 50, "id": "given"}', 'balance', ${person.topic}, true)`
    const [message] = await heard.count(1)

    expect(message).toMatchObject({
      type: 'broadcast',
      event: 'balance',
      payload: { available: 50, id: 'given' },
      meta: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    })
  })

  test('reach the browser in the order in which their transactions committed', async () => {
    const { sql } = database
    const person = createPerson()
    const { heard } = await joinTopic(await connect(person), person.topic)
    const send = (tx: typeof sql, version: number) =>
      tx`select realtime.send(${tx.json({ version })}, 'balance', ${person.topic}, true)`

    const late = await sql.reserve()
    await late`begin`
    await send(late, 3)
    await send(sql, 1)
    await send(sql, 2)
    await late`commit`
    late.release()
    for (let version = 4; version <= 60; version++) await send(sql, version)

    const versions = (await heard.count(60)).map((message) => message.payload.version)
    expect(versions).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
  })

  test('are never heard when their transaction is rolled back', async () => {
    const { sql } = database
    const person = createPerson()
    const { heard } = await joinTopic(await connect(person), person.topic)

    await sql
      .begin(async (tx) => {
        await tx`select realtime.send('{"undone": true}', 'balance', ${person.topic}, true)`
        throw new Error('changed my mind')
      })
      .catch(() => {})
    await sql`select realtime.send('{"undone": false}', 'balance', ${person.topic}, true)`

    expect((await heard.count(1)).map((message) => message.payload.undone)).toEqual([false])
  })

  test('stay apart by topic, by person, and by being private or public', async () => {
    const { sql } = database
    const [ann, bob] = [createPerson(), createPerson()]
    const annClient = await connect(ann)
    const annHears = (await joinTopic(annClient, ann.topic)).heard
    const roomHears = (await joinTopic(annClient, 'room:1')).heard
    const bobHears = (await joinTopic(await connect(bob), bob.topic)).heard
    const publicHears = (await joinTopic(await connect(), ann.topic, { private: false })).heard

    await sql`select realtime.send('{"to": "ann"}', 'x', ${ann.topic}, true)`
    await sql`select realtime.send('{"to": "room"}', 'x', 'room:1', true)`
    await sql`select realtime.send('{"to": "public"}', 'x', ${ann.topic}, false)`
    await sql`select realtime.send('{"to": "bob"}', 'x', ${bob.topic}, true)`

    const heardBy = async (inbox: typeof annHears) =>
      (await inbox.count(1)).map((message) => message.payload.to)
    expect(await heardBy(bobHears)).toEqual(['bob'])
    expect(await heardBy(publicHears)).toEqual(['public'])
    expect(await heardBy(roomHears)).toEqual(['room'])
    expect(await heardBy(annHears)).toEqual(['ann'])
  })

  test('may also be bytes, or the change of a row', async () => {
    const { sql } = database
    const { heard } = await joinTopic(await connect(createPerson()), 'room:2')

    await sql`select realtime.send_binary('\\x00ff10', 'bytes', 'room:2', true)`
    await sql`select realtime.broadcast_changes('room:2', 'INSERT', 'INSERT', 't', 'public', row(1), null)`
    const [bytes, change] = await heard.count(2)

    expect(new Uint8Array(bytes?.payload as unknown as ArrayBuffer)).toEqual(new Uint8Array([0, 255, 16]))
    expect(change?.payload).toMatchObject({
      operation: 'INSERT',
      table: 't',
      schema: 'public',
      old_record: null,
    })
  })

  test('that cannot be stored leave the transaction that sent them alone', async () => {
    const { sql } = database
    const [row] = await sql.begin(async (tx) => {
      await tx`select realtime.send('[1]', 'x', null, true)`
      return tx<{ one: number }[]>`select 1 as one`
    })
    expect(row?.one).toBe(1)
  })

  test('arrive within a fraction of a second of the commit', async () => {
    const person = createPerson()
    const { heard } = await joinTopic(await connect(person), person.topic)
    const sinceSending: number[] = []
    const sinceCommit: number[] = []
    for (let turn = 1; turn <= 40; turn++) {
      const sentAt = performance.now()
      const committedAt = database.sql`select realtime.send('{}', 'tick', ${person.topic}, true)`.then(() =>
        performance.now(),
      )
      await heard.count(turn)
      const arrivedAt = performance.now()
      sinceSending.push(arrivedAt - sentAt)
      sinceCommit.push(Math.max(0, arrivedAt - (await committedAt)))
    }
    console.info(
      `from sending the statement: ${summarize(sinceSending)}; from the commit: ${summarize(sinceCommit)}`,
    )
    expect(median(sinceCommit)).toBeLessThan(1000)
  })
})

function summarize(milliseconds: number[]): string {
  return `median ${median(milliseconds).toFixed(1)} ms, slowest ${Math.max(...milliseconds).toFixed(1)} ms`
}

function median(milliseconds: number[]): number {
  const sorted = milliseconds.toSorted((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY
}
