import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { abandonCall, beginCall, finishCall, listUsage } from '../../helpers/calls'
import { addUser, type TestSql, useDatabase } from '../../helpers/database'
import { balance, passTime } from '../../helpers/ledger'

const database = useDatabase()
const addPerson = async () => (await addUser(database.sql)).id

/** As if the attempt under this key had died `interval` ago: its hold and its claim on the key are over. */
async function killAttempt(sql: TestSql, id: string, key: string, interval: string) {
  await passTime(sql, id, interval)
  await sql`update public.stored_responses set running_until = running_until - ${interval}::interval
    where idempotency_key = ${key}`
}

describe('an idempotency key', () => {
  it('answers the first answer again, without a hold and without a log', async () => {
    const { sql } = database
    const [id, key] = [await addPerson(), randomUUID()]
    const begun = await beginCall(sql, id, { key })
    const charge = await finishCall(sql, id, begun, { key, tokensOut: 5 }, '{"text":"\\u0000 kept"}')
    const again = await beginCall(sql, id, { key })
    expect(again.replay).toEqual({ response: '{"text":"\\u0000 kept"}', charge })
    expect(again.holdId).toBeUndefined()
    expect(await balance(sql, id)).toMatchObject({ available: 49, held: 0 })
    expect(await listUsage(sql, id)).toHaveLength(1)
  })

  it('with another request is a conflict', async () => {
    const { sql } = database
    const [id, key] = [await addPerson(), randomUUID()]
    await finishCall(sql, id, await beginCall(sql, id, { key }), { key })
    expect((await beginCall(sql, id, { key, hash: 'other' })).error?.code).toBe('idempotency_conflict')
  })

  it('answers its first price even after the price has changed', async () => {
    const { sql } = database
    const [id, key] = [await addPerson(), randomUUID()]
    await finishCall(sql, id, await beginCall(sql, id, { key, feature: null, credits: 3 }), { key })
    const again = await beginCall(sql, id, { key, feature: null, credits: 9, expected: 3 })
    expect(again.replay?.charge).toMatchObject({ creditsUsed: 3, newBalance: 47 })
  })

  it('is refused while its call runs, with the seconds to wait at most', async () => {
    const { sql } = database
    const [id, key] = [await addPerson(), randomUUID()]
    await beginCall(sql, id, { key, ttlSeconds: 60 })
    const { error } = await beginCall(sql, id, { key })
    expect(error?.code).toBe('request_in_progress')
    expect(error?.details?.retryAfterSeconds).toBeGreaterThan(50)
    expect(error?.details?.retryAfterSeconds).toBeLessThanOrEqual(60)
    expect(await balance(sql, id)).toMatchObject({ available: 49, held: 1 })
  })

  it('works again after a failure, and after a death once the hold has lapsed; and then once', async () => {
    const { sql } = database
    const [id, key] = [await addPerson(), randomUUID()]
    await abandonCall(sql, id, await beginCall(sql, id, { key }), key)
    const dead = await beginCall(sql, id, { key })
    expect(dead.holdId).toEqual(expect.any(Number))
    await killAttempt(sql, id, key, '2 minutes')
    const begun = await beginCall(sql, id, { key })
    expect(begun.holdId).not.toBe(dead.holdId)
    // The dead attempt comes back to life: it is too late for it.
    await expect(finishCall(sql, id, dead, { key })).rejects.toMatchObject({ message: 'hold_closed' })
    await finishCall(sql, id, begun, { key })
    expect((await beginCall(sql, id, { key })).replay).toBeDefined()
    expect(await balance(sql, id)).toMatchObject({ available: 49, held: 0 })
  })

  it('fifty times at once is one hold', async () => {
    const { sql } = database
    const [id, key] = [await addPerson(), randomUUID()]
    const answers = await Promise.all(Array.from({ length: 50 }, () => beginCall(sql, id, { key })))
    const [winner, ...others] = answers.filter(({ holdId }) => holdId)
    expect(others).toEqual([])
    expect(answers.filter(({ error }) => error?.code === 'request_in_progress')).toHaveLength(49)
    if (winner) await finishCall(sql, id, winner, { key })
    expect(await balance(sql, id)).toMatchObject({ available: 49, held: 0 })
  })

  it('of an admin runs once as well', async () => {
    const { sql } = database
    const [id, key] = [await addPerson(), randomUUID()]
    await sql`update public.profiles set role = 'admin' where id = ${id}`
    const begun = await beginCall(sql, id, { key })
    expect((await beginCall(sql, id, { key })).error?.code).toBe('request_in_progress')
    await finishCall(sql, id, begun, { key })
    expect((await beginCall(sql, id, { key })).replay).toBeDefined()
  })

  it('is each person’s own, and does not clash with other uses of the same text', async () => {
    const { sql } = database
    const [one, two, key] = [await addPerson(), await addPerson(), randomUUID()]
    for (const id of [one, two]) await finishCall(sql, id, await beginCall(sql, id, { key }), { key })
    // Another call whose request id happens to be that key, as a hold's key.
    expect((await beginCall(sql, one, { requestId: key })).holdId).toEqual(expect.any(Number))
  })

  it('is forgotten after a week, but its work is not charged a second time', async () => {
    const { sql } = database
    const [id, key] = [await addPerson(), randomUUID()]
    await finishCall(sql, id, await beginCall(sql, id, { key }), { key })
    const [row] = await sql<{ gone: number }[]>`select public.prune_calls(now() + interval '8 days') as gone`
    expect(row?.gone).toBeGreaterThan(0)
    expect((await beginCall(sql, id, { key })).error?.code).toBe('idempotency_conflict')
    expect(await balance(sql, id)).toMatchObject({ available: 49, held: 0 })
  })

  it('whose answer was too large to keep says so by having none', async () => {
    const { sql } = database
    const [id, key] = [await addPerson(), randomUUID()]
    const begun = await beginCall(sql, id, { key })
    await sql`select public.finish_call(${id}, ${begun.requestId}, ${begun.holdId ?? null}, 'x', null, null, 0, 0, 1, ${key})`
    expect((await beginCall(sql, id, { key })).replay).toMatchObject({ response: null })
  })
})
