import { describe, expect, it } from 'vitest'
import { addUser, type TestSql, useDatabase } from '../../helpers/database'
import { mailsOf, noticesOf, notify } from '../../helpers/notices'

const database = useDatabase()

const unread = async (sql: TestSql, id: string) =>
  (await sql<{ n: number }[]>`select public.unread_notifications(${id}) as n`)[0]?.n

const heard = (sql: TestSql, id: string) =>
  sql<{ payload: { id: number | null; unread: number }; private: boolean }[]>`
    select payload, private from realtime.messages
    where topic = ${`credits:${id}`} and event = 'notification' order by inserted_at, (payload ->> 'id')::bigint`

/** Somebody with nothing unread. */
async function addReader(sql: TestSql) {
  const { id } = await addUser(sql)
  await sql`select public.mark_notifications_read(${id}, (select max(n.id) from public.notifications n), true)`
  await sql`delete from realtime.messages where topic = ${`credits:${id}`}`
  return id
}

const prefer = (sql: TestSql, id: string, kind: string, byMail: boolean | null, inApp: boolean | null) =>
  sql`select public.set_notification_preference(${id}, ${kind}, ${byMail}, ${inApp})`

describe('telling somebody something', () => {
  it('writes one notification and one mail for each key, however often it is said', async () => {
    const { sql } = database
    const id = await addReader(sql)
    expect(await notify(sql, id, 'low_balance', 'low:1', { level: 20 })).toBe(true)
    expect(await notify(sql, id, 'low_balance', 'low:1', { level: 5 })).toBe(false)
    expect(await notify(sql, id, 'low_balance', 'low:2', { level: 10 })).toBe(true)
    const told = [
      { kind: 'low_balance', key: 'low:1', data: { level: 20 } },
      { kind: 'low_balance', key: 'low:2', data: { level: 10 } },
    ]
    expect(await noticesOf(sql, id)).toMatchObject(told)
    expect(await mailsOf(sql, id)).toMatchObject(told.map((row) => ({ ...row, status: 'queued' })))
  })

  it('writes one when many say it at once', async () => {
    const { sql } = database
    const id = await addReader(sql)
    const news = await Promise.all(Array.from({ length: 8 }, () => notify(sql, id, 'refund', 'refund:1')))
    expect(news.filter(Boolean)).toHaveLength(1)
    expect(await noticesOf(sql, id)).toHaveLength(1)
    expect(await mailsOf(sql, id)).toHaveLength(1)
  })

  it('is undone with the transaction that caused it, and heard by nobody', async () => {
    const { sql } = database
    const id = await addReader(sql)
    await expect(
      sql.begin(async (tx) => {
        await tx`select private.notify(${id}, 'refund', 'refund:1')`
        throw new Error('undo')
      }),
    ).rejects.toThrow('undo')
    expect(await noticesOf(sql, id)).toEqual([])
    expect(await mailsOf(sql, id)).toEqual([])
    expect(await heard(sql, id)).toEqual([])
  })

  it('tells nothing to somebody who is gone, and fails nothing', async () => {
    const { sql } = database
    const { id } = await addUser(sql)
    await sql`delete from auth.users where id = ${id}`
    expect(await notify(sql, id, 'refund', 'refund:1')).toBe(false)
  })

  it('welcomes people with their bonus, once for an address', async () => {
    const { sql } = database
    const { id, email } = await addUser(sql)
    const welcomes = async (who: string) =>
      sql`select n.key, n.data, o.data as mailed from public.notifications n
        join public.email_outbox o using (user_id, key) where user_id = ${who}`
    expect(await welcomes(id)).toEqual([{ key: 'welcome', data: { credits: 50 }, mailed: { credits: 50 } }])
    await sql`delete from auth.users where id = ${id}`
    expect(await welcomes((await addUser(sql, email)).id)).toEqual([])
  })
})

describe('the private channel', () => {
  it('hears of each notification with the unread count, and of each reading', async () => {
    const { sql } = database
    const id = await addReader(sql)
    await notify(sql, id, 'refund', 'a')
    await notify(sql, id, 'refund', 'b')
    const [first, second] = await noticesOf(sql, id)
    await sql`select public.mark_notifications_read(${id}, ${second?.id ?? 0})`
    const messages = await heard(sql, id)
    expect(messages.map(({ payload }) => payload)).toEqual([
      { id: first?.id, unread: 1 },
      { id: second?.id, unread: 2 },
      { id: null, unread: 1 },
    ])
    expect(messages.every((message) => message.private)).toBe(true)
  })

  it('is left alone when nobody has looked for a day, or wants it by mail only', async () => {
    const { sql } = database
    const id = await addReader(sql)
    await prefer(sql, id, 'low_balance', null, false)
    await notify(sql, id, 'low_balance', 'a')
    await sql`update public.credit_accounts set last_read_at = now() - interval '25 hours' where owner_id = ${id}`
    await notify(sql, id, 'refund', 'b')
    expect(await heard(sql, id)).toEqual([])
    expect((await noticesOf(sql, id)).map(({ key }) => key)).toEqual(['b'])
    expect((await mailsOf(sql, id)).map(({ key }) => key)).toEqual(['a', 'b'])
  })
})

describe('reading', () => {
  it('marks one, or one and all older, of one’s own only', async () => {
    const { sql } = database
    const [id, other] = [await addReader(sql), await addReader(sql)]
    for (const key of ['a', 'b', 'c', 'd']) await notify(sql, id, 'refund', key)
    await notify(sql, other, 'refund', 'x')
    const [, b, c] = await noticesOf(sql, id)
    const read = async (who: string, which = 0, withOlder = false) =>
      (
        await sql<{ n: number }[]>`select public.mark_notifications_read(${who}, ${which}, ${withOlder}) as n`
      )[0]?.n
    expect(await read(id, b?.id)).toBe(3)
    expect(await read(id, b?.id)).toBe(3)
    expect(await read(other, c?.id)).toBe(1)
    expect(await read(id, c?.id, true)).toBe(1)
    expect((await noticesOf(sql, id)).filter((row) => row.read_at === null).map(({ key }) => key)).toEqual([
      'd',
    ])
    expect(await unread(sql, other)).toBe(1)
  })

  it('is counted up to 100', async () => {
    const { sql } = database
    const id = await addReader(sql)
    await sql`select private.notify(${id}, 'refund', 'n' || i) from generate_series(1, 120) i`
    expect(await unread(sql, id)).toBe(100)
  })
})
