import { describe, expect, it } from 'vitest'
import { actAs, addUser, useDatabase } from '../helpers/database'
import { balance, deduct, hold, release } from '../helpers/ledger'

const database = useDatabase()

function readMessages(id: string) {
  return database.sql<{ payload: { version: number }; private: boolean }[]>`
    select payload - 'id' as payload, private from realtime.messages
    where topic = ${`credits:${id}`} and event = 'balance' order by (payload ->> 'version')::int`
}

describe('a movement', () => {
  it('is told to its owner alone, with the new balance and version, unless it is rolled back', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await deduct(sql, id, 5)
    await expect(deduct(sql, id, 500)).rejects.toThrow()
    const heard = await readMessages(id)
    expect(heard).toEqual([
      { payload: { available: 50, held: 0, version: 1 }, private: true },
      { payload: { available: 45, held: 0, version: 2 }, private: true },
    ])
  })

  it('can be heard by its owner and by nobody else', async () => {
    const { sql } = database
    const [owner, stranger] = [await addUser(sql), await addUser(sql)]
    const listen = (id: string, topic: string) =>
      actAs(sql, { role: 'authenticated', id }, async (tx) => {
        await tx`select set_config('realtime.topic', ${topic}, true), set_config('request.jwt.claim.sub', ${id}, true)`
        return tx`select from realtime.messages where topic = ${topic}`
      })
    expect(await listen(owner.id, `credits:${owner.id}`)).not.toHaveLength(0)
    expect(await listen(stranger.id, `credits:${owner.id}`)).toHaveLength(0)
  })

  it('is told for holds too, one message for each change', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    const { hold_id } = await hold(sql, id, 20)
    await release(sql, hold_id)
    expect((await readMessages(id)).map((message) => message.payload)).toEqual([
      { available: 50, held: 0, version: 1 },
      { available: 30, held: 20, version: 2 },
      { available: 50, held: 0, version: 3 },
    ])
  })

  it('is not told when nobody has looked at the account for a day, and again once somebody looks', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await sql`update public.credit_accounts set last_read_at = now() - interval '25 hours' where owner_id = ${id}`
    await deduct(sql, id, 1)
    expect(await readMessages(id)).toHaveLength(1)
    expect(await balance(sql, id)).toMatchObject({ available: 49 })
    await deduct(sql, id, 1)
    expect((await readMessages(id)).at(-1)?.payload).toMatchObject({ available: 48 })
  })
})
