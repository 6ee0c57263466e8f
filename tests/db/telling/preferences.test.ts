import { describe, expect, it } from 'vitest'
import { addUser, type TestSql, useDatabase } from '../../helpers/database'
import { mailsOf, noticesOf, notify } from '../../helpers/notices'

const database = useDatabase()

const prefer = (sql: TestSql, id: string, kind: string, byMail: boolean | null, inApp: boolean | null) =>
  sql`select public.set_notification_preference(${id}, ${kind}, ${byMail}, ${inApp})`

describe('preferences', () => {
  it('decide what comes by mail and what in the app', async () => {
    const { sql } = database
    const id = (await addUser(sql)).id
    await prefer(sql, id, 'low_balance', false, null)
    await prefer(sql, id, 'credits_expiring', false, false)
    await notify(sql, id, 'low_balance', 'a')
    await notify(sql, id, 'credits_expiring', 'b')
    expect((await noticesOf(sql, id)).map(({ key }) => key)).toEqual(['a'])
    expect(await mailsOf(sql, id)).toEqual([])
    // What was not named stays as it was.
    await prefer(sql, id, 'credits_expiring', true, null)
    await notify(sql, id, 'credits_expiring', 'c')
    expect((await noticesOf(sql, id)).map(({ key }) => key)).toEqual(['a'])
    expect((await mailsOf(sql, id)).map(({ key }) => key)).toEqual(['c'])
  })

  it('never switch a required mail off', async () => {
    const { sql } = database
    const id = (await addUser(sql)).id
    await expect(prefer(sql, id, 'purchase_receipt', false, null)).rejects.toMatchObject({ code: 'PT422' })
    await prefer(sql, id, 'purchase_receipt', null, false)
    await sql`update public.notification_preferences set by_mail = false where user_id = ${id}`
    await notify(sql, id, 'purchase_receipt', 'a')
    expect(await mailsOf(sql, id)).toHaveLength(1)
    expect(await noticesOf(sql, id)).toEqual([])
  })

  it('of any marketing kind opt out of all marketing, and in again', async () => {
    const { sql } = database
    const id = (await addUser(sql)).id
    await prefer(sql, id, 'follow_up_inactive', false, null)
    expect(await notify(sql, id, 'follow_up_first_use', 'a')).toBe(false)
    expect(await sql`select from public.notification_preferences where user_id = ${id}`).toHaveLength(0)
    await prefer(sql, id, 'follow_up_first_purchase', true, null)
    expect(await notify(sql, id, 'follow_up_first_use', 'a')).toBe(true)
  })

  it('are refused for kinds and people that are not there', async () => {
    const { sql } = database
    const id = (await addUser(sql)).id
    await expect(prefer(sql, id, 'no_such_kind', false, null)).rejects.toMatchObject({ code: 'PT404' })
    await sql`delete from auth.users where id = ${id}`
    await expect(prefer(sql, id, 'low_balance', false, null)).rejects.toMatchObject({ code: 'PT404' })
  })

  it('list what a person can be told; alarms to admins only', async () => {
    const { sql } = database
    const id = (await addUser(sql)).id
    await prefer(sql, id, 'low_balance', false, null)
    const settings = () => sql`select * from public.notification_settings(${id})`
    const mine = await settings()
    expect(mine).toContainEqual({
      kind: 'low_balance',
      by_mail: false,
      in_app: true,
      is_required: false,
      is_marketing: false,
    })
    expect(mine.map((row) => row.kind)).not.toContain('admin_alarm')
    await sql`update public.profiles set role = 'admin' where id = ${id}`
    expect((await settings()).map((row) => row.kind)).toContain('admin_alarm')
  })
})

describe('an alarm', () => {
  it('reaches every admin once for each key, and nobody else', async () => {
    const { sql } = database
    await sql`update public.profiles set role = 'user'`
    const [one, two, person] = [(await addUser(sql)).id, (await addUser(sql)).id, (await addUser(sql)).id]
    await sql`update public.profiles set role = 'admin' where id in ${sql([one, two])}`
    const alarm = async (key: string) =>
      (
        await sql<
          { n: number }[]
        >`select public.alarm_admins('Two and two make five', '["a", "b"]', ${key}) as n`
      )[0]?.n
    const told = await Promise.all([alarm('sum:1'), alarm('sum:1'), alarm('sum:1')])
    expect(told.reduce((sum = 0, n = 0) => sum + n, 0)).toBe(2)
    expect(await alarm('sum:1')).toBe(0)
    for (const id of [one, two]) {
      expect(await noticesOf(sql, id)).toMatchObject([
        { kind: 'admin_alarm', data: { problem: 'Two and two make five', details: ['a', 'b'] } },
      ])
      expect(await mailsOf(sql, id)).toHaveLength(1)
    }
    expect(await noticesOf(sql, person)).toEqual([])
  })
})
