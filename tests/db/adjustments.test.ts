import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addAdmin } from '../helpers/admins'
import { addUser, useDatabase } from '../helpers/database'
import { balance, clawBack, deduct, grant, type MovementRow } from '../helpers/ledger'
import { addToppedUpUser, isDue } from '../helpers/top-ups'

const database = useDatabase()

async function adjust(
  actor: string,
  user: string,
  amount: number | string,
  { reason = 'a reason', key = String(randomUUID()) } = {},
) {
  const [row] = await database.sql<MovementRow[]>`
    select * from public.adjust_credits(${actor}, ${user}, ${amount}, ${reason}, ${key})`
  return row
}
const trail = (user: string) => database.sql<{ reason: string; before: object; after: object }[]>`
  select reason, before, after from public.admin_actions where target_id = ${user} order by id`

describe('an adjustment', () => {
  it('adds and takes away, and leaves a trail', async () => {
    const [admin, { id }] = [await addAdmin(database.sql), await addUser(database.sql)]
    expect(await adjust(admin, id, 25, { reason: 'sorry' })).toMatchObject({ amount: 25, available: 75 })
    expect(await adjust(admin, id, -5)).toMatchObject({ amount: -5, available: 70 })
    expect(await trail(id)).toMatchObject([
      { reason: 'sorry', before: { balance: 50 }, after: { balance: 75, amount: 25 } },
      { before: { balance: 75 }, after: { balance: 70, amount: -5 } },
    ])
  })

  it('happens once for a key, however often and however many at once', async () => {
    const [admin, { id }, key] = [await addAdmin(database.sql), await addUser(database.sql), randomUUID()]
    await Promise.all(Array.from({ length: 10 }, () => adjust(admin, id, 7, { key })))
    expect(await balance(database.sql, id)).toMatchObject({ available: 57 })
    expect(await trail(id)).toHaveLength(1)
    await expect(adjust(admin, id, 8, { key })).rejects.toMatchObject({ message: 'idempotency_conflict' })
  })

  it.each([
    ['0', 'a reason', 'invalid_amount'],
    ['1.5', 'a reason', 'invalid_amount'],
    ['-51', 'a reason', 'insufficient_credits'],
    ['5', '  ', 'invalid_input'],
    ['5', 'x'.repeat(501), 'invalid_input'],
  ])('of %s credits for reason %j is refused', async (amount, reason, message) => {
    const [admin, { id }] = [await addAdmin(database.sql), await addUser(database.sql)]
    await expect(adjust(admin, id, amount, { reason })).rejects.toMatchObject({ message })
    expect(await balance(database.sql, id)).toMatchObject({ available: 50 })
    expect(await trail(id)).toEqual([])
  })

  it('and a refund to somebody who owes say what became of the debt', async () => {
    const { sql } = database
    const [admin, { id }] = [await addAdmin(sql), await addUser(sql)]
    const bought = await grant(sql, id, 40)
    const spent = await deduct(sql, id, 90)
    const [{ grant_id } = { grant_id: 0 }] = await sql<{ grant_id: number }[]>`
      select grant_ids[1]::int as grant_id from public.credit_transactions where id = ${bought.transaction_id}`
    await clawBack(sql, id, grant_id, 40)
    await adjust(admin, id, 30)
    await adjust(admin, id, 100)
    await clawBack(sql, id, grant_id, 100)
    await sql`select public.refund_user_transaction(${admin}, ${id}, ${spent.transaction_id}, 5, 'a reason', ${randomUUID()})`
    expect(await trail(id)).toMatchObject([
      { before: { balance: 0, debt: 40 }, after: { balance: 0, debt: 10, amount: 30 } },
      { before: { balance: 0, debt: 10 }, after: { balance: 90, debt: 0, amount: 100 } },
      { before: { balance: 0, debt: 10 }, after: { balance: 0, debt: 5, amount: 5 } },
    ])
  })

  it('that takes away charges nobody’s card, which the next spending does', async () => {
    const { sql } = database
    const admin = await addAdmin(sql)
    const { id } = await addToppedUpUser(sql, 30)
    await adjust(admin, id, -15)
    expect(await isDue(sql, id)).toBe(false)
    await deduct(sql, id, 1)
    expect(await isDue(sql, id)).toBe(true)
  })

  it('is refused for somebody who is no admin, in the database as well', async () => {
    const [{ id }, other] = [await addUser(database.sql), await addUser(database.sql)]
    await expect(adjust(id, other.id, 5)).rejects.toMatchObject({ code: 'PT403', message: 'forbidden' })
    await expect(adjust(id, id, 5)).rejects.toMatchObject({ message: 'forbidden' })
  })

  it('leaves a trail that nobody rewrites', async () => {
    const [admin, { id }] = [await addAdmin(database.sql), await addUser(database.sql)]
    await adjust(admin, id, 1)
    for (const statement of [
      'update public.admin_actions set reason = null',
      'delete from public.admin_actions',
    ]) {
      await expect(database.sql.unsafe(statement)).rejects.toMatchObject({ message: 'append_only' })
    }
  })
})
